import { z } from 'zod';
import { ceilingOf, ceilingSource } from '../channels.ts';
import { COPY_MAY_FOLLOW, copyHasAddressee, copyRecipient, owesCopy, somethingToSend } from '../copies.ts';
import { InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { fourEyes, nothingUnderWay, nothingUnknown, translationCurrent } from '../guards.ts';
import { type Deposited, type Facts, file, mark, move, words } from '../move.ts';
import { citePartner } from '../partners.ts';
import { CHANNELS, type Channel, type FileRef, isAbove, type Request, type Transmission } from '../request.ts';
import { conditionsSettled } from './informing.ts';

type Courier = {
  scan?: FileRef | undefined;
  tracking?: string | undefined;
  /** Of the bag with the copy, where one goes. */
  copyTracking?: string | undefined;
  signatory?: Transmission['signatory'] | undefined;
};

function checkChannel(request: Request, channel: Channel, input: Courier, { partner }: Facts): void {
  const [declared] = partner.channels;
  if (declared && !partner.channels.some((taken) => taken.channel === channel)) {
    const taken = partner.channels.map((one) => one.channel).join(', ');
    throw new InvalidInput('this channel', [
      {
        field: 'channel',
        rule: 'channel-not-taken',
        message: `is none that ${partner.names.en} takes: ${taken}`,
        source: citePartner(partner, declared.source),
      },
    ]);
  }
  const ceiling = ceilingOf(channel);
  if (isAbove(request.label, ceiling)) {
    throw new InvalidInput('this channel', [
      {
        field: 'channel',
        rule: 'label-ceiling',
        message: `may carry at most "${ceiling}" and the request is "${request.label}"`,
        source: ceilingSource(channel, request.basis),
      },
    ]);
  }
  if (channel !== 'courier') return;
  const missing = (['signatory', 'scan', 'tracking', 'copyTracking'] as const).filter(
    (field) => (field !== 'copyTracking' || field in input) && input[field] === undefined,
  );
  if (missing.length > 0) {
    throw new InvalidInput(
      'this dispatch',
      missing.map((field) => ({
        field,
        rule: 'courier',
        message: 'is missing: a courier takes the signed letter',
        source: 'house rule HR-24',
      })),
    );
  }
}

/** The wire of a courier is the signed letter: its scan stands for it. */
const courierOf = ({ signatory, scan, tracking }: Courier): Pick<Transmission, 'signatory' | 'tracking' | 'wire'> => ({
  ...(signatory ? { signatory } : {}),
  ...(scan ? { wire: scan } : {}),
  ...(tracking ? { tracking } : {}),
});

type Frozen = Pick<Transmission, 'id' | 'purpose' | 'messageId' | 'package' | 'to' | 'wire' | 'coverSheet'>;

/** Dispatch freezes what is sent; a new attempt sends the same bytes under the same message id. */
function prepared(
  request: Request,
  { id, messageId, purpose, ...frozen }: Frozen,
  { channel, courier, now }: { channel: Channel; courier: Courier; now: string },
): Transmission {
  const before = request.transmissions.find(
    (sent) => sent.purpose === purpose && sent.messageId === messageId && sent.channel === channel,
  );
  if (before) return { ...before, ...courierOf(courier), attempt: before.attempt + 1, status: 'prepared', at: now };
  if (!frozen.package) throw new Error(`Cannot dispatch "${request.id}": no package was prepared`);
  return {
    id,
    purpose,
    channel,
    ...frozen,
    ...courierOf(courier),
    messageId,
    attempt: 1,
    status: 'prepared',
    at: now,
  };
}

/** The request itself, as it was made ready; nothing where it has gone and only its copy has not. */
function requestItself(request: Request, { prepared: ready, id }: Facts): Frozen[] {
  if (COPY_MAY_FOLLOW.includes(request.status)) return [];
  if (!ready?.messageId) throw new Error(`Cannot dispatch "${request.id}": no message id was prepared`);
  const { messageId, package: packaged, wire, coverSheet } = ready;
  return [
    {
      id,
      purpose: 'request',
      messageId,
      ...(packaged ? { package: packaged } : {}),
      ...(wire ? { wire } : {}),
      ...(coverSheet ? { coverSheet } : {}),
    },
  ];
}

/** V6: the copy that the route demands, of the same package. */
function itsCopy(request: Request, facts: Facts): Frozen[] {
  const to = copyRecipient(request, facts);
  if (to === undefined || !owesCopy(request)) return [];
  const { copy, package: fresh } = facts.prepared ?? {};
  const packaged = fresh ?? request.transmissions.findLast(({ purpose }) => purpose === 'request')?.package;
  if (!copy || !packaged) throw new Error(`Cannot dispatch "${request.id}": no copy was prepared`);
  return [{ purpose: 'copy', to, package: packaged, ...copy }];
}

/** How it is sent. */
export const SENDING = z.object({
  channel: z.enum(CHANNELS),
  /** Courier: who signed (name, office, date), the scan of the signed letter, the tracking number. */
  signatory: z.object({ name: words, office: words, on: calendarDate }).optional(),
  scan: file.optional(),
  carrier: mark.optional(),
  tracking: mark.optional(),
  copyTracking: mark.optional(),
});

/** The transmissions of a request once it is sent so, with its copy where one goes. Throws where the channel cannot carry it. */
export function sent(
  request: Request,
  { channel, copyTracking, ...given }: Deposited<z.output<typeof SENDING>>,
  facts: Facts,
): readonly Transmission[] {
  const [itself, copy] = [requestItself(request, facts), itsCopy(request, facts)];
  const isBoth = itself.length > 0 && copy.length > 0;
  checkChannel(request, channel, { ...given, ...(isBoth ? { copyTracking } : {}) }, facts);
  const courierFor = (tracking: string | undefined) => ({ channel, courier: { ...given, tracking }, now: facts.now });
  const fresh = [
    ...itself.map((one) => prepared(request, one, courierFor(given.tracking))),
    ...copy.map((one) => prepared(request, one, courierFor(isBoth ? copyTracking : given.tracking))),
  ];
  return [...request.transmissions.filter(({ id }) => !fresh.some((one) => one.id === id)), ...fresh];
}

export const dispatchMoves = {
  dispatch: move({
    doc: 'Sends what was approved, with its certified translation, by the channel named; where the route demands it, with a copy to the central authority. After a failed delivery: a new attempt.',
    source: 'procedure 3.1; separation of duties S2; Budapest Convention 25(3), 27(9)(a)',
    by: ['registry', 'poc-officer'],
    from: ['ready', 'delivery-failed', ...COPY_MAY_FOLLOW],
    input: SENDING,
    proof: true,
    needs: ['segments'],
    guards: [
      somethingToSend,
      conditionsSettled,
      fourEyes,
      nothingUnderWay,
      nothingUnknown,
      translationCurrent,
      copyHasAddressee,
    ],
    decide: (request, input, facts) => ({ to: request.status, set: { transmissions: sent(request, input, facts) } }),
  }),
} as const;
