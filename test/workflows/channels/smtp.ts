import { createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

export type Mail = { from: string; to: string[]; bytes: Buffer };

/** A real mail server that keeps what it takes. `refuse` answers with a code at one of the steps. */
export async function mailServer(
  refuse: { mail?: number; rcpt?: number; data?: number } = {},
  options: SMTPServerOptions = {},
): Promise<{ url: string; inbox: Mail[] }> {
  const inbox: Mail[] = [];
  const answer = (code: number | undefined) =>
    code === undefined ? null : Object.assign(new Error('no, <desk@partner.example>'), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onMailFrom: (_address, _session, done) => done(answer(refuse.mail)),
    onRcptTo: (_address, _session, done) => done(answer(refuse.rcpt)),
    onData: (stream, { envelope }, done) => {
      buffer(stream).then((bytes) => {
        const error = answer(refuse.data);
        if (error) return done(error);
        inbox.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          bytes,
        });
        return done(null, 'queued as 4711');
      }, done);
    },
    ...options,
  });
  server.on('error', () => {}); // a client that goes away is what some tests are about
  const port = await listening(server.listen(0, '127.0.0.1'));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${port}`, inbox };
}

type Step = 'greeting' | 'rcpt' | 'data' | 'middle' | 'message';
type Fault = 'drop' | 'hang';

/** A server that takes mail until one step, and there goes away or says nothing more. `reached` waits for that. */
export async function faultyServer(
  at: Step,
  fault: Fault,
): Promise<{ url: string; heard: () => string; reached: Promise<void> }> {
  let heard = '';
  const reached = Promise.withResolvers<void>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    const say = (step: Step | undefined, line: string): void => {
      if (step !== at) return void socket.write(`${line}\r\n`);
      reached.resolve();
      if (fault === 'drop') socket.destroy();
    };
    let pending = '';
    let inData = false;
    say('greeting', '220 ready');
    socket.on('data', (chunk) => {
      heard += chunk;
      if (inData && at === 'middle') return say('middle', '');
      pending += chunk;
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (inData && line !== '.') continue;
        if (inData) {
          inData = false;
          say('message', '250 taken');
        } else if (/^rcpt/i.test(line)) say('rcpt', '250 fine');
        else if (/^data/i.test(line)) {
          inData = at !== 'data';
          say('data', '354 go on');
        } else say(undefined, '250 fine');
      }
    });
  });
  const port = await listening(server.listen(0, '127.0.0.1'));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${port}`, heard: () => heard, reached: reached.promise };
}

/** The address of a port where nobody listens. */
export async function deafAddress(): Promise<string> {
  const server = createServer();
  const port = await listening(server.listen(0, '127.0.0.1'));
  await new Promise((resolve) => server.close(resolve));
  return `smtp://127.0.0.1:${port}`;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
