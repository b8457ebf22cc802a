import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import { clockNow, moveClock, quiet } from '../../registry/clock.ts';
import { openPool } from '../../registry/db.ts';
import { poker } from '../../workflows/relay.ts';
import { type Session, signIn } from '../support/client.ts';
import type { Engine } from '../support/engine.ts';
import { configOf, openPost, type Post, spawnApi, spawnWorker, violationsOf } from '../support/faults.ts';
import { fill, type House, plain } from '../support/journey.ts';
import { openStack } from '../support/stack.ts';

/** A house whose parts are processes with logs of their own, on an engine whose database can be read. */
export type Scene = {
  house: House;
  dataFolder: string;
  engine: Engine;
  /** The engine's client, for a look behind the scene. */
  client: Client;
  /** Where all mail goes. */
  post: Post;
  killWorker(): Promise<void>;
  startWorker(): Promise<void>;
  /** Changes the database behind everybody's back. */
  asOwner(...statements: string[]): Promise<void>;
  /** The same as the superuser, who is in another database. */
  asSuperuser(...statements: string[]): Promise<void>;
  /** What people carry and servers share: it may be told to nobody. */
  keys(): Promise<string[]>;
};

export async function openScene(): Promise<Scene> {
  const stack = await openStack({ ownEngine: true });
  const { engine } = stack;
  if (!engine) throw new Error('Cannot open the scene: it has no engine of its own');
  const post = await openPost();
  const config = { ...configOf(stack), smtp: { ...stack.smtp, url: post.url } };
  const [api, connection] = await Promise.all([spawnApi(config), Connection.connect({ address: engine.address })]);
  let worker = await spawnWorker(config);
  const client = new Client({ connection, namespace: stack.temporal.namespace });
  const poke = poker(client, stack.temporal.taskQueue);
  const db = openPool(stack.urls.system, { size: 3 });
  const sessions = new Map<string, Promise<Session>>();
  const { postgresPort, secrets } = inject('servers');
  const run = (url: string, statements: readonly string[]): Promise<void> =>
    withClient(url, async (person) => {
      for (const statement of statements) await person.query(statement);
    });

  const house: House = {
    stack,
    db,
    url: api.url,
    as(login) {
      const session = sessions.get(login) ?? signIn(api.url, login);
      sessions.set(login, session);
      return session;
    },
    async does(login, step, request, input) {
      const session = await house.as(login);
      const answer = await session.does(step, request, input); // the sign-in was a fresh proof
      await quiet(db);
      return answer;
    },
    async draft(input, content, by = 'seo') {
      const session = await house.as(by);
      const { id } = await session.does('createRequest', '', { key: randomUUID(), ...input });
      await fill(session, String(id), content);
      return String(id);
    },
    until: (instant) => moveClock(db, instant, async (news) => void (await Promise.all(news.map(poke)))),
    quiet: () => quiet(db),
    now: () => clockNow(db),
    async status(request) {
      const { rows } = await db.query<{ status: string }>('select status from request where id = $1', [plain(request)]);
      return rows[0]?.status ?? '';
    },
    async events(request) {
      const { rows } = await db.query(
        'select seq, at, action, to_status as "to", workflow from event where request_id = $1 order by seq',
        [plain(request)],
      );
      return rows;
    },
    violations: async () => (await violationsOf(stack)) as { where: string; what: string }[], // as verify gives them
    async close() {
      await worker.kill(); // it may have no engine any more to take leave of
      await Promise.all([api.stop(), post.close(), db.end(), connection.close()]);
      await stack.close();
    },
  };
  return {
    house,
    dataFolder: dirname(stack.filesFolder),
    engine,
    client,
    post,
    killWorker: () => worker.kill(),
    async startWorker() {
      worker = await spawnWorker(config);
    },
    asOwner: (...statements) => run(stack.urls.owner, statements),
    asSuperuser: (...statements) => run(superuserUrl(postgresPort, secrets.postgres), statements),
    async keys() {
      const tokens = await Promise.all([...sessions.values()].map(async (session) => (await session).token));
      return [...tokens, ...Object.values(secrets)];
    },
  };
}
