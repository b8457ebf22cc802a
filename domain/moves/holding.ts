import { z } from 'zod';
import { startOfDay } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { calendarDate, zone } from '../fields.ts';
import { GROUNDS } from '../grounds.ts';
import { ownAuthority } from '../guards.ts';
import { HOLD, type Hold, holdOf, holdRules } from '../hold.ts';
import { STILL_HELD } from '../hold-status.ts';
import { isByHolds } from '../kinds.ts';
import { type Decision, type Facts, type Guard, id, mark, move, partnerStep, words } from '../move.ts';
import { NOTHING_YET } from '../new-file.ts';
import { isAbove, LABELS, type Request, URGENCIES } from '../request.ts';
import { cancelled } from './clocks-of.ts';
import { endless, fault, kept, orderFaults, PROCEDURE, present, refuse, reliedOnBy, todayAt } from './hold-common.ts';
import { common } from './partner-common.ts';

export const period = z.string().regex(/^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/, {
  error: 'is not the code of a period, such as budapest-185/art29-hold',
});

export const isNew: Guard = (request) =>
  request.version === 0 ? undefined : { rule: 'status', source: PROCEDURE, because: 'it exists already' };

/** Whoever drafts opens holds of their own; others only such that a request of somebody rests on. */
const hasOwner: Guard = (_request, { actor, linked }) =>
  actor.office !== undefined || linked.length > 0
    ? undefined
    : { rule: 'owner', source: PROCEDURE, because: 'it belongs to no office: name a request that relies on it' };

type Frame = Pick<Request, 'drafter' | 'office' | 'requested' | 'partner' | 'urgency' | 'label' | 'basis'>;

/** A hold as it begins. */
export function opened(request: Request, hold: Hold, frame: Frame, facts: Facts): Decision {
  const { hold: counted, deadlines } = kept(request, hold, facts);
  return {
    to: 'requested',
    set: {
      id: request.id,
      org: request.org,
      reference: facts.reference ?? request.reference,
      direction: 'outgoing',
      kind: 'hold',
      createdAt: facts.now,
      ...frame,
      ...NOTHING_YET,
      sentOn: startOfDay(hold.askedOn, hold.zone),
      hold: counted,
    },
    deadlines,
  };
}

