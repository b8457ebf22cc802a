import type { z } from 'zod';
import { keysOf, readersOf, translatorsOf } from './audience.ts';
import { millisecondsBetween } from './dates.ts';
import { foldDeadlines } from './deadlines.ts';
import { ActionNotAllowed, blocks, Incomplete, ProofNeeded } from './errors.ts';
import { everyGuard, substitutions } from './guards.ts';
import { type Task, tasksOf } from './inbox.ts';
import { statusSeenBy } from './incoming.ts';
import { type Deposited, type Facts, isOfDirection, type Move, type Refused } from './move.ts';
import { alarmChanges } from './moves/alarming.ts';
import { ambientClocks } from './moves/ambient.ts';
import { lawClocks } from './moves/law-clocks-of.ts';
import { hear } from './moves/partner-record.ts';
import { type Action, MOVES } from './moves.ts';
import { type Changes, type Event, fold, layOver, type Request, type Status } from './request.ts';
import type { Actor, Staff } from './roles.ts';

/** How long a proof of identity holds, in milliseconds (house rule: five minutes). */
export const PROOF_HOLDS = 5 * 60_000;

export type Command = { action: Action; input: Deposited<z.output<z.ZodObject>> };

/**
 * The event that a command leads to: the only place where a request moves.
 * Throws ActionNotAllowed, ProofNeeded or Incomplete; changes nothing itself.
 */
export function decide(request: Request, { action, input }: Command, facts: Facts): Event {
  const move: Move = MOVES[action];
  const actor = check(request, action, facts);
  const mine = { ...facts, actor };
  const heard = move.partnerStep ? hear(action, request, input, mine) : undefined;
  const before = heard ? layOver(request, heard.set) : request;
  const decision = move.decide(before, heard ? { ...input, on: heard.on } : input, mine);
  const set = { ...heard?.set, ...decision.set };
  const after = { ...request, deadlines: foldDeadlines(request.deadlines, decision.deadlines ?? []) };
  const law = lawClocks(after, { to: decision.to, set, heard: heard?.on }, mine);
  const deadlines = [...(decision.deadlines ?? []), ...law];
  const event: Event = {
    request: request.id,
    seq: request.version + 1,
    at: facts.now,
    action,
    from: request.version === 0 ? null : request.status,
    to: decision.to,
    actor: {
      id: actor.id,
      kind: actor.kind,
      ...(actor.standsInFor ? { standsInFor: actor.standsInFor } : {}),
      ...(actor.workflow ? { workflow: actor.workflow } : {}),
    },
    ...(heard?.onBehalfOf ? { onBehalfOf: heard.onBehalfOf } : {}),
    ...(heard?.record ? { record: heard.record } : {}),
    set: { ...set, ...substitution(request, action, actor) },
    ...kept(move, input),
    deadlines: [...deadlines, ...ambientClocks(request, { ...decision, deadlines }, move, mine)],
  };
  const next = fold(request.version === 0 ? undefined : request, event);
  const alarms = alarmChanges(request, next, mine);
  const settled = { ...layOver(next, alarms.set), deadlines: foldDeadlines(next.deadlines, alarms.deadlines) };
  return {
    ...event,
    set: { ...event.set, ...alarms.set, ...standstill(request, settled, mine) },
    deadlines: [...event.deadlines, ...alarms.deadlines],
  };
}

/** What was said and changes no field of the request: the event alone keeps it. */
function kept({ said = [] }: Move, input: Command['input']): object {
  const fields = Object.entries(input).filter(([field, value]) => said.includes(field) && value !== undefined);
  return fields.length > 0 ? { said: Object.fromEntries(fields) } : {};
}

/** That nobody is left for a step that waits now, or that somebody is again. */
function standstill(request: Request, next: Request, facts: Facts): Pick<Changes, 'stuck'> {
  if (stuckTasks(next, facts).length > 0) return { stuck: true };
  return request.stuck ? { stuck: null } : {};
}

/** What waits for one of us although nobody of the staff may do it any more. */
export const stuckTasks = (request: Request, facts: Facts): Task[] =>
  tasksOf(request).filter(
    ({ action, to }) => !to.startsWith('authority:') && nobodyMay(request, action, facts.staff, facts),
  );

/** S9: that a stand-in took the step is kept, so that it counts for both from then on. */
const substitution = (request: Request, action: Action, { id, standsInFor }: Actor): object =>
  standsInFor ? { stoodIn: substitutions(request, { person: id, for: standsInFor, action }) } : {};

