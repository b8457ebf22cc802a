import { addDays, dateIn } from '../../../domain/dates.ts';
import type { Deadline } from '../../../domain/deadlines.ts';
import { AFTER_ALONE } from '../../../domain/emergency.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Request, Status, Transmission } from '../../../domain/request.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { OnDuty } from '../../../domain/roster.ts';
import { AUTHORITY, CAST, ENGINE, uuid } from './cast.ts';
import {
  disclosed,
  ELSEWHERE,
  FOLLOWING,
  following,
  HOLD,
  ORDER,
  ordered,
  PROVIDER,
  preserved,
  prolonged,
  SOURCE,
  sourceOf,
} from './source.ts';
import { at, MONDAY, newWorld, step, translatedNow, type World } from './world.ts';

/** The transmission that was touched last. */
export const lastSent = ({ request }: World): Transmission => {
  const last = request.transmissions.at(-1);
  if (!last) throw new Error('Cannot give the last transmission: there is none');
  return last;
};
export const attemptOf = (world: World): { transmission: string; attempt: number } => {
  const { id, attempt } = world.request.transmissions.at(-1) ?? { id: uuid(999), attempt: 1 };
  return { transmission: id, attempt };
};

/** How our officer writes down a partner's step that came by letter, on the partner's own date. */
export const byLetter = (world: World, on = dateIn(world.now, world.partner.calendar.zone)): object => ({
  on,
  record: { channel: 'letter', reference: 'MJ/2026/2204', paper: uuid(3001) },
});
export const COURIER = {
  channel: 'courier',
  signatory: { name: 'Yang Gyuri', office: 'Head of the central authority', on: '2026-03-09' },
  scan: uuid(3002),
  tracking: 'PX 4410 2281',
};
export const itemsOf = ({ request }: World, result: string, ...only: string[]): object[] =>
  request.items.filter(({ id }) => only.length === 0 || only.includes(id)).map(({ id: item }) => ({ item, result }));

