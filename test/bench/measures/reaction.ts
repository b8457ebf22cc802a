import { randomUUID } from 'node:crypto';
import { plain } from '../../support/client.ts';
import type { Bench } from '../bench.ts';
import { connect } from '../connect.ts';
import { costOf } from '../cost.ts';
import { type BareEngine, startBareEngine } from '../engine.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import { duel, type Round, roundOf, timed } from '../rounds.ts';
import { change, type Draft, newDraft } from './mutation.ts';

const PRODUCT = `select seen_seq as seq from follower where request_id = $1::uuid and workflow = 'request' /* bench */`;
const BARE = 'select seq from bare_seen where id = $1 /* bench */';

/** From the answer of a mutation until the workflow has loaded the news; of the bare engine, from the sending of the signal. */
export async function reaction(bench: Bench): Promise<void> {
  const { rig, rounds, report } = bench;
  const house = await bench.house();
  const bare = await startBareEngine(rig, house);
  const client = connect(house.url, await house.as('seo'));
  try {
    const drafts = await Promise.all(Array.from({ length: 20 }, () => newDraft(house)));
    for (const draft of drafts) await sees(house, PRODUCT, plain(draft.id), draft.version);
    const one = async (index: number): Promise<number> =>
      await reactionTo(house, client, drafts[index % drafts.length]);
    const samples = rounds.few ? 20 : 40;
    const mirror = await bareReactions(house, bare);
    const result = await duel(
      rounds.count,
      () => each(samples, one),
      () => each(samples, mirror),
    );
    const counted = 60;
    const cost = await costOf(rig, house, counted, () => timed(counted, one));
    report(
      lineOf('commit to reaction', 'ms', result, {
        what: 'a bare signal until a bare workflow has run one local activity that writes a row',
        aim: { p95: { most: 500 } },
        cost,
      }),
    );
  } finally {
    client.close();
    await bare.stop();
  }
}

async function reactionTo(
  house: House,
  client: Parameters<typeof change>[0],
  draft: Draft | undefined,
): Promise<number> {
  if (!draft) throw new Error('Cannot measure the reaction: there is no draft');
  await change(client, draft);
  const answered = performance.now();
  await sees(house, PRODUCT, plain(draft.id), draft.version);
  return performance.now() - answered;
}

async function bareReactions(house: House, bare: BareEngine): Promise<() => Promise<number>> {
  const id = randomUUID();
  const handle = await bare.start({ id, signals: 1_000_000, does: 'note' });
  let seq = 1;
  await sees(house, BARE, id, seq);
  return async () => {
    seq += 1;
    const sent = performance.now();
    await bare.signal(handle, seq);
    await sees(house, BARE, id, seq);
    return performance.now() - sent;
  };
}

async function each(count: number, measured: (index: number) => Promise<number>): Promise<Round> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) samples.push(await measured(index));
  return roundOf(samples);
}

/** Looks each millisecond or so. */
async function sees({ db }: House, sql: string, id: string, seq: number): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const { rows } = await db.query<{ seq: number }>(sql, [id]);
    if ((rows[0]?.seq ?? 0) >= seq) return;
    if (performance.now() > end)
      throw new Error(`Cannot wait any longer for the engine: it has not seen ${seq} of "${id}"`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
