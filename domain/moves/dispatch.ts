import { z } from 'zod';
import { ceilingOf, ceilingSource } from '../channels.ts';
import { InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { fourEyes, nothingUnderWay, nothingUnknown, translationCurrent } from '../guards.ts';
import { type Facts, file, mark, move, words } from '../move.ts';
import { citePartner } from '../partners.ts';
import { CHANNELS, type Channel, type FileRef, isAbove, type Request, type Transmission } from '../request.ts';

type Courier = {
  scan?: FileRef | undefined;
  tracking?: string | undefined;
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
  const missing = (['signatory', 'scan', 'tracking'] as const).filter((field) => input[field] === undefined);
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

/** Dispatch freezes what is sent; a new attempt sends the same bytes under the same message id. */
function prepared(request: Request, channel: Channel, courier: Courier, facts: Facts): Transmission {
  const before = request.transmissions.find(
    (sent) => sent.purpose === 'request' && sent.messageId === facts.prepared?.messageId && sent.channel === channel,
  );
  if (before)
    return { ...before, ...courierOf(courier), attempt: before.attempt + 1, status: 'prepared', at: facts.now };
  if (!facts.prepared?.messageId || !facts.prepared.package)
    throw new Error(`Cannot dispatch "${request.id}": no package was prepared`);
  return {
    id: facts.id,
    purpose: 'request',
    channel,
    package: facts.prepared.package,
    ...(facts.prepared.wire ? { wire: facts.prepared.wire } : {}),
    ...(facts.prepared.coverSheet ? { coverSheet: facts.prepared.coverSheet } : {}),
    ...courierOf(courier),
    messageId: facts.prepared.messageId,
    attempt: 1,
    status: 'prepared',
    at: facts.now,
  };
}

export const dispatchMoves = {
  dispatch: move({
    doc: 'Sends what was approved, with its certified translation, by the channel named. After a failed delivery: a new attempt.',
    source: 'procedure 3.1; separation of duties S2; Budapest Convention 25(3)',
    by: ['registry'],
    from: ['ready', 'delivery-failed'],
    input: z.object({
      channel: z.enum(CHANNELS),
      /** Courier: who signed (name, office, date), the scan of the signed letter, the tracking number. */
      signatory: z.object({ name: words, office: words, on: calendarDate }).optional(),
      scan: file.optional(),
      carrier: mark.optional(),
      tracking: mark.optional(),
    }),
    proof: true,
    needs: ['segments'],
    guards: [fourEyes, nothingUnderWay, nothingUnknown, translationCurrent],
    decide: (request, { channel, ...courier }, facts) => {
      checkChannel(request, channel, courier, facts);
      const sent = prepared(request, channel, courier, facts);
      return {
        to: request.status,
        set: { transmissions: [...request.transmissions.filter(({ id }) => id !== sent.id), sent] },
      };
    },
  }),
} as const;
