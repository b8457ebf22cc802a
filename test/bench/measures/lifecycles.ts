import { randomUUID } from 'node:crypto';
import { until } from '../../../bin/embedded/process.ts';
import type { Request } from '../../../domain/request.ts';
import { quiet } from '../../../registry/clock.ts';
import { certify, FRAME, LAURENT, SMALL } from '../../journeys/small-case.ts';
import { type Answer, plain } from '../../support/client.ts';
import { fill, type House as Journey } from '../../support/journey.ts';
import type { Bench } from '../bench.ts';
import { costOf } from '../cost.ts';
import { type BareEngine, historyOf, startBareEngine } from '../engine.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import { duel, type Round } from '../rounds.ts';

const AT_ONCE = 8;

/** Whole life cycles, eight at a time, until the engine has done its last step on each. */
export async function lifecycles(bench: Bench): Promise<void> {
  const house = await bench.house();
  const bare = await startBareEngine(bench.rig, house);
  try {
    await provedAll(house);
    const few = bench.rounds.few ? 1 : 2;
    await compare(bench, house, bare, {
      name: 'draft to withdrawal',
      whole: withdrawn,
      count: AT_ONCE * 3 * few,
      rounds: bench.rounds.count,
    });
    await compare(bench, house, bare, {
      name: 'draft to closing by e-mail, translated',
      whole: closed,
      count: AT_ONCE * few,
      rounds: bench.rounds.few ? 1 : 3,
    });
  } finally {
    await bare.stop();
  }
}

type Way = { name: string; whole: (house: House) => Promise<string>; count: number; rounds: number };

async function compare(
  { rig, report }: Bench,
  house: House,
  bare: BareEngine,
  { name, whole, count, rounds }: Way,
): Promise<void> {
  const request = plain(await whole(house));
  const { rows } = await house.db.query<{ count: number }>(
    'select count(*) from outbox where request_id = $1 and not uneventful',
    [request],
  );
  const signals = rows[0]?.count ?? 0;
  const result = await duel(
    rounds,
    async () => {
      await provedAll(house);
      return await perSecond(count, () => whole(house));
    },
    () => perSecond(count, () => bareLife(bare, signals)),
  );
  await quiet(house.db);
  await provedAll(house);
  const cost = await costOf(rig, house, AT_ONCE, async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, () => whole(house)));
    await quiet(house.db);
  });
  const history = await historyOf(bare.client, request);
  report(
    lineOf(`life cycles, ${name}, ${AT_ONCE} at a time`, 'per s', result, {
      what: `bare workflows with ${signals} signals and one local activity each`,
      cost: { perLifeCycle: { signals, workflowEvents: history.events, workflowRuns: history.runs, ...cost } },
    }),
  );
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<Round> {
  const started = performance.now();
  let left = count;
  const loop = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
  const value = (count * 1000) / (performance.now() - started);
  return { p50: value, p95: value };
}

async function bareLife(bare: BareEngine, signals: number): Promise<void> {
  const handle = await bare.start({ id: randomUUID(), signals, does: 'nothing' });
  for (let seq = 2; seq <= signals; seq += 1) await bare.signal(handle, seq);
  await handle.result();
}

/** The shortest: a draft that is withdrawn, and its retention. */
async function withdrawn(house: House): Promise<string> {
  const seo = await house.as('seo');
  const request = String((await seo.does('createRequest', '', FRAME))['id']);
  await seo.does('withdrawRequest', request, { reason: 'No longer needed' });
  await ended(house, request);
  return request;
}

/** The whole way of the small case: translated, sent by e-mail, answered by the partner's officer, closed. */
async function closed(house: House): Promise<string> {
  const seo = await house.as('seo');
  const request = String((await seo.does('createRequest', '', FRAME))['id']);
  const does = async (login: string, step: string, input: object = {}): Promise<Answer> =>
    await (await house.as(login)).does(step, request, input);
  await fill(seo, request, SMALL);
  await does('seo', 'submitRequest');
  await does('baek', 'endorseRequest');
  await does('oh', 'approveRequest', { letter: (await stateOf(house, request)).letter?.hash });
  await stands(house, request, ({ translation }) => translation?.status === 'open');
  const journey = {
    as: house.as,
    does: (login: string, step: string, _: string, input: object) => does(login, step, input),
  };
  await certify(journey as unknown as Journey, request); // it uses these two of a journey's house
  await stands(house, request, ({ status }) => status === 'ready');
  await does('kwon', 'dispatchRequest', { channel: 'EMAIL' });
  await stands(house, request, ({ status }) => status === 'sent');
  await does(LAURENT, 'acknowledgeRequest', { reference: 'MJ/2026/7', receivedOn: '2026-03-03' });
  await does(LAURENT, 'startExecution');
  await does(LAURENT, 'deliverItems', { items: [{ item: '1', result: 'DONE' }], object: 'A folder of paper' });
  const [delivery] = (await stateOf(house, request)).deliveries;
  await does('seo', 'verifyDelivery', { delivery: delivery?.id });
  await does('oh', 'closeRequest', { conditionsMet: true, originals: 'NONE', feedback: { score: 5 } });
  await ended(house, request);
  return request;
}

/** A proof holds five minutes: enough for a round. */
async function provedAll(house: House): Promise<void> {
  for (const login of ['oh', 'kwon']) await (await house.as(login)).prove();
}

async function stateOf({ db }: House, request: string): Promise<Request> {
  const { rows } = await db.query<{ state: Request }>('select state from request where id = $1 /* bench */', [
    plain(request),
  ]);
  if (!rows[0]) throw new Error(`Cannot look at request "${request}": it does not exist`);
  return rows[0].state;
}

async function stands(house: House, request: string, condition: (state: Request) => boolean): Promise<void> {
  if (!(await until(async () => condition(await stateOf(house, request)), 60)))
    throw new Error(
      `Cannot wait any longer for the engine: request "${request}" is "${(await stateOf(house, request)).status}"`,
    );
}

/** Until the workflow of the file has ended. */
async function ended({ db }: House, request: string): Promise<void> {
  const sql = `select 1 from follower f join request r on r.id = f.request_id where f.request_id = $1 and f.workflow = 'request' and f.ended and f.seen_seq = r.version /* bench */`;
  const isOver = async () => (await db.query(sql, [plain(request)])).rowCount === 1;
  if (!(await until(isOver, 60))) throw new Error(`Cannot wait any longer for the engine: "${request}" goes on`);
}
