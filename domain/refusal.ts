import type { Gap } from './errors.ts';
import { GROUNDS, type Ground } from './grounds.ts';
import { citeRule } from './house-rules.ts';
import type { Of } from './legal-bases/question.ts';
import { lineOf } from './legal-bases/stack.ts';
import {
  cite,
  type ForbiddenRule,
  type GroundRule,
  type Instrument,
  type Line,
  type Reach,
  reaches,
  type Statement,
} from './treaties/type.ts';

/** What we may say when it is we who refuse: the grounds that are open for all that was asked, and what comes first. */
export type RefusalOffer = {
  grounds: readonly (Of<GroundRule> & { cited: string })[];
  /** Grounds of our own law may be named, too: then the provision is. */
  isOpen: boolean;
  forbidden: readonly (Of<ForbiddenRule> & { cited: string })[];
  /** What has to be talked over before. */
  consultation?: Of<Statement> & { cited?: string };
  /** Where it says that reasons are due. */
  reasons?: string;
};

const named = (instrument: Instrument, { article }: Line): string =>
  instrument.hasParties || instrument.statuteOf ? cite(instrument, article) : citeRule('HR-74');

/** The lines that hold for every one of these types. */
const forAll = <L extends Reach & Line>(
  stack: readonly Instrument[],
  types: readonly string[],
  lines: (one: Instrument) => readonly L[],
): (Of<L> & { cited: string })[] =>
  stack.flatMap((one) =>
    lines(one)
      .filter((line) => types.some((type) => reaches(line, type)))
      .map((line) => ({ ...lineOf(one, line), cited: named(one, line) })),
  );

/** What a refusal of these types of request may rest on under an instrument and its protocols. */
export function refusalOffer(stack: readonly Instrument[], types: readonly string[]): RefusalOffer {
  const forbidden = forAll(stack, types, (one) => one.forbiddenRefusals);
  const grounds = forAll(stack, types, (one) => one.refusalGrounds);
  const isOpenFor = (ground: Ground): boolean =>
    !forbidden.some((line) => line.ground === ground) &&
    types.every((type) => grounds.some((line) => line.ground === ground && reaches(line, type)));
  const [first] = stack;
  const [consultation] = stack.flatMap((one) =>
    one.consultation
      ? [
          {
            ...lineOf(one, one.consultation),
            ...(one.consultation.article ? { cited: cite(one, one.consultation.article) } : {}),
          },
        ]
      : [],
  );
  const others = stack.flatMap((one) => one.otherGrounds.filter((line) => types.some((type) => reaches(line, type))));
  return {
    grounds: grounds.filter(({ ground }) => isOpenFor(ground)),
    isOpen: others.length === 0 || others.every(({ isClosed }) => !isClosed),
    forbidden,
    ...(consultation ? { consultation } : {}),
    ...(first?.reasons ? { reasons: cite(first, first.reasons.article) } : {}),
  };
}

export type OwnRefusal = { ground: Ground; reason: string; consulted: boolean };

/** What is wrong with a refusal of ours: the ground, the reasons, what had to come before. */
export function refusalFaults(offer: RefusalOffer, { ground, reason, consulted }: OwnRefusal): Gap[] {
  const forbidden = offer.forbidden.find((line) => line.ground === ground);
  const isOffered = offer.grounds.some((line) => line.ground === ground);
  const gap = (field: string, rule: string, message: string, source: string): Gap => ({ field, rule, message, source });
  return [
    ...(forbidden
      ? [gap('ground', 'ground-forbidden', `may not be relied on: ${forbidden.text}`, forbidden.cited)]
      : []),
    ...(!forbidden && !isOffered && !offer.isOpen
      ? [
          gap(
            'ground',
            'ground-not-open',
            `is not open here: ${openWords(offer)}`,
            offer.grounds[0]?.cited ?? citeRule('HR-84'),
          ),
        ]
      : []),
    ...(reason.trim() === ''
      ? [gap('reason', 'reasons-due', 'is missing: a refusal has reasons', offer.reasons ?? citeRule('HR-84'))]
      : []),
    ...(offer.consultation && !consulted
      ? [
          gap(
            'consulted',
            'consultation-first',
            `comes first: ${offer.consultation.text}`,
            offer.consultation.cited ?? citeRule('HR-84'),
          ),
        ]
      : []),
  ];
}

const openWords = ({ grounds }: RefusalOffer): string => {
  const open = GROUNDS.filter((ground) => grounds.some((line) => line.ground === ground));
  return open.length === 0 ? 'there is no ground' : `only ${open.join(', ')}`;
};

export type Postponement = { reason: string; reviewOn?: string; today: string };

/** What is wrong with a postponement of ours: it has reasons and a day on which it is looked at again. */
export function postponementFaults(stack: readonly Instrument[], { reason, reviewOn, today }: Postponement): Gap[] {
  const [first] = stack;
  const source = first?.postponement?.article ? cite(first, first.postponement.article) : citeRule('HR-84');
  return [
    ...(first && !first.postponement
      ? [
          {
            field: 'postponement',
            rule: 'postponement-not-open',
            message: `is not known to the ${first.short}`,
            source: citeRule('HR-84'),
          },
        ]
      : []),
    ...(reason.trim() === '' ? [{ field: 'reason', rule: 'reasons-due', message: 'is missing', source }] : []),
    ...(reviewOn === undefined
      ? [
          {
            field: 'reviewOn',
            rule: 'review-date',
            message: 'is missing: a postponement is no refusal',
            source: citeRule('HR-11'),
          },
        ]
      : reviewOn <= today
        ? [{ field: 'reviewOn', rule: 'review-date', message: 'is not still to come', source: citeRule('HR-11') }]
        : []),
  ];
}
