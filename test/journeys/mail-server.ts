import { SMTPServer } from 'smtp-server';
import { isNotice } from '../support/mailbox.ts';

/** Whom notices go to, which are always taken. */
const OUR_PEOPLE = /@arvania\.example$/;

/** What the server does with the next mail: takes it, refuses its recipient, or hangs up after the last byte. */
export type Mood = 'takes' | 'refuses' | 'hangs-up';
export type MoodyServer = {
  url: string;
  mood: Mood;
  /** Mailboxes that it does not have, whatever its mood. */
  unknown: Set<string>;
  /** Every mail but notices whose bytes came, taken or not. */
  received: Buffer[];
  close(): Promise<void>;
};

/** A real mail server with moods. */
export async function openMailServer(): Promise<MoodyServer> {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const isRefused = (opened.mood === 'refuses' && !OUR_PEOPLE.test(address)) || opened.unknown.has(address);
      done(isRefused ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = Buffer.concat(chunks);
        if (isNotice(mail)) return done(null, 'taken');
        received.push(mail);
        if (opened.mood === 'takes') return done(null, 'taken');
        for (const { session: other, close } of connections(server)) if (other.id === session.id) close();
      });
    },
  });
  server.on('error', () => {}); // a side that hung up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const opened: MoodyServer = {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    mood: 'takes',
    unknown: new Set(),
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return opened;
}

type Open = { session: { id: string }; close: () => void };
const connections = (server: SMTPServer): Open[] =>
  [...(server as unknown as { connections: Set<Open & { _socket: { destroy(): void } }> }).connections].map((one) => ({
    session: one.session,
    close: () => one._socket.destroy(), // the server has no way of its own to be rude
  }));
