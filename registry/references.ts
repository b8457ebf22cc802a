import { one, type Tx } from './db.ts';

/** How holds are numbered, in one count with the requests. */
export const HOLD_REFERENCE = 'HOLD-{year}-{n}';

/** The next reference of the house, `MLA-2026-17`: counted under a row lock, never used again. */
export async function nextReference(tx: Tx, org: string, today: string, pattern: string): Promise<string> {
  const year = Number(today.slice(0, 4));
  const row = one(
    await tx.query<{ last: number }>(
      `insert into reference_counter (org_id, year, last) values ($1, $2, 1)
       on conflict (org_id, year) do update set last = reference_counter.last + 1 returning last`,
      [org, year],
    ),
  );
  return referenceOf(pattern, year, row?.last ?? 1);
}

export const referenceOf = (pattern: string, year: number, n: number): string =>
  pattern.replace('{year}', String(year)).replace('{n}', String(n));