/** An input that each step can take where it is open. */
const INPUTS: { [A in Action]?: (world: World) => object } = {
  create: () => ({
    requested: 'BEL',
    partner: AUTHORITY,
    basis: [{ instrument: 'budapest-185', articles: ['25(1)', '31'] }],
    items: [{ type: 'data-subscriber' }, { type: 'data-traffic' }],
  }),
  changeFrame: () => ({ urgency: 'urgent' }),
  lowerLabel: () => ({ label: 'official', reason: 'nothing of it is restricted' }),
  addItem: () => ({ type: 'bank-records' }),
  removeItem: ({ request }) => ({ item: request.items[0]?.id ?? '1' }),
  attachAnnex: () => ({ file: uuid(3003), title: 'the log of the mail host' }),
  removeAnnex: ({ request }) => ({ annex: request.annexes[0]?.id ?? uuid(999) }),
  askDesk: () => ({ question: 'may the letter go by e-mail?' }),
  answerDesk: ({ request }) => ({
    question: request.deskQuestions.find(({ answer }) => !answer)?.id ?? uuid(999),
    answer: 'it may',
  }),
  sendBack: () => ({ comment: 'too thin' }),
  assignOfficer: () => ({ officer: CAST.second.id }),
  returnForCorrection: () => ({ defects: [{ field: 'items.0.reason', words: 'too thin' }] }),
  approve: ({ request }) => ({ letter: request.letter?.hash ?? 'f'.repeat(64) }),
  decline: () => ({ reason: 'the offence is barred' }),
  finishTranslation: () => ({ sworn: true }),
  returnTranslation: () => ({ comment: 'a sentence is missing' }),
  certifyTranslation: ({ request }) => ({ letter: request.translation?.letter?.hash ?? 'f'.repeat(64) }),
  dispatch: () => ({ channel: 'email' }),
  sendAlone: ({ request }) => ({ channel: 'email', letter: request.letter?.hash ?? 'f'.repeat(64) }),
  withholdConfirmation: () => ({ reason: 'the risk was over' }),
  explainIncident: () => ({ cause: 'unconfirmed-emergency', finding: 'nobody was told' }),
  draftFormalRequest: () => ({ source: SOURCE }),
  waiveFormalRequest: () => ({ reason: 'the partner wants none' }),
  clone: () => ({ source: SOURCE }),
  supplement: () => ({ source: SOURCE, items: ['2'] }),
  split: () => ({ source: SOURCE, items: ['2'], partner: AUTHORITY }),
  takeOut: () => ({ items: ['2'], into: uuid(1300) }),
  followPath: () => ({ source: SOURCE }),
  escalate: () => ({ source: SOURCE, partner: AUTHORITY, type: 'data-subscriber' }),
  draftFromPreservation: () => ({ source: SOURCE, type: 'data-content' }),
  draftExtradition: () => ({ source: SOURCE }),
  notePapers: () => ({ linked: FOLLOWING }),
  agreeSurrender: (world) => ({
    appointedOn: addDays(dateIn(world.now, 'UTC'), 20),
    place: 'the bridge at Port-Clair',
  }),
  recordArrival: ({ now }) => ({ item: '1', on: dateIn(now, 'Asia/Seoul'), returnBy: '2026-09-30' }),
  recordDischarge: ({ now }) => ({ item: '1', on: dateIn(now, 'Asia/Seoul') }),
  draftExtensionRequest: () => ({ source: SOURCE, prolongs: HOLD }),
  claimTransmission: attemptOf,
  recordSent: (world) => ({ ...attemptOf(world), receipt: '250 2.0.0 taken' }),
  recordFailed: (world) => ({ ...attemptOf(world), reason: '550 no such mailbox' }),
  recordUnknown: attemptOf,
  settleTransmission: (world) => ({ ...attemptOf(world), arrived: true, ground: 'they told us by telephone' }),
  reportBounce: (world) => ({ ...attemptOf(world), paper: uuid(3004), reason: 'no such mailbox' }),
  fileReceipt: (world) => ({ transmission: attemptOf(world).transmission, paper: uuid(3005) }),
  acknowledge: (world) => ({
    reference: 'MJ/EIP/2026/2204',
    receivedOn: dateIn(world.now, world.partner.calendar.zone),
  }),
  askInformation: () => ({ question: 'which of the transfers matter?' }),
  offerConditions: () => ({ conditions: [{ kind: 'speciality', words: 'for this case only', items: ['2'] }] }),
  reportSecrecy: () => ({ words: 'our law has the account holder told' }),
  postpone: (world) => ({ reason: 'a case of our own', reviewOn: `${Number(world.now.slice(0, 4)) + 1}-01-15` }),
  deliver: (world) => ({ items: itemsOf(world, 'done'), object: 'a USB stick of 3.1 GB' }),
  settleItems: (world) => ({ items: itemsOf(world, 'impossible').map((one) => ({ ...one, reason: 'moved away' })) }),
  refuse: () => ({ ground: 'essential-interests', reason: 'as the minister decided' }),
  instructNotToDisclose: () => ({ ground: 'essential-interests', reason: 'a case of our own' }),
  noteUserNotice: () => ({ tellsOn: '2026-06-30' }),
  settleConditions: () => ({ none: true }),
  answerInformation: ({ request }) => ({
    answers: request.questions
      .filter(({ answeredAt }) => !answeredAt)
      .map(({ id: question }) => ({ question, answer: 'the first eleven' })),
  }),
  declineConditions: () => ({ reason: 'we may not' }),
  proposeAnswer: ({ request }) => ({
    question: request.questions.find(({ answeredAt }) => !answeredAt)?.id ?? uuid(999),
    answer: 'the first eleven, by date',
  }),
  replyToRefusal: () => ({ reply: 'the Convention has no such ground' }),
  recordWriting: () => ({ purpose: 'withdrawal', on: '2026-03-09', tracking: 'PX 4410 2282' }),
  prepareMail: ({ request }) => ({ purpose: 'withdrawal', n: 1, ...request.owed?.[0] }),
  sendAgain: attemptOf,
  askWithdrawal: () => ({ reason: 'the case has ended at home' }),
  decideSecrecy: () => ({ goOn: true, reason: 'the account is empty anyway' }),
  recordEnquiry: () => ({ channel: 'telephone', note: 'asked how it stands' }),
  verifyDelivery: ({ request }) => ({ delivery: request.deliveries.at(-1)?.id ?? uuid(999) }),
  withdraw: () => ({ reason: 'the case has ended at home' }),
  close: ({ request }) =>
    request.status === 'executed'
      ? { conditionsMet: true, originals: 'returned', feedback: { score: 4 } }
      : { reason: 'nothing more will come' },
  correctStart: ({ request }) => ({ ...dayBefore(request.deadlines), reason: 'the office was told a day before' }),
  prolongDeadline: () => ({ kind: 'eu-eio-2014-41/decision', reason: 'the judge is away' }),
  recountDeadlines: () => ({ lines: [uuid(3020)] }),
  remind: ({ request }) => firstOpen(request.deadlines),
  fireDeadline: ({ request }) => firstOpen(request.deadlines),
};
const firstOpen = (deadlines: readonly { kind: string; cycle: number; status: string }[]): object => {
  const { kind, cycle } = deadlines.find(({ status }) => status === 'open') ?? { kind: 'drafting', cycle: 1 };
  return { kind, cycle };
};
/** A running clock that counts from its start, and the day before that. */
const dayBefore = (deadlines: readonly Deadline[]): object => {
  const running = deadlines.find(({ status, counted }) => status === 'open' && counted?.stated === undefined);
  const { kind, cycle, startedAt, zone } = running ?? { kind: 'drafting', cycle: 1, startedAt: MONDAY, zone: 'UTC' };
  return { kind, cycle, startedOn: addDays(dateIn(startedAt, zone), -1) };
};
export const inputFor = (action: Action, world: World): object => INPUTS[action]?.(world) ?? {};

