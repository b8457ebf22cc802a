import { z } from 'zod';
import { dateIn } from '../dates.ts';
import { instant } from '../fields.ts';
import { calledBack } from '../guards.ts';
import { HOLD, type Hold, holdRules, warnedOf } from '../hold.ts';
import { INCOMING } from '../hold-status.ts';
import { isUntold, owedWords, TELLABLE, type Telling, withTold } from '../incoming.ts';
import { file, type Guard, id, mark, move, partnerStep, wordChannel, words } from '../move.ts';
import { NOTHING_YET } from '../new-file.ts';
import { LABELS, type Status, URGENCIES } from '../request.ts';
import { DUTY_ROLES } from '../roster.ts';
import { cancelled, met, started } from './clocks-of.ts';
import { fault, notNow, present, refuse } from './hold-common.ts';
import { proposed } from './hold-ends.ts';
import { isNew, period } from './holding.ts';
import { incomingOf, instantFaults, PROCEDURE, withIncoming } from './incoming-common.ts';
import { common } from './partner-common.ts';

const point = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, { error: 'is not the key of an authority, such as contact-point-24-7' });

/** Who takes what is asked of us, and calls back. */
const DESK = [...DUTY_ROLES, 'registry'] as const;
/** Until it is over, and where nothing is held after all. */
const OF_CONCERN: readonly Status[] = [...INCOMING, 'release-proposed', 'not-held'];

/** What has ended is withdrawn no more, once its partner knows of that. */
const notToldOfAnEnd: Guard = ({ status, hold }) =>
  status !== 'not-held' || (hold?.incoming && isUntold(hold.incoming))
    ? undefined
    : { rule: 'status', source: PROCEDURE, because: 'nothing of it goes on' };

