import { addSpan, type Calendar, dateIn } from './dates.ts';
import type { AlarmStep } from './deadlines.ts';
import type { HouseRule, HouseRuleId, HouseRules } from './house-rules.ts';
import type { Urgency } from './request.ts';
import type { Role } from './roles.ts';

export type Side = 'ours' | 'partner';
type Clock = {
  /** What it counts from. */
  readonly from: string;
  readonly rules: Readonly<Record<Urgency, HouseRuleId>>;
  /** Whose duty it is: its day ends where the duty is performed, and that State's days off count. */
  readonly side: Side;
  /** While what it stands still; a clock that does not say runs through. */
  readonly pausesWhile?: string;
};

const always = (id: HouseRuleId): Clock['rules'] => ({ normal: id, urgent: id, emergency: id });

/** Every clock of the house: which rule it follows at which urgency. To add one, add a line here. */
export const DEADLINES = {
  drafting: { from: 'the draft was opened or came back', rules: always('HR-1'), side: 'ours' },
  'ca-review': {
    from: 'the draft reached the central authority',
    rules: { normal: 'HR-2', urgent: 'HR-3', emergency: 'HR-4' },
    side: 'ours',
    pausesWhile: 'the draft is returned for correction',
  },
  translation: {
    from: 'the letter was approved',
    rules: { normal: 'HR-5', urgent: 'HR-6', emergency: 'HR-6' },
    side: 'ours',
  },
  acknowledgement: { from: 'the request was sent', rules: always('HR-7'), side: 'partner' },
  silence: { from: 'the last word of the partner', rules: always('HR-8'), side: 'partner' },
  answer: { from: 'the question of the partner', rules: always('HR-9'), side: 'ours' },
  'reply-to-conditions': { from: 'the offer of the partner', rules: always('HR-10'), side: 'ours' },
  'postponement-review': { from: 'the postponement', rules: always('HR-11'), side: 'ours' },
  'postponement-enquiry': { from: 'the postponement', rules: always('HR-12'), side: 'ours' },
  'secrecy-decision': {
    from: 'the word of the partner that secrecy cannot be kept',
    rules: always('HR-14'),
    side: 'ours',
  },
  'second-confirmation': { from: 'one person sent it alone', rules: always('HR-16'), side: 'ours' },
  'formal-request': { from: 'one person sent it alone', rules: always('HR-17'), side: 'ours' },
  'user-notice': { from: 'the day that was stated', rules: always('HR-30'), side: 'ours' },
  triage: { from: 'the partner asked us to preserve', rules: always('HR-18'), side: 'ours' },
  'return-of-prisoner': { from: 'the arrival of the prisoner', rules: always('HR-88'), side: 'ours' },
  alarm: { from: 'the call before, or what raised it', rules: always('HR-15'), side: 'ours' },
} as const satisfies Record<string, Clock>;

export type DeadlineKind = keyof typeof DEADLINES;
export const DEADLINE_KINDS = Object.keys(DEADLINES) as DeadlineKind[]; // keys of a const are its type

/** A clock of the house; any other kind is a period of an instrument, `eu-eio-2014-41/decision`. */
export const isHouseClock = (kind: string): kind is DeadlineKind => Object.hasOwn(DEADLINES, kind);

/** Whose days off a clock is counted by. What law sets binds the partner. */
export const sideOf = (kind: string): Side => (isHouseClock(kind) ? DEADLINES[kind].side : 'partner');

/** While what a clock stands still; undefined of one that runs through. */
export function pausesWhile(kind: string): string | undefined {
  const clock: Clock | undefined = isHouseClock(kind) ? DEADLINES[kind] : undefined;
  return clock?.pausesWhile;
}

export const ruleOf = (kind: DeadlineKind, urgency: Urgency, rules: HouseRules): HouseRule =>
  rules[DEADLINES[kind].rules[urgency]];

/** How many steps the ladder of a kind has; 1 where there is none. */
export const stagesOf = (kind: DeadlineKind, rules: HouseRules): number => ruleOf(kind, 'normal', rules).steps ?? 1;

/** Who is told at a step of a clock; at the last step of a ladder, and after it, its last role. */
export function toldAt(
  step: AlarmStep,
  at: { kind: string; urgency: Urgency; stage?: number; rules: HouseRules },
): Role | undefined {
  if (!isHouseClock(at.kind)) return 'ca-officer';
  const rule = ruleOf(at.kind, at.urgency, at.rules);
  if (step === 'remind') return rule.tell;
  return (at.stage ?? 1) >= (rule.steps ?? 1) ? (rule.lastly ?? rule.escalate) : rule.escalate;
}

/** The last day that a closed file is kept. */
export function retentionUntil(closedAt: string, rules: HouseRules, calendar: Calendar): string {
  const { amount = 0, unit = 'year' } = rules['HR-13'];
  return addSpan(dateIn(closedAt, calendar.zone), { amount, unit }, calendar).date;
}
