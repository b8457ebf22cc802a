import { z } from 'zod';
import { retentionUntil } from '../clocks.ts';
import { nextLimit, standing } from '../custody.ts';
import { awaitsSecond, owesFormal } from '../emergency.ts';
import { ActionNotAllowed, InvalidInput } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import { citeRule } from '../house-rules.ts';
import { isUnanswered } from '../kinds.ts';
import { type Guard, id, move, NO_INPUT, words } from '../move.ts';
import { type Request, STATUSES, type Status, type Transmission } from '../request.ts';
import { unknownField } from './drafting.ts';
import { owing } from './owing.ts';

const NOT_FINAL: readonly Status[] = STATUSES.filter(
  (status) => !['withdrawn', 'closed', 'ca-declined'].includes(status),
);

const mayWithdraw: Guard = (request, facts) => {
  if (facts.actor.roles.includes('ca-officer') || facts.actor.roles.includes('ca-head')) return undefined;
  if (request.status !== 'draft' && request.status !== 'ca-returned')
    return { rule: 'role', source: 'procedure 3.1', because: 'after submission the central authority withdraws it' };
  return ownDraft(request, facts);
};
const notOnTheWire: Guard = (request) =>
  request.transmissions.some(({ status }) => status === 'sending')
    ? { rule: 'transmission-under-way', source: 'procedure 3.1', because: 'a transmission is under way' }
    : undefined;

/** What one person sent alone is neither unconfirmed nor without its formal request when its file closes. */
const emergencyIsSettled: Guard = (request) =>
  awaitsSecond(request) || owesFormal(request)
    ? {
        rule: 'emergency-open',
        source: citeRule('HR-85'),
        because: `it was sent alone, and ${awaitsSecond(request) ? 'no second person has confirmed it' : 'its formal request has not been sent'}`,
      }
    : undefined;

const nobodyIsLent: Guard = ({ stays = [] }) =>
  stays.some(({ returnBy, endedOn }) => returnBy !== undefined && endedOn === undefined)
    ? { rule: 'stay', source: citeRule('HR-88'), because: 'a prisoner who was lent has not gone back' }
    : undefined;

const noLimitRuns: Guard = (request) => {
  const arrest = standing(request);
  return arrest && nextLimit(request, arrest)
    ? { rule: 'arrested', source: citeRule('HR-89'), because: 'a limit of custody runs still' }
    : undefined;
};

/** A file that is closed asks the partner nothing more. */
const unasked = (sent: Transmission): Transmission =>
  sent.purpose === 'enquiry' && sent.status === 'prepared' ? { ...sent, status: 'failed' } : sent;

/** What must be said of originals: whether any were lent where things were handed over, and what became of them. */
function originalsFault({ deliveries, conditions }: Request, originals: string | undefined): string | undefined {
  const isBound = conditions.some(({ kind, status }) => kind === 'return' && status === 'accepted');
  if (isBound && originals === 'none') return 'is "none" although their return was a condition that we accepted';
  const isAsked = isBound || deliveries.some(({ object }) => object !== undefined);
  return isAsked && originals === undefined
    ? 'is missing: things were handed over, say whether originals are among them and what became of them'
    : undefined;
}

/** Where nothing more is to come of what needs no answer. */
const IF_UNANSWERED: readonly Status[] = ['sent', 'acknowledged'];
const isSettled: Guard = (request) =>
  IF_UNANSWERED.includes(request.status) && !isUnanswered(request)
    ? { rule: 'answer-due', source: 'procedure 3.1', because: 'the partner has not answered' }
    : undefined;

