import type { Parts } from '../content.ts';
import { compare } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import { type Draft, instrumentsOf, isFilled } from './draft.ts';
import { missing } from './missing.ts';

/** What single parts must say: offences, persons, urgency, confidentiality, annexes. */
export const statementGaps = (draft: Draft): Gap[] => [
  ...offenceGaps(draft.content.offences ?? []),
  ...thresholdGaps(draft),
  ...personGaps(draft.content.persons ?? []),
  ...urgencyGaps(draft),
  ...confidentialityGaps(draft.content.confidentiality),
  ...draft.annexes.flatMap(({ title }, index) =>
    isFilled(title) ? [] : [missing(`annexes.${index}.title`, 'a title', citeRule('HR-47'))],
  ),
];

/** K6 */
function offenceGaps(offences: Parts['offences']): Gap[] {
  const source = citeRule('HR-43');
  const each = offences.flatMap((offence, index) =>
    (['name', 'provision', 'penalty'] as const)
      .filter((field) => !isFilled(offence[field]))
      .map((field) => missing(`offences.${index}.${field}`, `the ${field}`, source)),
  );
  const undated = offences.length > 0 && offences.every(({ limitation }) => limitation === undefined);
  return [
    ...each,
    ...(undated ? [missing('offences.0.limitation', 'a limitation date, for one offence at least', source)] : []),
  ];
}

/** An instrument with a threshold is a basis only where an offence reaches it; death is more than any term of years. */
function thresholdGaps(draft: Draft): Gap[] {
  const { offences = [] } = draft.content;
  if (offences.length === 0) return [];
  return instrumentsOf(draft).flatMap((instrument) => {
    const { threshold } = instrument;
    if (!threshold || threshold.anyway?.some((one) => one === draft.offence?.class)) return [];
    const reached = offences.some(
      ({ maximumYears = 0, deathPenalty }) => deathPenalty || maximumYears >= threshold.maximumYears,
    );
    return reached ? [] : [belowThreshold(instrument, threshold, offences)];
  });
}

function belowThreshold(
  instrument: Instrument,
  { article, text, maximumYears }: NonNullable<Instrument['threshold']>,
  offences: Parts['offences'],
): Gap {
  const unstated = offences.findIndex((offence) => offence.maximumYears === undefined);
  const field = `offences.${Math.max(0, unstated)}.maximumYears`;
  const message = `no offence states a maximum of ${maximumYears} years or more, and ${instrument.short} is a legal basis: ${text}`;
  return { field, rule: 'threshold', message, source: cite(instrument, article) };
}

/** Roles in which somebody may still be unknown. */
const MAY_BE_UNKNOWN: ReadonlySet<string> = new Set(['suspect', 'accused', 'other']);

function personGaps(persons: Parts['persons']): Gap[] {
  return persons.flatMap(({ role, names, aliases, note }, index) => {
    const isKnown = isFilled(names) || (MAY_BE_UNKNOWN.has(role) && (isFilled(aliases) || isFilled(note)));
    return isKnown ? [] : [missing(`persons.${index}.names`, 'the name', citeRule('HR-46'))];
  });
}

/** K12, V3 */
function urgencyGaps(draft: Draft): Gap[] {
  const { content, request, today } = draft;
  const { reason, desiredDate } = content.urgency ?? {};
  const house = citeRule('HR-49');
  const isUrgent = request.urgency !== 'normal';
  const gaps: Gap[] = [];
  if (isUrgent && !isFilled(reason)) gaps.push(missing('urgency.reason', `why it is ${request.urgency}`, house));
  if (!isUrgent && desiredDate !== undefined && !isFilled(reason))
    gaps.push(missing('urgency.reason', 'why it is wished by that date', forDates(draft) ?? house));
  if (isUrgent && desiredDate === undefined)
    gaps.push(missing('urgency.desiredDate', 'the date by which it is needed', house));
  if (desiredDate !== undefined && compare(desiredDate, today) < 0) {
    gaps.push({ field: 'urgency.desiredDate', rule: 'date-past', message: `is past: ${desiredDate}`, source: house });
  }
  if (request.urgency === 'emergency' && !isFilled(content.office?.mobile)) {
    gaps.push(missing('office.mobile', 'the mobile number of the officer on duty', house));
  }
  return gaps;
}

/** The article by which a deadline counts only with reasons, where an instrument in use has it. */
function forDates(draft: Draft): string | undefined {
  for (const instrument of instrumentsOf(draft)) {
    const line = instrument.deadlines.find(({ kind, amount }) => kind === 'target' && amount === null);
    if (line) return cite(instrument, line.article);
  }
  return undefined;
}

/** K13 */
const confidentialityGaps = (part: Parts['confidentiality'] | undefined): Gap[] =>
  part?.wished && !isFilled(part.reason)
    ? [missing('confidentiality.reason', 'why it should stay confidential', citeRule('HR-50'))]
    : [];
