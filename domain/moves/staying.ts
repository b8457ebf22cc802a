import { z } from 'zod';
import type { Stay } from '../custody.ts';
import { dateIn, startOfDay } from '../dates.ts';
import type { DeadlineChange } from '../deadlines.ts';
import type { Gap } from '../errors.ts';
import { UNDER_WAY } from '../exchange.ts';
import { calendarDate } from '../fields.ts';
import { citeRule } from '../house-rules.ts';
import { type Guard, move } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { running, started } from './clocks-of.ts';
import { fault, inFuture, present, refuse } from './hold-common.ts';
import { checkItems } from './partner-common.ts';

const SOURCE = 'UNTOC 18(10)-(12), 18(27); Mutual Assistance Convention 11, 12';
const HERE: readonly Status[] = [...UNDER_WAY, 'executed'];
/** What may bring somebody to us: a prisoner who is lent, a witness who is heard here, somebody who was summoned. */
const BRINGS: readonly string[] = ['prisoner-transfer', 'witness-hearing', 'service-of-documents'];
const BACK = 'return-of-prisoner';

const bringsSomebody: Guard = ({ items }) =>
  items.some(({ type }) => BRINGS.includes(type))
    ? undefined
    : { rule: 'item-type', source: SOURCE, because: 'nothing that it asks brings anybody here' };
const isHere = ({ endedOn }: Stay): boolean => endedOn === undefined;
const somebodyIsHere: Guard = ({ stays = [] }) =>
  stays.some(isHere)
    ? undefined
    : { rule: 'stay', source: SOURCE, because: 'nobody was brought here, or is here still' };

const typeOf = ({ items }: Request, wanted: string): string | undefined => items.find(({ id }) => id === wanted)?.type;
const BY = { by: ['ca-officer', 'registry'], source: SOURCE, from: HERE } as const;
const itemId = z.string().max(4);

/** What is wrong with the day by which somebody goes back: a prisoner has one, nobody else. */
function returnFaults(isLent: boolean, on: string, returnBy: string | undefined): Gap[] {
  const says = (rule: string, message: string): Gap[] => [fault('returnBy', rule, message, citeRule('HR-88'))];
  if (!isLent) return returnBy === undefined ? [] : says('item-type', 'is for a prisoner alone');
  if (returnBy === undefined) return says('required', 'is missing: the day by which the prisoner goes back');
  return returnBy < on ? says('date-order', `is before the arrival (${on})`) : [];
}

/** Persons who are brought to us, and how long they are safe here. */
export const stayingMoves = {
  recordArrival: move({
    ...BY,
    doc: 'Somebody whom an item brings here has arrived: a prisoner who is lent, until the day by which they go back; a witness, an expert, somebody who was summoned.',
    guards: [bringsSomebody],
    input: z.object({ item: itemId, on: calendarDate, returnBy: calendarDate.optional() }),
    decide: (request, { item, on, returnBy }, facts) => {
      checkItems(request, [item], 'item');
      const { stays = [] } = request;
      const type = typeOf(request, item) ?? '';
      const isLent = type === 'prisoner-transfer';
      refuse('this arrival', [
        ...(BRINGS.includes(type) ? [] : [fault('item', 'item-type', 'brings nobody here', SOURCE)]),
        ...(stays.some((stay) => stay.item === item && isHere(stay))
          ? [fault('item', 'stay', 'has brought somebody who is here still', SOURCE)]
          : []),
        ...inFuture('on', on, facts.today),
        ...returnFaults(isLent, on, returnBy),
      ]);
      const stay = { item, arrivedOn: on, ...present({ returnBy }), seq: request.version + 1 };
      const start = startOfDay(on, facts.calendar.zone);
      return {
        to: request.status,
        set: { stays: [...stays, stay] },
        deadlines: returnBy === undefined ? [] : [started(request, facts, BACK, { start, stated: returnBy })],
      };
    },
  }),

  recordDischarge: move({
    ...BY,
    doc: 'Somebody who was brought here is needed no more: a prisoner has gone back, anybody else is free to leave, and safe conduct ends with the period of the instrument.',
    guards: [somebodyIsHere],
    input: z.object({ item: itemId, on: calendarDate }),
    decide: (request, { item, on }, facts) => {
      const { stays = [] } = request;
      const stay = stays.find((one) => one.item === item && isHere(one));
      refuse('this discharge', [
        ...(stay ? [] : [fault('item', 'stay', 'names no item that brought somebody who is here still', SOURCE)]),
        ...inFuture('on', on, dateIn(facts.now, facts.calendar.zone)),
        ...(stay && on < stay.arrivedOn
          ? [fault('on', 'date-order', `is before the arrival (${stay.arrivedOn})`, SOURCE)]
          : []),
      ]);
      const deadlines = running(request, BACK)
        .filter(({ trigger }) => trigger === stay?.seq)
        .map(({ kind, cycle }): DeadlineChange => ({ op: 'met', kind, cycle }));
      return {
        to: request.status,
        set: { stays: stays.map((one) => (one === stay ? { ...one, endedOn: on } : one)) },
        deadlines,
      };
    },
  }),
} as const;