export const incomingMoves = {
  receivePreservation: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'A partner asks us to preserve data: who asks, for which authority of the directory, what data at which custodian, on which basis. It waits for triage.',
    source: `${PROCEDURE}; Budapest Convention 29, 35`,
    by: DESK,
    from: ['triage'],
    needs: ['directory'],
    guards: [isNew],
    input: z.object({
      partner: id,
      point,
      channel: wordChannel,
      officer: words,
      reference: mark.optional(),
      period: period.optional(),
      custodian: words,
      data: words,
      at: instant.optional(),
      urgency: z.enum(URGENCIES).default('urgent'),
      label: z.enum(LABELS).default('restricted'),
    }),
    decide: (request, input, facts) => {
      const { partner, point: key, channel, officer, reference, period: rule, custodian, data, urgency, label } = input;
      const { now, actor, calendar, ours, directory = [] } = facts;
      const receivedAt = input.at ?? now;
      const known = holdRules(facts.instruments).find((one) => one.id === rule && one.line.actor === 'requested-party');
      refuse('this preservation', [
        ...instantFaults(receivedAt, { now }),
        ...(directory.some((one) => one.key === key)
          ? []
          : [fault('point', 'unknown', 'is no authority of its State on record', 'the directory')]),
        ...(rule !== undefined && !known
          ? [fault('period', 'unknown', 'is none by which a State preserves for another', 'the catalogue')]
          : []),
      ]);
      const { zone } = calendar;
      const askedOn = dateIn(receivedAt, zone);
      const hold: Hold = {
        ...(known ? { rule: known.id } : {}),
        ...{ custodian, data, zone, askedOn, receivedOn: askedOn, extensions: [], requests: [] },
        incoming: { receivedAt, channel, officer, point: key, callBacks: [], providers: [] },
      };
      return {
        to: 'triage',
        set: {
          ...{ id: request.id, org: request.org, kind: 'hold', direction: 'incoming', createdAt: now },
          reference: facts.reference ?? request.reference,
          ...{ drafter: actor.standsInFor ?? actor.id, office: '', requested: ours.code, partner, urgency, label },
          basis: known ? [{ instrument: known.instrument.id, articles: [known.line.article] }] : [],
          ...NOTHING_YET,
          ...present({ partnerReference: reference }),
          sentOn: receivedAt,
          hold,
        },
        deadlines: [started(request, facts, 'triage', { start: receivedAt })],
      };
    },
  }),

  callBack: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'One of us has called back at the number that the directory has, and says whether it was they who asked. No number is typed.',
    source: 'house rule HR-28',
    by: DESK,
    from: OF_CONCERN,
    needs: ['directory'],
    input: z.object({ wasThey: z.boolean(), at: instant.optional(), note: words.optional() }),
    decide: (request, { wasThey, at, note }, { now, actor, partner, directory = [] }) => {
      const { hold, incoming } = incomingOf(request);
      const line = directory.find(({ key }) => key === incoming.point);
      if (line?.telephone === undefined)
        throw notNow(
          request,
          'no-number',
          `the directory has no telephone number of ${incoming.point} of ${partner.names.en}: it cannot be called back`,
          'house rule HR-28',
        );
      const called = at ?? now;
      refuse('this call', instantFaults(called, { now, since: incoming.receivedAt }));
      const call = { entry: line.entry, at: called, by: actor.id, wasThey, ...(note ? { note } : {}) };
      return {
        to: request.status,
        set: { hold: withIncoming(hold, { callBacks: [...incoming.callBacks, call] }) },
      };
    },
  }),

  tellPartner: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'One of us has told the partner what it is owed: our answer, what became of an extension, that the end is near, or the other provider. Nobody is told before the call back.',
    source: 'house rule HR-28; Budapest Convention 29(6), 30(1)',
    by: DESK,
    from: OF_CONCERN,
    guards: [calledBack],
    input: z.object({
      what: z.enum(TELLABLE),
      channel: wordChannel,
      officer: words.optional(),
      at: instant.optional(),
      paper: file.optional(),
    }),
    decide: (request, { what, at, ...how }, { now, actor }) => {
      const { hold, incoming } = incomingOf(request);
      const toldAt = at ?? now;
      const owed = owedWords(request);
      refuse('this word', [
        ...(owed.includes(what)
          ? []
          : [
              fault(
                'what',
                'owed',
                `is nothing that the partner is owed now: ${owed.join(', ') || 'nothing is'}`,
                PROCEDURE,
              ),
            ]),
        ...instantFaults(toldAt, { now, since: incoming.receivedAt }),
      ]);
      const telling: Telling = { at: toldAt, by: actor.id, ...present(how) };
      const dueAt = warnedOf(request)?.dueAt ?? '';
      return { to: request.status, set: { hold: withTold(hold, incoming, what, { ...telling, dueAt }) } };
    },
  }),

  answerWarning: move({
    ...common,
    of: 'hold',
    direction: 'incoming',
    doc: 'The partner, warned that preservation may not help or may endanger the case, says whether it goes on.',
    source: 'Budapest Convention 29(6)',
    from: ['warned'],
    guards: [
      ...common.guards,
      ({ hold }) =>
        hold?.incoming?.answer?.told
          ? undefined
          : { rule: 'told', source: PROCEDURE, because: 'the partner was not told of the warning yet' },
    ],
    input: z.object({ ...partnerStep, goOn: z.boolean() }),
    decide: (request, { goOn, on = '' }, facts) => {
      const { hold, incoming } = incomingOf(request);
      const warning = incoming.warning && { ...incoming.warning, goOn, on };
      const decided = withIncoming(hold, warning ? { warning } : {});
      return goOn
        ? { to: 'triage', set: { hold: decided }, deadlines: [started(request, facts, 'triage')] }
        : { to: 'not-held', set: { hold: withIncoming(decided, { withdrawnOn: on }) } };
    },
  }),

  withdrawPreservation: move({
    ...common,
    of: 'hold',
    direction: 'incoming',
    doc: 'The partner does not need it any more. What is preserved already is released once a person confirms: others may rely on it.',
    source: `${PROCEDURE}; procedure 3.3, H4`,
    from: ['triage', 'warned', 'preserved', 'mla-received', 'not-held'],
    guards: [...common.guards, notToldOfAnEnd],
    input: z.object(partnerStep),
    decide: (request, { on = '' }, { actor }) => {
      const { hold, incoming } = incomingOf(request);
      const { answer, ...rest } = incoming;
      const told = { ...rest, ...(answer?.told ? { answer } : {}), withdrawnOn: on };
      if (request.status === 'preserved' || request.status === 'mla-received') {
        const { to, set } = proposed(request, { by: actor.standsInFor ?? actor.id });
        return { to, set: set.hold ? { hold: { ...set.hold, incoming: { ...incoming, withdrawnOn: on } } } : set };
      }
      return {
        to: 'not-held',
        set: { hold: { ...hold, incoming: told } },
        deadlines: [...met(request, 'triage'), ...cancelled(request, HOLD)],
      };
    },
  }),
} as const;
