import { z } from 'zod';
import { isUndelivered } from '../duties.ts';
import { ActionNotAllowed, InvalidInput } from '../errors.ts';
import { UNDER_WAY } from '../exchange.ts';
import { isUnanswered } from '../kinds.ts';
import { type Decision, type Facts, file, id, move, words } from '../move.ts';
import type { Changes, Request, Status, Transmission } from '../request.ts';
import { cancelled, started } from './clocks-of.ts';

/** Where an attempt may still be under way. */
const ON_THE_WAY: readonly Status[] = [
  'ready',
  'delivery-failed',
  'sent',
  ...UNDER_WAY,
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
    deadlines: isUnanswered(request) ? [] : [started(request, facts, 'acknowledgement')],
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

const isAnswered = (request: Request): ActionNotAllowed =>
  new ActionNotAllowed({
    action: 'send again or take back a message of',
    status: request.status,
    rule: 'attempt',
    source: 'procedure 3.1',
    because: 'this one is not open to that any more',
  });

export const transmissionMoves = {
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
    by: ['registry', 'ca-officer', 'poc-officer'],
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
    doc: 'A message that was taken came back undelivered: the request itself, or an answer or other mail that followed it.',
    source: 'procedure 3.1: bounce',
    by: ['registry', 'ca-officer', 'poc-officer'],
    from: ON_THE_WAY.filter((status) => status !== 'ready'),
    input: attempt.extend({ paper: file, reason: words }),
    said: ['paper'],
    decide: (request, input, facts) => {
      const sent = find(request, input, ['sent']);
      if (sent.purpose === 'request' && request.status !== 'sent') throw isAnswered(request);
      return failed(request, { ...sent, status: 'failed', at: facts.now, receipt: input.reason });
    },
  }),

  sendAgain: move({
    doc: 'A person sends an answer, or the news of a withdrawal, again that did not arrive: the same bytes, as a new attempt.',
    source: 'procedure 3.1: a failed delivery goes again only by a person',
    by: ['registry', 'ca-officer'],
    from: ON_THE_WAY.filter((status) => status !== 'ready'),
    input: attempt,
    decide: (request, input, facts) => {
      const sent = find(request, input, ['failed']);
      if (!isUndelivered(sent)) throw isAnswered(request);
      const again = { ...sent, attempt: sent.attempt + 1, status: 'prepared' as const, at: facts.now };
      return { to: request.status, set: withTransmission(request, again) };
    },
  }),

  fileReceipt: move({
    doc: 'Files the proof of delivery: the courier’s receipt, the read receipt.',
    source: 'house rule HR-24',
    by: ['registry'],
    from: ['sent', ...UNDER_WAY, 'executed', 'refused'],
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