/** Takes a step with the input that goes with it, or one that differs in some fields. */
export const take = (world: World, actor: Actor, action: Action, input: object = {}): World =>
  step(world, actor, action, { ...inputFor(action, world), ...input });

/** The open clock of a kind. */
export function clockOf({ request }: World, kind: string): Deadline {
  const open = request.deadlines.filter((deadline) => deadline.kind === kind && deadline.status === 'open');
  if (open.length !== 1 || !open[0]) throw new Error(`Cannot give the clock "${kind}": ${open.length} are open`);
  return open[0];
}
/** The world at the moment a clock runs out, after the engine saw to it. */
export function fired(world: World, kind: string): World {
  const { cycle, dueAt } = clockOf(world, kind);
  return step(at(world, dueAt), ENGINE, 'fireDeadline', { kind, cycle });
}

/** Both officers of the 24/7 point have duty; then the officer in charge and the head are called. */
export const ROSTER: readonly OnDuty[] = [
  ...[CAST.watch, CAST.point].map(({ id: person }, index) => ({
    person,
    turn: { id: uuid(950 + index), person, place: index + 1, startsAt: MONDAY, endsAt: '2026-12-31T00:00:00Z' },
  })),
  { person: CAST.officer.id },
  { person: CAST.head.id },
];

type Step = readonly [Actor, Action, object?] | ((world: World) => World);
type Leg = [from: Place, ...Step[]];
/** A status, or a status and what lies there: `ready/sending` is ready with an attempt on the wire. */
export type Place = 'nothing' | `nothing/${string}` | Status | `${Status}/${string}`;
const { drafter, supervisor, officer, head, watch, translator, reviser, registry, partner } = CAST;

/** The formal request that follows what was sent alone, sent. */
const formalOf = ({ request }: World): Request => ({
  ...reach('sent').request,
  id: uuid(1400),
  origin: request.id,
  formalises: true,
});

