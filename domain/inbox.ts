import { ALARM, type Alarm, isUnanswered, openAlarms } from './alarms.ts';
import type { Key } from './audience.ts';
import { COPY_MAY_FOLLOW, hasFailedCopy } from './copies.ts';
import type { Deadline } from './deadlines.ts';
import { hasEnded, isUndelivered, MAY_BE_ASKED } from './duties.ts';
import { AFTER_ALONE, awaitsSecond, FORMAL_REQUEST, owesFormal, SECOND_CONFIRMATION } from './emergency.ts';
import { mayPass } from './guards.ts';
import { HOLD, warnedOf } from './hold.ts';
import { isCalledBack, isExtensionAsked, owedWords } from './incoming.ts';
import { isByHolds } from './kinds.ts';
import type { Action } from './moves.ts';
import type { Request, Status } from './request.ts';

/** Something that waits for somebody: the step, whose it is, and when it is due. */
export type Task = { action: Action; to: Key; dueAt?: string; kind?: string };

const officer = (request: Request): Key => (request.officer ? `user:${request.officer}` : 'role:ca-officer');
const drafter = (request: Request): Key => `user:${request.drafter}`;
const partner = (request: Request): Key => `authority:${request.partner}`;

/** The officer in charge, unless that person has a hand in the letter already. */
function approver(request: Request): Key {
  const { officer: id } = request;
  return id !== undefined && mayPass(request, id) ? `user:${id}` : 'role:ca-officer';
}

/** By state: which step waits for whom, and the clock that counts for it. */
const WAITING: { [S in Status]?: (request: Request) => { action: Action; to: Key; clock?: string }[] } = {
  draft: (request) => [{ action: 'submit', to: drafter(request), clock: 'drafting' }],
  supervision: (request) => [{ action: 'endorse', to: `office:${request.office}/supervisor` }],
  'with-ca': (request) => [{ action: 'approve', to: approver(request), clock: 'ca-review' }],
  'ca-returned': (request) => [{ action: 'resubmit', to: drafter(request), clock: 'drafting' }],
  'in-translation': ({ translation }) => {
    if (translation?.status === 'done')
      return [{ action: 'certifyTranslation', to: 'role:reviser', clock: 'translation' }];
    if (translation?.status !== 'open') return [];
    return translation.translator
      ? [{ action: 'finishTranslation', to: `user:${translation.translator}`, clock: 'translation' }]
      : [{ action: 'takeTranslation', to: 'role:translator', clock: 'translation' }];
  },
  ready: (request) =>
    request.transmissions.some(({ status }) => status !== 'failed')
      ? []
      : [{ action: 'dispatch', to: 'role:registry' }],
  'delivery-failed': (request) =>
    request.transmissions.some(
      ({ purpose, status }) => purpose === 'request' && status !== 'failed' && status !== 'sent',
    )
      ? []
      : [{ action: 'dispatch', to: 'role:registry' }],
  sent: (request) => [{ action: 'acknowledge', to: partner(request) }],
  acknowledged: (request) => executing(request, 'startExecution'),
  'info-asked': (request) => [{ action: 'answerInformation', to: officer(request), clock: 'answer' }],
  'conditions-offered': () => [{ action: 'acceptConditions', to: 'role:ca-head', clock: 'reply-to-conditions' }],
  'secrecy-asked': () => [{ action: 'decideSecrecy', to: 'role:ca-head', clock: 'secrecy-decision' }],
  postponed: (request) => [{ action: 'resumeExecution', to: partner(request), clock: 'postponement-review' }],
  'in-execution': (request) => executing(request, 'deliver'),
  partial: (request) => [...executing(request, 'deliver'), ...unverified(request)],
  executed: (request) => {
    const checks = unverified(request);
    return checks.length > 0 ? checks : [{ action: 'close', to: officer(request) }];
  },
  refused: (request) => [{ action: 'close', to: officer(request) }],
  'not-to-disclose': (request) => [{ action: 'close', to: officer(request) }],
  requested: (request) => [{ action: 'confirmHold', to: partner(request) }, ...lifeline(request)],
  confirmed: (request) => [{ action: 'confirmHold', to: partner(request) }, ...lifeline(request)],
  active: (request) => lifeline(request),
  'extension-asked': (request) => [{ action: 'confirmExtension', to: partner(request) }, ...lifeline(request)],
  triage: (request) => [{ action: 'preserve', to: 'role:ca-officer', clock: 'triage' }, ...wordsOwed(request)],
  warned: (request) => [
    ...(request.hold?.incoming?.answer?.told ? [{ action: 'answerWarning', to: partner(request) } as const] : []),
    ...wordsOwed(request),
  ],
  preserved: (request) => [
    ...(isExtensionAsked(request) ? [{ action: 'grantExtension', to: 'role:ca-officer' } as const] : []),
    ...wordsOwed(request),
  ],
  'mla-received': (request) => [{ action: 'recordProduction', to: 'role:ca-officer' }, ...wordsOwed(request)],
  'not-held': (request) => owedWords(request).map(() => ({ action: 'tellPartner', to: 'role:ca-officer' })),
  'release-proposed': () => [{ action: 'confirmRelease', to: 'role:ca-officer', clock: HOLD }],
  lapsed: ({ hold }) => (hold?.incident?.finding ? [] : [{ action: 'settleIncident', to: 'role:ca-head' }]),
};

