import { z } from 'zod';
import { compelled, numbered } from '../carrying.ts';
import { calendarDate } from '../fields.ts';
import { GROUNDS } from '../grounds.ts';
import { ownAuthority } from '../guards.ts';
import { DATA_TYPES } from '../item-types.ts';
import { periodOf } from '../law-clocks.ts';
import { type Facts, type Guard, id, move, partnerStep, type Refused, words } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { cite } from '../treaties/type.ts';
import { basisFor, chosen, fromAnother, highest, sourceOf } from './carrying.ts';
import { cancelled, started } from './clocks-of.ts';
import { accepted, drafted, isNew, unknownField } from './drafting.ts';
import { lawPeriods } from './law-clocks-of.ts';
import { common, WITH_PARTNER } from './partner-common.ts';
import { judged } from './partner-results.ts';

/** Where an order lies with a provider, or has come back without all data. */
const ORDERED: readonly Status[] = ['sent', 'acknowledged', 'in-execution', 'partial', 'refused', 'not-to-disclose'];

const toProvider: Guard = (_request, { partner }) =>
  partner.provider
    ? undefined
    : { rule: 'kind', source: 'house rule HR-87', because: 'it is not addressed to a provider' };

const isOrder: Guard = (_request, { source }) =>
  source?.request.kind === 'provider-direct'
    ? undefined
    : { rule: 'kind', source: 'procedure 2.2', because: 'it is no order to a provider' };

/** The waiting period of an order that runs still, and whether it has begun at all. */
function waitingOf(order: Request, { instruments }: Pick<Facts, 'instruments'>) {
  const [rule] = lawPeriods(order, { instruments }).filter(({ line }) => line.kind === 'waiting-period');
  const clock = order.deadlines.findLast((one) => periodOf(one, instruments)?.line.kind === 'waiting-period');
  return {
    isDue: rule !== undefined,
    clock,
    source: rule ? cite(rule.instrument, rule.line.article) : 'procedure 2.2',
  };
}

/** Why the State of a provider cannot be asked to compel it now; nobody is compelled while it may answer of itself, unless that is forbidden to it. */
export function whyNotCompelled(order: Request, facts: Pick<Facts, 'instruments'>): Refused | undefined {
  if (!ORDERED.includes(order.status))
    return { rule: 'status', source: 'procedure 2.2', because: 'the order has not been sent, or is settled' };
  if (order.status === 'not-to-disclose') return undefined;
  const { isDue, clock, source } = waitingOf(order, facts);
  if (!isDue || clock?.status === 'fired') return undefined;
  const because = clock
    ? `the provider may answer of itself until ${clock.dueAt}`
    : 'it is not known when the provider received the order, from which its time is counted';
  return { rule: 'waiting-period', source, because };
}
const mayBeCompelled: Guard = (_request, facts) => whyNotCompelled(sourceOf(facts).request, facts);

const isAuthorityThere = (facts: Facts): void => {
  const { requested } = sourceOf(facts).request;
  if (facts.partner.provider || facts.partner.code !== requested)
    throw unknownField('partner', `names no authority of ${requested}, whose law the provider is under`);
};

export const providingMoves = {
  instructNotToDisclose: move({
    ...common,
    doc: 'The authority that was told of the order has instructed the provider not to disclose, with its ground. The order waits; its State can be asked to give effect to it, or takes the instruction back.',
    source: 'Second Additional Protocol 7(5)',
    from: WITH_PARTNER,
    guards: [ownAuthority, toProvider],
    input: z.object({ ...partnerStep, ground: z.enum([...GROUNDS, 'not-stated']), reason: words }),
    decide: (request, { ground, reason, on = '' }, facts) => ({
      to: 'not-to-disclose',
      set: { refusal: { ground, words: reason, on, ...judged(facts, request, ground) } },
    }),
  }),

  noteUserNotice: move({
    ...common,
    doc: 'From which day the user may be told: the secrecy that was ordered ends, or the provider tells its users then. Said again, the later word holds.',
    source: 'house rule HR-30',
    from: [...ORDERED, 'info-asked', 'executed'],
    guards: [ownAuthority, toProvider],
    input: z.object({ ...partnerStep, tellsOn: calendarDate }),
    decide: (request, { tellsOn }, facts) => ({
      to: request.status,
      set: { userToldOn: tellsOn },
      deadlines: [...cancelled(request, 'user-notice'), started(request, facts, 'user-notice', { stated: tellsOn })],
    }),
  }),

  escalate: move({
    doc: 'Opens the request by which the State of a provider is asked to compel it: after the time in which the provider may answer of itself, or once it was instructed not to disclose.',
    source: 'Second Additional Protocol 7(7), 8',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      ...fromAnother,
      /** The central authority there. */
      partner: id,
      type: z.enum(DATA_TYPES),
    }),
    guards: [isNew, isOrder, mayBeCompelled],
    decide: (request, { type, items, basis, urgency, label }, facts) => {
      isAuthorityThere(facts);
      const source = sourceOf(facts);
      const { id: origin, requested, urgency: before } = source.request;
      return drafted(
        request,
        {
          kind: 'mla',
          origin,
          requested,
          partner: request.partner,
          basis: basis ?? basisFor(source, type, facts),
          urgency: urgency ?? before,
          label: highest(label, source),
          items: numbered(chosen(source, items).map(() => ({ type }))),
          conditions: accepted(source.request),
        },
        facts,
      );
    },
    carries: ({ items }, facts) => compelled(sourceOf(facts), chosen(sourceOf(facts), items)),
  }),
} as const;
