import { z } from 'zod';
import { dateIn } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { calendarDate, instant } from '../fields.ts';
import { GROUNDS, type Ground } from '../grounds.ts';
import type { Hold } from '../hold.ts';
import { endOf } from '../hold-end.ts';
import type { Answer } from '../incoming.ts';
import { stackOf } from '../legal-bases/stack.ts';
import { type Decision, type Facts, type Guard, move, words } from '../move.ts';
import { type RefusalOffer, refusalFaults, refusalOffer } from '../refusal.ts';
import type { Request, Status } from '../request.ts';
import { DUTY_ROLES } from '../roster.ts';
import { declared } from '../states.ts';
import { instrumentOf } from '../treaties/instruments.ts';
import { cite } from '../treaties/type.ts';
import { met } from './clocks-of.ts';
import { fault, kept, present, refuse } from './hold-common.ts';
import { incomingOf, instantFaults, PROCEDURE, withIncoming } from './incoming-common.ts';

const WAITS: readonly Status[] = ['triage'];

/** What is decided in triage: our answer, which the partner is then to be told. */
function answered(request: Request, hold: Hold, what: Answer['what'], facts: Facts): Hold {
  const { incoming } = incomingOf(request);
  const { now } = facts;
  return withIncoming(hold, { answer: { what, at: now }, decidedAt: incoming.decidedAt ?? now });
}

/** What a refusal of this type of request may rest on by the basis that was named. */
export const offerFor = (
  { basis }: Pick<Request, 'basis'>,
  type: string,
  { instruments }: Pick<Facts, 'instruments'>,
): RefusalOffer =>
  refusalOffer(stackOf({ instruments, bases: basis.map(({ instrument }) => instrument), types: [type] }), [type]);

/** A ground that only a Party has which has reserved it (Budapest 29(4)), where we have not. */
function reservationFaults({ basis }: Request, ground: Ground, { instruments, ours, today }: Facts): Gap[] {
  const instrument = instrumentOf(instruments, basis[0]?.instrument ?? '');
  const kind = 'dual-criminality-for-preservation';
  const line = instrument?.declarations?.find((one) => one.kind === kind);
  if (ground !== 'no-dual-criminality' || !instrument || !line) return [];
  if (declared(ours, { instrument: instrument.id, kind, on: today }).length > 0) return [];
  return [
    fault(
      'ground',
      'ground-reserved',
      'is open only to a Party that has reserved it: we have not',
      cite(instrument, line.article),
    ),
  ];
}

const notWarnedBefore: Guard = ({ hold }) =>
  hold?.incoming?.warning
    ? { rule: 'warned', source: PROCEDURE, because: 'the partner was warned before, and has decided' }
    : undefined;

export const incomingDecisionMoves = {
  preserve: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'The data are preserved from an instant on, and kept until the last day that the instrument sets at least: that day is ours to keep. It may be done before the call back, since data vanish.',
    source: `${PROCEDURE}; Budapest Convention 29(3), 29(7); DC-9`,
    by: DUTY_ROLES,
    from: WAITS,
    input: z.object({ at: instant.optional(), until: calendarDate.optional() }),
    decide: (request, { at, until }, facts) => {
      const { hold: before, incoming } = incomingOf(request);
      const from = at ?? facts.now;
      const held = { ...before, effectiveOn: dateIn(from, before.zone) };
      const floor = endOf(held, facts);
      refuse('this preservation', [
        ...instantFaults(from, { now: facts.now, since: incoming.receivedAt }),
        ...(!floor && until === undefined
          ? [fault('until', 'missing', 'is missing: no instrument says how long it is preserved', 'DC-9')]
          : []),
        ...(until !== undefined && until < (floor?.until ?? held.effectiveOn)
          ? [
              fault(
                'until',
                'floor',
                `is before the last day that it is kept at least (${floor?.until ?? held.effectiveOn})`,
                floor?.source ?? 'DC-9',
              ),
            ]
          : []),
      ]);
      const hold = answered(request, { ...held, ...present({ statedEnd: until }) }, 'preserved', facts);
      const { hold: counted, deadlines } = kept(request, hold, facts);
      return { to: 'preserved', set: { hold: counted }, deadlines: [...met(request, 'triage'), ...deadlines] };
    },
  }),

  refusePreservation: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'We do not preserve, on a ground that the instrument leaves for preservation: on no other.',
    source: 'Budapest Convention 29(4), 29(5); separation of duties S5',
    by: ['ca-head'],
    from: WAITS,
    tellsPartner: true,
    input: z.object({ ground: z.enum(GROUNDS), reason: words }),
    decide: (request, { ground, reason }, facts) => {
      const { hold } = incomingOf(request);
      const given = { ground, reason: reason.text, consulted: true }; // what is talked over first is for assistance
      refuse('this refusal', [
        ...refusalFaults(offerFor(request, 'preservation', facts), given),
        ...reservationFaults(request, ground, facts),
      ]);
      const refusal = { ground, words: reason, on: facts.today };
      return decidedAs('not-held', request, answered(request, { ...hold, refusal }, 'refused', facts));
    },
  }),

  warnPartner: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'Preservation will not keep the data, or endangers the confidentiality or the case: the partner is warned, and decides whether it goes on.',
    source: 'Budapest Convention 29(6)',
    by: DUTY_ROLES,
    from: WAITS,
    guards: [notWarnedBefore],
    tellsPartner: true,
    input: z.object({ warning: words }),
    decide: (request, { warning }, facts) => {
      const { hold } = incomingOf(request);
      const warned = withIncoming(hold, { warning: { words: warning } });
      return decidedAs('warned', request, answered(request, warned, 'warned', facts));
    },
  }),
} as const;

const decidedAs = (to: Status, request: Request, hold: Hold): Decision => ({
  to,
  set: { hold },
  deadlines: met(request, 'triage'),
});
