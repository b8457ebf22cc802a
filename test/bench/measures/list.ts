import { withClient } from '../../../bin/embedded/database.ts';
import { step } from '../../../bin/launcher/progress.js';
import { keysOf } from '../../../domain/audience.ts';
import { ARVANIA } from '../../../prisma/demonstration/arvania.ts';
import { idOf } from '../../../prisma/demonstration/ids.ts';
import { fillArchive } from '../archive.ts';
import type { Bench } from '../bench.ts';
import { type Connection, connect } from '../connect.ts';
import { costOf } from '../cost.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import { type Program, startProgram } from '../program.ts';
import { duel, roundOf, timed } from '../rounds.ts';

const LIST = `query($first: Int!, $after: String, $sort: RequestSort!, $filter: RequestFilter!) {
  requests(first: $first, after: $after, sort: $sort, filter: $filter) {
    edges { node { id reference status title urgency dueAt partner { name } drafter { name } } }
    pageInfo { hasNextPage endCursor } } }`;
const SIZE = 50;
const SORTS = ['NEWEST', 'DUE'] as const;
type Page = { requests: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } } };
type Asked = { sort: (typeof SORTS)[number]; urgency: 'NORMAL' | 'URGENT'; after?: string };

const page = ({ ask }: Connection, { sort, urgency, after }: Asked): Promise<Page> =>
  ask(LIST, { first: SIZE, sort, filter: { open: true, urgency }, ...(after && { after }) });

/** A worklist out of a small and a large archive; no worker runs here, since a list does not concern it. */
export async function list(bench: Bench): Promise<void> {
  const house = await bench.open('list', { worker: false });
  const user = idOf('person/oh');
  const viewer = { user, org: ARVANIA.id, keys: keysOf({ id: user, roles: ['ca-officer'] }) };
  const limit = await startProgram('list', { databaseUrl: house.config.database.app, viewer });
  try {
    let filled = 0;
    for (const size of [10_000, 100_000]) {
      await step(`Filling the archive with ${size} requests`, () => fillArchive(house, filled, size));
      await withClient(house.config.database.owner, (client) => client.query('vacuum analyze'));
      filled = size;
      for (const sort of SORTS) await firstPage(bench, house, limit, { size, sort });
      for (const sort of SORTS) await hundredthPage(bench, house, { size, sort });
    }
  } finally {
    await limit.stop();
  }
}

type Measured = { size: number; sort: Asked['sort'] };

async function firstPage(
  { rig, rounds, report }: Bench,
  house: House,
  limit: Program,
  { size, sort }: Measured,
): Promise<void> {
  const [product, bare] = [connect(house.url, await house.as('oh')), connect(limit.url)];
  const asked: Asked = { sort, urgency: 'URGENT' };
  await requireSame(await page(product, asked), await page(bare, asked));
  const samples = rounds.few ? 30 : 60;
  const result = await duel(
    rounds.count,
    async () => roundOf(await timed(samples, () => page(product, asked))),
    async () => roundOf(await timed(samples, () => page(bare, asked))),
  );
  const counted = 100;
  const cost = await costOf(rig, house, counted, () => timed(counted, () => page(product, asked)));
  report(
    lineOf(`list of ${SIZE} of ${size}, urgent and open, by ${sort}`, 'ms', result, {
      what: 'yoga with the same SQL in the same kind of transaction through pg',
      aim: { ratio: { most: 1.5 } },
      cost,
    }),
  );
  product.close();
  bare.close();
}

/** Product and limit must answer with the same requests in the same order. */
async function requireSame(...pages: Page[]): Promise<void> {
  const [product, limit] = pages.map(({ requests }) => JSON.stringify(requests.edges));
  if (product !== limit) throw new Error('Cannot compare the lists: product and limit answer differently');
}

async function hundredthPage({ rounds, report }: Bench, house: House, { size, sort }: Measured): Promise<void> {
  const product = connect(house.url, await house.as('oh'));
  const first: Asked = { sort, urgency: 'NORMAL' };
  let hundredth = first;
  for (let number = 1; number < 100; number += 1) {
    const { requests } = await page(product, hundredth);
    hundredth = { ...first, after: requests.pageInfo.endCursor };
  }
  const { requests } = await page(product, hundredth);
  if (requests.edges.length !== SIZE) throw new Error('Cannot compare pages: the hundredth is not full');
  const samples = rounds.few ? 20 : 40;
  const round = async (asked: Asked) => roundOf(await timed(samples, () => page(product, asked)));
  const result = await duel(
    rounds.count,
    () => round(hundredth),
    () => round(first),
  );
  report(
    lineOf(`page 100 of ${size}, normal and open, by ${sort}`, 'ms', result, {
      what: 'page 1',
      aim: { ratio: { most: 1.2 } },
    }),
  );
  product.close();
}
