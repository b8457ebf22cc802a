import { createHash } from 'node:crypto';
import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type Gap, InvalidInput } from '../domain/errors.ts';
import { MessageTooLarge } from './errors.ts';

export type Mailbox = string | { name: string; address: string };

export type MessageParts = {
  from: Mailbox;
  /** One recipient: a transmission has one. */
  to: Mailbox;
  replyTo: Mailbox;
  subject: string;
  text: string;
  attachments: readonly { name: string; bytes: Uint8Array; type: string }[];
  /** With its domain, as it stands between the angle brackets. */
  messageId: string;
  /** Instant, ISO 8601. */
  date: string;
  headers?: Readonly<Record<string, string>>;
};

/** Many mail servers take no larger message. */
export const MESSAGE_LIMIT = 25 * 1024 * 1024;

/**
 * The mail as it goes over the wire: plain text and attachments. The same parts give the same bytes, which are stored
 * and sent in every attempt.
 */
export async function composeMessage(parts: MessageParts, limit: number = MESSAGE_LIMIT): Promise<Uint8Array> {
  refuseControl(parts);
  const attached = parts.attachments.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / 3) * 4, 0);
  if (attached > limit) throw new MessageTooLarge(limit);

  const mail = new MailComposer({
    from: parts.from,
    to: parts.to,
    replyTo: parts.replyTo,
    subject: parts.subject,
    text: parts.text,
    attachments: parts.attachments.map(({ name, bytes, type }) => ({
      filename: name,
      content: Buffer.from(bytes),
      // RFC 2046 forbids base64 for a message part, and an attached mail has to arrive as it is
      contentType: type.startsWith('message/') ? 'application/octet-stream' : type,
      contentDisposition: 'attachment',
      contentTransferEncoding: 'base64',
    })),
    messageId: `<${parts.messageId}>`,
    date: new Date(parts.date),
    headers: { ...parts.headers },
    encoding: 'quoted-printable',
    newline: 'win',
    baseBoundary: createHash('sha256').update(parts.messageId).digest('hex').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();

  const bytes = await mail.build();
  if (bytes.length > limit) throw new MessageTooLarge(limit);
  envelopeOf(bytes);
  return bytes;
}

/** What the frozen message's own headers say: who it is from and whom it goes to, and its id. */
export function envelopeOf(message: Uint8Array): { from: string; to: string; messageId: string } {
  const end = Buffer.from(message.buffer, message.byteOffset, message.length).indexOf('\r\n\r\n');
  const header = Buffer.from(message.subarray(0, Math.max(end, 0)))
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
  const headerOf = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(header)?.[1] ?? '';
  return {
    from: soleAddress('from', headerOf('From')),
    to: soleAddress('to', headerOf('To')),
    messageId: headerOf('Message-ID').replace(/^<|>$/g, ''),
  };
}

function soleAddress(field: string, value: string): string {
  const addresses = addressparser(value, { flatten: true });
  const address = addresses[0]?.address ?? '';
  if (addresses.length !== 1 || !/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(address) || /[<>]/.test(address)) {
    throw new InvalidInput('this message', [gap(field, 'must be one address in ASCII')]);
  }
  return address;
}

/** A header is one line: what would begin another is refused, not repaired. */
function refuseControl({ from, to, replyTo, subject, messageId, date, headers, attachments }: MessageParts): void {
  const flat = (mailbox: Mailbox): string =>
    typeof mailbox === 'string' ? mailbox : `${mailbox.name} ${mailbox.address}`;
  const values: [string, string][] = [
    ['from', flat(from)],
    ['to', flat(to)],
    ['replyTo', flat(replyTo)],
    ['subject', subject],
    ['messageId', messageId],
    ...Object.entries(headers ?? {}).map(([name, value]): [string, string] => [`headers.${name}`, `${name}${value}`]),
    ...attachments.map(({ name, type }, index): [string, string] => [`attachments.${index}`, `${name}${type}`]),
  ];
  const gaps = values
    .filter(([, value]) => /\p{Cc}/u.test(value))
    .map(([field]) => gap(field, 'has control characters'));
  if (!/^[^<>@\s]+@[^<>@\s]+$/.test(messageId)) gaps.push(gap('messageId', 'is no message id'));
  if (!isInstant(date)) gaps.push(gap('date', 'is no instant'));
  if (gaps.length > 0) throw new InvalidInput('this message', gaps);
}

/** A day that does not exist would silently become another. */
const isInstant = (date: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(date) &&
  !Number.isNaN(Date.parse(date)) &&
  new Date(date).toISOString().slice(0, 19) === date.slice(0, 19);

const gap = (field: string, message: string): Gap => ({ field, rule: 'message-form', message, source: 'RFC 5322' });
