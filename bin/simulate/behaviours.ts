import { addDays } from '../../domain/dates.ts';
import type { Action } from '../../domain/moves.ts';

/** A request as its partner sees it. */
export type Seen = {
  id: string;
  reference: string;
  kind: string;
  status: string;
  version: number;
  items: { id: string; outcome: { result: string } | null }[];
  questions: { id: string; answeredAt: string | null }[];
  conditions: { status: string }[];
};

/** A hold as its partner sees it; `askedBy` is the request that asked for it. */
export type SeenHold = Pick<Seen, 'id' | 'reference' | 'status' | 'version'> & { askedBy: { id: string } | null };

/** Days after the partner has seen it stand so: the fewest and the most. */
type Days = readonly [fewest: number, most: number];
/** What a partner does, and when. */
export type Act<S> = {
  do: Action;
  days: Days;
  /** What is said; `day` is the partner's own. A file is named and uploaded before. */
  input: (seen: S, day: string) => object;
};
type Rule = Act<Seen> & {
  /** Where the request stands, as GraphQL writes it. */
  at: readonly string[];
  if?: (seen: Seen) => boolean;
};

/** Nothing of a request for preservation, or for its extension, is handed over: that is answered hold by hold. */
const open = ({ kind, items }: Seen): string[] =>
  kind !== 'MLA' ? [] : items.filter(({ outcome }) => !outcome || outcome.result === 'PART').map(({ id }) => id);
const WORKING: readonly string[] = ['ACKNOWLEDGED', 'IN_EXECUTION', 'PARTIAL'];

const acknowledge = (days: Days): Rule => ({
  do: 'acknowledge',
  at: ['SENT'],
  days,
  input: ({ reference }, day) => ({ reference: `P/${reference}`, receivedOn: day }),
});
const deliver = (days: Days): Rule => ({
  do: 'deliver',
  at: WORKING,
  days,
  if: (seen) => open(seen).length > 0,
  input: (seen) => ({ items: open(seen).map((item) => ({ item, result: 'DONE' })), object: 'A sealed envelope' }),
});
const ask: Rule = {
  do: 'askInformation',
  at: WORKING,
  days: [3, 8],
  if: ({ questions }) => questions.length === 0,
  input: () => ({ question: 'Which of these matters most to your case?' }),
};
const offer: Rule = {
  do: 'offerConditions',
  at: WORKING,
  days: [4, 10],
  if: ({ conditions }) => conditions.length === 0,
  input: ({ items }) => ({
    conditions: [
      { kind: 'SPECIALITY', words: 'It is used for this case alone.', items: items.map(({ id }) => id).slice(0, 1) },
    ],
  }),
};
const refuse: Rule = {
  do: 'refuse',
  at: WORKING,
  days: [6, 15],
  input: () => ({ ground: 'NOT_STATED', reason: 'It cannot be done.' }),
};
const giveOne: Rule = {
  do: 'deliver',
  at: WORKING,
  days: [4, 9],
  if: (seen) => open(seen).length > 1,
  input: (seen) => ({
    items: open(seen)
      .slice(0, 1)
      .map((item) => ({ item, result: 'DONE' })),
    object: 'The first of several envelopes',
  }),
};

/** How a simulated partner answers: the first rule that fits is what it does next. To add a kind, add a line here. */
const BEHAVIOURS = {
  prompt: [acknowledge([1, 2]), deliver([4, 10])],
  slow: [acknowledge([15, 25]), deliver([90, 150])],
  silent: [],
  asking: [acknowledge([1, 4]), ask, deliver([5, 12])],
  offering: [acknowledge([1, 4]), offer, deliver([5, 12])],
  refusing: [acknowledge([1, 4]), refuse],
  'in-parts': [acknowledge([1, 4]), giveOne, deliver([5, 12])],
} as const satisfies Record<string, readonly Rule[]>;

/** In how many days a hold is confirmed, once nothing else is to be said of the request that asked for it, or prolonged. */
const CONFIRMS = {
  prompt: [1, 2],
  slow: [5, 10],
  silent: undefined,
  asking: [1, 3],
  offering: [1, 3],
  refusing: undefined,
  'in-parts': [1, 9],
} as const satisfies Record<Behaviour, Days | undefined>;

/** A hold is prolonged for so long from the day of the answer. */
const PROLONGED_DAYS = 60;

export type Behaviour = keyof typeof BEHAVIOURS;
export const BEHAVIOUR_NAMES = Object.keys(BEHAVIOURS) as [Behaviour, ...Behaviour[]]; // keys of a const are its type

/** What a partner of this kind does next with a request, with the number of the rule; undefined while it waits. */
export function nextOf(kind: Behaviour, seen: Seen): { rule: Rule; number: number } | undefined {
  const rules: readonly Rule[] = BEHAVIOURS[kind];
  const number = rules.findIndex(({ at, if: fits = () => true }) => at.includes(seen.status) && fits(seen));
  const rule = rules[number];
  return rule && { rule, number };
}

/** What a partner of this kind does next with a hold that a request has asked for; undefined while it waits. */
export function nextOnHold(kind: Behaviour, { status }: SeenHold, request: Seen): Act<SeenHold> | undefined {
  const days = CONFIRMS[kind];
  if (days && status === 'EXTENSION_ASKED')
    return { do: 'confirmExtension', days, input: (_hold, day) => ({ until: addDays(day, PROLONGED_DAYS) }) };
  const isItsTurn = status === 'REQUESTED' && WORKING.includes(request.status) && !nextOf(kind, request);
  if (!days || !isItsTurn) return undefined;
  return { do: 'confirmHold', days, input: ({ reference }, day) => ({ effectiveOn: day, ticket: `P/${reference}` }) };
}
