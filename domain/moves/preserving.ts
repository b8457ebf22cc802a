import { z } from 'zod';
import { dateIn } from '../dates.ts';
import { HOLD, type Hold, holdOf } from '../hold.ts';
import { RUNNING_OUT, STILL_HELD } from '../hold-status.ts';
import { isByHolds } from '../kinds.ts';
import { type Facts, id, move, NO_INPUT, words } from '../move.ts';
import { askingFor, concluded, holdRuleFor, unaskedLapses } from '../preserving.ts';
import type { Request } from '../request.ts';
import { cancelled } from './clocks-of.ts';
import { endless, kept, notNow, PROCEDURE, reliedOnBy } from './hold-common.ts';
import { opened } from './holding.ts';
import { AFTER_SENDING, owing } from './owing.ts';
import { WITH_PARTNER } from './partner-common.ts';

/** The day of receipt as the partner has acknowledged it, which a hold does not know yet. */
export const receiptToNote = (hold: Hold, around: Pick<Facts, 'linked'>): string | undefined => {
  const { partnerReference, receivedOn } = askingFor(hold, around) ?? {};
  return hold.receivedOn === undefined && partnerReference !== undefined ? receivedOn : undefined;
};

/** The refusal of what asked for a hold. */
export const refusalToNote = (hold: Hold, around: Pick<Facts, 'linked'>): Request['refusal'] => {
  const { status, refusal } = askingFor(hold, around) ?? {};
  return status === 'refused' ? refusal : undefined;
};

export const preservingMoves = {
  openAskedHold: move({
    of: 'hold',
    doc: 'Opens the hold that an item of a request for preservation asks for, once that request has been sent.',
    source: PROCEDURE,
    by: 'system',
    from: ['requested'],
    needs: ['requests'],
    input: z.object({
      partner: id,
      askedBy: z.object({ request: id, item: z.string().max(4) }),
      custodian: words,
      data: words,
    }),
    decide: (request, { askedBy, custodian, data }, facts) => {
      const asking = facts.linked.find((one) => one.id === askedBy.request && one.kind === 'preservation');
      const item = asking?.items.find((one) => one.id === askedBy.item);
      if (!asking?.sentOn || !item)
        throw notNow(request, 'asked', 'no request for preservation that was sent asks for it');
      const { drafter, office, requested, partner, urgency, label, basis, receivedOn } = asking;
      const { zone } = facts.partner.calendar;
      const rule = holdRuleFor(asking, item, facts.instruments);
      const hold: Hold = {
        ...(rule ? { rule: rule.id } : {}),
        custodian,
        data,
        zone,
        askedOn: dateIn(asking.sentOn, zone),
        ...(asking.partnerReference !== undefined && receivedOn !== undefined ? { receivedOn } : {}),
        extensions: [],
        askedBy,
        requests: [],
      };
      const frame = { drafter, office, requested, partner, urgency, label, basis: item.basis ?? basis };
      return opened(request, hold, frame, facts);
    },
  }),

  noteReceipt: move({
    of: 'hold',
    doc: 'The partner has acknowledged the request for preservation: the hold is counted from the day of receipt until that of effect is known.',
    source: 'procedure 3.3; DC-9',
    by: 'system',
    from: RUNNING_OUT,
    needs: ['requests'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const receivedOn = receiptToNote(holdOf(request), facts);
      if (receivedOn === undefined) throw notNow(request, 'received', 'no receipt is known that it does not have');
      const { hold, deadlines } = kept(request, { ...holdOf(request), receivedOn }, facts);
      return { to: request.status, set: { hold }, deadlines };
    },
  }),

  noteRefusal: move({
    of: 'hold',
    doc: 'The partner has refused the request for preservation before it confirmed the hold: nothing is held by it.',
    source: 'procedure 3.3; Budapest Convention 29(5)',
    by: 'system',
    from: ['requested'],
    needs: ['requests'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const refusal = refusalToNote(holdOf(request), facts);
      if (!refusal) throw notNow(request, 'refused', 'what asked for it was not refused');
      const { ground, on } = refusal;
      return {
        to: 'not-held',
        set: { hold: { ...endless(holdOf(request)), refusal: { ground, on } } },
        deadlines: cancelled(request, HOLD),
      };
    },
  }),

  linkAsDrafted: move({
    of: 'hold',
    doc: 'Links the request that was drafted from the preservation, and relies on the hold.',
    source: 'procedure 3.3, H6',
    by: 'system',
    from: STILL_HELD,
    needs: ['requests'],
    input: z.object({ linked: id }),
    decide: (request, { linked }, facts) => {
      const hold = holdOf(request);
      const drafted = facts.linked.find((one) => one.id === linked);
      if (!drafted?.reliesOn?.includes(request.id) || hold.requests.includes(linked))
        throw notNow(request, 'linked', 'it is linked already, or was not drafted from what asked for it');
      return { to: request.status, set: { hold: reliedOnBy(hold, linked) } };
    },
  }),

  noteLapse: move({
    doc: 'A hold that the request asked for has lapsed: the partner is asked at once whether the data still exist.',
    source: 'procedure 3.3, H2',
    by: 'system',
    from: AFTER_SENDING.filter((status) => status !== 'withdrawn'),
    needs: ['holds'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const lapses = unaskedLapses(request, facts);
      if (lapses.length === 0) throw notNow(request, 'lapsed', 'no hold has lapsed of which the partner was not asked');
      return {
        to: request.status,
        set: { lapses: [...(request.lapses ?? []), ...lapses], ...owing(request, 'lapse') },
      };
    },
  }),

  concludePreservation: move({
    doc: 'The partner has confirmed or refused every hold that the request for preservation asked for, or has answered for its extension: it is carried out.',
    source: PROCEDURE,
    by: 'system',
    from: WITH_PARTNER,
    needs: ['holds'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const items = isByHolds(request) ? concluded(request, facts) : undefined;
      if (!items) throw notNow(request, 'concluded', 'the partner has not answered for all that it asks');
      return { to: 'executed', set: { items } };
    },
  }),
} as const;
