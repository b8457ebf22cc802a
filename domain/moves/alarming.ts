import { z } from 'zod';
import { ALARM, ALARM_CAUSES, ALARMED, type Alarm, type AlarmCause, causeOf, openAlarms, stands } from '../alarms.ts';
import { keysOf, readersOf } from '../audience.ts';
import type { Deadline, DeadlineChange } from '../deadlines.ts';
import { type Decision, type Deposited, type Facts, type Guard, move, words } from '../move.ts';
import { type Changes, type Request, STATUSES } from '../request.ts';
import { DUTY_ROLES } from '../roster.ts';
import { started } from './clocks-of.ts';

const SOURCE = 'house rule HR-15';

type Change = { set: Pick<Changes, 'alarms'>; deadlines: DeadlineChange[] };
const NOTHING: Change = { set: {}, deadlines: [] };

/** What a step does to the alarms of its file: it raises those whose cause is new, and ends those whose cause is gone. */
export function alarmChanges(before: Request, after: Request, facts: Facts): Change {
  const { alarms = [] } = after;
  const ended = openAlarms(after).filter(({ cause }) => !stands(cause, after));
  const stood = (cause: AlarmCause): boolean => before.version > 0 && stands(cause, before); // nothing does before the first step
  const causes = ALARM_CAUSES.filter((cause) => stands(cause, after) && !stood(cause));
  if (ended.length === 0 && causes.length === 0) return NOTHING;
  const kept = alarms.map((alarm) => (ended.includes(alarm) ? { ...alarm, endedAt: facts.now } : alarm));
  const raised = raise(causes, { before, after }, facts);
  return {
    set: { alarms: [...kept, ...raised.alarms] },
    deadlines: [...stopped(after, ended, 'cancelled'), ...raised.deadlines],
  };
}

/** Each runs by a clock of its own, which is due at once. */
function raise(
  causes: readonly AlarmCause[],
  { before, after }: { before: Request; after: Request },
  facts: Facts,
): { alarms: Alarm[]; deadlines: DeadlineChange[] } {
  let deadlines = after.deadlines;
  const opened = causes.map((cause, index) => {
    const change = started({ ...after, version: before.version, deadlines }, facts, ALARM, { amount: 0 });
    if (change.op !== 'open') throw new Error(`Cannot raise an alarm: its clock takes the change "${change.op}"`);
    deadlines = [...deadlines, change.deadline];
    const n = (after.alarms?.length ?? 0) + index + 1;
    return { change, alarm: { n, cause, raisedAt: facts.now, cycle: change.deadline.cycle, calls: [] } };
  });
  return { alarms: opened.map(({ alarm }) => alarm), deadlines: opened.map(({ change }) => change) };
}

/** The clocks of these alarms that still run. */
const stopped = ({ deadlines }: Request, alarms: readonly Alarm[], op: 'met' | 'cancelled'): DeadlineChange[] =>
  deadlines
    .filter(
      ({ kind, cycle, status }) => kind === ALARM && status === 'open' && alarms.some((one) => one.cycle === cycle),
    )
    .map(({ kind, cycle }) => ({ op, kind, cycle }));

/** The next on the roster of this moment who has not been called, may see the file, and is called by such a cause. */
function next(request: Request, { cause, calls }: Alarm, { roster, staff }: Facts): string | undefined {
  const readers = readersOf(request);
  return roster
    .map(({ person }) => staff.find(({ id }) => id === person))
    .find(
      (person) =>
        person !== undefined &&
        !calls.some(({ to }) => to === person.id) &&
        causeOf(cause).calls.some((role) => person.roles.includes(role)) &&
        keysOf(person).some((key) => readers.includes(key)),
    )?.id;
}

/** What follows when the clock of an alarm has run out: the next is called. Where nobody is left, it stays open. */
export function called(request: Request, { cycle }: Deadline, facts: Facts): Partial<Decision> {
  const { alarms = [] } = request;
  const alarm = openAlarms(request).find((one) => one.cycle === cycle);
  if (!alarm) throw new Error(`Cannot call anybody to "${request.id}": its alarm is gone`);
  const to = next(request, alarm, facts);
  const { cycle: _, ...rest } = alarm;
  const change = to === undefined ? undefined : started(request, facts, ALARM);
  const after: Alarm =
    to === undefined || change?.op !== 'open'
      ? rest
      : { ...rest, cycle: change.deadline.cycle, calls: [...alarm.calls, { to, at: facts.now }] };
  return { set: { alarms: alarms.map((one) => (one === alarm ? after : one)) }, deadlines: change ? [change] : [] };
}

/** Whoever was called, is on the roster now, or is a head may answer, and whoever stands in for them. */
const concerned: Guard = (request, { actor, roster }) => {
  const alarms = openAlarms(request);
  if (alarms.length === 0) return { rule: 'alarm-open', source: SOURCE, because: 'no alarm of it is open' };
  const self = actor.standsInFor ?? actor.id;
  const isCalled = alarms.some(({ calls }) => calls.some(({ to }) => to === self));
  const isOnDuty = roster.some(({ person }) => person === self);
  return isCalled || isOnDuty || actor.roles.includes('ca-head')
    ? undefined
    : { rule: 'alarm-called', source: SOURCE, because: 'it is for who was called or is on the roster' };
};

const answering = { words: words.optional() };
type Answering = Deposited<z.output<z.ZodObject<typeof answering>>>;

function answered(request: Request, { words: said }: Answering, { actor, now }: Facts): Decision {
  const { alarms = [] } = request;
  const open = openAlarms(request);
  const answer = { by: actor.id, at: now, ...(said ? { words: said } : {}) };
  return {
    to: request.status,
    set: { alarms: alarms.map((alarm) => (open.includes(alarm) ? { ...alarm, answer } : alarm)) },
    deadlines: stopped(request, open, 'met'),
  };
}

const isOfRequest = (status: (typeof ALARMED)[number]): boolean => STATUSES.some((one) => one === status);
const answer = {
  doc: 'Somebody who was called, or is on the roster, sees to the file: its alarms call nobody any more.',
  source: SOURCE,
  by: DUTY_ROLES,
  needs: ['roster'],
  guards: [concerned],
  input: z.object(answering),
  decide: answered,
} as const;

export const alarmMoves = {
  answerAlarm: move({ ...answer, from: ALARMED.filter(isOfRequest) }),
  answerHoldAlarm: move({
    ...answer,
    of: 'hold',
    direction: 'either',
    from: ALARMED.filter((status) => !isOfRequest(status)),
  }),
} as const;
