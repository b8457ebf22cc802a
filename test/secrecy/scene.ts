import { dirname } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import { peopleAt } from '../support/client.ts';
import type { Engine } from '../support/engine.ts';
import { configOf, openPost, type Post, spawnApi, spawnWorker } from '../support/faults.ts';
import { type House, houseOn } from '../support/journey.ts';
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
  close(): Promise<void>;
};

export async function openScene(): Promise<Scene> {
  const stack = await openStack({ ownEngine: true });
  const { engine } = stack;
  if (!engine) throw new Error('Cannot open the scene: it has no engine of its own');
  const post = await openPost();
  const config = { ...configOf(stack), smtp: { ...stack.smtp, url: post.url } };
  const [api, connection] = await Promise.all([spawnApi(config), Connection.connect({ address: engine.address })]);
  let worker = await spawnWorker(config);
  const people = peopleAt(api.url);
  const { postgresPort, secrets } = inject('servers');
  const run = (url: string, statements: readonly string[]): Promise<void> =>
    withClient(url, async (person) => {
      for (const statement of statements) await person.query(statement);
    });

  const house = houseOn(stack, { url: api.url, people, connection, worker: true });
  return {
    house,
    dataFolder: dirname(stack.filesFolder),
    engine,
    client: new Client({ connection, namespace: stack.temporal.namespace }),
    post,
    killWorker: () => worker.kill(),
    async startWorker() {
      worker = await spawnWorker(config);
    },
    asOwner: (...statements) => run(stack.urls.owner, statements),
    asSuperuser: (...statements) => run(superuserUrl(postgresPort, secrets.postgres), statements),
    async keys() {
      const tokens = (await people.everybody()).map(({ token }) => token);
      return [...tokens, ...Object.values(secrets)];
    },
    async close() {
      await worker.kill(); // it may have no engine any more to take leave of
      await Promise.all([api.stop(), post.close()]);
      await house.close();
    },
  };
}
