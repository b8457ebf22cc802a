import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SmtpConnection, { type SMTPConnectionSendInfo, type SMTPError } from 'nodemailer/lib/smtp-connection';
import { ceilingOf } from '../../domain/channels.ts';
import { MlaError } from '../../domain/errors.ts';
import { envelopeOf } from '../../files/message.ts';
import { readBytes, type Store } from '../../files/store.ts';
import { type ChannelAdapter, type Message, NotSent, OutcomeUnknown, RefusedByWire } from './channel.ts';

const MAX_MESSAGE = 256 * 1024 * 1024;

/**
 * Mail over SMTP. Sends the stored bytes as they are, to the one address in their own header, once: no pool, no second
 * try. Query parameters of the URL are Nodemailer's options: `?requireTLS=false`, `?socketTimeout=60000`.
 */
export function createEmailChannel({ smtpUrl, store }: { smtpUrl: string; store: Store }): ChannelAdapter {
  const options = optionsOf(smtpUrl);
  return {
    id: 'email',
    dedupes: false,
    canQuery: false,
    returnsDigest: false,
    ceiling: ceilingOf('email'),
    async send(message, signal) {
      const wire = await frozenWire(message, store);
      const connection = new SmtpConnection(options);
      const body = watched(wire.bytes);
      try {
        const { response } = await converse({ connection, wire, options, body: body.stream, signal });
        quit(connection);
        return { reference: printable(response) };
      } catch (error) {
        connection.close();
        throw classified(error, body.wasAsked(), message.messageId);
      }
    },
  };
}

type Options = ReturnType<typeof parseConnectionUrl>;
type Wire = { bytes: Buffer; from: string; to: string };

function optionsOf(smtpUrl: string): Options {
  const options = parseConnectionUrl(smtpUrl);
  if (options.secure === undefined || !options.host)
    throw new Error('Cannot send mail: SMTP_URL is no smtp:// or smtps:// address');
  const host = options.host;
  const isLocal = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  return {
    requireTLS: !isLocal && !options.secure,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    ...options,
    // a log would hold the mail
    logger: false,
    debug: false,
    transactionLog: false,
  };
}

/** The frozen bytes, when they are what was frozen and carry this message id. */
async function frozenWire({ messageId, wireHash }: Message, store: Store): Promise<Wire> {
  try {
    const bytes = await readBytes(store, wireHash, MAX_MESSAGE);
    const envelope = envelopeOf(bytes);
    if (!envelope.messageId.startsWith(messageId))
      throw new NotSent(messageId, 'the frozen mail has another message id', false);
    return { bytes, from: envelope.from, to: envelope.to };
  } catch (error) {
    if (error instanceof MlaError) throw new NotSent(messageId, error.name, false);
    throw error instanceof NotSent ? error : new NotSent(messageId, 'the frozen mail cannot be read', true);
  }
}

/** The mail as a stream that tells whether anybody read from it: that happens only after DATA was accepted. */
function watched(bytes: Buffer): { stream: Readable; wasAsked: () => boolean } {
  let asked = false;
  const stream = new Readable({
    read() {
      asked = true;
      this.push(bytes);
      this.push(null);
    },
  });
  return { stream, wasAsked: () => asked };
}

/** One connection, one message. */
function converse(args: {
  connection: SmtpConnection;
  wire: Wire;
  options: Options;
  body: Readable;
  signal: AbortSignal;
}): Promise<SMTPConnectionSendInfo> {
  const { connection, wire, options, body, signal } = args;
  return new Promise((resolve, reject) => {
    const stop = () => reject(Object.assign(new Error('stopped'), { code: 'ABORTED' }));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    connection.on('error', reject);
    const send = () => {
      connection.send({ from: wire.from, to: [wire.to], size: wire.bytes.length }, body, (error, info) =>
        error || !info ? reject(error) : resolve(info),
      );
    };
    connection.connect((error) => {
      if (error) reject(error);
      else if (options.auth) connection.login(options.auth, (failed) => (failed ? reject(failed) : send()));
      else send();
    });
  });
}

/** Takes leave as the protocol wants it, and does not wait long for the answer. */
function quit(connection: SmtpConnection): void {
  const timer = setTimeout(() => connection.close(), 5_000).unref();
  connection.once('end', () => clearTimeout(timer));
  connection.quit();
}

function classified(error: unknown, wasAsked: boolean, messageId: string): Error {
  const { code, originalCode, command, response, responseCode, permanent }: Partial<SMTPError> =
    error instanceof Error ? error : {};
  const answer = response === undefined ? undefined : printable(response);
  const isAnswer = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isAnswer && permanent && responseCode) return new RefusedByWire(messageId, responseCode, answer ?? '');

  const because = ['the wire failed', command, originalCode ?? code, responseCode].filter(Boolean).join(' ');
  // "Not now" at the end of the message, as greylisting says it: the server has not taken it (RFC 5321, 4.2.5).
  const isNotNow = isAnswer && responseCode !== undefined;
  if (wasAsked && !isNotNow) return new OutcomeUnknown(messageId, because, answer);
  return new NotSent(messageId, because, !isAnswer || responseCode !== undefined);
}

/** A server's words in one short line. */
const printable = (answer: string): string =>
  answer
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 500);
