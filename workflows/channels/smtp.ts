import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SmtpConnection, { type SMTPConnectionSendInfo, type SMTPError } from 'nodemailer/lib/smtp-connection';
import { NotSent, OutcomeUnknown, RefusedByWire } from './channel.ts';

/** A message as it goes over the wire, from one address to one other. */
export type Wire = { messageId: string; bytes: Uint8Array; from: string; to: string };

export type Smtp = {
  /**
   * Sends a message and gives the server's answer: no second try. Throws NotSent or RefusedByWire where nothing was taken,
   * else OutcomeUnknown.
   */
  send(wire: Wire, signal: AbortSignal): Promise<string>;
  /** Takes leave of the server where a connection was kept. */
  end(): void;
};

/**
 * A way to a mail server. Query parameters of the URL are Nodemailer's options: `?requireTLS=false`, `?socketTimeout=60000`.
 * With `keptMs` one connection is kept for so many milliseconds after a message, for the next; then one is sent at a time.
 */
export function openSmtp(smtpUrl: string, { keptMs = 0 }: { keptMs?: number } = {}): Smtp {
  const options = optionsOf(smtpUrl);
  let kept: Open | undefined;
  let leaving: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(leaving);
    if (kept) quit(kept.connection);
    kept = undefined;
  };
  const keep = (open: Open): void => {
    kept = open;
    open.connection.once('end', () => {
      if (kept === open) kept = undefined;
    });
    leaving = setTimeout(end, keptMs).unref();
  };
  return {
    async send(wire, signal) {
      clearTimeout(leaving);
      const open = kept ?? connect(options);
      kept = undefined;
      const body = watched(wire.bytes);
      try {
        const { response } = await converse(open, { wire, body: body.stream, signal });
        if (keptMs > 0) keep(open);
        else quit(open.connection);
        return printable(response);
      } catch (error) {
        open.connection.close();
        throw classified(error, body.wasAsked(), wire.messageId);
      }
    },
    end,
  };
}

type Options = ReturnType<typeof parseConnectionUrl>;

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

/** The mail as a stream that tells whether anybody read from it: that happens only after DATA was accepted. */
function watched(bytes: Uint8Array): { stream: Readable; wasAsked: () => boolean } {
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

type Open = { connection: SmtpConnection; ready: Promise<void>; failed: Promise<never> };

function connect(options: Options): Open {
  const connection = new SmtpConnection(options);
  const failed = new Promise<never>((_, reject) => connection.on('error', reject));
  failed.catch(() => {}); // heard by whoever sends; what is kept ends as well
  const ready = new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    connection.connect((error) => (error || !options.auth ? done(error) : connection.login(options.auth, done)));
  });
  return { connection, ready, failed };
}

/** One message. */
async function converse(
  { connection, ready, failed }: Open,
  { wire, body, signal }: { wire: Wire; body: Readable; signal: AbortSignal },
): Promise<SMTPConnectionSendInfo> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(Object.assign(new Error('stopped'), { code: 'ABORTED' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => {}); // also where it comes too late
  await Promise.race([stopped, failed, ready]);
  const sent = new Promise<SMTPConnectionSendInfo>((resolve, reject) => {
    connection.send({ from: wire.from, to: [wire.to], size: wire.bytes.length }, body, (error, info) =>
      error || !info ? reject(error) : resolve(info),
    );
  });
  return await Promise.race([stopped, failed, sent]);
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