/** A request for preservation, or for its extension, waits on its holds, not on the file itself. */
const executing = (request: Request, action: Action): { action: Action; to: Key }[] =>
  isByHolds(request) ? [] : [{ action, to: partner(request) }];

/** Of what a partner asks of us: that it is called back, and then told what it is owed. */
function wordsOwed(request: Request): { action: Action; to: Key; clock?: string }[] {
  if (!isCalledBack(request)) return [{ action: 'callBack', to: 'role:ca-officer' }];
  return owedWords(request).map((what) => ({
    action: 'tellPartner',
    to: 'role:ca-officer',
    ...(what === 'end' ? { clock: HOLD } : {}),
  }));
}

/** From its first reminder on a hold waits for what secures it; once its extension is drafted, for that to be asked. */
const lifeline = (request: Request): { action: Action; to: Key; clock?: string }[] => [
  ...(warnedOf(request) ? [{ action: 'secureHold', to: drafter(request), clock: HOLD } as const] : []),
  ...(request.hold?.draft ? [{ action: 'askExtension', to: drafter(request), clock: HOLD } as const] : []),
];

const unverified = (request: Request): { action: Action; to: Key }[] =>
  request.deliveries.some(({ verified }) => !verified) ? [{ action: 'verifyDelivery', to: drafter(request) }] : [];

/** Where the desk may still answer what a drafter asked before submission. */
const BEFORE_REVIEW: readonly Status[] = ['draft', 'supervision', 'ca-returned'];

function timed(request: Request, action: Action, to: Key, clock: string | undefined): Task {
  const deadline = clock ? lastOf(request, clock) : undefined;
  return { action, to, ...(deadline ? { dueAt: deadline.dueAt, kind: deadline.kind } : {}) };
}

/** Everything that waits for somebody on this request. */
export function tasksOf(request: Request): Task[] {
  const waiting = WAITING[request.status]?.(request) ?? [];
  const tasks = waiting.map(({ action, to, clock }) => timed(request, action, to, clock));
  if (request.transmissions.some(({ status }) => status === 'unknown'))
    tasks.push({ action: 'settleTransmission', to: 'role:registry' });
  if (COPY_MAY_FOLLOW.includes(request.status) && hasFailedCopy(request))
    tasks.push({ action: 'dispatch', to: 'role:registry' });
  if (awaitsSecond(request)) tasks.push(timed(request, 'confirmEmergency', 'role:ca-officer', SECOND_CONFIRMATION));
  if (owesFormal(request) && AFTER_ALONE.includes(request.status))
    tasks.push(timed(request, 'draftFormalRequest', drafter(request), FORMAL_REQUEST));
  if (request.incidents?.some(({ finding }) => finding === undefined))
    tasks.push({ action: 'explainIncident', to: 'role:ca-head' });
  if (BEFORE_REVIEW.includes(request.status) && request.deskQuestions.some(({ answer }) => !answer))
    tasks.push({ action: 'answerDesk', to: 'role:ca-officer' });
  if (request.transmissions.some(isUndelivered)) tasks.push({ action: 'sendAgain', to: 'role:registry' });
  if (request.channel !== 'email' && request.owed?.length) tasks.push({ action: 'recordWriting', to: 'role:registry' });
  if (request.withdrawalAsked && !hasEnded(request) && request.status !== 'ca-declined')
    tasks.push({ action: 'withdraw', to: officer(request) });
  if (request.enquiry?.owed && request.channel === 'courier' && MAY_BE_ASKED.includes(request.status))
    tasks.push({ action: 'recordEnquiry', to: officer(request) });
  return [...tasks, ...openAlarms(request).flatMap((alarm) => alarmTasks(request, alarm))];
}

/** An alarm waits for everybody whom it has called, and where nobody has answered for the heads. */
function alarmTasks({ kind, deadlines }: Request, alarm: Alarm): Task[] {
  const clock = deadlines.find((deadline) => deadline.kind === ALARM && deadline.cycle === alarm.cycle);
  const task = {
    action: kind === 'hold' ? 'answerHoldAlarm' : 'answerAlarm',
    kind: isUnanswered(alarm) ? UNANSWERED : ALARM,
    ...(clock ? { dueAt: clock.dueAt } : {}),
  } as const;
  const heads: Key[] = isUnanswered(alarm) ? ['role:ca-head'] : [];
  return [...alarm.calls.map(({ to }): Key => `user:${to}`), ...heads].map((to) => ({ ...task, to }));
}

/** How the task of an alarm is marked that nobody has answered. */
export const UNANSWERED = 'alarm-unanswered';

/** The latest clock of a kind that has not been met or cancelled: one that ran out still counts as late. */
const lastOf = (request: Request, kind: string): Deadline | undefined =>
  request.deadlines.findLast(
    (deadline) =>
      deadline.kind === kind &&
      (deadline.status === 'open' || deadline.status === 'paused' || deadline.status === 'fired'),
  );
