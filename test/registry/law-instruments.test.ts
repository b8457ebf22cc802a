import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../domain/catalogue.ts';
import { InvalidInput } from '../../domain/errors.ts';
import type { LegalBasis, Question } from '../../domain/legal-bases/question.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import { countPeriod, periodRules } from '../../domain/periods.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { inTransaction } from '../../registry/db.ts';
import { previewGaps } from '../../registry/gaps.ts';
import { addBilateralTreaty, type NewTreaty } from '../../registry/law-starts.ts';
import { loadLetterInput } from '../../registry/letter-input.ts';
import { type LawOffice, line, openLawOffice } from './law-office.ts';

let law: LawOffice;
beforeAll(async () => {
  law = await openLawOffice();
});
afterAll(() => law?.close());

const CETS = 'cets-224';
const correct = (key: string, value: unknown, confidence: 'confirmed' | 'unverified' = 'confirmed', about = CETS) =>
  law.record(line('correction', about, key, { value }, { confidence }));

/** What the refusal of a correction says; undefined where it was taken. */
async function refusalOf(key: string, value: unknown, about = CETS): Promise<string | undefined> {
  const error: unknown = await correct(key, value, 'confirmed', about).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  expect(error).toBeInstanceOf(InvalidInput);
  return (error as InvalidInput).gaps.map(({ field, message }) => `${field} ${message}`).join('; '); // just checked
}

const catalogue = async () => catalogueOf(INSTRUMENTS, (await law.house()).law);
const periodOf = async (id: string) => periodRules(await catalogue()).find((rule) => rule.id === id);
/** The verdict on an instrument for a request to Belmora. */
async function basis(id: string, more: Partial<Question> = {}): Promise<LegalBasis | undefined> {
  const { facts, law: own } = await law.house();
  const requested = await law.partner('XBE');
  const { otherTreaties } = requested;
  const question = {
    requesting: facts,
    requested,
    type: 'data-subscriber',
    date: '2026-03-16',
    urgency: 'normal',
  } as const;
  const asked = { ...question, instruments: await catalogue(), switchedOn: own.switchedOn, otherTreaties, ...more };
  return legalBases(asked).find((one) => one.id === id);
}