/** Whether the step is open to the actor now, before its input is looked at. Gives the person in whose name it is taken. */
export function check(request: Request, action: Action, facts: Facts): Actor {
  const move: Move = MOVES[action];
  const actor = personFor(move, action, request, facts);
  if (move.proof && !isFresh(actor, facts.now)) throw new ProofNeeded(action);
  const open = SUBMITTING.has(action) ? facts.gaps.filter(blocks) : [];
  if (open.length > 0) throw new Incomplete(action, open);
  return actor;
}

/** The steps that need every gap closed. */
const SUBMITTING: ReadonlySet<string> = new Set(['submit', 'resubmit', 'renderLetter', 'sendAlone']);

function isFresh({ provedAt }: Actor, now: string): boolean {
  const age = provedAt === undefined ? Number.NaN : millisecondsBetween(provedAt, now);
  return age >= 0 && age <= PROOF_HOLDS;
}

/** The actor in the first of its persons that may take the step: itself, then those it stands in for. */
function personFor(move: Move, action: Action, request: Request, facts: Facts): Actor {
  const refusals: Refused[] = [];
  for (const actor of personsOf(facts.actor, request.id)) {
    const refusal = refusalFor(move, request, { ...facts, actor });
    if (!refusal) return actor;
    refusals.push(refusal);
  }
  // The refusal that got furthest says most: a guard's reason over "not your role".
  const best = refusals.find(({ rule }) => rule !== 'role') ?? refusals[0];
  throw new ActionNotAllowed({ action, status: statusSeenBy(facts.actor, request), ...(best ?? NOBODY) });
}

const NOBODY: Refused = { rule: 'role', source: 'procedure 3.1', because: 'nobody may take this step here' };

const personsOf = (actor: Actor, request: string): Actor[] => [
  actor,
  ...(actor.standIns ?? [])
    .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === request)
    .map((person) => ({ ...actor, roles: person.roles, office: person.office ?? '', standsInFor: person.id })),
];

function refusalFor(move: Move, request: Request, facts: Facts): Refused | undefined {
  const { actor } = facts;
  if (!hasRole(move, actor)) return { rule: 'role', source: move.source, because: `it is for ${who(move)}` };
  const seen = statusSeenBy(actor, request);
  if (![request.status, seen].every((status) => move.from.includes(status)))
    return { rule: 'status', source: move.source, because: `its status is "${seen}"` };
  if (!isOfDirection(move, request))
    return { rule: 'direction', source: move.source, because: `it is not for what is ${request.direction}` };
  return everyGuard(move.guards ?? [], request, facts);
}

const hasRole = (move: Move, { kind, roles }: Actor): boolean =>
  move.by === 'system' ? kind === 'system' : kind === 'person' && move.by.some((role) => roles.includes(role));

const who = (move: Move): string => (move.by === 'system' ? 'the engine' : `the ${move.by.join(' or the ')}`);

/** What an actor may do now, and why not where not. The proof of identity is not counted: it can be given at once. */
export function allowedActions(request: Request, facts: Facts): { action: Action; refusal?: Refused }[] {
  return ACTIONS.filter((action) => isFor(request, MOVES[action])).map((action) => {
    try {
      personFor(MOVES[action], action, request, facts);
      return { action };
    } catch (error) {
      if (!(error instanceof ActionNotAllowed)) throw error;
      const because = error.message.slice(error.message.indexOf(': ') + 2);
      return { action, refusal: { rule: error.rule, source: error.source, because } };
    }
  });
}

/** Whether a step of a person is one of a request, or of a hold, and of one that is asked this way. */
const isFor = (request: Request, move: Move): boolean =>
  move.by !== 'system' && (move.of === 'hold') === (request.kind === 'hold') && isOfDirection(move, request);

/** Whether none of the staff may take a step any more: everybody able has a hand in the file already. */
export function nobodyMay(request: Request, action: Action, staff: readonly Staff[], facts: Facts): boolean {
  const move: Move = MOVES[action];
  const current: Facts = {
    ...facts,
    stale: [],
    ...(request.letter ? { contentHash: request.letter.contentHash } : {}),
  };
  const readers = [...readersOf(request), ...translatorsOf(request)];
  return !staff.some((person) => {
    const actor: Actor = { ...person, kind: 'person' };
    return (
      hasRole(move, actor) &&
      keysOf(person).some((key) => readers.includes(key)) &&
      everyGuard(move.guards ?? [], request, { ...current, actor }) === undefined
    );
  });
}

// keys of a const are its type
export const ACTIONS = Object.keys(MOVES) as Action[];
export const isFinal = (status: Status): boolean => status === 'closed' || status === 'withdrawn';
