import { z } from 'zod';
import { ceilingOf } from '../channels.ts';
import { ActionNotAllowed, InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { fourEyes, nothingUnderWay, nothingUnknown, translationCurrent } from '../guards.ts';
import { type Decision, type Facts, file, id, mark, move, words } from '../move.ts';
import { citePartner } from '../partners.ts';
import {
  CHANNELS,
  type Changes,
  type Channel,
  type FileRef,
  isAbove,
  type Request,
  type Status,
  type Transmission,
} from '../request.ts';
import { cancelled, started } from './clocks-of.ts';

/** Where an attempt may still be under way. */
const ON_THE_WAY: readonly Status[] = [
  'ready',
  'delivery-failed',
  'sent',
  'acknowledged',
  'info-asked',
  'conditions-offered',
  'secrecy-asked',
  'postponed',
  'in-execution',
  'partial',
  'executed',
  'refused',
  'withdrawn',
  'closed',
];
const attempt = z.object({ transmission: id, attempt: z.int().min(1) });

/** The transmission that a step of the engine means; fenced by the attempt's number. */
function find(
  request: Request,
  input: { transmission: string; attempt: number },
  statuses: readonly Transmission['status'][],
): Transmission {
  const found = request.transmissions.find(
    (sent) => sent.id === input.transmission && sent.attempt === input.attempt && statuses.includes(sent.status),
  );
  if (!found) {
    throw new ActionNotAllowed({
      action: 'move a transmission of',
      status: request.status,
      rule: 'attempt',
      source: 'reliability: one claim for each attempt',
      because: 'this attempt is no longer under way',
    });
  }
  return found;
}

const withTransmission = (request: Request, changed: Transmission): Changes => ({
  transmissions: request.transmissions.map((sent) => (sent.id === changed.id ? changed : sent)),
});

/** What follows once the request itself has left the house. */
function left(request: Request, facts: Facts, sent: Transmission): Decision {
  if (sent.purpose !== 'request') return { to: request.status, set: withTransmission(request, sent) };
  const set = { ...withTransmission(request, sent), sentOn: request.sentOn ?? facts.now, channel: sent.channel };
  if (request.status !== 'ready' && request.status !== 'delivery-failed') return { to: request.status, set };
  const { enquiry } = request;
  const unasked = enquiry ? { enquiry: { ...enquiry, owed: false } } : {};
  // The partner's silence counts from this sending.
  return {
    to: 'sent',
    set: { ...set, ...unasked, chases: 0 },
    deadlines: [started(request, facts, 'acknowledgement')],
  };
}

const failed = (request: Request, sent: Transmission) => ({
  to:
    sent.purpose === 'request' && (request.status === 'ready' || request.status === 'sent')
      ? ('delivery-failed' as const)
      : request.status,
  set: withTransmission(request, sent),
  deadlines: sent.purpose === 'request' ? cancelled(request, 'acknowledgement') : [],
});

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
  if (isAbove(request.label, ceiling.label)) {
    throw new InvalidInput('this channel', [
      {
        field: 'channel',
        rule: 'label-ceiling',
        message: `may carry at most "${ceiling.label}" and the request is "${request.label}"`,
        source: ceiling.source,
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

export const transmissionMoves = {
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

  claimTransmission: move({
    doc: 'Claims one attempt before the wire is touched.',
    source: 'sending exactly once',
    by: 'system',
    from: ON_THE_WAY,
    input: attempt,
    decide: (request, input, facts) => ({
      to: request.status,
      set: withTransmission(request, { ...find(request, input, ['prepared']), status: 'sending', at: facts.now }),
    }),
  }),

  recordSent: move({
    doc: 'The channel has taken the message; its receipt is kept.',
    source: 'procedure 3.1',
    by: 'system',
    from: ON_THE_WAY,
    input: attempt.extend({ receipt: words }),
    decide: (request, input, facts) =>
      left(request, facts, {
        ...find(request, input, ['sending', 'unknown']),
        status: 'sent',
        at: facts.now,
        receipt: input.receipt,
      }),
  }),

  recordFailed: move({
    doc: 'The channel has refused the message. A person sends it again, as a new attempt.',
    source: 'procedure 3.1',
    by: 'system',
    from: ON_THE_WAY,
    input: attempt.extend({ reason: words }),
    decide: (request, input, facts) =>
      failed(request, {
        ...find(request, input, ['sending', 'unknown']),
        status: 'failed',
        at: facts.now,
        receipt: input.reason,
      }),
  }),

  recordUnknown: move({
    doc: 'It is not known whether the message went. A person finds out; the machine never sends it again.',
    source: 'sending exactly once',
    by: 'system',
    from: ON_THE_WAY,
    input: attempt,
    decide: (request, input, facts) => ({
      to: request.status,
      set: withTransmission(request, { ...find(request, input, ['sending']), status: 'unknown', at: facts.now }),
    }),
  }),

  settleTransmission: move({
    doc: 'A person states whether an unknown transmission arrived, and how that is known.',
    source: 'sending exactly once',
    by: ['registry', 'ca-officer'],
    from: ON_THE_WAY,
    input: attempt.extend({ arrived: z.boolean(), ground: words }),
    decide: (request, input, facts) => {
      const sent = { ...find(request, input, ['unknown']), at: facts.now, receipt: input.ground };
      return input.arrived
        ? left(request, facts, { ...sent, status: 'sent' })
        : failed(request, { ...sent, status: 'failed' });
    },
  }),

  reportBounce: move({
    doc: 'A message that was taken came back undelivered.',
    source: 'procedure 3.1: bounce',
    by: ['registry', 'ca-officer'],
    from: ['sent'],
    input: attempt.extend({ paper: file, reason: words }),
    said: ['paper'],
    decide: (request, input, facts) =>
      failed(request, { ...find(request, input, ['sent']), status: 'failed', at: facts.now, receipt: input.reason }),
  }),

  fileReceipt: move({
    doc: 'Files the proof of delivery: the courier’s receipt, the read receipt.',
    source: 'house rule HR-24',
    by: ['registry'],
    from: [
      'sent',
      'acknowledged',
      'info-asked',
      'conditions-offered',
      'secrecy-asked',
      'postponed',
      'in-execution',
      'partial',
      'executed',
      'refused',
    ],
    input: z.object({ transmission: id, paper: file }),
    decide: (request, input) => {
      const sent = request.transmissions.find(({ id }) => id === input.transmission);
      if (!sent)
        throw new InvalidInput('this receipt', [
          { field: 'transmission', rule: 'unknown', message: 'names no transmission', source: 'the record' },
        ]);
      return { to: request.status, set: withTransmission(request, { ...sent, proof: input.paper }) };
    },
  }),
} as const;
