import { type Span, spanText, type Unit } from './dates.ts';
import { type Gap, InvalidInput } from './errors.ts';
import { TEXTS } from './house-texts.ts';
import type { Role } from './roles.ts';

/** A rule of the house: where no article says it, this is the honest source, `house rule HR-2`. */
export type HouseRule = {
  readonly id: HouseRuleId;
  /** The name of a target. */
  readonly what?: string;
  readonly text: string;
  readonly amount?: number;
  readonly unit?: Unit;
  /** How long before it is due somebody is told, and who; then who is told when it is due. */
  readonly remind?: Span;
  readonly tell?: Role;
  readonly escalate?: Role;
  /** A ladder: so many steps, each the amount after the one before, and who is told at the last. */
  readonly steps?: number;
  readonly lastly?: Role;
};

/** Targets. The administrator may change amounts; units and roles stay. `{span}` is the amount with its unit. */
const CLOCKS = {
  'HR-1': {
    what: 'Drafting',
    text: 'A draft is submitted within {span}',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'drafter',
    escalate: 'supervisor',
  },
  'HR-2': {
    what: 'Review',
    text: 'The central authority decides within {span}',
    amount: 5,
    unit: 'working-day',
    remind: { amount: 1, unit: 'working-day' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-3': {
    what: 'Review, urgent',
    text: 'The central authority decides on an urgent draft within {span}',
    amount: 1,
    unit: 'working-day',
    remind: { amount: 12, unit: 'hour' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-4': {
    what: 'Review, emergency',
    text: 'The central authority decides in an emergency within {span}',
    amount: 4,
    unit: 'hour',
    remind: { amount: 1, unit: 'hour' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-5': {
    what: 'Translation',
    text: 'The certified translation is there within {span}',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'translator',
    escalate: 'ca-officer',
  },
  'HR-6': {
    what: 'Translation, urgent',
    text: 'The certified translation of an urgent request is there within {span}',
    amount: 2,
    unit: 'working-day',
    remind: { amount: 1, unit: 'working-day' },
    tell: 'translator',
    escalate: 'ca-officer',
  },
  'HR-7': {
    what: 'Acknowledgement watch',
    text: 'Without an acknowledgement after {span} the partner is asked for one',
    amount: 10,
    unit: 'day',
    remind: { amount: 2, unit: 'day' },
    tell: 'ca-officer',
    escalate: 'ca-officer',
  },
  'HR-8': {
    what: 'Silence',
    text: 'A partner that stays silent is asked every {span}, three times, then the head is told',
    amount: 30,
    unit: 'day',
    remind: { amount: 5, unit: 'day' },
    tell: 'ca-officer',
    escalate: 'ca-officer',
    steps: 3,
    lastly: 'ca-head',
  },
  'HR-9': {
    what: 'Answer',
    text: 'A question of the partner is answered within {span}',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'drafter',
    escalate: 'ca-officer',
  },
  'HR-10': {
    what: 'Reply to conditions',
    text: 'Conditions are accepted or declined within {span}',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'ca-head',
    escalate: 'ca-head',
  },
  'HR-11': {
    what: 'Postponement review',
    text: 'A postponement is reviewed on the date the partner stated',
    unit: 'day',
    remind: { amount: 5, unit: 'day' },
    tell: 'ca-officer',
    escalate: 'ca-officer',
  },
  'HR-12': {
    what: 'Enquiry while postponed',
    text: 'While a request is postponed its status is asked every {span}',
    amount: 1,
    unit: 'month',
    tell: 'ca-officer',
    escalate: 'ca-officer',
  },
  'HR-13': { what: 'Retention', text: 'A closed file is kept for {span}', amount: 10, unit: 'year' },
  'HR-14': {
    what: 'Secrecy decision',
    text: 'When secrecy cannot be kept we decide within {span} whether to go on',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-15': {
    what: 'Alarm',
    text: 'An alarm that nobody answers within {span} goes to the next on the roster, then to the heads',
    amount: 10,
    unit: 'minute',
  },
  'HR-16': {
    what: 'Second confirmation',
    text: 'What one person has sent alone in an emergency is confirmed by a second within {span}',
    amount: 48,
    unit: 'hour',
    remind: { amount: 6, unit: 'hour' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-17': {
    what: 'Formal request',
    text: 'The formal request follows an emergency that was sent alone within {span}',
    amount: 10,
    unit: 'working-day',
    remind: { amount: 2, unit: 'working-day' },
    tell: 'drafter',
    escalate: 'ca-head',
  },
  'HR-18': {
    what: 'Triage',
    text: 'What a partner asks us to preserve is decided within {span}, by day and by night',
    amount: 4,
    unit: 'hour',
    remind: { amount: 1, unit: 'hour' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
  'HR-19': {
    what: 'Word of the end',
    text: 'A partner is told {span} before the end of what we preserve for it',
    amount: 14,
    unit: 'day',
  },
  'HR-30': {
    what: 'User notice',
    text: 'From the day stated the user may be told, unless secrecy is prolonged before',
    unit: 'day',
    remind: { amount: 14, unit: 'day' },
    tell: 'drafter',
    escalate: 'ca-officer',
  },
  'HR-88': {
    what: 'Return of a prisoner',
    text: 'A prisoner who was lent goes back by the day that was agreed',
    unit: 'day',
    remind: { amount: 5, unit: 'working-day' },
    tell: 'ca-officer',
    escalate: 'ca-head',
  },
} as const satisfies Record<string, Omit<HouseRule, 'id'>>;

export type HouseRuleId = keyof typeof CLOCKS | keyof typeof TEXTS;
export type HouseRules = Readonly<Record<HouseRuleId, HouseRule>>;

function target(id: string, clock: Omit<HouseRule, 'id'>, amount = clock.amount): [string, object] {
  const span = amount === undefined || clock.unit === undefined ? '' : spanText({ amount, unit: clock.unit });
  return [id, { id, ...clock, ...(amount === undefined ? {} : { amount }), text: clock.text.replace('{span}', span) }];
}

export const HOUSE_RULES = Object.fromEntries([
  ...Object.entries(CLOCKS).map(([id, clock]) => target(id, clock)),
  ...Object.entries(TEXTS).map(([id, text]) => [id, { id, text }]),
]) as HouseRules; // built from the keys of both tables

/** How a rule is cited as the source of a deadline or a gap. */
export const citeRule = (id: HouseRuleId): string => `house rule ${id}`;

const MOST = 1000;

/** The rules with the administrator's amounts in place of the house's own. Throws InvalidInput with every fault. */
export function withOverrides(rules: HouseRules, overrides: Readonly<Record<string, number>>): HouseRules {
  const faults = Object.entries(overrides).flatMap(([id, amount]) => faultOf(rules, id, amount));
  if (faults.length > 0) throw new InvalidInput('these house rules', faults);
  const changed = Object.entries(CLOCKS)
    .filter(([id]) => overrides[id] !== undefined)
    .map(([id, clock]) => target(id, clock, overrides[id]));
  return { ...rules, ...Object.fromEntries(changed) };
}

function faultOf(rules: HouseRules, id: string, amount: number): Gap[] {
  const fault = (message: string): Gap[] => [
    { field: id, rule: 'house-rules', message, source: 'the table of house rules' },
  ];
  const rule: HouseRule | undefined = Object.values(rules).find((known) => known.id === id);
  if (!rule) return fault('is no house rule');
  if (rule.amount === undefined) return fault('has no amount to change');
  if (!Number.isInteger(amount) || amount < 1 || amount > MOST) return fault(`takes a whole number from 1 to ${MOST}`);
  return [];
}
