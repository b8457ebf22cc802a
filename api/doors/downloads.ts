import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busy } from '../../domain/errors.ts';
import { FileDamaged } from '../../files/errors.ts';
import { readVerified, type Store } from '../../files/store.ts';
import { tokenHashIn } from '../../files/token.ts';
import { isBusy } from '../error-answers.ts';

export type Download = {
  hash: string;
  size: number;
  name: string;
  type: string;
  /** How many conditions bind its use; their text is not for a header. */
  conditions: number;
};

export type DownloadDeps = {
  store: Store;
  /** Takes the token, and has logged and committed who reads what when it resolves. */
  takeDownload(tokenHash: string): Promise<Download | undefined>;
  /** Told of what is a bug or a broken part. */
  onFault(error: unknown): void;
};

/** `GET /files/<short-lived token>`. An unknown, used or expired token is answered with the same bytes always. */
export async function handleDownload(req: IncomingMessage, res: ServerResponse, deps: DownloadDeps): Promise<void> {
  try {
    const tokenHash = req.method === 'GET' ? tokenHashIn(req.url) : undefined;
    const file = tokenHash === undefined ? undefined : await deps.takeDownload(tokenHash);
    if (!file) return await answerNotFound(req, res);
    if ((await deps.store.size(file.hash)) !== file.size) throw new FileDamaged(file.hash);

    res.writeHead(200, headersOf(file));
    // a damaged file breaks off before its last bytes, so that it cannot be taken for the whole
    await pipeline(Readable.from(readVerified(deps.store, file.hash)), res);
  } catch (error) {
    if (isGone(error)) return;
    if (!isBusy(error)) deps.onFault(error);
    if (res.headersSent) res.destroy();
    else await answerTrouble(req, res, error);
  }
}

const headersOf = ({ hash, size, name, type, conditions }: Download): Record<string, string | number> => ({
  'Content-Type': type,
  'Content-Length': size,
  'Content-Disposition': dispositionOf(name),
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Repr-Digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
  'X-Use-Conditions': conditions,
});

/** RFC 6266: the name in full for whom reads RFC 5987, in plain ASCII for the rest. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^ !#$&+\-.0-9A-Z^_`a-z~]/gu, '_');
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** What there is to say of an address that leads nowhere, whatever the reason. */
export function answerNotFound(req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.sendDate = false;
  return answerJson(req, res, 404, {
    error: { name: 'NotFound', message: 'Cannot find this file: the address is unknown, used or expired' },
  });
}

/** What there is to say of what is not the caller's doing. */
export function answerTrouble(req: IncomingMessage, res: ServerResponse, error: unknown): Promise<void> {
  if (isBusy(error)) {
    const { name, message } = new Busy();
    return answerJson(req, res, 503, { error: { name, message } });
  }
  return answerJson(req, res, 500, {
    error: { name: 'Fault', message: 'Cannot handle this file: something broke, it was noted' },
  });
}

/** Answers; a side that is still sending is listened to a little longer, so that it can hear the answer. */
export async function answerJson(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  value: object,
): Promise<void> {
  const body = JSON.stringify(value);
  const isSending = !req.complete;
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(isSending || status === 404 ? { Connection: 'close' } : {}),
  });
  res.write(body);
  if (isSending) await listenOn(req);
  res.end();
}

const LINGER_BYTES = 1024 * 1024;
const LINGER_MS = 2_000;

function listenOn(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let heard = 0;
    const timer = setTimeout(resolve, LINGER_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    req.on('data', (chunk: Buffer) => {
      heard += chunk.length;
      if (heard > LINGER_BYTES) done();
    });
    req.once('end', done).once('close', done).once('error', done);
    req.resume();
  });
}

/** The other side went away: nobody is left to answer. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code));
