import { describe, expect, test } from 'vitest';
import { check, nobodyMay } from '../../../domain/decide.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Actor, Role, Staff } from '../../../domain/roles.ts';
import { CAST, ENGINE, OFFICE, standingIn, uuid } from './cast.ts';
import { reach, take } from './way.ts';
import { edited, factsFor, lastEvent, newWorld, refusalOf, translatedNow, type World } from './world.ts';

const { drafter, supervisor, officer, second, head, translator, linguist, reviser, registry, everybody } = CAST;
const may = (world: World, action: Action, actor: Actor): boolean => ruleFor(world, action, actor) === undefined;
const ruleFor = (world: World, action: Action, actor: Actor): string | undefined => {
  try {
    check(world.request, action, factsFor(world, action, actor));
    return undefined;
  } catch (error) {
    return (error as { rule?: string }).rule ?? String(error); // what `check` throws has a rule, but for a missing proof
  }
};
/** The same person with more hats. */
const also = (actor: Actor, ...roles: Role[]): Actor => ({ ...actor, roles: [...actor.roles, ...roles] });

describe('S1: who wrote it does not pass it', () => {
  test('the drafter neither endorses nor approves, whatever else it is', () => {
    const both = also(drafter, 'supervisor', 'ca-officer', 'ca-head');

    expect(ruleFor(reach('supervision'), 'endorse', both)).toBe('S1');
    expect(ruleFor(reach('with-ca'), 'approve', both)).toBe('S1');
  });

  test('who endorsed it does not approve it', () => {
    expect(ruleFor(reach('with-ca'), 'approve', also(supervisor, 'ca-officer'))).toBe('S1');
  });

  test('an officer who edited this version does not approve it, another one does', () => {
    const edit = edited(take(reach('approved'), officer, 'amend'), officer.id);
    const rendered = take(edit, officer, 'renderLetter');

    expect(ruleFor(edit, 'approve', second)).toBe('letter-outdated');
    expect(ruleFor(rendered, 'approve', officer)).toBe('S1');
    expect(may(rendered, 'approve', second)).toBe(true);
    expect(may(rendered, 'approve', head)).toBe(true);
  });

  test('a head that lowered the label of this version does not approve it', () => {
    const lowered = take(reach('with-ca'), head, 'lowerLabel', { label: 'official' });
    const rendered = take(
      { ...lowered, content: { ...lowered.content, hash: 'f'.repeat(64) } },
      second,
      'renderLetter',
    );

    expect(ruleFor(rendered, 'approve', head)).toBe('S1');
    expect(may(rendered, 'approve', officer)).toBe(true);
  });

  test('what is approved is the letter that lies there, by its hash', () => {
    const rendered = take(edited(reach('with-ca'), second.id), second, 'renderLetter');
    const old = { letter: reach('with-ca').request.letter?.hash };

    expect(refusalOf(() => take(rendered, officer, 'approve', old)).gaps).toMatchObject([{ field: 'letter' }]);
    expect(take(rendered, officer, 'approve').request.approval).toEqual({
      by: officer.id,
      at: rendered.now,
      edition: rendered.request.edition,
    });
  });

  test('when everybody able has a hand in it, nobody may, and that can be told', () => {
    const staff: Staff[] = [drafter, supervisor, officer];
    const rendered = take(edited(take(reach('approved'), officer, 'amend'), officer.id), officer, 'renderLetter');
    const facts = factsFor(rendered, 'approve', ENGINE);

    expect(nobodyMay(rendered.request, 'approve', staff, facts)).toBe(true);
    expect(nobodyMay(rendered.request, 'approve', [...staff, second], facts)).toBe(false);
  });
});

describe('S2: who approved a coercive measure does not send it', () => {
  const approvedBy = (actor: Actor, items: object[]): World => {
    const drafted = take(translatedNow(newWorld()), drafter, 'create', { items });
    const approved = take(take(take(drafted, drafter, 'submit'), supervisor, 'endorse'), actor, 'approve');
    const { translateInto: _, ...asItIs } = approved;
    return take(asItIs, ENGINE, 'makeReady');
  };
  const twoHats = also(officer, 'registry');

  test.each([
    ['data-traffic', 'S2'],
    ['search-seizure', 'S2'],
    ['something-new', 'S2'],
    ['data-subscriber', undefined],
    ['service-of-documents', undefined],
  ])('%s', (type, rule) => {
    expect(ruleFor(approvedBy(twoHats, [{ type }]), 'dispatch', twoHats)).toBe(rule);
    expect(may(approvedBy(twoHats, [{ type }]), 'dispatch', registry)).toBe(true);
  });

  test('one coercive item is enough', () => {
    expect(
      ruleFor(approvedBy(twoHats, [{ type: 'data-subscriber' }, { type: 'restraint' }]), 'dispatch', twoHats),
    ).toBe('S2');
  });
});

