import { addDays, compare } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import type { TreatyDeadline } from '../treaties/deadline-type.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import { type Draft, type ItemOf, instrumentsFor, isFilled, typeOf } from './draft.ts';

/** An extension is asked before the hold ends, for a time that reaches the day on which the request is planned. */
export const extensionGaps = (draft: Draft): Gap[] =>
  draft.content.items.flatMap((item, index) =>
    typeOf(draft, item.id) === 'preservation-extension' ? gapsOf(item, `items.${index}`, draft) : [],
  );

const isAfter = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) > 0;

function gapsOf({ id, originalReference, plannedOn, askedUntil }: ItemOf, field: string, draft: Draft): Gap[] {
  const { today, content } = draft;
  const [instrument] = instrumentsFor(draft, id);
  const line = instrument?.deadlines.find(({ kind }) => HOLDS.has(kind));
  const original = content.earlier?.find(({ reference }) => reference === originalReference);
  const end = original?.statedEnd ?? endOf(original?.preservedFrom, line);
  const source = instrument && line ? cite(instrument, extending(instrument, line).article) : citeRule('HR-77');
  const gap = (name: string, rule: string, message: string, from = citeRule('HR-77')): Gap => ({
    field: `${field}.${name}`,
    rule,
    message,
    source: from,
  });
  return [
    ...(isAfter(today, end)
      ? [
          gap(
            'originalReference',
            'extension-late',
            `has ended on ${end}: an extension is asked before the end`,
            source,
          ),
        ]
      : []),
    ...(isFilled(originalReference) && end === undefined
      ? [
          {
            ...gap(
              'originalReference',
              'extension-unlinked',
              'is no earlier preservation with its days, so that nobody can tell whether it still runs',
            ),
            severity: 'warning' as const,
          },
        ]
      : []),
    ...(askedUntil !== undefined && end !== undefined && !isAfter(askedUntil, end)
      ? [gap('askedUntil', 'date-order', `is not after the end of what is prolonged, ${end}`)]
      : []),
    ...(askedUntil !== undefined && !isAfter(askedUntil, today)
      ? [gap('askedUntil', 'date-past', `is not still to come: ${askedUntil}`)]
      : []),
    ...(isAfter(plannedOn, askedUntil)
      ? [gap('plannedOn', 'date-order', `is after the day until which the extension is asked, ${askedUntil}`)]
      : []),
    ...(isAfter(today, plannedOn) ? [gap('plannedOn', 'date-past', `is past: ${plannedOn}`)] : []),
  ];
}

const HOLDS: ReadonlySet<TreatyDeadline['kind']> = new Set(['minimum-hold', 'hold']);

/** The line that prolongs a hold, where the instrument has one; else the hold itself. */
const extending = ({ deadlines }: Instrument, hold: TreatyDeadline): TreatyDeadline =>
  deadlines.find(({ prolongs }) => prolongs?.id === hold.id) ?? hold;

const endOf = (from: string | undefined, line: TreatyDeadline | undefined): string | undefined =>
  from === undefined || !line || line.amount === null || line.unit !== 'day' ? undefined : addDays(from, line.amount);
