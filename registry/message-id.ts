import { createHash } from 'node:crypto';

/** A name-based id (RFC 9562, version 5): the same names give the same id, in every attempt and after every crash. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of what is sent: made of the request, the version of its package (or the number of an enquiry) and the recipient. */
export const messageIdFor = (
  installation: string,
  { request, version, recipient }: { request: string; version: string; recipient: string },
): string => uuidV5(installation, `${request}|${version}|${recipient}`);
