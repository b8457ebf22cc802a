import { IN_CUSTODY, limitsOf, standing, standingOf } from './custody.ts';
import type { Deadline } from './deadlines.ts';
import { AFTER_ALONE, awaitsSecond, hasIncident } from './emergency.ts';
import { HOLD, HOLD_ACTION } from './hold.ts';
import type { Request, Status, TextRef } from './request.ts';
import type { Role } from './roles.ts';
import { DUTY_ROLES } from './roster.ts';

/** The kind of the clock that an alarm runs by: due at once when it is raised, then after each call. */
export const ALARM = 'alarm';

/** What calls for a person at once. */
type Cause = {
  readonly what: string;
  /** Where the rule stands. */
  readonly source: string;
  /** Where a file can be that raises it, and what else must hold there; an alarm ends when that holds no more. */
  readonly where: readonly Status[];
  readonly when?: (request: Request) => boolean;
  /** Whom it calls, of those on the roster. */
  readonly calls: readonly Role[];
};

const last = ({ deadlines }: Request, kind: string): Deadline | undefined =>
  deadlines.findLast((deadline) => deadline.kind === kind);

/** The limits that the standing arrest runs against. */
function limits(request: Request): Deadline[] {
  const arrest = standing(request);
  return arrest ? limitsOf(request, arrest) : [];
}

/** Everything that raises an alarm. To add a cause, add a line here. */
export const ALARMS = {
  emergency: {
    what: 'An emergency waits for the central authority',
    source: 'house rule HR-4',
    where: ['supervision', 'with-ca'],
    when: ({ urgency }) => urgency === 'emergency',
    calls: DUTY_ROLES,
  },
  'unconfirmed-emergency': {
    what: 'Nobody has confirmed in time what was sent alone in an emergency',
    source: 'house rule HR-16',
    where: AFTER_ALONE,
    when: (request) => awaitsSecond(request) && hasIncident(request, 'unconfirmed-emergency'),
    calls: DUTY_ROLES,
  },
  'delivery-failed': {
    what: 'A request did not go out while a hold that it minds runs out',
    source: 'procedure 3.1',
    where: ['delivery-failed'],
    when: (request) => ['open', 'fired'].includes(last(request, HOLD_ACTION)?.status ?? ''),
    calls: DUTY_ROLES,
  },
  'hold-ends': {
    what: 'A hold is at its last reminder, and nothing is decided',
    source: 'DC-12',
    where: ['requested', 'confirmed', 'active'],
    when: (request) => {
      const clock = last(request, HOLD);
      return clock?.status === 'open' && clock.reminded;
    },
    calls: DUTY_ROLES,
  },
  'hold-lapsed': {
    what: 'A hold has lapsed',
    source: 'DC-12; procedure 3.3, H2',
    where: ['lapsed'],
    when: ({ hold }) => hold?.incident?.finding === undefined,
    calls: DUTY_ROLES,
  },
  'custody-ends': {
    what: 'Custody is at the last reminder before its safe date, and what it depends on is not there',
    source: 'DC-8; house rule HR-89',
    where: IN_CUSTODY,
    when: (request) => limits(request).some(({ status, reminded }) => status === 'open' && reminded),
    calls: DUTY_ROLES,
  },
  'release-expected': {
    what: 'A limit of custody has run out: the release of the person is expected',
    source: 'DC-8; house rule HR-89',
    where: IN_CUSTODY,
    when: (request) => {
      const arrest = standing(request);
      return arrest !== undefined && standingOf(request, arrest) === 'release-expected';
    },
    calls: DUTY_ROLES,
  },
  'incoming-preservation': {
    what: 'A preservation that a partner asks of us waits for triage',
    source: 'house rule HR-18',
    where: ['triage'],
    calls: DUTY_ROLES,
  },
} as const satisfies Record<string, Cause>;
export type AlarmCause = keyof typeof ALARMS;
export const ALARM_CAUSES = Object.keys(ALARMS) as AlarmCause[]; // keys of a const are its type
export const causeOf = (cause: AlarmCause): Cause => ALARMS[cause];

/** One alarm of a file, with its calls in order. */
export type Alarm = {
  /** Counted over the file, from 1. */
  n: number;
  cause: AlarmCause;
  raisedAt: string;
  /** The run of its clock; absent once nobody is left to call. */
  cycle?: number;
  calls: readonly { to: string; at: string }[];
  answer?: { by: string; at: string; words?: TextRef };
  /** When its cause was settled before anybody answered. */
  endedAt?: string;
};

/** Whether a file gives cause for an alarm now. */
export function stands(cause: AlarmCause, request: Request): boolean {
  const { where, when = () => true } = causeOf(cause);
  return where.includes(request.status) && when(request);
}

/** Where alarms can be open. */
export const ALARMED: readonly Status[] = ALARM_CAUSES.flatMap((cause) => causeOf(cause).where);

/** The alarms that wait for an answer. */
export const openAlarms = ({ alarms = [] }: Pick<Request, 'alarms'>): Alarm[] =>
  alarms.filter(({ answer, endedAt }) => answer === undefined && endedAt === undefined);

/** Everybody has been called, and nobody has answered. */
export const isUnanswered = ({ cycle, answer, endedAt }: Alarm): boolean =>
  cycle === undefined && answer === undefined && endedAt === undefined;
