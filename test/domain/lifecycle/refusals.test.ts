import { describe, expect, test } from 'vitest';
import { ACTIONS, allowedActions, check, decide } from '../../../domain/decide.ts';
import { ActionNotAllowed } from '../../../domain/errors.ts';
import { type Action, FIRST_STEPS } from '../../../domain/moves.ts';
import { STATUSES, type Status } from '../../../domain/request.ts';
import { type Actor, ROLES, type Role } from '../../../domain/roles.ts';
import { CAST, ENGINE, IN_ROLE } from './cast.ts';
import { opens } from './procedure.ts';
import { reach, take } from './way.ts';
import { factsFor, moveOf, refusalOf, type World } from './world.ts';

// Thousands of refusals: where each was thrown is of no interest.
Error.stackTraceLimit = 0;

/** What forbids a step to an actor before its input is looked at. */
function refusal(world: World, action: Action, actor: Actor): ActionNotAllowed | undefined {
  try {
    check(world.request, action, factsFor(world, action, actor));
    return undefined;
  } catch (error) {
    if (error instanceof ActionNotAllowed) return error;
    throw error;
  }
}

/** Whether role and status open it; what lies in the file (`S1`, `attempt`) may forbid it still. */
const isOpen = (world: World, action: Action, actor: Actor): boolean => {
  const refused = refusal(world, action, actor);
  return refused === undefined || (refused.rule !== 'role' && refused.rule !== 'status');
};

const born = ACTIONS.filter((action) => !FIRST_STEPS.has(action));

describe.each(STATUSES)('in %s', (status: Status) => {
  test.each([...ROLES, 'system'] as const)('the %s may take the steps of the procedure and no other', (by) => {
    const world = reach(status);
    const actor = by === 'system' ? ENGINE : IN_ROLE[by];

    expect(born.filter((action) => isOpen(world, action, actor))).toEqual(
      born.filter((action) => opens(status, action, by)),
    );
  });

  test('a step that is not open is refused by name, rule and source, and nothing has changed', () => {
    const world = reach(status);
    const before = JSON.stringify(world.request);
    const faults = born.flatMap((action) =>
      [...Object.values(IN_ROLE), ENGINE].flatMap((actor) => {
        if (isOpen(world, action, actor)) return [];
        const error = refusalOf(() => decide(world.request, { action, input: {} }, factsFor(world, action, actor)));
        const isNamed =
          error instanceof ActionNotAllowed &&
          error.action === action &&
          error.status === status &&
          error.rule !== '' &&
          error.source !== '';
        return isNamed && /^Cannot \S+ this request: [^.]+[^.\s]$/.test(error.message)
          ? []
          : [`${action}: ${error.message}`];
      }),
    );

    expect(faults).toEqual([]);
    expect(JSON.stringify(world.request)).toBe(before);
  });

  test('what is said to be allowed is what is then refused by nobody', () => {
    const world = reach(status);
    for (const actor of Object.values(CAST)) {
      for (const { action, refusal: told } of allowedActions(world.request, factsFor(world, undefined, actor))) {
        const met = refusal(world, action, actor);
        expect(told).toEqual(
          met && { rule: met.rule, source: met.source, because: met.message.slice(met.message.indexOf(': ') + 2) },
        );
      }
    }
  });
});

