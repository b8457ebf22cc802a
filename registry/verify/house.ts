import type { Tx } from '../db.ts';
import { HOLD_REFERENCE, referenceOf } from '../references.ts';
import type { Report } from './report.ts';

/** Every table whose rows belong to a request, and how it names that request. */
const OF_A_REQUEST = [
  'part',
  'part_revision',
  'note',
  'event',
  'audit',
  'deadline',
  'transmission',
  'task',
  'notice',
  'notice_mail',
  'alarm',
  'webhook_post',
  'segment',
  'file',
  'upload',
  'outbox',
  'request_text',
] as const;

const STRAY = (table: string): string => `
  select distinct t.request_id as id, r.reference from ${table} t left join request r on r.id = t.request_id
  where r.id is null or t.org_id <> r.org_id`;

/** No row belongs to a request that is gone or to another organisation, and no reference that was given out is gone. */
export async function checkHouse(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  for (const table of OF_A_REQUEST) {
    const { rows } = await tx.query<{ id: string; reference: string | null }>(STRAY(table));
    for (const { id, reference } of rows) {
      if (reference === null) report.found(`request ${id}`, `is gone, and table "${table}" has rows of it`);
      else report.found(`request ${reference}`, `rows of it in table "${table}" belong to another organisation`);
    }
  }
  const { rows } = await tx.query<Counter>(COUNTERS);
  for (const { year, last, pattern, given } of rows) {
    if (given.length === last) continue;
    const gone = Array.from({ length: last }, (_, index) => index + 1).filter(
      (n) => ![pattern, HOLD_REFERENCE].some((one) => given.includes(referenceOf(one, year, n))),
    );
    for (const n of gone)
      report.found(`request ${referenceOf(pattern, year, n)}`, 'its reference was given out, and no request bears it');
    if (gone.length === 0)
      report.found(`references of ${year}`, `${last} were given out, and ${given.length} requests were opened`);
  }
}

type Counter = { year: number; last: number; pattern: string; given: string[] };
const COUNTERS = `
  select c.year, c.last, o.reference_pattern as pattern, array_remove(array_agg(r.reference), null) as given
  from reference_counter c join org o on o.id = c.org_id
  left join request r on r.org_id = c.org_id and extract(year from r.created_at at time zone (o.calendar ->> 'zone')) = c.year
  group by c.org_id, c.year, c.last, o.reference_pattern`;
