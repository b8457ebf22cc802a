import { isCalledBack } from '../../domain/incoming.ts';
import type { Tx } from '../db.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile } from './record.ts';
import type { Report } from './report.ts';

/** Steps by which a partner is told or handed something. */
const GIVES: ReadonlySet<string> = new Set(['tellPartner', 'recordProduction']);

/** What a partner asks of us says how that came, and nothing was told or handed over before the call back. */
export function checkIncoming(file: CaseFile, { report }: Checking): void {
  const { now, steps, where } = file;
  if (!now) return;
  if ((now.direction === 'incoming') !== (now.hold?.incoming !== undefined))
    report.found(where, 'its direction and how it was asked do not go together');
  for (const { event, before } of steps)
    if (GIVES.has(event.action) && before && !isCalledBack(before))
      report.found(at(file, event.seq), 'tells or hands over before the call back');
}

const STRAY_CALLS = `
  select distinct 'request ' || r.reference as where from request r join authority a on a.id = r.partner_id,
    jsonb_array_elements(r.state #> '{hold,incoming,callBacks}') call
  where r.direction = 'incoming' and not exists (
    select from law_entry l where l.id = (call ->> 'entry')::uuid and l.org_id = r.org_id and l.kind = 'authority' and l.about = a.state
      and l.key = r.state #>> '{hold,incoming,point}' and l.body ->> 'telephone' <> '')`;

/** Every call back went to the number that a line of the directory has of that authority. */
export async function checkCallBacks(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const { rows } = await tx.query<{ where: string }>(STRAY_CALLS);
  for (const { where } of rows) report.found(where, 'was called back at a number that the directory does not have');
}
