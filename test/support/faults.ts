import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { startApi, startWorker } from '../../bin/children.ts';
import type { Config } from '../../bin/config.ts';
import { openDataFolder, openSecrets } from '../../bin/data-folder.ts';
import { asRole, DATABASE, ensureDatabase, OWNER, withClient } from '../../bin/embedded/database.ts';
import { choosePort } from '../../bin/embedded/ports.ts';
import { startPostgres, stopPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { findRunning, type ProcessRecord, stopProcess, until } from '../../bin/embedded/process.ts';
import { startTimeOf } from '../../bin/embedded/start-time.ts';
import { createFolderStore } from '../../files/store.ts';
import { verify } from '../../registry/verify.ts';
import { isNotice } from './mailbox.ts';
import type { Process, TestStack } from './stack.ts';

/** What the processes of a stack are told, for starting some of them in another way. */
export const configOf = ({ urls, temporal, smtp, filesFolder }: Omit<TestStack, 'close'>): Config => ({
  dataFolder: dirname(filesFolder),
  database: urls,
  temporal,
  smtp,
  http: { host: '127.0.0.1', port: 0 },
  graphiql: false,
  uploadLimit: 1024 ** 3,
  reconciler: true,
});

/** A worker as a process of its own. Whoever starts it stops it. */
export const spawnWorker = async (config: Config): Promise<Process> =>
  asProcess(config.dataFolder, await startWorker(config));

/** An API as a process of its own, at the port it had before. */
export async function spawnApi(config: Config): Promise<Process & { url: string }> {
  const port = config.http.port || (await choosePort(config.dataFolder, 'api'));
  const record = await startApi({ ...config, http: { ...config.http, port } });
  return { ...asProcess(config.dataFolder, record), url: `http://127.0.0.1:${port}` };
}

function asProcess(dataFolder: string, record: ProcessRecord): Process {
  const isGone = () => startTimeOf(record.pid) !== record.startTime;
  return {
    pid: record.pid,
    stop: () => stopProcess(dataFolder, record),
    async kill() {
      if (!isGone()) process.kill(record.pid, 'SIGKILL');
      await until(isGone, 10);
    },
  };
}

export const isAlive = (pid: number): boolean => startTimeOf(pid) !== undefined;

/** Waits for something to come about; throws when it does not. */
export async function comesAbout(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 40,
): Promise<number> {
  const started = performance.now();
  if (!(await until(condition, seconds))) throw new Error(`Expected in ${seconds} s: ${what}`);
  return performance.now() - started;
}

/** What `verify` finds wrong in the record of a stack. */
export async function violationsOf({ urls, filesFolder }: Pick<TestStack, 'urls' | 'filesFolder'>): Promise<object[]> {
  const { violations } = await verify({ systemUrl: urls.system, store: createFolderStore(filesFolder) });
  return violations;
}

/** A mail server that does with a message what a test wants. */
export type Post = {
  url: string;
  /** Takes it, refuses it for good, or has it and says nothing. */
  mode: 'take' | 'refuse' | 'hold';
  /** Every message whose last byte has come in, whatever was answered. */
  heard: string[];
  /** Notices to people of the house, and what is done with them. */
  notices: string[];
  noticeMode: Post['mode'];
  /** Answers what was held, all of it or the first ones, as if nothing had happened. */
  answerLate(count?: number): void;
  /** Hangs up on everybody. */
  drop(): void;
  close(): Promise<void>;
};

export async function openPost(mode: Post['mode'] = 'take'): Promise<Post> {
  const held: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      buffer(stream).then((bytes) => {
        const mail = bytes.toString();
        const [box, does] = isNotice(mail) ? [post.notices, post.noticeMode] : [post.heard, post.mode];
        box.push(mail);
        if (does === 'take') done(null, 'taken');
        else if (does === 'refuse') done(Object.assign(new Error('no such office'), { responseCode: 550 }));
        else held.push(() => done(null, 'taken late'));
      }, done);
    },
  });
  server.on('error', () => {}); // a client that hung up
  server.server.on('connection', (socket: Socket) => void sockets.add(socket));
  const port = await listening(server.listen(0, '127.0.0.1'));
  const post: Post = {
    url: `smtp://127.0.0.1:${port}`,
    mode,
    heard: [],
    notices: [],
    noticeMode: 'take',
    answerLate(count = held.length) {
      for (const answer of held.splice(0, count)) answer();
    },
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      post.drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return post;
}

