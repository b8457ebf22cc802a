/** The steps of a deadline at which somebody is told: before it is due, when it is due. */
export type AlarmStep = 'remind' | 'due';

export type Explained = { date: string; text: string };

/** One deadline of a request. Cycles count restarts and extensions; a pause keeps the cycle. */
export type Deadline = {
  kind: string;
  cycle: number;
  /** Instant from which it counts. */
  startedAt: string;
  /** Instant at which it is due. */
  dueAt: string;
  /** Instant of the reminder before, if any. */
  remindAt?: string;
  zone: string;
  /** `house rule HR-2`, or an article. */
  source: string;
  /** Sequence number of the event that started it. */
  trigger: number;
  status: 'open' | 'paused' | 'met' | 'fired' | 'cancelled';
  reminded: boolean;
  /** Milliseconds or working days left when it was paused. */
  left?: number;
  explanation: readonly Explained[];
};

export type DeadlineChange =
  | { op: 'open'; deadline: Deadline }
  | { op: 'met' | 'cancelled' | 'reminded' | 'fired'; kind: string; cycle: number }
  | { op: 'pause'; kind: string; cycle: number; left: number }
  | { op: 'resume'; kind: string; cycle: number; dueAt: string; remindAt?: string; explanation: readonly Explained[] };

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
      return { ...deadline, reminded: true };
    case 'pause':
      return { ...deadline, status: 'paused', left: change.left };
    case 'resume': {
      const { left: _, remindAt: __, ...rest } = deadline;
      const remindAt = change.remindAt === undefined ? {} : { remindAt: change.remindAt };
      return {
        ...rest,
        ...remindAt,
        status: 'open',
        dueAt: change.dueAt,
        explanation: [...deadline.explanation, ...change.explanation],
      };
    }
    case 'met':
    case 'cancelled':
    case 'fired':
      return { ...deadline, status: change.op };
    default:
      return change satisfies never;
  }
}
