import { randomUUID } from 'node:crypto';
import { plain } from '../../support/client.ts';
import type { Bench } from '../bench.ts';
import { type Connection, connect } from '../connect.ts';
import { costOf } from '../cost.ts';
import { type BareEngine, startBareEngine } from '../engine.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import { duel, type Round, roundOf, timed } from '../rounds.ts';
import { type Draft, newDraft } from './mutation.ts';

const SEEN = `select seen_seq as seq from follower where request_id = $1::uuid and workflow = 'request' /* bench */`;
const PRODUCT = 'select version as seq from request where id = $1::uuid /* bench */';
const BARE = 'select seq from bare_seen where id = $1 /* bench */';
const WITHDRAW = `mutation($input: WithdrawRequestInput!) {
  withdrawRequest(input: $input) { __typename ... on Request { version } ... on Error { message } } }`;

/**
 * From the answer of a mutation that gives the engine something to do until it has committed its step: of a withdrawn
 * draft, its retention. Of the bare engine, from the sending of the signal.
 */
export async function reaction(bench: Bench): Promise<void> {
  const { rig, rounds, report } = bench;
  const house = await bench.house();
  const bare = await startBareEngine(rig, house);
  const client = connect(house.url, await house.as('seo'));
  try {
    const samples = rounds.few ? 20 : 40;
    const counted = 60;
    const mirror = await bareReactions(house, bare);
    const result = await duel(
      rounds.count,
      async () => {
        const drafts = await knownDrafts(house, samples);
        return await each(samples, (index) => reactionTo(house, client, drafts[index]));
      },
      () => each(samples, mirror),
    );
    const drafts = await knownDrafts(house, counted);
    const cost = await costOf(rig, house, counted, () =>
      timed(counted, (index) => reactionTo(house, client, drafts[index])),
    );
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

/** Drafts that their workflows have seen. */
async function knownDrafts(house: House, count: number): Promise<Draft[]> {
  const drafts: Draft[] = [];
  while (drafts.length < count) drafts.push(await newDraft(house));
  for (const { id, version } of drafts) await sees(house, SEEN, plain(id), version);
  return drafts;
}

async function reactionTo(house: House, { ask }: Connection, draft: Draft | undefined): Promise<number> {
  if (!draft) throw new Error('Cannot measure the reaction: there is no draft');
  const input = { request: draft.id, expectedVersion: draft.version, key: randomUUID(), reason: 'No longer needed' };
  const { withdrawRequest: answer } = await ask<{ withdrawRequest: { version: number } }>(WITHDRAW, { input });
  const answered = performance.now();
  await sees(house, PRODUCT, plain(draft.id), answer.version + 1);
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
