import { ALARM } from './alarms.ts';
import type { Key } from './audience.ts';
import { toldAt } from './clocks.ts';
import type { Deadline, DeadlineChange } from './deadlines.ts';
import { SECOND_CONFIRMATION } from './emergency.ts';
import { demandAt, HOLD, type LifelineDemand } from './hold.ts';
import type { HouseRules } from './house-rules.ts';
import type { Event, Request } from './request.ts';
import type { Role } from './roles.ts';

/** Something that somebody is told, codes only, with the instant at which the deadline that it is about is due. */
export type Notice = { to: Key; kind: string; dueAt?: string };

/** Whom an event tells: of reminders, run-out and moved clocks by their rule, the drafter of each move of the file by others. */
export function noticesOf(request: Request, event: Event, rules: HouseRules): Notice[] {
  const told = event.deadlines.flatMap((change) => toldBy(request, change, event, rules));
  const moved = event.from !== event.to && event.actor.id !== request.drafter && event.from !== null;
  return moved ? [...told, { to: `user:${request.drafter}`, kind: `now-${event.to}` }] : told;
}

function toldBy(request: Request, change: DeadlineChange, { action }: Event, rules: HouseRules): Notice[] {
  const { kind, cycle } = change.op === 'open' ? change.deadline : change;
  if (kind === ALARM) return change.op === 'open' ? callOf(request, change.deadline) : [];
  if (kind === SECOND_CONFIRMATION && change.op === 'open')
    return [{ to: 'role:ca-officer', kind: CONFIRM, dueAt: change.deadline.dueAt }];
  // that its holds are minded otherwise than before concerns the drafter, as a corrected start does
  const isMinded = action === 'mindHolds' && change.op === 'open' && cycle > 1;
  const isCorrected = action === 'correctStart' || isMinded;
  if (change.op !== 'reminded' && change.op !== 'fired' && change.op !== 'recount' && !isCorrected) return [];
  const { op } = change;
  const dueAt = request.deadlines.find((one) => one.kind === kind && one.cycle === cycle)?.dueAt;
  const due = dueAt === undefined ? {} : { dueAt };
  if (kind === HOLD && !request.hold?.incoming)
    return toldOfHold(request, change, action).map((notice) => ({ ...notice, ...due }));
  const limit = request.deadlines.find((one) => one.kind === kind && one.cycle === cycle && one.safeAt !== undefined);
  if (limit && (op === 'reminded' || op === 'fired')) return toldOfLimit(request, limit, op);
  const at = { kind, urgency: request.urgency, stage: kind === 'silence' ? Math.max(1, request.chases) : 1, rules };
  if (op === 'reminded' || op === 'fired') {
    const role = toldAt(op === 'fired' ? 'due' : 'remind', at);
    return role ? [{ to: keyOf(role, request), kind: `${WORDS[op]}-${kind}`, ...due }] : [];
  }
  const role = toldAt('remind', at) ?? toldAt('due', at);
  const roles = [...(role ? [role] : []), ...(isCorrected ? (['drafter'] as const) : [])];
  return roles.map((one) => ({ to: keyOf(one, request), kind: MOVED, ...due }));
}

/** The call that a clock of an alarm runs from; none where it was only raised. */
function callOf({ alarms = [] }: Request, { cycle, dueAt }: Deadline): Notice[] {
  const alarm = alarms.find((one) => one.cycle === cycle);
  const call = alarm?.calls.at(-1);
  return alarm && call ? [{ to: `user:${call.to}`, kind: `${ALARM}-${alarm.cause}`, dueAt }] : [];
}

/** Of a limit of custody both are told who must act by its safe date, and of its end the head, too. */
function toldOfLimit(request: Request, { kind, dueAt, safeAt = dueAt }: Deadline, op: keyof typeof WORDS): Notice[] {
  const roles = op === 'fired' ? (['ca-head', 'drafter', 'ca-officer'] as const) : (['drafter', 'ca-officer'] as const);
  const due = op === 'fired' ? dueAt : safeAt;
  return roles.map((role) => ({ to: keyOf(role, request), kind: `${WORDS[op]}-${kind}`, dueAt: due }));
}

/** Whom the lifeline of a hold tells at each of its demands (DC-12). */
const LIFELINE: Readonly<Record<LifelineDemand, readonly Role[]>> = {
  draft: ['drafter'],
  review: ['drafter', 'ca-officer'],
  send: ['drafter', 'ca-officer'],
  head: ['ca-head', 'ca-officer', 'drafter'],
};

function toldOfHold(request: Request, change: DeadlineChange, action: string): Notice[] {
  const tell = (roles: readonly Role[], kind: string): Notice[] =>
    roles.map((role) => ({ to: keyOf(role, request), kind }));
  if (change.op === 'fired') return tell(['ca-head', 'drafter', 'ca-officer'], 'hold-lapsed');
  // that it is held now says more to its drafter than that its end has moved with it
  if (change.op === 'recount') return action === 'confirmHold' ? [] : tell(['drafter', 'ca-officer'], MOVED);
  const clock = request.deadlines.findLast(({ kind }) => kind === HOLD);
  const demand = change.op === 'reminded' && change.at && clock ? demandAt(change.at, clock) : undefined;
  return demand ? tell(LIFELINE[demand], `hold-${demand}`) : [];
}

/** What was sent alone waits for a second person. */
const CONFIRM = 'confirm-emergency';
const MOVED = 'deadline-moved';
const WORDS = { reminded: 'reminder', fired: 'overdue' } as const;

/** Who holds a role for this request. */
export function keyOf(role: Role, request: Request): Key {
  switch (role) {
    case 'drafter':
      return `user:${request.drafter}`;
    case 'supervisor':
      return `office:${request.office}/supervisor`;
    case 'ca-officer':
      return request.officer ? `user:${request.officer}` : 'role:ca-officer';
    case 'translator':
      return request.translation?.translator ? `user:${request.translation.translator}` : 'role:translator';
    case 'partner':
      return `authority:${request.partner}`;
    case 'ca-head':
    case 'poc-officer':
    case 'reviser':
    case 'registry':
    case 'auditor':
    case 'administrator':
      return `role:${role}`;
    default:
      return role satisfies never;
  }
}