/** A way into a server that can be cut at a word: what it says in answer, or the word itself, never arrives. */
export type Gate = {
  port: number;
  /** Once `words` have gone by on one connection, in this order: `then` runs instead of the last being passed on, or of its answer. */
  cut(at: { words: readonly string[]; lost: 'word' | 'answer' }, then: () => void): void;
  close(): Promise<void>;
};

export async function openGate(target: number): Promise<Gate> {
  let armed: { words: readonly string[]; lost: 'word' | 'answer'; then: () => void } | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    let found = 0;
    let onAnswer: (() => void) | undefined;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {}); // the other side was killed: that is the test
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      const here = armed;
      while (here && found < here.words.length && chunk.includes(here.words[found] ?? '')) found += 1;
      const isCut = here !== undefined && found === here.words.length;
      if (isCut) armed = undefined;
      if (isCut && here.lost === 'word') return here.then();
      if (isCut) onAnswer = here.then;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!onAnswer) return void client.write(chunk);
      if (!chunk.includes('COMMIT\0')) return; // of a statement that went out together with it
      const then = onAnswer;
      onAnswer = () => {};
      then();
    });
  });
  const port = await listening(server.listen(0, '127.0.0.1'));
  return {
    port,
    cut: (at, then) => {
      armed = { ...at, then };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The same address by way of a gate. */
export function through({ port }: Gate, url: string): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

/** A PostgreSQL of a test's own, migrated and seeded, which can be taken away. It keeps its address. */
export type Database = {
  urls: Config['database'];
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Ends every connection of the product, whatever it is at. */
  cutConnections(): Promise<void>;
  stop(): Promise<void>;
};

export async function openDatabase(dataFolder: string): Promise<Database> {
  openDataFolder(dataFolder);
  const secrets = openSecrets(dataFolder);
  const start = () => startPostgres({ dataFolder, password: secrets.postgres, settings: { max_connections: '100' } });
  const running = () => findRunning(dataFolder, 'postgres');
  const { port } = await start();
  await ensureDatabase(superuserUrl(port, secrets.postgres), secrets.owner);
  const as = (role: string, password: string) => asRole(superuserUrl(port, '', DATABASE), role, password);
  const urls = {
    owner: as(OWNER, secrets.owner),
    app: as('rogatory_app', secrets.app),
    system: as('rogatory_system', secrets.system),
  };
  const [{ migrate }, { seed }] = await Promise.all([
    import('../../prisma/migrate.ts'),
    import('../../prisma/seed.ts'),
  ]);
  await migrate({ ownerUrl: urls.owner, appPassword: secrets.app, systemPassword: secrets.system });
  await seed({ ownerUrl: urls.owner, kind: 'test' });
  return {
    urls,
    async start() {
      const again = await start();
      if (again.port !== port) throw new Error(`Expected the database at port ${port}: it is at ${again.port}`);
    },
    async kill() {
      const record = running();
      if (record) process.kill(record.pid, 'SIGKILL');
      await until(() => running() === undefined, 10);
    },
    async cutConnections() {
      const product = `usename in ('rogatory_app', 'rogatory_system')`;
      await withClient(superuserUrl(port, secrets.postgres), (client) =>
        client.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${product}`),
      );
    },
    async stop() {
      const record = running();
      if (record) await stopPostgres(dataFolder, record);
    },
  };
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