export const closingMoves = {
  verifyDelivery: move({
    doc: 'The drafter has checked a delivery against its hashes or seals.',
    source: 'procedure 5.4',
    by: ['drafter'],
    from: [
      'partial',
      'executed',
      'in-execution',
      'acknowledged',
      'info-asked',
      'conditions-offered',
      'secrecy-asked',
      'postponed',
      'not-to-disclose',
      'refused',
    ],
    input: z.object({ delivery: id }),
    guards: [ownDraft],
    decide: (request, { delivery }) => {
      if (!request.deliveries.some((one) => one.id === delivery))
        throw unknownField('delivery', 'names no delivery of this request');
      return {
        to: request.status,
        set: { deliveries: request.deliveries.map((one) => (one.id === delivery ? { ...one, verified: true } : one)) },
      };
    },
  }),

  withdraw: move({
    doc: 'Withdraws the request with a reason. A drafter may withdraw a draft; later the central authority does.',
    source: 'procedure 3.1; UNTOC 18(24)',
    by: ['drafter', 'ca-officer', 'ca-head'],
    from: NOT_FINAL,
    input: z.object({ reason: words }),
    guards: [mayWithdraw, notOnTheWire],
    decide: (request, { reason }) => ({
      to: 'withdrawn',
      set: {
        closing: { reason },
        ...owing(request, 'withdrawal'),
        transmissions: request.transmissions.map((sent) =>
          sent.status === 'prepared' ? { ...sent, status: 'failed' as const } : sent,
        ),
      },
    }),
  }),

  askWithdrawal: move({
    doc: 'After submission the drafter asks the central authority to withdraw the request.',
    source: 'procedure 3.1: withdrawn on the drafter’s request',
    by: ['drafter'],
    from: NOT_FINAL.filter((status) => status !== 'draft' && status !== 'ca-returned'),
    input: z.object({ reason: words }),
    guards: [ownDraft],
    decide: (request, { reason }) => ({ to: request.status, set: { withdrawalAsked: reason } }),
  }),

  close: move({
    doc: 'Closes the file. An executed one needs its checks, one that is refused, partial or not to be disclosed a reason; one to which no answer is due nothing more than to have been sent.',
    source: 'procedure 3.1',
    by: ['ca-officer', 'ca-head'],
    from: ['executed', 'refused', 'partial', 'not-to-disclose', ...IF_UNANSWERED],
    guards: [isSettled, emergencyIsSettled, nobodyIsLent, noLimitRuns],
    input: z.object({
      conditionsMet: z.boolean().default(false),
      originals: z.enum(['returned', 'waived', 'none']).optional(),
      feedback: z.object({ score: z.int().min(1).max(5), words: words.optional() }).optional(),
      reason: words.optional(),
    }),
    said: ['conditionsMet', 'originals', 'feedback'],
    decide: (request, { conditionsMet, originals, feedback, reason }) => {
      if (isUnanswered(request)) return { to: 'closed', set: { closing: reason ? { reason } : {} } };
      if (request.status !== 'executed') {
        if (!reason)
          throw new InvalidInput('this closing', [
            {
              field: 'reason',
              rule: 'closing-reason',
              message: 'is missing: a file that is not executed is closed with a reason',
              source: 'procedure 3.1',
            },
          ]);
        return { to: 'closed', set: { closing: { reason }, transmissions: request.transmissions.map(unasked) } };
      }
      const unverified = request.deliveries.filter(({ verified }) => !verified).length;
      if (unverified > 0)
        throw new ActionNotAllowed({
          action: 'close',
          status: request.status,
          rule: 'evidence-verified',
          source: 'procedure 3.1',
          because: `${unverified} deliveries are not verified`,
        });
      const originalsGap = originalsFault(request, originals);
      const missing = [
        ...(request.conditions.some(({ status }) => status === 'accepted') && !conditionsMet
          ? [{ field: 'conditionsMet', message: 'is not stated although conditions were accepted' }]
          : []),
        ...(originalsGap ? [{ field: 'originals', message: originalsGap }] : []),
        ...(feedback ? [] : [{ field: 'feedback', message: 'is missing' }]),
      ];
      if (missing.length > 0)
        throw new InvalidInput(
          'this closing',
          missing.map((gap) => ({ ...gap, rule: 'closing-checks', source: 'procedure 3.1' })),
        );
      return { to: 'closed', set: { closing: reason ? { reason } : {} } };
    },
  }),

  startRetention: move({
    doc: 'Starts the retention period of a closed file and ends the engine’s work on it.',
    source: 'procedure 5.3: ten years after closing (house rule HR-13)',
    by: 'system',
    from: ['closed', 'withdrawn'],
    input: NO_INPUT,
    guards: [
      (request) =>
        request.retentionUntil
          ? { rule: 'retention', source: 'procedure 5.3', because: 'its retention runs already' }
          : undefined,
    ],
    decide: (request, _input, facts) => ({
      to: request.status,
      set: { retentionUntil: retentionUntil(facts.now, facts.rules, facts.calendar) },
    }),
  }),
} as const;
