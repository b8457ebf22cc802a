import { keysOf } from '../../../domain/audience.ts';
import { compare } from '../../../domain/dates.ts';
import { ACTIONS, allowedActions, check } from '../../../domain/decide.ts';
import { dutiesOf } from '../../../domain/duties.ts';
import { ActionNotAllowed, MlaError } from '../../../domain/errors.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Actor } from '../../../domain/roles.ts';
import { CAST, ENGINE, standingIn, uuid } from './cast.ts';
import { PROVIDER } from './source.ts';
import { byLetter, COURIER, inputFor } from './way.ts';
import { at, DAY, edited, factsFor, HOUR, later, moveOf, newWorld, step, translatedNow, type World } from './world.ts';

const {
  drafter,
  colleague,
  supervisor,
  officer,
  second,
  head,
  translator,
  linguist,
  reviser,
  registry,
  auditor,
  partner,
  foreigner,
  everybody,
} = CAST;
/** Few people with many hats: the more hats, the more there is to keep apart. */
export const PEOPLE: readonly Actor[] = [
  drafter,
  { ...supervisor, roles: ['supervisor', 'ca-officer'] },
  standingIn(officer, drafter, supervisor),
  standingIn(second, { ...head, onlyFor: uuid(1000) }),
  { ...head, roles: ['ca-head', 'registry'] },
  standingIn(registry, officer, head),
  translator,
  standingIn(linguist, translator),
  standingIn(reviser, linguist),
  standingIn(colleague, { ...everybody, onlyFor: uuid(998) }),
  everybody,
  partner,
  foreigner,
  auditor,
];

/** What somebody tries next: numbers that a run makes a step of, in the world that it has come to. */
export type Try = { mode: number; who: number; what: number; how: number; wait: number };
export type Outcome = {
  world: World;
  actor: Actor;
  action: Action | 'edit' | 'translate';
  saidAllowed: boolean;
  error?: MlaError;
};

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];

/** Who wrote what, as the registry lets them: the drafter in a draft, the central authority while it lies there. */
function edit(world: World, { who }: Try): Outcome | undefined {
  const { status, drafter: owner, amendedBy } = world.request;
  const writers = PEOPLE.filter(({ id, roles }) =>
    status === 'draft' || status === 'ca-returned'
      ? id === owner
      : status === 'with-ca' && (roles.includes('ca-officer') || id === amendedBy),
  );
  const writer = pick(writers, who);
  return writer && { world: edited(world, writer.id), actor: writer, action: 'edit', saidAllowed: true };
}

/** What the engine would do: its duties, what the wire answers, what is due. */
function engineStep(world: World, { what, how }: Try): { action: Action; input: object } | undefined {
  const { request, translateInto, now } = world;
  const due = request.deadlines.filter(({ status, dueAt }) => status === 'open' && compare(dueAt, now) <= 0);
  const fires = due.map(({ kind, cycle }) => ({ action: 'fireDeadline' as const, input: { kind, cycle } }));
  const duties = dutiesOf(request, translateInto).map((duty) => {
    switch (duty.do) {
      case 'transmit': {
        const input = { transmission: duty.transmission, attempt: duty.attempt };
        if (!duty.lost) return { action: 'claimTransmission' as const, input };
        if (how % 4 === 0) return { action: 'recordUnknown' as const, input };
        return how % 4 === 1
          ? { action: 'recordFailed' as const, input: { ...input, reason: '550' } }
          : { action: 'recordSent' as const, input: { ...input, receipt: '250' } };
      }
      case 'translate':
        return {
          action:
            request.translation?.status === 'certified' && request.status === 'in-translation'
              ? ('makeReady' as const)
              : ('openTranslation' as const),
          input: {},
        };
      case 'make-ready':
        return { action: 'makeReady' as const, input: {} };
      case 'enquire':
        return { action: 'prepareEnquiry' as const, input: {} };
      case 'write':
        return { action: 'prepareMail' as const, input: { purpose: duty.purpose, n: duty.n } };
      default:
        return { action: 'startRetention' as const, input: {} };
    }
  });
  return pick([...fires, ...duties], what);
}