describe('S4: who translated it does not certify it', () => {
  const byLinguist = take(take(reach('in-translation'), linguist, 'takeTranslation'), linguist, 'finishTranslation');

  test('nor gives it back', () => {
    expect(ruleFor(byLinguist, 'certifyTranslation', linguist)).toBe('S4');
    expect(ruleFor(byLinguist, 'returnTranslation', linguist)).toBe('S4');
    expect(may(byLinguist, 'certifyTranslation', reviser)).toBe(true);
  });

  test('a translation given back goes to the same translator, who may not certify it later either', () => {
    const back = take(byLinguist, reviser, 'returnTranslation');

    expect(back.request.translation).toMatchObject({ status: 'open', translator: linguist.id });
    expect(ruleFor(take(back, linguist, 'finishTranslation'), 'certifyTranslation', linguist)).toBe('S4');
  });

  test('what is certified is the letter that lies there, by its hash', () => {
    const error = refusalOf(() => take(byLinguist, reviser, 'certifyTranslation', { letter: 'e'.repeat(64) }));
    expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'letter-outdated' });
  });
});

describe('S5: only the head binds the State', () => {
  test.each<Action>(['acceptConditions', 'declineConditions'])('%s', (action) => {
    const offered = reach('conditions-offered');
    const others = Object.values(CAST).filter(({ roles }) => !roles.some((role) => role === 'ca-head'));

    expect(others.filter((actor) => ruleFor(offered, action, actor) !== 'role')).toEqual([]);
    expect(may(offered, action, head)).toBe(true);
  });
});

