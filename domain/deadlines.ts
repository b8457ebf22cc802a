/** The steps of a deadline at which somebody is told: before it is due, when it is due. */
export type AlarmStep = 'remind' | 'due';

export type Explained = { date: string; text: string };

/** A time during which a clock stood still, instants. Without `to` it stands still now. */
export type Pause = { from: string; to?: string };

/** What a deadline was counted from, so that it can be counted again. */
export type CountedFrom = {
  /** As the rule had it when the clock was started: a running clock keeps it. */
  amount?: number;
  /** Which step of a ladder, or month of a row; 1 where it does not say. */
  stage?: number;
  /** The date as the partner stated it, of a clock without an amount. */
  stated?: string;
  pauses?: readonly Pause[];
  /** IANA zone of the place of the duty, where it is not the usual one of whose duty it is. */
  zone?: string;
};

/** One deadline of a request. Cycles count restarts and extensions; a pause keeps the cycle. */
export type Deadline = {
  kind: string;
  cycle: number;
  /** Instant from which it counts. */
  startedAt: string;
  /** Instant at which it is due. */
  dueAt: string;
  /** Of a limit of custody: the instant to which we work, where the day of arrest is counted as the first (DC-8). */
  safeAt?: string;
  /** Instant of the next reminder before, if any, and of those that come after it. */
  remindAt?: string;
  later?: readonly string[];
  /** How many were given before the next one. */
  given?: number;
  zone: string;
  /** `house rule HR-2`, or an article. */
  source: string;
  /** Sequence number of the event that started it. */
  trigger: number;
  status: 'open' | 'paused' | 'met' | 'fired' | 'cancelled';
  reminded: boolean;
  /** Milliseconds or working days left when it was paused. */
  left?: number;
  counted?: CountedFrom;
  explanation: readonly Explained[];
};

/** An open deadline as a calendar shows it: instants, and the IANA zone in which its day ends. */
export type Due = {
  request: string;
  reference: string;
  kind: string;
  cycle: number;
  /** The event that changed it last. */
  seq: number;
  dueAt: string;
  remindAt: string | null;
  zone: string;
  source: string;
};

type Of = { kind: string; cycle: number };
type Reminders = Pick<Deadline, 'remindAt' | 'later'>;
type Sum = Reminders & { dueAt: string; safeAt?: string; explanation: readonly Explained[] };

export type Paused = Of & { op: 'pause'; left: number; at?: string; explanation?: readonly Explained[] };
export type Resumed = Of & Sum & { op: 'resume'; at?: string };
/** Counted anew: where it counts from another start, or in another zone, these are named; `isNewEnd`: it is warned of again. */
export type Recounted = Of & Sum & { op: 'recount'; startedAt?: string; zone?: string; left?: number; isNewEnd?: true };

export type DeadlineChange =
  | { op: 'open'; deadline: Deadline }
  | (Of & { op: 'met' | 'cancelled' | 'fired' })
  /** Of one with several reminders: for which instant this one was. */
  | (Of & { op: 'reminded'; at?: string })
  | Paused
  | Resumed
  | Recounted;

/** What the changes leave of the deadlines. */
export function foldDeadlines(deadlines: readonly Deadline[], changes: readonly DeadlineChange[]): readonly Deadline[] {
  return changes.reduce(applyChange, deadlines);
}

function applyChange(deadlines: readonly Deadline[], change: DeadlineChange): readonly Deadline[] {
  if (change.op === 'open') return [...deadlines, change.deadline];
  return deadlines.map((deadline) =>
    deadline.kind === change.kind && deadline.cycle === change.cycle ? changed(deadline, change) : deadline,
  );
}

function changed(deadline: Deadline, change: Exclude<DeadlineChange, { op: 'open' }>): Deadline {
  switch (change.op) {
    case 'reminded':
      return reminded(deadline);
    case 'pause':
      return paused(deadline, change);
    case 'resume': {
      const { left: _, ...rest } = summed(deadline, change);
      return { ...rest, status: 'open', ...pausedUntil(deadline, change.at) };
    }
    case 'recount': {
      const { startedAt = deadline.startedAt, zone = deadline.zone, left, isNewEnd } = change;
      const standing = isNewEnd ? unwarned(deadline) : deadline;
      return { ...summed(standing, change), startedAt, zone, ...(left === undefined ? {} : { left }) };
    }
    case 'met':
    case 'cancelled':
    case 'fired':
      return { ...deadline, status: change.op };
    default:
      return change satisfies never;
  }
}

/** After the last reminder there is none; after any other the next one. */
function reminded({ later = [], ...deadline }: Deadline): Deadline {
  if (later.length === 0) return { ...deadline, reminded: true };
  return { ...deadline, given: (deadline.given ?? 0) + 1, ...nextOf(later) };
}

/** As if nobody had been reminded of it. */
export const unwarned = ({ given: _, ...deadline }: Deadline): Deadline => ({ ...deadline, reminded: false });

/** Reminders as a deadline keeps them. */
export const nextOf = ([remindAt, ...later]: readonly string[]): Reminders => ({
  ...(remindAt === undefined ? {} : { remindAt }),
  ...(later.length === 0 ? {} : { later }),
});

/** Its reminders alone. */
export const remindersIn = ({ remindAt, later }: Reminders): Reminders => ({
  ...(remindAt === undefined ? {} : { remindAt }),
  ...(later === undefined ? {} : { later }),
});

/** The reminders of a deadline that are still to come. */
export const awaited = ({ remindAt, later = [], reminded }: Deadline): string[] =>
  reminded || remindAt === undefined ? [] : [remindAt, ...later];

/** Its end, and of a limit of custody the instant to which we work. */
export const datesIn = ({ dueAt, safeAt }: Pick<Deadline, 'dueAt' | 'safeAt'>): Pick<Deadline, 'dueAt' | 'safeAt'> => ({
  dueAt,
  ...(safeAt === undefined ? {} : { safeAt }),
});

/** With the new dates; the old sum stays before the new one. */
function summed(deadline: Deadline, sum: Sum): Deadline {
  const { remindAt: _, later: __, ...rest } = deadline;
  const explanation = [...deadline.explanation, ...sum.explanation];
  return { ...rest, ...remindersIn(sum), ...datesIn(sum), explanation };
}

function paused(deadline: Deadline, { left, at, explanation = [] }: Paused): Deadline {
  const pauses = deadline.counted?.pauses ?? [];
  return {
    ...deadline,
    status: 'paused',
    left,
    ...(at === undefined ? {} : { counted: { ...deadline.counted, pauses: [...pauses, { from: at }] } }),
    explanation: [...deadline.explanation, ...explanation],
  };
}

/** The pause that ends now has its end. */
function pausedUntil({ counted }: Deadline, at: string | undefined): Pick<Deadline, 'counted'> {
  const pauses = counted?.pauses ?? [];
  const last = pauses.at(-1);
  if (at === undefined || !last) return {};
  return { counted: { ...counted, pauses: [...pauses.slice(0, -1), { ...last, to: at }] } };
}
