import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { translateAll } from '../support/translate.ts';
import {
  approve,
  atCentralAuthority,
  certify,
  FRAME,
  inboxOf,
  PURPOSE,
  ready,
  SMALL,
  sees,
  tries,
} from './small-case.ts';

/** The ways back: what happens to a draft that is not right the first time. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(() => house.close());

const OTHER_PURPOSE = [{ kind: 'paragraph', id: 'u1', text: 'To find who used the mailbox, and when.' }];
const statusOf = (request: string): Promise<string> => house.status(request);

describe('before the central authority', () => {
  test('a question to the desk is answered before submission, and the desk sees the draft meanwhile', async () => {
    const request = await house.draft(FRAME, SMALL);
    expect(
      (await tries(house, 'seo', 'answerDesk', request, { question: crypto.randomUUID(), answer: 'x' })).__typename,
    ).toBe('ActionNotAllowed');
    await house.does('seo', 'askDesk', request, { question: 'Does Belmora take one letter for two offices?' });
    expect(await inboxOf(house, 'moon', request)).toMatchObject([{ action: 'ANSWER_DESK' }]);
    const { deskQuestions } = await sees<{ deskQuestions: { id: string; words: string }[] }>(
      house,
      'moon',
      request,
      'deskQuestions { id words }',
    );
    await house.does('moon', 'answerDesk', request, { question: deskQuestions[0]?.id, answer: 'It does' });

    expect(await sees(house, 'seo', request, 'now: status deskQuestions { words answer }')).toEqual({
      now: 'DRAFT',
      deskQuestions: [{ words: 'Does Belmora take one letter for two offices?', answer: 'It does' }],
    });
    expect(await sees(house, 'moon', request, 'id')).toBeNull();
    expect(await inboxOf(house, 'moon', request)).toEqual([]);
  });

  test('the head of the office gives a draft back with a comment', async () => {
    const request = await house.draft(FRAME, SMALL);
    await house.does('seo', 'submitRequest', request);
    await house.does('baek', 'sendBackRequest', request, { comment: 'Say who reads the log' });

    expect(await sees(house, 'seo', request, 'now: status returnPoints { field words }')).toEqual({
      now: 'DRAFT',
      returnPoints: [{ field: '', words: 'Say who reads the log' }],
    });
    await house.does('seo', 'withdrawRequest', request, { reason: 'The log is gone' });
    expect(await statusOf(request)).toBe('withdrawn');
  });
});

describe('at the central authority', () => {
  test('a return points at fields, stops the clock of the review, and goes when it is corrected', async () => {
    const request = await atCentralAuthority(house);
    const defects = [
      { field: 'purpose', words: 'Say when' },
      { field: 'items.0.reason', words: 'Too thin' },
    ];
    expect((await tries(house, 'oh', 'returnRequest', request, { defects: [] })).gaps).toMatchObject([
      { field: 'defects' },
    ]);
    const strange = [...defects, { field: 'nosuch.99.zzz', words: 'Nothing there' }];
    expect((await tries(house, 'oh', 'returnRequest', request, { defects: strange })).gaps).toMatchObject([
      { field: `defects.${defects.length}.field` },
    ]);
    await house.does('oh', 'returnRequest', request, { defects });
    const clocks = 'now: status edition returnPoints { field words } deadlines { kind status }';
    const returned = await sees<{ deadlines: object[] }>(house, 'seo', request, clocks);
    expect(returned).toMatchObject({ now: 'CA_RETURNED', edition: 1, returnPoints: defects });
    expect(returned.deadlines).toContainEqual({ kind: 'ca-review', status: 'paused' });

    await (await house.as('seo')).savePart(request, 'purpose', OTHER_PURPOSE);
    await house.does('seo', 'resubmitRequest', request);
    const again = await sees<{ deadlines: object[] }>(house, 'seo', request, clocks);
    expect(again).toMatchObject({ now: 'WITH_CA', edition: 2, returnPoints: [] });
    expect(again.deadlines).toContainEqual({ kind: 'ca-review', status: 'open' });
  });

  test('what is declined can be reopened, only as a new version that goes all the way again', async () => {
    const request = await atCentralAuthority(house);
    expect((await tries(house, 'oh', 'declineRequest', request, { reason: 'Too early' })).__typename).toBe(
      'ActionNotAllowed',
    );
    await house.does('yang', 'declineRequest', request, { reason: 'Ask Belmora for preservation first' });
    expect(await sees(house, 'seo', request, 'now: status endReason')).toEqual({
      now: 'CA_DECLINED',
      endReason: 'Ask Belmora for preservation first',
    });
    expect((await tries(house, 'oh', 'approveRequest', request, { letter: '0'.repeat(64) })).__typename).toBe(
      'ActionNotAllowed',
    );

    await house.does('seo', 'reopenRequest', request);
    expect(await sees(house, 'seo', request, 'now: status edition endReason letter { hash }')).toEqual({
      now: 'DRAFT',
      edition: 2,
      endReason: null,
      letter: null,
    });
    await house.does('seo', 'submitRequest', request);
    expect(await statusOf(request)).toBe('supervision');
  });

  test('a submitted draft is withdrawn by the central authority alone', async () => {
    const request = await atCentralAuthority(house);
    expect((await tries(house, 'seo', 'withdrawRequest', request, { reason: 'x' })).__typename).toBe(
      'ActionNotAllowed',
    );
    await house.does('oh', 'withdrawRequest', request, { reason: 'The prosecutor asked for it' });
    expect(await statusOf(request)).toBe('withdrawn');
  });
});

describe('after approval', () => {
  test('an edit takes the approval away, and nobody who edited approves again', async () => {
    const request = await atCentralAuthority(house);
    await approve(house, 'oh', request);
    const moon = await house.as('moon');
    expect(await moon.savePart(request, 'purpose', OTHER_PURPOSE)).toMatchObject({
      __typename: 'ActionNotAllowed',
      rule: 'edit',
    });
    const { letter } = await sees<{ letter: { hash: string } }>(house, 'moon', request, 'letter { hash }');

    await house.does('moon', 'amendRequest', request);
    expect(await sees(house, 'moon', request, 'now: status approval { edition }')).toEqual({
      now: 'WITH_CA',
      approval: null,
    });
    expect((await moon.savePart(request, 'purpose', OTHER_PURPOSE)).__typename).toBe('Part');
    expect(await tries(house, 'oh', 'approveRequest', request, { letter: letter.hash })).toMatchObject({
      rule: 'letter-outdated',
    });
    await house.does('moon', 'renderLetter', request);
    expect((await tries(house, 'oh', 'approveRequest', request, { letter: letter.hash })).gaps).toMatchObject([
      { field: 'letter' },
    ]);
    const { letter: second } = await sees<{ letter: { hash: string } }>(house, 'moon', request, 'letter { hash }');
    expect(second.hash).not.toBe(letter.hash);
    expect(await tries(house, 'moon', 'approveRequest', request, { letter: second.hash })).toMatchObject({
      rule: 'S1',
    });
    await approve(house, 'oh', request);
    expect(await sees(house, 'oh', request, 'now: status approval { edition by { name } }')).toEqual({
      now: 'IN_TRANSLATION',
      approval: { edition: 2, by: { name: 'Oh Sejin' } },
    });
  });

  test('a changed sentence makes only its own translation stale, and that blocks the way out', async () => {
    const request = await ready(house);
    await house.does('seo', 'amendRequest', request);
    await (await house.as('seo')).savePart(request, 'purpose', OTHER_PURPOSE);
    await house.does('seo', 'renderLetter', request);
    expect((await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).__typename).toBe('NotFound');
    await approve(house, 'oh', request);

    expect(await staleOf(request)).toEqual(['purpose/u1']);
    expect(await tries(house, 'lim', 'finishTranslation', request, { sworn: true })).toMatchObject({
      rule: 'translation-stale',
    });
    expect((await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).__typename).toBe(
      'ActionNotAllowed',
    );
    await translateAll(house, request, 'lim', { 'purpose/u1': 'Pour savoir qui a utilisé la boîte, et quand.' });
    expect(await staleOf(request)).toEqual([]);
    await certify(house, request);
    expect(await statusOf(request)).toBe('ready');
  });

  test('what is edited back to the approved words needs no new translation', async () => {
    const request = await ready(house);
    const seo = await house.as('seo');
    await house.does('seo', 'amendRequest', request);
    await seo.savePart(request, 'purpose', OTHER_PURPOSE);
    await seo.savePart(request, 'purpose', PURPOSE);
    await approve(house, 'oh', request);
    expect(await staleOf(request)).toEqual([]);
  });

  test('leaves a record that verifies', async () => {
    expect(await house.violations()).toEqual([]);
  });
});

async function staleOf(request: string): Promise<string[]> {
  type Seen = { translation: { segments: { id: string; current: boolean }[] } };
  const { translation } = await sees<Seen>(house, 'lim', request, 'translation { segments { id current } }');
  return translation.segments.filter(({ current }) => !current).map(({ id }) => id);
}