/** The way to each place, from the one before. */
const WAY: { [P in Place]?: Leg } = {
  'nothing/executed': ['nothing', (world) => ({ ...world, source: sourceOf(reach('executed').request) })],
  'nothing/drafted': ['nothing', (world) => ({ ...world, source: sourceOf(reach('draft').request, ELSEWHERE) })],
  'nothing/preserved': ['nothing', (world) => ({ ...world, source: preserved(reach('acknowledged').request) })],
  'nothing/disclosed': ['nothing', (world) => ({ ...world, source: disclosed(reach('acknowledged').request) })],
  'nothing/ordered': ['nothing', (world) => ({ ...world, source: ordered(reach('not-to-disclose').request) })],
  'nothing/held': [
    'nothing/preserved',
    (world) => ({ ...world, linked: world.source ? [prolonged(world.source)] : [] }),
  ],
  draft: ['nothing', [drafter, 'create']],
  supervision: ['draft', [drafter, 'submit']],
  'with-ca': ['supervision', [supervisor, 'endorse']],
  'supervision/emergency': [
    'nothing',
    [drafter, 'create', { urgency: 'emergency' }],
    [drafter, 'submit'],
    (world) => fired({ ...world, roster: ROSTER }, 'alarm'),
  ],
  'with-ca/emergency': ['supervision/emergency', [supervisor, 'endorse']],
  'supervision/night': ['supervision/emergency', ({ translateInto: _, ...world }) => world],
  'with-ca/night': ['with-ca/emergency', ({ translateInto: _, ...world }) => world],
  'ready/alone': ['supervision/night', [watch, 'sendAlone']],
  'delivery-failed/alone': ['ready/alone', [ENGINE, 'claimTransmission'], [ENGINE, 'recordFailed']],
  'sent/alone': ['ready/alone', [ENGINE, 'claimTransmission'], [ENGINE, 'recordSent']],
  'sent/formalised': ['sent/alone', (world) => ({ ...world, linked: [formalOf(world)] })],
  'sent/overdue': ['sent/alone', (world) => fired(world, 'second-confirmation')],
  'nothing/alone': ['nothing', (world) => ({ ...world, source: sourceOf(reach('sent/alone').request) })],
  'ca-returned': ['with-ca', [officer, 'returnForCorrection']],
  'ca-declined': ['with-ca', [head, 'decline']],
  approved: ['with-ca', [officer, 'approve']],
  'in-translation': ['approved', [ENGINE, 'openTranslation']],
  'in-translation/taken': ['in-translation', [translator, 'takeTranslation']],
  'in-translation/done': ['in-translation/taken', [translator, 'finishTranslation']],
  'in-translation/certified': ['in-translation/done', [reviser, 'certifyTranslation']],
  ready: ['in-translation/certified', [ENGINE, 'makeReady']],
  'ready/prepared': ['ready', [registry, 'dispatch']],
  'ready/sending': ['ready/prepared', [ENGINE, 'claimTransmission']],
  'ready/unknown': ['ready/sending', [ENGINE, 'recordUnknown']],
  'delivery-failed': ['ready/sending', [ENGINE, 'recordFailed']],
  'delivery-failed/prepared': ['delivery-failed', [registry, 'dispatch']],
  'delivery-failed/sending': ['delivery-failed/prepared', [ENGINE, 'claimTransmission']],
  sent: ['ready/sending', [ENGINE, 'recordSent']],
  'sent/courier': ['ready', [registry, 'dispatch', COURIER], [ENGINE, 'claimTransmission'], [ENGINE, 'recordSent']],
  acknowledged: ['sent', [partner, 'acknowledge']],
  'in-execution': ['acknowledged', [partner, 'startExecution']],
  'info-asked': ['in-execution', [partner, 'askInformation']],
  'conditions-offered': ['in-execution', [partner, 'offerConditions']],
  'secrecy-asked': ['in-execution', [partner, 'reportSecrecy']],
  postponed: ['in-execution', [partner, 'postpone']],
  'not-to-disclose': ['in-execution/order', [partner, 'instructNotToDisclose']],
  partial: ['in-execution', [partner, 'deliver', { items: [{ item: '1', result: 'done' }] }]],
  'ca-declined/unwanted': ['with-ca', [drafter, 'askWithdrawal'], [head, 'decline']],
  'supervision/asked': ['draft/asked', [drafter, 'submit']],
  'approved/as-it-is': ['approved', ({ translateInto: _, ...world }) => world],
  'delivery-failed/unknown': ['delivery-failed/sending', [ENGINE, 'recordUnknown']],
  'sent/owed': ['sent', (world) => fired(world, 'acknowledgement')],
  'postponed/owed': ['postponed', (world) => fired(world, 'postponement-enquiry')],
  executed: ['in-execution', [partner, 'deliver']],
  refused: ['in-execution', [partner, 'refuse']],
  'refused/replied': ['refused', [officer, 'replyToRefusal']],
  'in-execution/early': ['sent', [partner, 'startExecution']],
  'withdrawn/courier': ['sent/courier', [officer, 'withdraw']],
  'withdrawn/refused-by-the-wire': [
    'withdrawn',
    [ENGINE, 'prepareMail'],
    [ENGINE, 'claimTransmission'],
    [ENGINE, 'recordFailed'],
  ],
  withdrawn: ['in-execution', [officer, 'withdraw']],
  'executed/verified': ['executed', [drafter, 'verifyDelivery']],
  closed: ['executed/verified', [officer, 'close']],
};

for (const status of ['info-asked', 'conditions-offered', 'secrecy-asked', 'postponed'] as const) {
  const [, ...steps] = WAY[status] ?? [];
  WAY[`${status}/early`] = ['acknowledged', ...steps];
  WAY[`${status}/partial`] = ['partial', ...steps];
}
for (const status of ['acknowledged', 'in-execution', 'partial'] as const)
  WAY[`${status}/owed`] = [status, (world) => fired(world, 'silence')];
for (const status of ['draft', 'ca-returned'] as const) {
  WAY[`${status}/annexed`] = [status, [drafter, 'attachAnnex']];
  WAY[`${status}/asked`] = [status, [drafter, 'askDesk']];
}