describe('a correction', () => {
  test('of an unverified period is what the period counts by, and says how sure it is', async () => {
    expect(await periodOf(`${CETS}/a8-serve`)).toMatchObject({ line: { amount: 45 } });
    await correct('deadlines.a8-serve.amount', 50, 'unverified');
    await correct('deadlines.a8-serve.unit', 'working-day', 'unverified');

    const rule = await periodOf(`${CETS}/a8-serve`);
    expect(rule).toMatchObject({ line: { amount: 50, unit: 'working-day', confidence: 'unverified' } });
    const calendar = { zone: 'Asia/Seoul', weekend: [6, 7], holidays: [] };
    expect(rule && countPeriod(rule, { start: '2026-03-02', zone: calendar.zone, calendar })).toMatchObject({
      confidence: 'unverified',
      due: '2026-05-11',
    });
  });

  test('can be corrected again, alone or with others of its line, after it was confirmed, too', async () => {
    await correct('deadlines.a8-serve.amount', 40);
    await correct('deadlines.a8-serve.unit', 'day');
    await correct('deadlines.a8-serve.amount', 45);

    expect(await periodOf(`${CETS}/a8-serve`)).toMatchObject({
      line: { amount: 45, unit: 'day', confidence: 'confirmed' },
    });
  });

  test('ends, and the release counts again', async () => {
    const standing = (await law.rows({ kind: 'correction' })).filter(({ ended_by }) => ended_by === null);
    for (const { id } of standing) await law.end(id);

    expect((await law.house()).law.corrections).toEqual([]);
    expect(await catalogue()).toBe(INSTRUMENTS);
  });

  test('of a word changes what the legal basis says, and only its own line is confirmed by it', async () => {
    await correct('languages.text', 'the language of the requested Party', 'confirmed');

    const { [CETS]: instrument } = await catalogue();
    expect(instrument?.languages).toMatchObject({
      text: 'the language of the requested Party',
      confidence: 'confirmed',
    });
    expect([instrument?.confidence, instrument?.form.confidence]).toEqual(['unverified', undefined]);
    expect((await basis(CETS))?.languages[0]?.text).toBe('the language of the requested Party');
  });

  test('can confirm a line as it is', async () => {
    await correct('deadlines.a7-enforce-after.confidence', 'confirmed');

    expect((await periodOf(`${CETS}/a7-enforce-after`))?.line).toMatchObject({ amount: 30, confidence: 'confirmed' });
  });

  test.each<[string, string, unknown, string | undefined, string?]>([
    ['what was read', 'deadlines.art29-hold.amount', 90, 'key names what is confirmed', 'budapest-185'],
    [
      'what was read, in an instrument that has other lines',
      'covers.0.text',
      'x',
      'key names what is confirmed',
      'bilateral-extradition-60',
    ],
    [
      'a line without article that is not confirmed',
      'otherGrounds.0.text',
      'the grounds of article 7',
      undefined,
      'bilateral-extradition-60',
    ],
    ['what is not there', 'deadlines.a9.amount', 1, 'key leads nowhere'],
    ['beyond a list', 'covers.99.text', 'x', 'key leads nowhere'],
    ['a name of the language', '__proto__.x', 'x', 'key leads nowhere'],
    ['a method', 'covers.map', 'x', 'key leads nowhere'],
    ['a whole line', 'deadlines.a8-serve', 1, 'key names no single value'],
    ['an id', 'deadlines.a8-serve.id', 'x', 'key names an id'],
    ['the id of the instrument', 'id', 'x', 'key names an id'],
    ['a number by a word', 'deadlines.a8-serve.amount', '45', 'body.value Invalid input'],
    ['a number by none that counts', 'deadlines.a8-serve.amount', -1, 'body.value'],
    ['an amount by nothing, where the figure is stated in the case', 'deadlines.a8-serve.amount', null, undefined],
    ['a word by nothing', 'form.text', null, 'body.value'],
    ['a word by another that is none', 'deadlines.a8-serve.unit', 'moon', 'body.value Invalid option'],
    ['a text by hidden marks', 'form.text', 'a\u202Eb', 'body.value has hidden direction marks'],
    ['an instrument that is none', 'form.text', 'x', 'about is no instrument of the catalogue', 'ets-0'],
    ['a name of the language as an instrument', 'x', 'x', 'about is no instrument of the catalogue', 'constructor'],
  ])('of %s', async (_what, key, value, expected, about = CETS) => {
    const refusal = await refusalOf(key, value, about);

    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(expected);
  });
});

describe('an instrument that ships switched off', () => {
  test('applies where an administrator has switched it on, and no longer when it is off again', async () => {
    await law.record(...['XAR', 'XBE'].map((state) => line('membership', state, CETS, { since: '2026-01-01' })));
    expect(await basis(CETS)).toMatchObject({ applies: false });

    await law.record(line('switch', CETS, '', { on: true }));
    expect(await basis(CETS)).toMatchObject({ applies: true, confidence: 'unverified' });

    await law.record(line('switch', CETS, '', { on: false }));
    expect((await basis(CETS))?.reasons[0]?.text).toMatch(/^switched off/);
  });

  test('is the only one that has a switch', async () => {
    for (const about of ['budapest-185', 'none', 'constructor'])
      await expect(law.record(line('switch', about, '', { on: true }))).rejects.toThrow(
        /about is no instrument that ships switched off/,
      );
  });
});

