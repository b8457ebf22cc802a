import { z } from 'zod';
import { calendarDate } from '../fields.ts';
import { ownAuthority } from '../guards.ts';
import { type Guard, move, partnerStep, words } from '../move.ts';
import type { Request } from '../request.ts';
import { fault, present, refuse } from './hold-common.ts';
import { putOff } from './law-clocks-of.ts';
import { common, ofKind, WITH_PARTNER } from './partner-common.ts';

const SOURCE = 'European Extradition Convention 18';

const isExtradition = ofKind('extradition', SOURCE, 'no extradition was asked for');
const notGranted: Guard = ({ surrender }) =>
  surrender === undefined
    ? undefined
    : { rule: 'granted', source: SOURCE, because: `it was granted on ${surrender.grantedOn}` };
const isGranted: Guard = ({ surrender }) =>
  surrender === undefined ? { rule: 'granted', source: SOURCE, because: 'it was not granted yet' } : undefined;

const granted = ({ surrender }: Request) => surrender ?? { grantedOn: '' }; // the guards have seen to it that it was

/** What the partner decides on a request for extradition, and what follows from it. */
export const surrenderingMoves = {
  grantExtradition: move({
    ...common,
    doc: 'The partner grants the extradition.',
    source: SOURCE,
    from: WITH_PARTNER,
    guards: [ownAuthority, isExtradition, notGranted],
    input: z.object({ ...partnerStep, words: words.optional() }),
    decide: (_request, { on = '', words: said }) => ({
      to: 'in-execution',
      set: { surrender: { grantedOn: on, ...present({ words: said }) } },
    }),
  }),

  agreeSurrender: move({
    ...common,
    doc: 'The partner names the day on which the person is surrendered, and where; a new day takes the place of the one before.',
    source: SOURCE,
    from: WITH_PARTNER,
    guards: [ownAuthority, isExtradition, isGranted],
    input: z.object({ ...partnerStep, appointedOn: calendarDate, place: words.optional() }),
    decide: (request, { appointedOn, place, on = '' }, facts) => {
      const { grantedOn, words: said, appointedOn: before } = granted(request);
      const says = (rule: string, message: string) => [fault('appointedOn', rule, message, SOURCE)];
      refuse('this appointment', [
        ...(appointedOn < on ? says('date-order', `is before the day of the step (${on})`) : []),
        ...(appointedOn === before ? says('unchanged', 'is what was agreed already') : []),
      ]);
      return {
        to: request.status,
        set: { surrender: { grantedOn, ...present({ words: said }), appointedOn, ...present({ place }) } },
        deadlines: putOff(request, facts, 'surrender-agreed'),
      };
    },
  }),

  recordSurrender: move({
    ...common,
    doc: 'The person was surrendered to us: what the request asks is done.',
    source: SOURCE,
    from: WITH_PARTNER,
    guards: [ownAuthority, isExtradition, isGranted],
    input: z.object(partnerStep),
    decide: (request, { on = '' }) => {
      const surrender = granted(request);
      refuse(
        'this surrender',
        on < surrender.grantedOn
          ? [fault('on', 'date-order', `is before the day it was granted (${surrender.grantedOn})`, SOURCE)]
          : [],
      );
      const items = request.items.map((item) => ({ ...item, outcome: { result: 'done' as const, on } }));
      const [{ id: item } = { id: '' }] = request.items;
      const stay = { item, arrivedOn: on, seq: request.version + 1 };
      return {
        to: 'executed',
        set: { surrender: { ...surrender, on }, items, stays: [...(request.stays ?? []), stay] },
      };
    },
  }),
} as const;
