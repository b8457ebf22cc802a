import type { Content } from '../content.ts';
import { addDays, compare } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { citeRule, type HouseRuleId } from '../house-rules.ts';
import { type Draft, typeOf } from './draft.ts';

const STORED: ReadonlySet<string> = new Set(['data-subscriber', 'data-traffic', 'data-content', 'bank-records']);

/** Dates in their order, and what has happened not in the future. */
export function orderGaps(draft: Draft): Gap[] {
  const { content, today } = draft;
  return [
    ...earlierGaps(content, today),
    ...periodGaps(draft),
    ...limitationGaps(content, today),
    ...pastGaps(content, today),
  ];
}

const gap = (field: string, rule: string, message: string, id: HouseRuleId): Gap => ({
  field,
  rule,
  message,
  source: citeRule(id),
});
const isAfter = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) > 0;
const notFuture = (field: string, date: string | undefined, today: string, rule: HouseRuleId = 'HR-56'): Gap[] =>
  isAfter(date, today) ? [gap(field, 'date-in-future', `lies in the future: ${date}`, rule)] : [];

/** K18: asked, then preserved, then ended. */
function earlierGaps({ earlier = [] }: Content, today: string): Gap[] {
  return earlier.flatMap((one, index) => {
    const field = `earlier.${index}`;
    return [
      ...notFuture(`${field}.askedOn`, one.askedOn, today, 'HR-76'),
      ...notFuture(`${field}.preservedFrom`, one.preservedFrom, today, 'HR-76'),
      ...(isAfter(one.askedOn, one.preservedFrom)
        ? [gap(`${field}.preservedFrom`, 'date-order', `is before the day it was asked, ${one.askedOn}`, 'HR-76')]
        : []),
      ...(isAfter(one.preservedFrom ?? one.askedOn, one.statedEnd)
        ? [gap(`${field}.statedEnd`, 'date-order', 'is before the beginning', 'HR-76')]
        : []),
    ];
  });
}

function periodGaps(draft: Draft): Gap[] {
  return draft.content.items.flatMap(({ id, period, hearingDate, session }, index) => {
    const field = `items.${index}`;
    const toCome = (name: string, date: string | undefined, rule: HouseRuleId): Gap[] =>
      date !== undefined && compare(date, draft.today) <= 0
        ? [gap(`${field}.${name}`, 'date-past', `is not still to come: ${date}`, rule)]
        : [];
    return [
      ...(isAfter(period?.from, period?.to)
        ? [gap(`${field}.period`, 'date-order', `begins after it ends: ${period?.from} to ${period?.to}`, 'HR-56')]
        : []),
      ...(STORED.has(typeOf(draft, id)) ? notFuture(`${field}.period`, period?.from, draft.today) : []),
      ...toCome('hearingDate', hearingDate, 'HR-68'),
      ...toCome('session', session?.at.slice(0, 10), 'HR-63'),
    ];
  });
}

const limitationGaps = ({ offences = [] }: Content, today: string): Gap[] =>
  offences.flatMap(({ limitation }, index) =>
    isAfter(today, limitation)
      ? [gap(`offences.${index}.limitation`, 'limitation-passed', `has run out on ${limitation}`, 'HR-57')]
      : [],
  );

/** A local time may be a day ahead of us, not more. */
const pastGaps = ({ persons = [], identifiers = [] }: Content, today: string): Gap[] => [
  ...persons.flatMap(({ born }, index) => notFuture(`persons.${index}.born`, born, today)),
  ...identifiers.flatMap(({ localTime, leftOut }, index) =>
    leftOut ? [] : notFuture(`identifiers.${index}.localTime`, localTime?.slice(0, 10), addDays(today, 1)),
  ),
];