export const holdingMoves = {
  openHold: move({
    of: 'hold',
    doc: 'Opens a hold: data that a custodian was asked to preserve, by a request of ours or another way.',
    source: PROCEDURE,
    by: ['drafter', 'ca-officer', 'ca-head', 'registry'],
    from: ['requested'],
    needs: ['requests'],
    guards: [isNew, hasOwner],
    input: z.object({
      requested: z.string().regex(/^[A-Z]{2,3}$/, { error: 'is not the code of a State, such as BE' }),
      partner: id,
      period: period.optional(),
      custodian: words,
      data: words,
      zone,
      askedOn: calendarDate,
      receivedOn: calendarDate.optional(),
      ticket: mark.optional(),
      urgency: z.enum(URGENCIES).default('urgent'),
      label: z.enum(LABELS).default('restricted'),
      requests: z.array(id).max(50).default([]),
    }),
    decide: (request, { requested, partner, period: rule, requests, urgency, label, ...given }, facts) => {
      const { linked } = facts;
      const known = holdRules(facts.instruments).find((one) => one.id === rule);
      refuse('this hold', [
        ...(rule !== undefined && !known
          ? [fault('period', 'unknown', 'is none by which data are held', 'the catalogue')]
          : []),
        ...unknownRequests(requests, linked),
        ...orderFaults(given, todayAt(given, facts)),
      ]);
      const [owner] = linked;
      const { actor } = facts;
      const labels = [label, ...linked.map((one) => one.label)];
      return opened(
        request,
        { ...present(given), ...(rule === undefined ? {} : { rule }), extensions: [], requests },
        {
          drafter: actor.office === undefined ? (owner?.drafter ?? '') : (actor.standsInFor ?? actor.id),
          office: actor.office ?? owner?.office ?? '',
          requested,
          partner,
          urgency,
          label: labels.reduce((highest, one) => (isAbove(one, highest) ? one : highest)),
          basis: known ? [{ instrument: known.instrument.id, articles: [known.line.article] }] : [],
        },
        facts,
      );
    },
  }),

  linkRequest: move({
    of: 'hold',
    doc: 'Links a request that relies on the hold: its receipt by the requested State ends the running out, where the instrument says so.',
    source: 'procedure 3.3, H6',
    by: ['drafter', 'ca-officer', 'ca-head'],
    from: STILL_HELD,
    needs: ['requests'],
    input: z.object({ linked: id }),
    decide: (request, { linked }, facts) => {
      const hold = holdOf(request);
      refuse('this link', [
        ...unknownRequests([linked], facts.linked).map((gap) => ({ ...gap, field: 'linked' })),
        ...(hold.requests.includes(linked) ? [fault('linked', 'linked', 'is linked already')] : []),
      ]);
      return { to: request.status, set: { hold: reliedOnBy(hold, linked) } };
    },
  }),

  confirmHold: move({
    ...common,
    of: 'hold',
    doc: 'The partner confirms that the data are held: from which day, until when, under which reference.',
    source: 'procedure 3.3; Budapest Convention 29(7); DC-9',
    from: ['requested', 'confirmed'],
    input: z.object({
      ...partnerStep,
      receivedOn: calendarDate.optional(),
      effectiveOn: calendarDate.optional(),
      statedEnd: calendarDate.optional(),
      ticket: mark.optional(),
    }),
    decide: (request, { on: _, record: __, ...given }, facts) => {
      const before = holdOf(request);
      const hold: Hold = { ...before, ...present(given) };
      refuse('this confirmation', orderFaults(hold, todayAt(hold, facts)));
      const { hold: counted, deadlines } = kept(request, hold, facts);
      return { to: hold.effectiveOn === undefined ? 'confirmed' : 'active', set: { hold: counted }, deadlines };
    },
  }),

  refuseHold: move({
    ...common,
    of: 'hold',
    doc: 'The partner says that it does not hold the data, and why.',
    source: 'procedure 3.3; Budapest Convention 29(5)',
    from: ['requested', 'confirmed'],
    guards: [ownAuthority],
    input: z.object({ ...partnerStep, ground: z.enum([...GROUNDS, 'not-stated']), reason: words }),
    decide: (request, { ground, reason, on = '' }) => {
      const hold = endless(holdOf(request));
      const refusal = { ground, words: reason, on };
      return { to: 'not-held', set: { hold: { ...hold, refusal } }, deadlines: cancelled(request, HOLD) };
    },
  }),

  correctHold: move({
    of: 'hold',
    doc: 'Puts right from which day the data are held, or until when, and counts anew; those concerned are told.',
    source: 'DC-11',
    by: ['ca-officer', 'ca-head'],
    from: ['confirmed', 'active', 'extension-asked', 'release-proposed'],
    input: z.object({
      effectiveOn: calendarDate.optional(),
      statedEnd: calendarDate.optional(),
      zone: zone.optional(),
      reason: words,
    }),
    said: ['reason'],
    decide: (request, { reason: _, ...given }, facts) => {
      const before = holdOf(request);
      const said = present(given);
      const hold: Hold = { ...before, ...said };
      refuse('this correction', [
        ...(Object.keys(said).length === 0
          ? [fault('effectiveOn', 'unchanged', 'is missing: name what is put right', 'DC-11')]
          : []),
        ...orderFaults(hold, todayAt(hold, facts)),
      ]);
      const { hold: counted, deadlines } = kept(request, hold, facts);
      const to = request.status === 'confirmed' && hold.effectiveOn !== undefined ? 'active' : request.status;
      return { to, set: { hold: counted }, deadlines };
    },
  }),
} as const;

const unknownRequests = (ids: readonly string[], linked: readonly Request[]): Gap[] =>
  ids.some((one) => !linked.some((other) => other.id === one && other.kind !== 'hold' && !isByHolds(other)))
    ? [fault('requests', 'unknown', 'names a request that is not there or not yours to see', 'the record')]
    : [];
