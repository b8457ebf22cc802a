import { ALARM, type Alarm, isUnanswered, openAlarms } from '../../domain/alarms.ts';
import { one, type Tx } from '../db.ts';
import type { Checking } from '../verify.ts';
import { type CaseFile, instant, isSame } from './record.ts';
import type { Report } from './report.ts';

/** The table of alarms is the fold's, and each that waits for an answer runs by a clock, unless everybody was called. */
export function checkAlarms({ alarms, now, where }: CaseFile, { report }: Checking): void {
  report.count('alarms', alarms.length);
  const rows = new Map(alarms.map((row) => [row.n, row]));
  for (const alarm of now?.alarms ?? []) {
    const row = rows.get(alarm.n);
    rows.delete(alarm.n);
    if (!row) report.found(where, `alarm ${alarm.n} is missing from the table of alarms`);
    else if (!agrees(row, alarm)) report.found(where, `alarm ${alarm.n} is not what its events make it`);
  }
  for (const n of rows.keys()) report.found(where, `alarm ${n} comes from no event`);
  for (const alarm of now ? openAlarms(now) : []) {
    const clock = now?.deadlines.find(({ kind, cycle }) => kind === ALARM && cycle === alarm.cycle);
    if (!isUnanswered(alarm) && clock?.status !== 'open')
      report.found(where, `alarm ${alarm.n} has no clock that runs`);
  }
}

const agrees = (row: CaseFile['alarms'][number], { cause, raisedAt, answer, endedAt, ...rest }: Alarm): boolean =>
  isSame(row['body'], { cause, raisedAt, ...(answer ? { answer } : {}), ...(endedAt ? { endedAt } : {}), ...rest }) &&
  row['cause'] === cause &&
  instant(row['raised_at']) === instant(raisedAt) &&
  instant(row['answered_at']) === instant(answer?.at) &&
  isSame(row['answered_by'], answer?.by) &&
  instant(row['ended_at']) === instant(endedAt);

/** An engine and a sweep need some seconds; a mail is settled at once. */
const LATE = `clock_now() - interval '1 minute'`;

const FAULTS: readonly { what: string; sql: string }[] = [
  {
    what: 'an alarm was not answered, and not passed on although its time is over',
    sql: `select 'request ' || r.reference as where from deadline d join request r on r.id = d.request_id
      where d.kind = '${ALARM}' and d.status = 'open' and d.due_at < ${LATE}`,
  },
  {
    what: 'somebody was called, and was mailed of nothing',
    sql: `select 'request ' || r.reference as where from alarm a join request r on r.id = a.request_id,
        jsonb_array_elements(a.body -> 'calls') call
      where (call ->> 'at')::timestamptz < ${LATE}
        and exists (select from person p where p.id = (call ->> 'to')::uuid and p.active)
        and not exists (
          select from notice n join notice_mail m on m.request_id = n.request_id and m.seq = n.seq and m.person_id = (call ->> 'to')::uuid
          where n.request_id = a.request_id and n.at = (call ->> 'at')::timestamptz and n.to_key = 'user:' || (call ->> 'to'))`,
  },
  {
    what: 'a call that was taken has no attempt that was',
    sql: `select 'request ' || r.reference as where from webhook_post p join request r on r.id = p.request_id
      where p.status = 'taken' and not exists (select from webhook_attempt t where t.post_id = p.id and t.outcome = 'taken')`,
  },
  {
    what: 'two have duty on one place at the same time',
    sql: `select 'the roster' as where from duty_turn a join duty_turn b on b.org_id = a.org_id and b.place = a.place and b.id > a.id
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at
      where a.taken_back_at is null and b.taken_back_at is null`,
  },
];

/** Every alarm was passed on in time, every call mailed, and no place of the roster given twice. */
export async function checkDesk(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const turns = one(await tx.query<{ number: number }>('select count(*) as number from duty_turn'));
  report.count('turns of duty', turns?.number);
  for (const { what, sql } of FAULTS) {
    const { rows } = await tx.query<{ where: string }>(sql);
    for (const { where } of rows) report.found(where, what);
  }
}
