import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Content } from '../../domain/content.ts';
import { createFolderStore } from '../../files/store.ts';
import { idOf } from '../../prisma/demonstration/ids.ts';
import { clockNow, moveClock, quiet } from '../../registry/clock.ts';
import { type Db, openPool } from '../../registry/db.ts';
import { poker } from '../../workflows/relay.ts';
import { type Answer, type People, peopleAt, plain, type Session } from './client.ts';
import { openStack, type TestStack } from './stack.ts';

export const BELMORA = idOf('authority/belmora');
export const QASIRA = idOf('authority/qasira');

/** A whole product for one test file: API, worker, clock, and people who sign in as they are needed. */
export type House = {
  stack: TestStack;
  db: Db;
  url: string;
  as(login: string): Promise<Session>;
  /** Takes a step as somebody, with a fresh proof where one is needed; waits until the engine is quiet. */
  does(login: string, step: string, request: string, input?: object): Promise<Answer>;
  /** A new draft with the content given, by Seo where nobody else is named. */
  draft(input: object, content: Content, by?: string): Promise<string>;
  /** Moves the clock to an instant, through everything that falls due before. */
  until(instant: string): Promise<void>;
  quiet(): Promise<void>;
  /** The instant by the one clock. */
  now(): Promise<string>;
  status(request: string): Promise<string>;
  events(request: string): Promise<
    {
      seq: number;
      at: string;
      action: string;
      to: string;
      workflow: { id: string; run: string; step: string } | null;
    }[]
  >;
  violations(): Promise<{ where: string; what: string }[]>;
  close(): Promise<void>;
};

export async function openHouse({
  worker = true,
  reconciler = false,
  smtp,
}: {
  worker?: boolean;
  reconciler?: boolean;
  /** Another mail server than the stack's. */
  smtp?: string;
} = {}): Promise<House> {
  const stack = await openStack();
  const mail = smtp === undefined ? {} : { smtp: { ...stack.smtp, url: smtp } };
  const [{ url }, connection] = await Promise.all([
    stack.startApi(),
    Connection.connect({ address: stack.temporal.address }),
    worker ? stack.startWorker({ reconciler, ...mail }) : undefined,
  ]);
  return houseOn(stack, { url, people: peopleAt(url), connection, worker });
}

type Parts = {
  /** Where the API is. */
  url: string;
  people: People;
  /** To the engine; closed with the house. */
  connection: Connection;
  /** Whether one follows: without it, nothing becomes quiet. */
  worker: boolean;
};

/** A house on a stack whose parts run already. */
export function houseOn(stack: TestStack, { url, people: { as }, connection, worker }: Parts): House {
  const db = openPool(stack.urls.system, { size: 3 });
  const poke = poker(new Client({ connection, namespace: stack.temporal.namespace }), stack.temporal.taskQueue);
  return {
    stack,
    db,
    url,
    as,
    async does(login, step, request, input) {
      const session = await as(login);
      let answer = await session.step(step, request, input);
      if (answer.__typename === 'ProofNeeded') {
        await session.prove();
        answer = await session.step(step, request, input);
      }
      if (answer.__typename !== 'Request') throw new Error(`"${login}" cannot ${step}: ${JSON.stringify(answer)}`);
      if (worker) await quiet(db);
      return answer;
    },
    async draft(input, content, by = 'seo') {
      const session = await as(by);
      const answer = await session.does('createRequest', '', input);
      const request = String(answer['id']);
      await fill(session, request, content);
      return request;
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
    violations: async () =>
      (
        await (
          await import('../../registry/verify.ts')
        ).verify({ systemUrl: stack.urls.system, store: createFolderStore(stack.filesFolder) })
      ).violations,
    async close() {
      await db.end();
      await connection.close();
      await stack.close();
    },
  };
}

/** Saves every part of a new draft's content. */
export async function fill(session: Session, request: string, { items, ...parts }: Content): Promise<void> {
  for (const [key, value] of Object.entries(parts)) await saved(session, request, key, value);
  for (const { id, ...item } of items) await saved(session, request, `item/${id}`, item);
}

async function saved(session: Session, request: string, key: string, value: unknown): Promise<void> {
  const answer = await session.savePart(request, key, value, 0);
  if (answer.__typename !== 'Part') throw new Error(`Cannot save "${key}": ${JSON.stringify(answer)}`);
}

export const key = (): string => randomUUID();
