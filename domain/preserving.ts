import type { Content } from './content.ts';
import { type Hold, holdRules } from './hold.ts';
import type { Facts } from './move.ts';
import type { PeriodRule } from './periods.ts';
import type { Item, Request } from './request.ts';
import type { Instruments } from './treaties/instruments.ts';

type Linked = Pick<Facts, 'linked'>;

/** The hold that an item of a request for preservation has opened. */
const holdFor = ({ id }: Request, item: Item, { linked }: Linked): Request | undefined =>
  linked.find(({ hold }) => hold?.askedBy?.request === id && hold.askedBy.item === item.id);

/** The items of a request for preservation that was sent whose holds are to be opened still. */
export const unopened = (request: Request, around: Linked): readonly Item[] =>
  request.kind === 'preservation' && request.sentOn !== undefined
    ? request.items.filter((item) => !holdFor(request, item, around))
    : [];

/** The hold that a request for its extension goes back to. */
export const prolongedBy = ({ prolongs }: Request, { linked }: Linked): Request | undefined =>
  linked.find(({ id, kind }) => id === prolongs && kind === 'hold');

/** The holds that a request for preservation has asked for and that have lapsed, of which the partner was not asked yet. */
export const unaskedLapses = ({ id, lapses = [] }: Request, { linked }: Linked): readonly string[] =>
  linked.flatMap(({ id: hold, status, hold: held }) =>
    status === 'lapsed' && held?.askedBy?.request === id && !lapses.includes(hold) ? [hold] : [],
  );

/** The request for preservation that asked for a hold. */
export const askingFor = ({ askedBy }: Hold, { linked }: Linked): Request | undefined =>
  linked.find(({ id }) => id === askedBy?.request);

/** The period that what an item asks is held by: the first that one of its bases sets. */
export function holdRuleFor({ basis }: Request, item: Item, instruments: Instruments): PeriodRule | undefined {
  const rules = holdRules(instruments);
  return (item.basis ?? basis).flatMap(
    (one) => rules.find(({ instrument }) => instrument.id === one.instrument) ?? [],
  )[0];
}

/** Who keeps the data that an item asks to be preserved, and which they are, as its letter says it. */
export function wordsOfHold({ identifiers = [], items }: Content, id: string): { custodian: string; data: string } {
  const { provider, place, dataFields, period, ...item } = items.find((one) => one.id === id) ?? { id };
  const named = identifiers.filter((one) => !one.leftOut && item.identifiers?.includes(one.id));
  const custodian = provider ?? place ?? [...new Set(named.flatMap((one) => one.provider ?? []))].join(', ');
  const data = [
    named.map(({ value }) => value).join(', '),
    dataFields,
    period && `${period.from} - ${period.to} (${period.zone})`,
  ];
  return { custodian, data: data.filter(Boolean).join('; ') };
}

/** What became of an item by its hold: kept from a day on, or refused. Undefined while the partner has not said so. */
function outcomeOf({ status, hold }: Request): Item['outcome'] {
  if (hold?.refusal) return { result: 'refused', on: hold.refusal.on, ground: hold.refusal.ground };
  const since = hold?.effectiveOn ?? (status === 'confirmed' ? (hold?.receivedOn ?? hold?.askedOn) : undefined);
  return since === undefined ? undefined : { result: 'done', on: since };
}

/** What became of what a request asked: the hold is kept longer, or not. Undefined while the partner has not said so. */
function extensionOutcome(request: Request, around: Linked): Item['outcome'] {
  const { extensions = [] } = prolongedBy(request, around)?.hold ?? {};
  const answer = extensions.find((one) => one.request === request.id)?.answer;
  if (answer?.result === 'declined') return { result: 'refused', on: answer.on, ground: 'not-stated' };
  return answer && { result: 'done', on: answer.on };
}

/** The items of a request for preservation, or for its extension, with what became of them, once its holds tell that of all. */
export function concluded(request: Request, around: Linked): Item[] | undefined {
  const items = request.items.map((item) => {
    const hold = holdFor(request, item, around);
    const outcome =
      item.outcome ?? (request.kind === 'extension' ? extensionOutcome(request, around) : hold && outcomeOf(hold));
    return outcome ? { ...item, outcome } : item;
  });
  return items.length > 0 && items.every(({ outcome }) => outcome) ? items : undefined;
}
