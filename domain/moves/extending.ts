import { z } from 'zod';
import { bare, numbered, prolonging } from '../carrying.ts';
import { dateIn } from '../dates.ts';
import { calendarDate } from '../fields.ts';
import { type Hold, holdOf } from '../hold.ts';
import { STILL_HELD } from '../hold-status.ts';
import { type Facts, id, move, NO_INPUT } from '../move.ts';
import type { Item, Request } from '../request.ts';
import { highest, sourceOf } from './carrying.ts';
import { accepted, drafted, isNew } from './drafting.ts';
import { isOver, notNow, PROCEDURE, withLast } from './hold-common.ts';
import { asked, HELD, received, standing } from './hold-extensions.ts';

type Around = Pick<Facts, 'linked'>;
const among = ({ linked }: Around, wanted: string | undefined): Request | undefined =>
  linked.find(({ id: one }) => one === wanted);

/** A hold whose extension is drafted and has no request yet, although a request of ours asked for the hold. */
export const lacksExtensionRequest = ({ draft, askedBy }: Hold): boolean =>
  draft !== undefined && draft.request === undefined && askedBy !== undefined;

/** The request for its extension that was sent while the hold ran, and that it does not know of as sent. */
export function extensionSent(hold: Hold, around: Around): (Request & { sentOn: string }) | undefined {
  const found = among(around, hold.draft?.request);
  return found?.sentOn !== undefined && !isOver(hold, dateIn(found.sentOn, hold.zone))
    ? { ...found, sentOn: found.sentOn }
    : undefined;
}

/** The day on which the partner received the request for the extension, which the hold does not know yet. */
export function extensionReceipt({ extensions }: Hold, around: Around): string | undefined {
  const { request, receivedOn } = extensions.at(-1) ?? {};
  return receivedOn === undefined ? acknowledgedOn(among(around, request)) : undefined;
}

const acknowledgedOn = ({ partnerReference, receivedOn }: Partial<Request> = {}): string | undefined =>
  partnerReference === undefined ? undefined : receivedOn;

/** The refusal of the request for the extension that waits for its answer. */
export function extensionRefusal({ extensions }: Hold, around: Around): Request['refusal'] {
  const { status, refusal } = among(around, extensions.at(-1)?.request) ?? {};
  return status === 'refused' ? refusal : undefined;
}

/** What the request for an extension begins with: the hold that is drafted to go on, and the item that asked for it. */
function wanted(
  request: Request,
  { linked, source }: Facts,
  prolongs: string,
): { file: Request; hold: Hold; item: Item } {
  const file = linked.find((one) => one.id === prolongs && STILL_HELD.some((status) => status === one.status));
  const item = source?.request.items.find((one) => one.id === file?.hold?.askedBy?.item);
  if (!file?.hold || !item || !lacksExtensionRequest(file.hold))
    throw notNow(request, 'draft', 'no extension of it is drafted that has no request yet');
  return { file, hold: file.hold, item };
}

/** The request for the extension of a hold, and what it tells the hold. */
export const extendingMoves = {
  draftExtensionRequest: move({
    doc: 'Drafts the request for the extension of a hold from the one that asked for it: case, custodian, data and days carry over.',
    source: 'procedure 3.3, H5; DC-12',
    by: 'system',
    from: ['draft'],
    needs: ['holds'],
    guards: [isNew],
    input: z.object({ source: id, prolongs: id }),
    decide: (request, { prolongs }, facts) => {
      const source = sourceOf(facts);
      const { file, item } = wanted(request, facts, prolongs);
      const { drafter, office, requested, partner, label, urgency } = file;
      return drafted(
        request,
        {
          kind: 'extension',
          origin: source.request.id,
          prolongs,
          drafter,
          office,
          requested,
          partner,
          basis: source.request.basis.map(bare),
          urgency: urgency === 'normal' ? 'urgent' : urgency,
          label: highest(label, source),
          items: numbered([{ ...item, type: 'preservation-extension' }]),
          conditions: accepted(source.request),
        },
        facts,
      );
    },
    carries: ({ prolongs }, facts, draft) => {
      const { item, hold } = wanted(draft, facts, prolongs);
      return prolonging(sourceOf(facts), item, hold);
    },
  }),

  linkExtensionRequest: move({
    of: 'hold',
    doc: 'Links the request that was drafted for the extension of the hold.',
    source: 'procedure 3.3, H5',
    by: 'system',
    from: HELD,
    needs: ['requests'],
    input: z.object({ linked: id }),
    decide: (request, { linked }, facts) => {
      const { draft, ...hold } = holdOf(request);
      if (!draft || draft.request !== undefined || among(facts, linked)?.prolongs !== request.id)
        throw notNow(request, 'linked', 'it is linked already, or was not drafted for its extension');
      return { to: request.status, set: { hold: { ...hold, draft: { ...draft, request: linked } } } };
    },
  }),

  noteExtension: move({
    of: 'hold',
    doc: 'The request for the extension was sent: where the instrument gives the extension and its receipt is known, it is given; else the partner answers.',
    source: 'procedure 3.3, H5, H7',
    by: 'system',
    from: HELD,
    needs: ['requests'],
    input: z.object({ askedUntil: calendarDate.optional() }),
    decide: (request, { askedUntil }, facts) => {
      const hold = holdOf(request);
      const sent = extensionSent(hold, facts);
      if (!sent) throw notNow(request, 'sent', 'no request for its extension was sent in time');
      const receivedOn = acknowledgedOn(sent);
      return asked(
        request,
        {
          askedOn: dateIn(sent.sentOn, hold.zone),
          request: sent.id,
          ...(askedUntil === undefined || !isOver(hold, askedUntil) ? {} : { askedUntil }),
          ...(receivedOn === undefined ? {} : { receivedOn }),
        },
        facts,
      );
    },
  }),

  noteExtensionReceipt: move({
    of: 'hold',
    doc: 'The partner has acknowledged the request for the extension: in time, it is given where the instrument gives it.',
    source: 'procedure 3.3, H5; DC-9',
    by: 'system',
    from: ['extension-asked'],
    needs: ['requests'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const before = holdOf(request);
      const receivedOn = extensionReceipt(before, facts);
      if (receivedOn === undefined) throw notNow(request, 'received', 'no receipt is known that it does not have');
      const hold = { ...before, extensions: withLast(before, { receivedOn }) };
      return received(request, hold, facts) ?? { to: request.status, set: { hold } };
    },
  }),

  noteExtensionRefusal: move({
    of: 'hold',
    doc: 'The partner has refused the request for the extension: the hold ends when it would have ended.',
    source: PROCEDURE,
    by: 'system',
    from: ['extension-asked'],
    needs: ['requests'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const before = holdOf(request);
      const refusal = extensionRefusal(before, facts);
      if (!refusal) throw notNow(request, 'refused', 'no request for its extension was refused');
      const hold = { ...before, extensions: withLast(before, { answer: { result: 'declined', on: refusal.on } }) };
      return { to: standing(hold), set: { hold } };
    },
  }),
} as const;