/** What a person does: what waits for it, what it is told that it may do, or anything. */
function personStep(world: World, { mode, who, what }: Try): { actor: Actor; action: Action } {
  const somebody = pick(PEOPLE, who) ?? drafter;
  if (mode === 8) return { actor: somebody, action: pick(ACTIONS, what) ?? 'submit' };
  const task = mode < 5 ? pick(tasksOf(world.request), what) : undefined;
  const holders = task ? PEOPLE.filter((person) => keysOf(person).includes(task.to)) : [];
  const holder = pick(holders, who);
  if (task && holder && holder !== partner) return { actor: holder, action: task.action };
  const actor = task ? partner : somebody;
  const told = allowedActions(world.request, factsFor(world, undefined, actor));
  const ending: readonly Action[] = what % 11 === 0 ? [] : ['withdraw', 'decline'];
  const open = told.filter(({ action, refusal }) => !refusal && !ending.includes(action));
  return { actor, action: pick(open, what)?.action ?? 'withdraw' };
}

/** What is told of one step; the same that the list of allowed actions tells. */
function isOpen(world: World, action: Action, actor: Actor): boolean {
  try {
    check(world.request, action, factsFor(world, action, actor));
    return true;
  } catch (error) {
    if (error instanceof ActionNotAllowed) return false;
    throw error;
  }
}

/** Inputs that go with a step, in a few kinds. */
function inputOf(world: World, action: Action, actor: Actor, how: number): object {
  const usual = inputFor(action, world);
  const recorded =
    moveOf(action).partnerStep && !actor.roles.includes('partner') && how % 5 !== 0 ? byLetter(world) : {};
  const other: { [A in Action]?: object } = {
    dispatch: COURIER,
    deliver: { items: [{ item: world.request.items[how % 3]?.id ?? '1', result: how % 2 ? 'part' : 'done' }] },
    settleItems: {
      items: [
        { item: world.request.items[how % 3]?.id ?? '1', result: how % 2 ? 'impossible' : 'refused', reason: 'no' },
      ],
    },
    settleTransmission: { ...usual, arrived: false },
    decideSecrecy: { goOn: false, reason: 'too dangerous' },
    changeFrame: { label: how % 2 ? 'confidential' : 'public' },
    approve: { letter: 'e'.repeat(64) },
    close: { reason: 'enough' },
  };
  return { ...usual, ...recorded, ...(how % 3 === 1 ? other[action] : {}) };
}

const waits = (world: World, wait: number): World => {
  if (wait < 6) return world;
  if (wait < 8) return later(world, wait === 6 ? HOUR : DAY);
  const next = world.request.deadlines
    .flatMap(({ status, dueAt }) => (status === 'open' && compare(dueAt, world.now) > 0 ? [dueAt] : []))
    .sort(compare)[0];
  return next ? at(world, next) : world;
};

/** One try: what came of it, and whether it had been said to be open. Only what a caller can act on is caught. */
export function play(before: World, attempt: Try): Outcome {
  const world = waits(before, attempt.wait);
  const wrote = attempt.mode === 9 ? (attempt.how % 2 ? edit(world, attempt) : undefined) : undefined;
  if (wrote) return wrote;
  if (attempt.mode === 9)
    return { world: translatedNow(world), actor: translator, action: 'translate', saidAllowed: true };
  const byEngine = attempt.mode === 5 || attempt.mode === 6 ? engineStep(world, attempt) : undefined;
  const { actor, action } = byEngine ? { actor: ENGINE, action: byEngine.action } : personStep(world, attempt);
  const input = byEngine?.input ?? inputOf(world, action, actor, attempt.how);
  const saidAllowed = byEngine !== undefined || isOpen(world, action, actor);
  try {
    return { world: step(world, actor, action, input), actor, action, saidAllowed };
  } catch (error) {
    if (!(error instanceof MlaError)) throw error;
    return { world, actor, action, saidAllowed, error };
  }
}

/** A draft to start from, in a language that the partner takes or does not. */
export const firstDraft = (translated: boolean): World => {
  const { translateInto, ...asItIs } = newWorld({ partner: PROVIDER });
  const world = translated && translateInto ? { ...asItIs, translateInto } : asItIs;
  return step(world, drafter, 'create', inputFor('create', world));
};
