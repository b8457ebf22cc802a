import { endOfDay } from '../../domain/dates.ts';
import { HOLD, type Hold, requestsOf } from '../../domain/hold.ts';
import { RUNNING_OUT } from '../../domain/hold-status.ts';
import type { Request } from '../../domain/request.ts';
import type { Checking } from '../verify.ts';
import { type CaseFile, instant } from './record.ts';

/** A hold is linked to the requests that its events name, its one clock ends with its last day, and it lapses with an incident only. */
export function checkHolds({ now, steps, requests, where }: CaseFile, { report }: Checking): void {
  const { askedBy } = now?.hold ?? {};
  const ever = steps.flatMap(({ after: { hold } }) => (hold ? requestsOf(hold) : []));
  const named = new Set(ever.map((one) => (one === askedBy?.request ? `${one} item ${askedBy.item}` : one)));
  for (const one of requests) {
    if (!named.delete(one)) report.found(where, 'is linked to a request that no event of it names');
  }
  if (named.size > 0) report.found(where, 'is not linked to a request that its events name');
  if (!now?.hold) return;
  report.count('holds');
  for (const fault of faultsOf(now, now.hold)) report.found(where, fault);
}

function faultsOf({ status, deadlines }: Request, { until, actBy, zone, incident }: Hold): string[] {
  const clocks = deadlines.filter((one) => one.kind === HOLD && one.status === 'open');
  const runsOut = until !== undefined && [...RUNNING_OUT, 'preserved'].some((one) => one === status);
  const isDue = clocks.length === 1 && instant(clocks[0]?.dueAt) === instant(endOfDay(until ?? '1970-01-01', zone));
  const rules: readonly (readonly [isSo: boolean, fault: string])[] = [
    [!runsOut || isDue, 'its clock does not end with its last day'],
    [runsOut || clocks.length === 0, 'its clock runs although it does not run out'],
    [
      (until === undefined) === (actBy === undefined) && (actBy ?? '') <= (until ?? ''),
      'it is to be acted on after its last day',
    ],
    [(status === 'lapsed') === (incident !== undefined), 'its lapse and its incident do not go together'],
  ];
  return rules.flatMap(([isSo, fault]) => (isSo ? [] : [fault]));
}
