import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { isRequestType } from '../item-types.ts';
import type { Finding } from '../legal-bases/checks.ts';
import type { Question, Reason } from '../legal-bases/question.ts';
import { CHECKS } from '../legal-bases.ts';
import { checkBasis, type Pair, unconfirmedGaps } from '../legal-basis.ts';
import type { Basis } from '../request.ts';
import { isBound, type StateFacts } from '../states.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import type { Draft } from './draft.ts';

/** A list of bases with its place, and the types of what rests on it. */
type Listed = { basis: readonly Basis[]; field: string; types: readonly string[] };

/** V10: the legal bases of the request and of its items bind both States, and carry what is asked. */
export function basisGaps(draft: Draft): Gap[] {
  const { partner, ours, instrumentsById, switchedOn = [], today } = draft;
  const pair: Pair = { ours, partner, on: today, instruments: instrumentsById, switchedOn };
  const lists = listsOf(draft);
  return [
    ...lists.flatMap(({ basis, field }) => checkBasis(basis, pair, field)),
    ...onceEach(lists.flatMap(({ basis, field }) => unconfirmedGaps(basis, pair, field))),
    ...onceEach(lists.flatMap((list) => carryingGaps(list, draft))),
  ];
}

function listsOf({ content, request }: Draft): Listed[] {
  const placed = request.items.map((item, index) => {
    const place = content.items.findIndex(({ id }) => id === item.id);
    return { ...item, field: `items.${place >= 0 ? place : index}.basis` };
  });
  const shared = placed.filter(({ basis }) => basis === undefined).map(({ type }) => type);
  return [
    { basis: request.basis, field: 'basis', types: [...new Set(shared)] },
    ...placed.flatMap(({ basis, field, type }) => (basis ? [{ basis, field, types: [type] }] : [])),
  ];
}

/** What is asked is carried by one of its bases at least. What they leave open is told where the offence is given. */
const carryingGaps = ({ basis, field, types }: Listed, draft: Draft): Gap[] =>
  types.flatMap((type) => {
    const verdicts = basis.flatMap((one, index) => verdictOn(one, type, draft, `${field}.${index}`));
    if (verdicts.some(({ noes, open }) => noes.length === 0 && open.length === 0)) return [];
    const possible = verdicts.filter(({ noes }) => noes.length === 0);
    if (possible.length === 0) return verdicts.slice(0, 1).flatMap((one) => notCarried(one, type));
    return draft.offence === undefined ? [] : possible.flatMap(mayNotReach);
  });

type Verdict = { instrument: Instrument; field: string; noes: readonly Reason[]; open: readonly Finding[] };

/** What the instrument itself says to such a request, taken that it binds the two: whether it does is told apart. */
function verdictOn({ instrument: id, override }: Basis, type: string, draft: Draft, field: string): Verdict[] {
  const { ours, partner, instrumentsById, today, content } = draft;
  const known = instrumentsById[id];
  if (!known || !isRequestType(type)) return [];
  const instrument = override ? inForce(known) : known;
  const assumed = override && known.protocolTo !== undefined ? [id, known.protocolTo] : [id];
  const question: Question = {
    requesting: bound(ours, assumed, today),
    requested: bound(partner, assumed, today),
    type,
    date: today,
    urgency: draft.request.urgency,
    offence: offenceOf(draft),
    instruments: instrumentsById,
    switchedOn: [id],
  };
  const findings = CHECKS.flatMap((check) => check(instrument, question));
  const isToldApart = ({ article }: Reason): boolean =>
    article !== undefined && article === instrument.threshold?.article && (content.offences ?? []).length > 0;
  const noes = findings.flatMap(({ answer, reason }) => (answer === 'no' && reason ? [reason] : []));
  if (noes.length > 0 && noes.every(isToldApart)) return [];
  return [{ instrument, field, noes, open: findings.filter(({ answer }) => answer === 'unknown') }];
}

/** A person relies on it whatever the record says (V10). */
function inForce(instrument: Instrument): Instrument {
  const { since: _, ...rest } = instrument.inForce;
  return { ...instrument, inForce: rest };
}

const bound = (state: StateFacts, instruments: readonly string[], on: string): StateFacts => ({
  ...state,
  memberships: [
    ...state.memberships,
    ...instruments
      .filter((instrument) => isBound(state, instrument, on) !== 'yes')
      .map((instrument) => ({ instrument, source: 'assumed' })),
  ],
});

/** The offence as the draft has it, with the most that an offence of the content is punishable by. */
function offenceOf({ offence = {}, content: { offences = [] } }: Draft): NonNullable<Question['offence']> {
  const years = offences.flatMap(({ maximumYears, deathPenalty }) => (deathPenalty ? [100] : (maximumYears ?? [])));
  return years.length === 0 ? offence : { ...offence, maximumYears: Math.max(...years) };
}

const sourceOf = (instrument: Instrument, article: string | undefined): string =>
  article === undefined ? citeRule('HR-74') : cite(instrument, article);

const notCarried = ({ instrument, field, noes }: Verdict, type: string): Gap[] =>
  noes.map(({ text, article }) => ({
    field,
    rule: instrument.carries === 'nothing' ? 'basis-none' : 'basis-not-carrying',
    message: `cannot carry "${type}" by the ${instrument.short}: ${text}`,
    source: sourceOf(instrument, article),
  }));

const mayNotReach = ({ instrument, field, open }: Verdict): Gap[] =>
  open.map(({ reason, dependsOn = 'what is not on record' }) => ({
    field,
    rule: 'basis-open',
    message: `may not reach the case, that depends on ${dependsOn}: ${reason?.text ?? instrument.short}`,
    source: sourceOf(instrument, reason?.article),
    severity: 'warning',
  }));

/** The same is true of many items, and is said once. */
const onceEach = (gaps: readonly Gap[]): Gap[] =>
  gaps.filter(
    ({ message, source }, index) => gaps.findIndex((one) => one.message === message && one.source === source) === index,
  );