/** The steps from the draft to a place. */
function stepsTo(place: Place): Step[] {
  const [from, ...steps] = WAY[place] ?? [];
  return from === undefined || from === 'nothing' ? [] : [...stepsTo(from), ...steps];
}
/** What was sent alone, on its further way. */
for (const status of AFTER_ALONE)
  WAY[`${status}/alone`] ??= ['sent/alone', ...stepsTo(status).slice(stepsTo('sent').length)];
/** The same under an instrument that sets periods for the partner. */
WAY['draft/eio'] = ['nothing', [drafter, 'create', { basis: [{ instrument: 'eu-eio-2014-41', articles: ['5'] }] }]];
for (const status of ['sent', 'acknowledged', 'in-execution'] as const)
  WAY[`${status}/eio`] = ['draft/eio', ...stepsTo(status)];
for (const status of ['info-asked', 'conditions-offered', 'postponed'] as const)
  WAY[`${status}/eio`] = ['draft/eio', ...stepsTo(`${status}/early`)];

/** Kinds of request with something of their own. */
WAY['nothing/provider'] = ['nothing', (world) => ({ ...world, partner: PROVIDER })];
WAY['draft/order'] = ['nothing/provider', [drafter, 'create', ORDER]];
WAY['draft/information'] = ['nothing', [drafter, 'create', { kind: 'spontaneous-information' }]];
for (const status of [
  'sent',
  'delivery-failed',
  'acknowledged',
  'in-execution',
  'partial',
  'refused',
  'executed',
] as const)
  WAY[`${status}/order`] = ['draft/order', ...stepsTo(status)];
for (const status of ['with-ca', 'approved', 'in-translation', 'ready'] as const)
  WAY[`${status}/information`] = ['draft/information', ...stepsTo(status)];
WAY['sent/information'] = [
  'ready/information',
  [head, 'settleConditions'],
  ...stepsTo('sent').slice(stepsTo('ready').length),
];
WAY['acknowledged/information'] = ['sent/information', [partner, 'acknowledge']];

/** The same of a person: whose arrest or extradition is asked for, or who is lent to us. */
const OF_PERSONS = {
  wanted: {
    kind: 'provisional-arrest',
    basis: [{ instrument: 'ets-24', articles: ['16'] }],
    items: [{ type: 'provisional-arrest' }],
  },
  extradition: {
    kind: 'extradition',
    basis: [{ instrument: 'ets-24', articles: ['2'] }],
    items: [{ type: 'extradition' }],
  },
  lending: { basis: [{ instrument: 'untoc-18', articles: ['18(10)'] }], items: [{ type: 'prisoner-transfer' }] },
} as const;
for (const [name, frame] of Object.entries(OF_PERSONS)) {
  WAY[`draft/${name}`] = ['nothing', [drafter, 'create', frame]];
  for (const status of ['sent', 'acknowledged', 'in-execution', 'executed'] as const)
    WAY[`${status}/${name}`] = [`draft/${name}`, ...stepsTo(status)];
}
const papered = (world: World): World => ({ ...world, linked: [following(world.request)] });
Object.assign(WAY, {
  'nothing/wanted': ['nothing', (world) => ({ ...world, source: sourceOf(reach('in-execution/held').request) })],
  'info-asked/wanted': ['acknowledged/wanted', [partner, 'askInformation']],
  'in-execution/held': ['acknowledged/wanted', [partner, 'recordArrest']],
  'info-asked/held': ['in-execution/held', [partner, 'askInformation']],
  'executed/held': ['in-execution/held', [partner, 'confirmCustody']],
  'in-execution/released': ['in-execution/held', [partner, 'recordRelease']],
  'executed/released': ['executed/held', [partner, 'recordRelease']],
  'in-execution/papers': ['in-execution/held', papered],
  'sent/papers': ['sent/wanted', papered],
  'in-execution/granted': ['acknowledged/extradition', [partner, 'grantExtradition']],
  'in-execution/appointed': ['in-execution/granted', [partner, 'agreeSurrender']],
  'executed/surrendered': ['in-execution/granted', [partner, 'recordSurrender']],
  'acknowledged/lent': ['acknowledged/lending', [officer, 'recordArrival']],
} satisfies { [P in Place]?: Leg });

const known = new Map<Place, World>();

/** The world at a place, by the straight way; every segment is translated. */
export function reach(place: Place): World {
  const before = known.get(place);
  if (before) return before;
  const [from, ...steps] = WAY[place] ?? [];
  if (!from) return translatedNow(newWorld());
  const world = steps.reduce((so, one) => (typeof one === 'function' ? one(so) : take(so, ...one)), reach(from));
  known.set(place, world);
  return world;
}
