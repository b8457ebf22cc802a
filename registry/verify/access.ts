import type { Tx } from '../db.ts';
import { sha256 } from '../hash.ts';
import type { Report } from './report.ts';

const PAGE = 5000;

type Head = { stream: string; seq: number; hash: string };
type AccessEntry = Head & { at: string; body: string; previous: string };

/** Each stream of the access log runs from 1 to its head without a gap, every entry chained to the one before. */
export async function checkAccess(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const heads = new Map(
    (await tx.query<Head>('select stream, seq, hash from access_head')).rows.map((head) => [head.stream, head]),
  );
  const reached = new Map<string, Head>();
  for await (const entry of entries(tx)) {
    report.count('access entries');
    const { stream, seq, previous, hash } = entry;
    const before = reached.get(stream) ?? { stream, seq: 0, hash: '' };
    const where = `access stream ${stream}, entry ${seq}`;
    for (let missing = before.seq + 1; missing < Math.min(seq, before.seq + 100); missing += 1)
      report.found(`access stream ${stream}, entry ${missing}`, 'is missing');
    if (previous !== before.hash) report.found(where, 'does not follow on the entry before');
    if (hash !== hashOf(entry)) report.found(where, 'hash does not follow from the entry and the one before');
    reached.set(stream, { stream, seq, hash });
  }
  for (const stream of new Set([...heads.keys(), ...reached.keys()])) {
    const head = heads.get(stream);
    const last = reached.get(stream);
    if (head?.seq !== last?.seq || head?.hash !== last?.hash)
      report.found(`access stream ${stream}`, `its last entry is not number ${head?.seq ?? 0} of its head`);
  }
}

const hashOf = ({ previous, at, body }: AccessEntry): string => sha256(`${previous}\n${at}\n${body}`);

async function* entries(tx: Pick<Tx, 'query'>): AsyncGenerator<AccessEntry> {
  let after: Pick<Head, 'stream' | 'seq'> = { stream: '', seq: 0 };
  for (;;) {
    const { rows } = await tx.query<AccessEntry>(
      `select stream, seq, previous, hash, body, access_instant(at) as at from access where (stream, seq) > ($1, $2) order by stream, seq limit ${PAGE}`,
      [after.stream, after.seq],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}
