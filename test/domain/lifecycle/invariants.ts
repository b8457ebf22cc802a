import { expect } from 'vitest';
import { compare } from '../../../domain/dates.ts';
import { ACTIONS, check } from '../../../domain/decide.ts';
import { dutiesOf } from '../../../domain/duties.ts';
import { ActionNotAllowed, Incomplete, InvalidInput, type MlaError } from '../../../domain/errors.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import type { Action } from '../../../domain/moves.ts';
import { type Event, fold, isAbove, type Request, STATUSES, type Status } from '../../../domain/request.ts';
import { ENGINE } from './cast.ts';
import type { Outcome } from './model.ts';
import { factsFor, lastEvent, moveOf, type World } from './world.ts';

const AT_REST: readonly Status[] = ['executed', 'refused', 'withdrawn', 'closed', 'ca-declined'];
const FINAL: readonly Status[] = ['withdrawn', 'closed', 'ca-declined'];
const UNAPPROVED: readonly Status[] = ['draft', 'supervision', 'with-ca', 'ca-returned', 'ca-declined'];
const HERE: readonly Status[] = [...UNAPPROVED, 'approved', 'in-translation', 'ready', 'delivery-failed', 'withdrawn'];
const DRAFTED: readonly string[] = ['create', 'submit', 'resubmit'];
const INTERRUPTED: readonly Status[] = ['info-asked', 'conditions-offered', 'secrecy-asked'];
const PARTNER_STEPS: readonly string[] = ACTIONS.filter((action) => moveOf(action).partnerStep);

/** Thousands of times asked, so a bare comparison: what is broken, and by what. */
function holds(is: boolean, what: string, ...by: unknown[]): void {
  if (!is) throw new Error(`Broken: ${what}: ${JSON.stringify(by)}`);
}

/** A refusal names why, and where that stands. */
export function namesWhy(error: MlaError): void {
  if (error instanceof ActionNotAllowed)
    holds(error.rule !== '' && error.source !== '', 'a refusal names rule and source', error);
  if (error instanceof InvalidInput || error instanceof Incomplete) {
    holds(error.gaps.length > 0, 'a refused input names its gaps', error.message);
    for (const { field, rule, source, message } of error.gaps)
      holds(![field, rule, source, message].includes(''), 'a gap is named in full', error.gaps);
  }
  holds(/^Cannot [^:]+: .*[^.]$/s.test(error.message), 'the form of a message', error.message);
}

/** Rules that look at the input or at what only the step itself knows; all others can be told beforehand. */
const OF_THE_INPUT: readonly string[] = ['attempt', 'evidence-verified', 'deadline-open', 'deadline-due', 'mail-owed'];

/** What was said to be open is not refused for who asks or for where the file lies, and the other way round. */
export function keepsItsWord({ action, saidAllowed, error }: Outcome): void {
  if (action === 'edit' || action === 'translate') return;
  holds(saidAllowed || error !== undefined, 'what is not allowed is refused', action);
  if (!saidAllowed || !(error instanceof ActionNotAllowed) || moveOf(action).by === 'system') return;
  const isOfTheInput = OF_THE_INPUT.includes(error.rule) || (error.rule === 'letter-outdated' && action !== 'approve');
  holds(isOfTheInput, 'what is allowed is not refused', action, error.rule);
}

/** What holds of every request, whoever did what. */
export function isLegal({ request, events, content, translateInto }: World): void {
  const { status, deadlines, transmissions, sentOn } = request;
  holds((STATUSES as readonly Status[]).includes(status), 'the status is one of the procedure', status);
  holds(request.version === events.length, 'the version counts the events', request.version, events.length);
  const running = deadlines.filter((one) => one.status === 'open' || one.status === 'paused').map(({ kind }) => kind);
  holds(running.length === new Set(running).size, 'one running clock of a kind', running);
  holds(
    new Set(deadlines.map(({ kind, cycle }) => `${kind} ${cycle}`)).size === deadlines.length,
    'each cycle once',
    deadlines,
  );
  const outlasting = status === 'executed' || status === 'refused' ? ['user-notice'] : [];
  const left = running.filter((kind) => !outlasting.includes(kind));
  holds(left.length === 0 || !AT_REST.includes(status), 'a file at rest has no clock', status, running);
  isApprovedRightly(request, content.hash, translateInto);
  const hasGone = events.some(({ action, to }) => to === 'sent' || PARTNER_STEPS.includes(action));
  const hasArrived = events.some(({ set }) =>
    set.transmissions?.some((sent) => sent.purpose === 'request' && sent.status === 'sent'),
  );
  holds(
    (sentOn !== undefined) === (hasGone || hasArrived),
    'sentOn is set if it was sent, and only then',
    status,
    sentOn,
  );
  holds(sentOn !== undefined || HERE.includes(status), 'what lies with the partner was sent', status);
  const underWay = transmissions.filter(
    ({ purpose, status: how }) => purpose === 'request' && ['prepared', 'sending', 'unknown'].includes(how),
  );
  holds(underWay.length <= 1, 'one attempt at a time', transmissions);
  const isInterrupted = INTERRUPTED.includes(status);
  holds(
    AT_REST.includes(status) || (request.resumeTo !== undefined) === isInterrupted,
    'where to go on is known while it waits',
    status,
  );
  const isOffered = request.conditions.some((one) => one.status === 'offered');
  holds(status !== 'conditions-offered' || isOffered, 'conditions offered are there', request.conditions);
  holds(!isOffered || status === 'conditions-offered' || AT_REST.includes(status), 'no offer is forgotten', status);
}

