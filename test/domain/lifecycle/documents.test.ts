import { describe, expect, test } from 'vitest';
import { Incomplete } from '../../../domain/errors.ts';
import type { Action } from '../../../domain/moves.ts';
import { CAST, ENGINE, uuid } from './cast.ts';
import { inputFor, type Place, reach, take } from './way.ts';
import { type Circumstances, edited, newWorld, refusalOf, step, type World } from './world.ts';

const { drafter, officer, head, partner, registry } = CAST;
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule }) => `${field}: ${rule}`);

describe('a submission', () => {
  const SUBMISSIONS = [
    ['draft', 'submit', drafter],
    ['ca-returned', 'resubmit', drafter],
    ['with-ca', 'renderLetter', officer],
  ] as const satisfies [Place, Action, object][];
  const submitted = (
    place: Place,
    action: Action,
    actor: (typeof SUBMISSIONS)[number][2],
    more: Circumstances,
  ): World => step(edited(reach(place), actor.id), actor, action, {}, more);

  test.each(SUBMISSIONS)('in %s by %s names every gap at once', (place, action, actor) => {
    const gap = (field: string) => ({ field, rule: 'missing', message: 'is missing', source: 'UNTOC 18(15)(c)' });
    const error = refusalOf(() => submitted(place, action, actor, { gaps: [gap('facts'), gap('purpose')] }));

    expect(error).toBeInstanceOf(Incomplete);
    expect(error.gaps?.map(({ field }) => field)).toEqual(['facts', 'purpose']);
  });

  test.each(SUBMISSIONS)(
    'in %s by %s binds the letter of the content as it stands, as a new edition',
    (place, action, actor) => {
      const before = edited(reach(place), actor.id);
      const { request } = take(before, actor, action);

      expect(request.edition).toBe(before.request.edition + 1);
      expect(request.letter).toMatchObject({ contentHash: before.content.hash, editors: before.content.editors });
      expect([request.defects, request.amendedBy]).toEqual([[], undefined]);
    },
  );

  test.each(SUBMISSIONS)(
    'in %s by %s of a letter that is older than its content is refused',
    (place, action, actor) => {
      const error = refusalOf(() => submitted(place, action, actor, { contentHash: 'f'.repeat(64) }));
      expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'letter-outdated', source: 'house rule HR-20' });
    },
  );

  test('binds the annexes with it', () => {
    const annexed = reach('draft/annexed');
    expect(take(annexed, drafter, 'submit').request.letter?.annexes).toEqual(
      annexed.request.annexes.map(({ file }) => file),
    );
  });
});

describe('a draft', () => {
  test('numbers its items once: what was taken out is not given again', () => {
    const longer = take(reach('draft'), drafter, 'addItem');
    expect(longer.request.items.map(({ id }) => id)).toEqual(['1', '2', '3']);
    for (const item of ['1', '3']) {
      const shorter = take(longer, drafter, 'removeItem', { item });
      expect(take(shorter, drafter, 'addItem').request.items.at(-1)?.id).toBe('4');
    }
  });

  test.each<[Action, object, string]>([
    ['removeItem', { item: '9' }, 'item: unknown'],
    ['removeAnnex', { annex: uuid(997) }, 'annex: unknown'],
  ])('%s names what is there', (action, input, gap) => {
    expect(gapsOf(() => take(reach('draft'), drafter, action, input))).toEqual([gap]);
  });

  test('keeps a question to the desk with its answer', () => {
    const asked = reach('draft/asked');
    const { deskQuestions } = take(asked, officer, 'answerDesk').request;

    expect(deskQuestions).toMatchObject([{ answer: { text: expect.any(String) }, answeredAt: asked.now }]);
    expect(gapsOf(() => take(asked, officer, 'answerDesk', { question: uuid(997) }))).toEqual(['question: unknown']);
  });

  test('is returned with at least one field that exists as a path', () => {
    const returned = (defects: object[]) => () => take(reach('with-ca'), officer, 'returnForCorrection', { defects });

    expect(refusalOf(returned([])).name).toBe('InvalidInput');
    expect(refusalOf(returned([{ field: 'the third paragraph, where he lies', words: 'x' }])).name).toBe(
      'InvalidInput',
    );
    expect(returned([{ field: 'item/2.reason', words: 'x' }])().request.defects).toHaveLength(1);
  });

  test('goes to an officer of the central authority and to nobody else', () => {
    const assigned = (person: string) => () => take(reach('with-ca'), head, 'assignOfficer', { officer: person });

    expect(gapsOf(assigned(registry.id))).toEqual(['officer: unknown']);
    expect(gapsOf(assigned(partner.id))).toEqual(['officer: unknown']);
    expect(assigned(head.id)().request.officer).toBe(head.id);
  });

  test('opens with every list empty and the reference that it was given', () => {
    const { request } = step(newWorld(), drafter, 'create', inputFor('create', newWorld()));
    expect(request).toMatchObject({
      reference: 'MLA-2026-1',
      edition: 0,
      drafter: drafter.id,
      label: 'restricted',
      urgency: 'normal',
    });
  });
});

describe('a translation', () => {
  test('that the partner does not need is not opened', () => {
    const error = refusalOf(() => take(reach('approved/as-it-is'), ENGINE, 'openTranslation'));
    expect(error).toMatchObject({ rule: 'V7', source: 'V7' });
  });

  test('goes on with its translator after an edit', () => {
    const edit = edited(take(reach('in-translation/certified'), officer, 'amend'), officer.id);
    const approved = take(take(edit, officer, 'renderLetter'), CAST.second, 'approve');
    const again = take(approved, ENGINE, 'openTranslation');

    expect(again.request.translation).toEqual({ language: 'fr', status: 'open', translator: CAST.translator.id });
    expect(again.request.status).toBe('in-translation');
  });

  test('that is no longer needed leaves no clock behind', () => {
    const { translateInto: _, ...unneeded } = reach('in-translation/taken');
    const { request } = take(unneeded, ENGINE, 'makeReady');

    expect(request.status).toBe('ready');
    expect(request.deadlines.filter(({ status }) => status === 'open')).toEqual([]);
  });
});

describe('closing', () => {
  test('an executed file needs its deliveries verified', () => {
    const error = refusalOf(() => take(reach('executed'), officer, 'close'));
    expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'evidence-verified', source: 'procedure 3.1' });
  });

  test('needs feedback, and where conditions bind, the word that they were kept', () => {
    const bound = take(reach('conditions-offered'), head, 'acceptConditions');
    const executed = take(bound, partner, 'deliver');
    const verified = take(executed, drafter, 'verifyDelivery');

    expect(gapsOf(() => take(verified, officer, 'close', { conditionsMet: false, feedback: undefined }))).toEqual([
      'conditionsMet: closing-checks',
      'feedback: closing-checks',
    ]);
    expect(take(verified, officer, 'close').request.status).toBe('closed');
  });

  test('a delivery is verified by name', () => {
    expect(gapsOf(() => take(reach('executed'), drafter, 'verifyDelivery', { delivery: uuid(997) }))).toEqual([
      'delivery: unknown',
    ]);
  });

  test('a withdrawal keeps its reason', () => {
    expect(take(reach('sent'), officer, 'withdraw').request.closing?.reason?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(refusalOf(() => take(reach('sent'), officer, 'withdraw', { reason: '' })).name).toBe('InvalidInput');
  });
});
