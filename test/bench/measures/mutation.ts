import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { until } from '../../../bin/embedded/process.ts';
import { idOf } from '../../../prisma/demonstration/ids.ts';
import { quiet } from '../../../registry/clock.ts';
import { plain } from '../../support/client.ts';
import type { Bench } from '../bench.ts';
import { type Connection, connect } from '../connect.ts';
import { costOf } from '../cost.ts';
import type { House } from '../house.ts';
import { commitThreeRows, TABLES } from '../limits/three-rows.ts';
import { lineOf } from '../line.ts';
import { type Program, startProgram } from '../program.ts';
import { duel, type Round, rate, roundOf, timed } from '../rounds.ts';

const CHANGE = `mutation($input: ChangeRequestFrameInput!) {
  changeRequestFrame(input: $input) { __typename ... on Request { id version } ... on Error { message } } }`;
const CLIENTS = 20;

/** A draft whose urgency is changed again and again. */
export type Draft = { id: string; version: number };
type Answer = { __typename: string; version: number };

export async function newDraft(house: House): Promise<Draft> {
  const { id } = await (await house.as('seo')).does('createRequest', '', {
    requested: 'XBE',
    partner: idOf('authority/belmora'),
    basis: [{ instrument: 'budapest-185', articles: ['25(1)', '31'] }],
    items: [{ type: 'data-subscriber' }],
  });
  return { id: String(id), version: 1 };
}

export async function change({ ask }: Connection, draft: Draft): Promise<void> {
  const urgency = draft.version % 2 === 0 ? 'NORMAL' : 'URGENT';
  const input = { request: draft.id, expectedVersion: draft.version, key: randomUUID(), urgency };
  const { changeRequestFrame: answer } = await ask<{ changeRequestFrame: Answer }>(CHANGE, { input });
  if (answer.__typename !== 'Request') throw new Error(`Cannot change a draft: ${JSON.stringify(answer)}`);
  draft.version = answer.version;
}

/** A change of a request over HTTP, with the engine following it and with the engine stopped. */
export async function mutation(bench: Bench): Promise<void> {
  const house = await bench.house();
  const bare = new Client({ connectionString: house.config.database.owner });
  await bare.connect();
  await bare.query(TABLES);
  const [hello, commit] = [
    await startProgram('hello'),
    await startProgram('commit', { databaseUrl: house.config.database.owner }),
  ];
  try {
    const drafts = await Promise.all(Array.from({ length: CLIENTS }, () => newDraft(house)));
    await oneClient(bench, house, drafts, { hello, bare });
    await manyClients(bench, house, drafts, commit);
    await house.stopWorker();
    await oneClient(bench, house, drafts, { hello, bare });
    await manyClients(bench, house, drafts, commit);
    await house.startWorker();
    await quiet(house.db);
  } finally {
    await hello.stop();
    await commit.stop();
    await bare.end();
  }
}

const engineOf = (house: House): string => (house.worker ? '' : ', engine stopped');

/** Each change waits until the engine has dealt with the one before: a person at work, not a flood. */
async function oneClient(
  { rig, rounds, report }: Bench,
  house: House,
  [draft]: Draft[],
  { hello, bare }: { hello: Program; bare: Client },
): Promise<void> {
  const [product, limit] = [connect(house.url, await house.as('seo')), connect(hello.url)];
  if (!draft) return;
  const wait = (): Promise<unknown> | undefined => (house.worker ? quietly(house, draft) : undefined);
  const samples = rounds.few ? 40 : 100;
  const result = await duel(
    rounds.count,
    () => paced(samples, () => change(product, draft), wait),
    async () => {
      const greeted = await paced(samples, () => limit.ask('{ hello }'));
      const written = await paced(samples, () => commitThreeRows(bare, 50));
      return { p50: greeted.p50 + written.p50, p95: greeted.p95 + written.p95 };
    },
  );
  const counted = 100;
  const cost = await costOf(rig, house, counted, () => paced(counted, () => change(product, draft), wait));
  report(
    lineOf(`mutation, 1 client${engineOf(house)}`, 'ms', result, {
      what: 'yoga hello + one durable commit of three rows through pg',
      aim: { ratio: { most: 2.5 } },
      cost,
    }),
  );
  product.close();
  limit.close();
}

async function manyClients(
  { rig, rounds, report }: Bench,
  house: House,
  drafts: Draft[],
  commit: Program,
): Promise<void> {
  const { token } = await house.as('seo');
  const [product, limit] = [connect(house.url, { token, sockets: CLIENTS }), connect(commit.url, { sockets: CLIENTS })];
  const flat = (value: number): Round => ({ p50: value, p95: value });
  const rest = (): Promise<unknown> | undefined => (house.worker ? quiet(house.db) : undefined);
  const changeOf = async (client: number): Promise<void> => {
    const draft = drafts[client];
    if (draft) await change(product, draft);
  };
  const length = rounds.few ? 1000 : 2000;
  const result = await duel(
    rounds.count,
    async () => {
      const value = flat(await rate(CLIENTS, length, changeOf));
      await rest();
      return value;
    },
    async () =>
      flat(
        await rate(CLIENTS, length, (client) => limit.ask('mutation($id: Int!) { commit(id: $id) }', { id: client })),
      ),
  );
  const counted = 15;
  const cost = await costOf(rig, house, counted * CLIENTS, async () => {
    await Promise.all(drafts.map((_, client) => timed(counted, () => changeOf(client))));
    await rest();
  });
  report(
    lineOf(`mutations, ${CLIENTS} clients${engineOf(house)}`, 'per s', result, {
      what: 'yoga with the bare commit of three rows',
      aim: { ratio: { least: 0.25 } },
      cost,
    }),
  );
  product.close();
  limit.close();
}

async function paced(
  count: number,
  work: () => Promise<unknown>,
  wait: () => Promise<unknown> | undefined = () => undefined,
): Promise<Round> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    samples.push(...(await timed(1, work)));
    await wait();
  }
  return roundOf(samples);
}

const SEEN = `select seen_seq from follower where request_id = $1 and workflow = 'request' /* bench */`;

/** Until the workflow has seen the draft as it stands. */
async function quietly({ db }: House, { id, version }: Draft): Promise<void> {
  await until(async () => {
    const { rows } = await db.query<{ seen_seq: number }>(SEEN, [plain(id)]);
    return (rows[0]?.seen_seq ?? 0) >= version;
  }, 30);
}