describe('a bilateral treaty', () => {
  const ID = 'arvania-belmora';
  const TREATY: NewTreaty = {
    id: ID,
    name: 'Treaty between Arvania and Belmora on Mutual Assistance in Criminal Matters',
    short: 'Arvania-Belmora Treaty',
    with: 'XBE',
    since: '2019-05-01',
    lastArticle: 22,
    source: 'treaty series, volume 12',
    confidence: 'confirmed',
    checkedOn: '2026-03-01',
  };
  const add = async (treaty: Partial<NewTreaty> = {}) =>
    await addBilateralTreaty(law.office.app, await law.office.as('admin'), { ...TREATY, ...treaty });
  const draft = (instrument: string, ...articles: string[]) =>
    law.office.create('seo', { basis: [{ instrument, articles }] });
  const gapsOf = async (request: string) => await previewGaps(law.office.app, await law.office.as('seo'), request);

  test.each<[string, Partial<NewTreaty>, string]>([
    ['is named like an instrument of the catalogue', { id: 'budapest-185' }, 'id is an instrument of the catalogue'],
    ['has an id that is none', { id: 'Our Treaty' }, 'id is no code'],
    ['is with nobody', { with: 'QQ' }, 'with is no State'],
    ['is with ourselves', { with: 'XAR' }, 'with is our own State'],
    ['has no name', { name: ' ' }, 'name is empty'],
    ['has hidden marks in its name', { name: 'a\u2066b' }, 'name has hidden direction marks'],
    ['has no source', { source: '' }, 'source is missing'],
  ])('that %s is refused whole', async (_what, wrong, expected) => {
    const before = await law.rows({});
    await expect(add(wrong)).rejects.toThrow(expected);
    expect(await law.rows({})).toEqual(before);
  });

  test('displaces the residual articles of a convention, from its day on', async () => {
    const request = await draft('budapest-185', '27(2)');
    const residual = async () =>
      (await gapsOf(request))
        .filter(({ rule, field }) => rule === 'basis-residual' && field === 'basis.0')
        .map(({ message }) => message);
    expect(await residual()).toEqual([]);

    await add();

    expect(await residual()).toEqual([expect.stringContaining('Arvania-Belmora Treaty displaces')]);
    expect(await law.violations()).toEqual([]);
  });

  test('carries a request, unverified in all its lines until they are corrected', async () => {
    expect(await basis(ID, { type: 'mla-evidence' })).toMatchObject({
      applies: true,
      rank: 1,
      confidence: 'unverified',
    });
    await correct('languages.text', 'French or English', 'confirmed', ID);

    const { [ID]: instrument } = await catalogue();
    expect(instrument).toMatchObject({
      kind: 'bilateral-treaty',
      hasParties: true,
      languages: { text: 'French or English', confidence: 'confirmed' },
    });
    expect(instrument?.inForce).toEqual({ status: 'in force', since: '2019-05-01' });
  });

  test('is named in the letter, with the article of its route once that is confirmed', async () => {
    const request = await law.office.read(await draft(ID, '1'));
    const input = () => inTransaction(law.office.system, undefined, (tx) => loadLetterInput(tx, request, '2026-03-16'));
    const { treaties, route } = await input();
    expect(treaties).toEqual({ [ID]: TREATY.name });
    expect(route).toEqual({ id: 'central-authority' });

    await correct('routes.0.confidence', 'confirmed', 'confirmed', ID);

    expect((await input()).route?.source).toMatch(/^Arvania-Belmora Treaty /);
  });

  test('is added once; more of it is corrected', async () => {
    await expect(add({ name: 'Another' })).rejects.toThrow(/id is that of a treaty on record/);
    await expect(law.record(line('instrument', 'untoc-18', '', { data: {} }))).rejects.toThrow(
      /about is an instrument of the catalogue/,
    );
    await expect(law.record(line('instrument', 'of-our-own', '', { data: { name: 'x', canary: 1 } }))).rejects.toThrow(
      /body.data.short/,
    );
    await expect(law.record(line('instrument', 'of-our-own', '', { data: { canary: 1 } }))).rejects.not.toThrow(
      /canary/,
    );
  });

  test('of which only the name is on record displaces them, too', async () => {
    const request = await law.office.create('seo', {
      requested: 'XQA',
      partner: await qasira(),
      basis: [{ instrument: 'untoc-18', articles: ['18(9)'] }],
    });
    const isResidual = async () => (await gapsOf(request)).some(({ rule }) => rule === 'basis-residual');
    expect(await isResidual()).toBe(false);

    await law.record(line('treaty', 'XQA', 'treaty-2001', { name: 'Treaty of 2001', since: '2001-01-01' }));

    expect(await isResidual()).toBe(true);
  });

  const qasira = async () => (await law.office.system.query("select id from authority where state = 'XQA'")).rows[0].id;
});
