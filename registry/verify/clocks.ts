import { type Deadline, type DeadlineChange, foldDeadlines, type Recounted } from '../../domain/deadlines.ts';
import type { Event } from '../../domain/request.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile, instant, isSame, type Step } from './record.ts';

const nameOf = ({ kind, cycle }: { kind: string; cycle: number }): string => `deadline ${kind}/${cycle}`;

/** The table of deadlines is the fold's; each fired and reminded at most once, by its own step, and not before its time. */
export function checkClocks(file: CaseFile, { report }: Checking): void {
  const { deadlines, now, where } = file;
  report.count('deadlines', deadlines.length);
  const rows = new Map(deadlines.map((row) => [nameOf(row), row]));
  for (const deadline of now?.deadlines ?? []) {
    const name = nameOf(deadline);
    const row = rows.get(name);
    rows.delete(name);
    if (!row) report.found(where, `${name} is missing from the table of deadlines`);
    else if (!agrees(row, deadline) || row['seq'] !== lastChange(file, deadline))
      report.found(where, `${name} is not what its events make it`);
  }
  for (const name of rows.keys()) report.found(where, `${name} comes from no event`);
  for (const step of file.steps) {
    for (const fault of faultsOf(step)) report.found(at(file, step.event.seq), fault);
  }
}

const agrees = (row: CaseFile['deadlines'][number], deadline: Deadline): boolean =>
  isSame(row['body'], deadline) &&
  row['status'] === deadline.status &&
  instant(row['due_at']) === instant(deadline.dueAt) &&
  instant(row['remind_at']) === instant(deadline.reminded ? undefined : deadline.remindAt);

/** The event that changed a deadline last. */
const lastChange = ({ steps }: CaseFile, { kind, cycle }: Deadline): number | undefined =>
  steps.findLast(({ event }) =>
    event.deadlines.some((change) => {
      const of = change.op === 'open' ? change.deadline : change;
      return of.kind === kind && of.cycle === cycle;
    }),
  )?.event.seq;

/** An event may move several clocks, and one of them twice. */
function faultsOf({ event, before }: Step): string[] {
  let deadlines = before?.deadlines ?? [];
  return event.deadlines.flatMap((change) => {
    const fault = faultOf(change, deadlines, event);
    deadlines = foldDeadlines(deadlines, [change]);
    return fault ? [`${nameOf(change.op === 'open' ? change.deadline : change)} ${fault}`] : [];
  });
}

/** In which state each change may find a deadline. */
const FINDS = {
  met: ['open', 'paused'],
  cancelled: ['open', 'paused'],
  resume: ['paused'],
  pause: ['open'],
  reminded: ['open'],
  fired: ['open'],
  recount: ['open', 'paused'],
} as const satisfies Record<Exclude<DeadlineChange['op'], 'open'>, readonly Deadline['status'][]>;

/** What is wrong with a change to a deadline that stands so; undefined when nothing is. */
function faultOf(change: DeadlineChange, deadlines: readonly Deadline[], event: Event): string | undefined {
  const { kind, cycle } = change.op === 'open' ? change.deadline : change;
  const deadline = deadlines.find((one) => one.kind === kind && one.cycle === cycle);
  if (change.op === 'open') return deadline ? 'is started twice' : startFault(change.deadline, event);
  if (!deadline) return 'is moved and was never started';
  const finds: readonly string[] = FINDS[change.op];
  if (!finds.includes(deadline.status)) return `takes the change "${change.op}" while it is ${deadline.status}`;
  if (change.op === 'fired') return alarmFault(event, 'fireDeadline', deadline.dueAt);
  if (change.op === 'reminded')
    return deadline.reminded ? 'is reminded of twice' : alarmFault(event, 'remind', deadline.remindAt);
  if (change.op === 'recount') return recountFault(change, event);
  return undefined;
}

const startFault = ({ trigger, status }: Deadline, { seq }: Event): string | undefined =>
  trigger === seq && status === 'open' ? undefined : 'is not started by the event that it names';

/** What can show that a clock counted from another start. */
const CORRECTING: ReadonlySet<string> = new Set([
  'correctStart',
  'acknowledge',
  'confirmHold',
  'correctHold',
  'noteReceipt',
]);

/** Counted anew by a step of its own, and from another start only where that was corrected. */
function recountFault({ startedAt }: Recounted, { action }: Event): string | undefined {
  const isCorrected = CORRECTING.has(action);
  if (!isCorrected && action !== 'recountDeadlines') return `is counted anew by the action "${action}"`;
  return isCorrected === (startedAt !== undefined) ? undefined : 'is counted from another start by the wrong action';
}

function alarmFault({ action, at: now }: Event, by: string, due: string | undefined): string | undefined {
  if (action !== by) return `goes off by the action "${action}"`;
  return due !== undefined && Date.parse(now) >= Date.parse(due) ? undefined : 'goes off before its time';
}