describe('who is what', () => {
  test('nobody opens what exists already', () => {
    expect(refusal(reach('draft'), 'create', CAST.drafter)).toMatchObject({ rule: 'status', source: 'procedure 3.1' });
  });

  test.each<Role>(['auditor', 'administrator'])('the %s reads and never writes (S7)', (role) => {
    expect(ACTIONS.filter((action) => moveOf(action).by !== 'system' && [...moveOf(action).by].includes(role))).toEqual(
      [],
    );
  });

  test('a person is never taken for the engine, and the engine never for a person', () => {
    const disguised: Actor = { ...CAST.everybody, id: 'system' };
    const everyRole: Actor = { ...ENGINE, roles: [...ROLES] };

    expect(refusal(reach('approved'), 'openTranslation', disguised)?.rule).toBe('role');
    expect(refusal(reach('with-ca'), 'approve', everyRole)?.rule).toBe('role');
  });

  test.each<[string, Action, Actor, string]>([
    ['draft', 'submit', CAST.colleague, 'own-draft'],
    ['draft', 'addItem', CAST.colleague, 'own-draft'],
    ['draft', 'withdraw', CAST.colleague, 'own-draft'],
    ['ca-returned', 'resubmit', CAST.colleague, 'own-draft'],
    ['ca-declined', 'reopen', CAST.colleague, 'own-draft'],
    ['approved', 'amend', CAST.colleague, 'own-draft'],
    ['with-ca', 'renderLetter', CAST.colleague, 'own-draft'],
    ['partial', 'verifyDelivery', CAST.colleague, 'own-draft'],
    ['supervision', 'endorse', CAST.stranger, 'own-office'],
    ['supervision', 'sendBack', CAST.stranger, 'own-office'],
    ['in-translation/taken', 'finishTranslation', CAST.linguist, 'own-translation'],
    ['in-translation/taken', 'takeTranslation', CAST.linguist, 'translation-taken'],
    ['sent', 'acknowledge', CAST.foreigner, 'own-authority'],
    ['in-execution', 'deliver', CAST.foreigner, 'own-authority'],
    ['in-execution', 'withdraw', CAST.drafter, 'role'],
  ])('in %s, %s is not for somebody else of the same role', (place, action, actor, rule) => {
    expect(refusal(reach(place as Status), action, actor)?.rule).toBe(rule);
  });

  test('an officer of a partner whose authority is not known acts for nobody (S8)', () => {
    const { authority: _, ...nobody } = CAST.partner;

    expect(refusal(reach('sent'), 'acknowledge', nobody)).toMatchObject({
      rule: 'own-authority',
      source: 'separation of duties S8',
    });
  });
});

describe('what lies in the file forbids', () => {
  test.each<[string, Action, Actor, string]>([
    ['in-translation', 'finishTranslation', CAST.translator, 'own-translation'],
    ['in-translation/taken', 'certifyTranslation', CAST.reviser, 'translation-status'],
    ['in-translation/done', 'finishTranslation', CAST.translator, 'translation-status'],
    ['in-translation/done', 'makeReady', ENGINE, 'V7'],
    ['ready/prepared', 'dispatch', CAST.registry, 'transmission-under-way'],
    ['ready/sending', 'dispatch', CAST.registry, 'transmission-under-way'],
    ['ready/unknown', 'dispatch', CAST.registry, 'transmission-unknown'],
    ['delivery-failed/unknown', 'dispatch', CAST.registry, 'transmission-unknown'],
    ['ready/prepared', 'amend', CAST.officer, 'transmission-under-way'],
    ['ready/unknown', 'amend', CAST.officer, 'transmission-under-way'],
    ['ready/sending', 'withdraw', CAST.officer, 'transmission-under-way'],
    ['sent', 'prepareEnquiry', ENGINE, 'enquiry'],
    ['approved', 'makeReady', ENGINE, 'V7'],
  ])('in %s, %s', (place, action, actor, rule) => {
    expect(refusal(reach(place as Status), action, actor)?.rule).toBe(rule);
  });

  test('retention is started once', () => {
    const kept = take(reach('closed'), ENGINE, 'startRetention');

    expect(kept.request.retentionUntil).toBe('2036-03-09');
    expect(refusal(kept, 'startRetention', ENGINE)?.rule).toBe('retention');
  });

  test('a translation that a changed segment made stale is neither certified nor sent', () => {
    const stale = { stale: ['facts/p1'] };
    const cases = [
      ['in-translation/taken', 'finishTranslation', CAST.translator],
      ['in-translation/done', 'certifyTranslation', CAST.reviser],
      ['in-translation/certified', 'makeReady', ENGINE],
      ['ready', 'dispatch', CAST.registry],
    ] as const;
    for (const [place, action, actor] of cases) {
      const { request } = reach(place);
      const error = refusalOf(() => check(request, action, factsFor(reach(place), action, actor, stale)));
      expect(error).toMatchObject({ rule: 'translation-stale', source: 'V7' });
    }
  });
});