describe('S9: a stand-in', () => {
  const approve = (world: World, actor: Actor): World => take(world, actor, 'approve');
  const hand = (n: number, ...roles: Role[]): Actor => ({ id: uuid(n), kind: 'person', roles });

  test('uses its own power first', () => {
    const { actor } = lastEvent(approve(reach('with-ca'), standingIn(officer, head)));
    expect(actor).toEqual({ id: officer.id, kind: 'person' });
  });

  test('uses the power of the person where its own does not reach, in that name', () => {
    const approved = approve(reach('with-ca'), standingIn(registry, officer));

    expect(lastEvent(approved).actor).toEqual({ id: registry.id, kind: 'person', standsInFor: officer.id });
    expect(approved.request.approval?.by).toBe(officer.id);
  });

  test('tries each of the persons it stands in for', () => {
    const { actor } = lastEvent(approve(reach('with-ca'), standingIn(registry, drafter, supervisor, head)));
    expect(actor.standsInFor).toBe(head.id);
  });

  test('has the office of the person, not its own', () => {
    const elsewhere = { ...CAST.stranger, office: uuid(902) };

    expect(may(reach('supervision'), 'endorse', standingIn(elsewhere, supervisor))).toBe(true);
    expect(ruleFor(reach('supervision'), 'endorse', standingIn(supervisor, elsewhere))).toBe(undefined);
    expect(ruleFor(reach('supervision'), 'endorse', standingIn({ ...registry, office: OFFICE }, elsewhere))).toBe(
      'own-office',
    );
  });

  test('limited to one request has no power on another', () => {
    const { id } = reach('with-ca').request;

    expect(may(reach('with-ca'), 'approve', standingIn(registry, { ...officer, onlyFor: id }))).toBe(true);
    expect(ruleFor(reach('with-ca'), 'approve', standingIn(registry, { ...officer, onlyFor: uuid(998) }))).toBe('role');
    expect(ruleFor(newWorld(), 'create', standingIn(registry, { ...drafter, onlyFor: uuid(998) }))).toBe('role');
  });

  test('is told the reason that says most', () => {
    expect(ruleFor(reach('with-ca'), 'approve', standingIn(registry, also(drafter, 'ca-officer')))).toBe('S1');
  });

  test('brings S1 along: its own hand and the hand of whom it stands in for both count', () => {
    expect(ruleFor(reach('with-ca'), 'approve', standingIn(drafter, officer))).toBe('S1');
    expect(ruleFor(reach('with-ca'), 'approve', standingIn(registry, also(supervisor, 'ca-officer')))).toBe('S1');
    expect(ruleFor(reach('with-ca'), 'approve', standingIn(supervisor, officer))).toBe('S1');
  });

  test('that submitted for the drafter neither endorses nor approves afterwards', () => {
    const substitute = hand(51, 'ca-officer', 'supervisor');
    const submitted = take(reach('draft'), standingIn(substitute, drafter), 'submit');

    expect(ruleFor(submitted, 'endorse', { ...substitute, office: OFFICE })).toBe('S1');
    expect(ruleFor(take(submitted, supervisor, 'endorse'), 'approve', substitute)).toBe('S1');
    expect(may(take(submitted, supervisor, 'endorse'), 'approve', officer)).toBe(true);
  });

  test('that opened the draft for the drafter does not approve it', () => {
    const substitute = hand(51, 'ca-officer');
    const opened = take(translatedNow(newWorld()), standingIn(substitute, drafter), 'create');
    const endorsed = take(take(opened, drafter, 'submit'), supervisor, 'endorse');

    expect(opened.request).toMatchObject({ drafter: drafter.id, office: OFFICE });
    expect(ruleFor(endorsed, 'approve', substitute)).toBe('S1');
  });

  test('that endorsed for the head of office does not approve, nor does the one stood in for', () => {
    const substitute = hand(52, 'ca-officer');
    const endorsed = take(reach('supervision'), standingIn(substitute, supervisor), 'endorse');

    expect(endorsed.request.endorsedBy).toBe(supervisor.id);
    expect(ruleFor(endorsed, 'approve', substitute)).toBe('S1');
    expect(ruleFor(endorsed, 'approve', also(supervisor, 'ca-officer'))).toBe('S1');
    expect(may(endorsed, 'approve', officer)).toBe(true);
  });

  test('that approved for somebody does not send what is coercive, nor does the one stood in for', () => {
    const approved = approve(reach('with-ca'), standingIn(registry, officer));
    const { translateInto: _, ...asItIs } = approved;
    const ready = take(asItIs, ENGINE, 'makeReady');

    expect(ruleFor(ready, 'dispatch', registry)).toBe('S2');
    expect(ruleFor(ready, 'dispatch', also(officer, 'registry'))).toBe('S2');
    expect(may(ready, 'dispatch', hand(53, 'registry'))).toBe(true);
  });

  test('finishes what the translator took, and then neither of them certifies it', () => {
    const substitute = hand(54, 'reviser');
    const done = take(reach('in-translation/taken'), standingIn(substitute, translator), 'finishTranslation');

    expect(ruleFor(done, 'certifyTranslation', substitute)).toBe('S4');
    expect(ruleFor(done, 'certifyTranslation', also(translator, 'reviser'))).toBe('S4');
    expect(may(done, 'certifyTranslation', reviser)).toBe(true);
  });

  test('that took the translation keeps the one stood in for from certifying it', () => {
    const taken = take(reach('in-translation'), standingIn(hand(55), linguist), 'takeTranslation');
    const done = take(taken, standingIn(hand(55), linguist), 'finishTranslation');

    expect(ruleFor(done, 'certifyTranslation', linguist)).toBe('S4');
  });

  test('whose time is over has no more power than its own', () => {
    const sentBack = take(take(reach('draft'), standingIn(registry, drafter), 'submit'), supervisor, 'sendBack');
    expect(ruleFor(sentBack, 'submit', also(registry, 'drafter'))).toBe('own-draft');
  });
});

test('one person with every role still can’t carry a request alone', () => {
  const own = take(translatedNow(newWorld()), everybody, 'create');
  const submitted = take(own, everybody, 'submit');

  expect(ruleFor(submitted, 'endorse', everybody)).toBe('S1');
  expect(ruleFor(take(submitted, supervisor, 'endorse'), 'approve', everybody)).toBe('S1');
});
