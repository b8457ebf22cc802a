import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

const MAX_BYTES = 256 * 2 ** 20;
const ADDRESS = '127.0.0.1';

export type MailServer = { port: number; close(): Promise<void> };

/**
 * A real mail server that delivers to nobody: it keeps each message as `<number>.eml` and its envelope as
 * `<number>.json`. It says 250 only when both are on the disk, as a careful server does.
 */
export async function startMailServer({ folder, port = 0 }: { folder: string; port?: number }): Promise<MailServer> {
  await mkdir(folder, { recursive: true });
  const server = new SMTPServer({
    name: 'rogatory',
    banner: 'keeps mail in a folder',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_BYTES,
    logger: false,
    onData: (stream, session, done) => {
      keep(folder, stream, session).then(
        (number) => done(null, `kept as ${number}`),
        (error: Error) => done(error),
      );
    },
  });
  server.on('error', () => {}); // a client that hung up
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, ADDRESS, () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(folder: string, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const unfinished = join(folder, `${randomUUID()}.unfinished`);
  try {
    await pipeline(stream, createWriteStream(unfinished, { flush: true, mode: 0o600 }));
    if (stream.sizeExceeded) throw Object.assign(new Error('message too big'), { responseCode: 552 });
    const number = await claimNumber(folder, envelopeOf(session));
    await rename(unfinished, join(folder, `${number}.eml`));
    await syncFolder(folder);
    return number;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

const envelopeOf = ({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): string =>
  JSON.stringify({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });

/** The next free number: it belongs to whoever writes its envelope first. */
async function claimNumber(folder: string, envelope: string): Promise<string> {
  const taken = (await readdir(folder)).map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0));
  for (let next = Math.max(0, ...taken) + 1; ; next++) {
    const number = String(next).padStart(6, '0');
    try {
      await writeFile(join(folder, `${number}.json`), envelope, { flag: 'wx', flush: true, mode: 0o600 });
      return number;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // code is undefined on other errors
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