function isApprovedRightly(request: Request, content: string, translateInto: string | undefined): void {
  const { approval, letter, status, translation } = request;
  if (UNAPPROVED.includes(status)) holds(approval === undefined, 'nothing is approved before it is', status);
  else if (status !== 'withdrawn')
    holds(approval?.edition === request.edition, 'the approval is of this edition', status, approval);
  if (approval) {
    holds(letter?.contentHash === content, 'what was approved is what is written', status);
    const authors = [request.drafter, request.endorsedBy, ...(letter?.editors ?? [])];
    holds(!authors.includes(approval.by), 'nobody approves what is its own', approval.by);
  }
  if (
    translateInto === undefined ||
    UNAPPROVED.includes(status) ||
    ['withdrawn', 'approved', 'in-translation'].includes(status)
  )
    return;
  holds(
    translation?.language === translateInto && translation.status === 'certified',
    'what goes is certified',
    status,
    translation,
  );
  holds(translation?.certifiedBy !== translation?.translator, 'the translator is not the reviser', translation);
}

/** S1, S2 and S4 over the hands that really were there, also where one stood in for another. */
export function keepsHandsApart({ events, content }: World): void {
  const hands = (is: (event: Event) => boolean): string[] =>
    events.filter(is).flatMap(({ actor }) => [actor.id, ...(actor.standsInFor ? [actor.standsInFor] : [])]);
  const lastHands = (step: Action): string[] =>
    hands((event) => event === events.findLast(({ action }) => action === step));
  const last = events.at(-1);
  const before = {
    endorse: () => hands(({ action }) => action === 'submit' || action === 'resubmit'),
    approve: () => [...content.editors, ...hands(({ action }) => DRAFTED.includes(action)), ...lastHands('endorse')],
    dispatch: () => lastHands('approve'),
    certifyTranslation: () => lastHands('finishTranslation'),
  }[last?.action ?? ''];
  if (!before) return;
  const both = hands((event) => event === last).filter((hand) => before().includes(hand));
  holds(both.length === 0, 'hands are kept apart', last?.action, both);
}

/** Somebody is waited for, or the engine is at work; and what waits can be done. */
export function isWaitedFor(world: World): void {
  const { request, translateInto } = world;
  const tasks = tasksOf(request);
  const duties = dutiesOf(request, translateInto);
  holds(FINAL.includes(request.status) || tasks.length + duties.length > 0, 'somebody is waited for', request.status);
  for (const { action } of tasks)
    holds(moveOf(action).from.includes(request.status), 'what waits is open', request.status, action);
  for (const duty of duties) {
    const action = STEP_OF[duty.do];
    if (action && !(duty.do === 'transmit' && duty.lost)) check(request, action, factsFor(world, action, ENGINE));
  }
}
const STEP_OF: { [duty: string]: Action } = {
  transmit: 'claimTransmission',
  enquire: 'prepareEnquiry',
  retain: 'startRetention',
  write: 'prepareMail',
};

/** What a step may change of what was before. */
export function changesRightly(before: Request, world: World): void {
  const { request } = world;
  const { action, deadlines, at } = lastEvent(world);
  holds(
    action === 'lowerLabel' || !isAbove(before.label, request.label),
    'a label falls only where it is lowered',
    action,
  );
  holds(
    before.sentOn === undefined || before.sentOn === request.sentOn,
    'the day of sending stands',
    before.sentOn,
    request.sentOn,
  );
  for (const change of deadlines) {
    if (change.op !== 'fired' && change.op !== 'reminded') continue;
    const deadline = before.deadlines.find(({ kind, cycle }) => kind === change.kind && cycle === change.cycle);
    const due = change.op === 'fired' ? deadline?.dueAt : deadline?.remindAt;
    holds(
      deadline?.status === 'open' && due !== undefined && compare(due, at) <= 0,
      'no clock fires early or twice',
      change,
      at,
    );
  }
}

/** The record alone gives the request again, and holds no text. */
export function isRecorded({ request, events }: World): void {
  const kept: Event[] = JSON.parse(JSON.stringify(events));
  expect(kept).toEqual(events);
  expect(kept.reduce<Request | undefined>(fold, undefined)).toEqual(request);
  expect(stringsIn(kept).filter((text) => text.length > 64)).toEqual([]);
}

/** Every text of a value, but for the sums by which deadlines explain themselves. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'explanation' ? [] : stringsIn(one)));
}
