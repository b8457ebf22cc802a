import { addDays, compare, rollBack } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { declared, recorded } from '../states.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import { type Draft, type ItemOf, instrumentsFor, typeOf } from './draft.ts';

/** Who else may be summoned with less notice. */
const NOT_ACCUSED: ReadonlySet<string> = new Set(['witness', 'expert', 'injured']);

/** By when a summons must reach a Party that has declared a lead time: a hearing that is too near must move. */
export const summonsGaps = (draft: Draft): Gap[] =>
  draft.content.items.flatMap((item, index) => {
    const role = draft.content.persons?.find(({ id }) => id === item.addressee)?.role ?? '';
    if (typeOf(draft, item.id) !== 'service-of-documents' || NOT_ACCUSED.has(role)) return [];
    return instrumentsFor(draft, item.id).flatMap((instrument) =>
      leadGaps(instrument, draft, item, `items.${index}.hearingDate`),
    );
  });

function leadGaps(instrument: Instrument, draft: Draft, { hearingDate }: ItemOf, field: string): Gap[] {
  const { partner, today: on } = draft;
  const line = instrument.declarations?.find(({ kind }) => kind === 'summons-lead-time');
  const [declaration] = declared(partner, { instrument: instrument.id, kind: 'summons-lead-time', on });
  const days = daysOf(instrument, declaration?.value);
  if (!line || hearingDate === undefined || days === undefined) return [];
  const last = addDays(hearingDate, -days);
  const { date } = rollBack(last, partner.calendar);
  const { en } = partner.names;
  const isLate = compare(on, date) > 0;
  const by = date === last ? date : `${date} (${last} is a day off there)`;
  return [
    {
      field,
      rule: isLate ? 'summons-too-late' : 'summons-lead-time',
      message: recorded({
        ...declaration,
        text: `${isLate ? 'must move: the summons had to reach' : 'holds only if the summons reaches'} ${en} by ${by}, ${days} days before the hearing of ${hearingDate}`,
      }),
      source: cite(instrument, line.article),
      severity: 'warning',
    },
  ];
}

/** The days that were declared, no more than the instrument lets a Party ask for. */
function daysOf({ deadlines }: Instrument, value: string | undefined): number | undefined {
  const days = Number(value);
  if (value === undefined || !Number.isInteger(days) || days < 1) return undefined;
  const most = deadlines.find(({ kind }) => kind === 'lead-time-maximum')?.amount;
  return Math.min(days, most ?? days);
}
