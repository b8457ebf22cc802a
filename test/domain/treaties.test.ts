import { describe, expect, test } from 'vitest';
import { blocks, type Gap } from '../../domain/errors.ts';
import { missingContents } from '../../domain/gaps/missing.ts';
import { GROUNDS, type Ground, judgeRefusal } from '../../domain/grounds.ts';
import { citeRule, HOUSE_RULES } from '../../domain/house-rules.ts';
import { ITEM_TYPE_IDS, isCoercive, REQUEST_TYPES } from '../../domain/item-types.ts';
import { stackOf } from '../../domain/legal-bases/stack.ts';
import { BUDAPEST } from '../../domain/treaties/budapest-185.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { cite, isConfirmed, reaches } from '../../domain/treaties/type.ts';
import { asked, heron } from './drafts.ts';

describe('a refusal is judged by the instrument', () => {
  test.each<[string, string, readonly string[], Ground | 'not-stated', boolean, string | undefined]>([
    [
      'assistance may be refused for a political offence',
      'budapest-185',
      ['data-content'],
      'political-offence',
      true,
      'Budapest Convention 27(4)(a)',
    ],
    [
      'preservation too, by its own article',
      'budapest-185',
      ['preservation'],
      'political-offence',
      true,
      'Budapest Convention 29(5)(a)',
    ],
    [
      'essential interests protect assistance',
      'budapest-185',
      ['bank-records'],
      'essential-interests',
      true,
      'Budapest Convention 27(4)(b)',
    ],
    ['and preservation', 'budapest-185', ['preservation'], 'essential-interests', true, 'Budapest Convention 29(5)(b)'],
    [
      'and the disclosure of preserved traffic data',
      'budapest-185',
      ['traffic-partial-disclosure'],
      'essential-interests',
      true,
      'Budapest Convention 30(2)(b)',
    ],
    [
      'preservation knows a reservation on dual criminality',
      'budapest-185',
      ['preservation'],
      'no-dual-criminality',
      true,
      'Budapest Convention 29(4)',
    ],
    [
      'disclosure of preserved traffic data knows none',
      'budapest-185',
      ['traffic-partial-disclosure'],
      'no-dual-criminality',
      false,
      'Budapest Convention 30(2)',
    ],
    [
      'no other ground is open for preservation',
      'budapest-185',
      ['preservation'],
      'ne-bis-in-idem',
      false,
      'Budapest Convention 29(5)',
    ],
    [
      'not even its own law',
      'budapest-185',
      ['preservation'],
      'domestic-prohibition',
      false,
      'Budapest Convention 29(5)',
    ],
    [
      'for assistance the law of the requested Party has its grounds',
      'budapest-185',
      ['data-traffic'],
      'ne-bis-in-idem',
      true,
      'Budapest Convention 25(4)',
    ],
    [
      'a fiscal offence alone is no ground',
      'budapest-185',
      ['data-content'],
      'fiscal-offence',
      false,
      'Budapest Convention 25(4)',
    ],
    [
      'one item for which the ground is closed is enough',
      'budapest-185',
      ['data-content', 'preservation'],
      'data-protection',
      false,
      'Budapest Convention 29(5)',
    ],
    [
      'a refusal without reasons owes them',
      'budapest-185',
      ['data-content'],
      'not-stated',
      false,
      'Budapest Convention 27(7)',
    ],
    ['bank secrecy is no ground', 'untoc-18', ['bank-records'], 'bank-secrecy', false, 'UNTOC 18(8)'],
    ['fiscal matters are no sole ground', 'untoc-18', ['bank-records'], 'fiscal-offence', false, 'UNTOC 18(22)'],
    ['form is a ground', 'untoc-18', ['witness-hearing'], 'form-defect', true, 'UNTOC 18(21)(a)'],
    ['own law is a ground', 'untoc-18', ['interception'], 'domestic-prohibition', true, 'UNTOC 18(21)(c)'],
    [
      'dual criminality is a ground, at discretion',
      'untoc-18',
      ['search-seizure'],
      'no-dual-criminality',
      true,
      'UNTOC 18(9)',
    ],
    ['a ground that is not in the list is none', 'untoc-18', ['restraint'], 'death-penalty', false, 'UNTOC 18(21)'],
    [
      'confiscation is for offences of the Convention',
      'untoc-18',
      ['confiscation'],
      'not-covered-by-treaty',
      true,
      'UNTOC 13(7)',
    ],
    ['reasons are due', 'untoc-18', ['restraint'], 'not-stated', false, 'UNTOC 18(23)'],
    ['the impossible is nobody’s refusal', 'untoc-18', ['restraint'], 'impossible', true, undefined],
    ['without a treaty the partner is free', 'reciprocity', ['restraint'], 'bank-secrecy', true, undefined],
    ['and owes no reasons', 'reciprocity', ['restraint'], 'not-stated', true, undefined],
    [
      'an instrument outside the catalogue is not judged',
      'atlantis-1',
      ['restraint'],
      'fiscal-offence',
      true,
      undefined,
    ],
  ])('%s (%s)', (_, instrument, types, ground, allowed, article) => {
    const judged = judgeRefusal(stackOf({ instruments: INSTRUMENTS, bases: [instrument], types }), types, ground);
    expect([judged.allowed, judged.article]).toEqual([allowed, article]);
    expect(judged.note).not.toBe('');
  });

  test('a treaty of the installation’s own is judged by its own lines', () => {
    const own = { ...BUDAPEST, id: 'ours', name: 'Treaty of our own', short: 'Our treaty' };
    const { allowed, article } = judgeRefusal([own], ['preservation'], 'data-protection');
    expect([allowed, article]).toEqual([false, 'Our treaty 29(5)']);
  });

  test('preservation under the Budapest Convention has exactly three grounds', () => {
    const open = GROUNDS.filter(
      (ground) => ground !== 'impossible' && judgeRefusal([BUDAPEST], ['preservation'], ground).allowed,
    );
    expect(open).toEqual(['political-offence', 'essential-interests', 'no-dual-criminality']);
  });
});

describe('the catalogue', () => {
  const instruments = Object.entries(INSTRUMENTS);

  test.each(instruments)('%s stands under its own id', (id, instrument) => {
    expect(instrument.id).toBe(id);
  });

  /** The last article is known of treaties that were read; statutes number by sections. */
  const counted = instruments.flatMap(([id, { lastArticle, ...instrument }]) =>
    lastArticle === undefined ? [] : [[id, lastArticle, instrument] as const],
  );

  test.each(counted)('%s cites only articles that it has: 1 to %i', (_, lastArticle, instrument) => {
    const lines = [
      ...instrument.contents,
      ...instrument.refusalGrounds,
      ...instrument.forbiddenRefusals,
      ...instrument.routes,
      ...instrument.covers,
      ...instrument.deadlines,
      ...instrument.softDuties,
    ];
    const numbers = lines.flatMap(({ article }) => article.match(/^\d+|(?<=, )\d+/g) ?? []).map(Number);
    expect(numbers.filter((number) => number < 1 || number > lastArticle)).toEqual([]);
  });

  test('the last article is known of every treaty whose text was read', () => {
    const read = Object.values(INSTRUMENTS).filter(
      ({ confidence, hasParties, carries }) => confidence === 'confirmed' && hasParties && carries === 'request',
    );
    expect(read.filter(({ lastArticle }) => lastArticle === undefined).map(({ id }) => id)).toEqual([]);
    expect(counted.length).toBeGreaterThanOrEqual(11);
  });

  /** A draft that says nothing, with one item of each type, under one instrument. */
  const gapsUnder = (instrument: string): Gap[] => {
    const draft = asked(heron(), instrument);
    const items = REQUEST_TYPES.map((type) => ({ id: type, type }));
    const empty = {
      ...draft,
      request: { ...draft.request, items },
      content: { items: items.map(({ id }) => ({ id })) },
    };
    return missingContents(empty);
  };

  test.each(instruments)('%s blocks on a confirmed article or a house rule that exists, on nothing else', (id, one) => {
    const confirmed = one.contents.filter((rule) => rule.house === undefined && isConfirmed(one, rule));
    const sources = [
      ...confirmed.map(({ article }) => cite(one, article)),
      ...Object.values(HOUSE_RULES).map(({ id: rule }) => citeRule(rule)),
    ];
    expect(gapsUnder(id).filter((gap) => blocks(gap) && !sources.includes(gap.source))).toEqual([]);
  });

  test.each([
    ['un-cybercrime-2024', 'UN Cybercrime Convention 42(2)(a)'],
    ['cets-224', 'CETS 224 8(3)'],
    ['saarc-2008', 'SAARC Convention (article not confirmed)'],
  ])('%s asks for contents on %s, which is shown and does not block', (id, source) => {
    const told = gapsUnder(id).filter((gap) => gap.source === source);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(blocks)).toEqual([]);
  });

  test('the Budapest Convention lists contents for preservation alone', () => {
    expect(INSTRUMENTS['budapest-185']?.contents.map(({ only }) => only)).toEqual(Array(6).fill(['preservation']));
  });

  const general = ['budapest-185', 'untoc-18', 'reciprocity'].flatMap((id) => INSTRUMENTS[id] ?? []);

  test.each(ITEM_TYPE_IDS)('%s can be asked under the conventions of the widest reach, and by reciprocity', (type) => {
    expect(general.filter(({ covers }) => covers.some((line) => reaches(line, type))).map(({ id }) => id)).toEqual([
      'budapest-185',
      'untoc-18',
      'reciprocity',
    ]);
  });

  test.each([
    ['search-seizure', true],
    ['data-content', true],
    ['bank-records', true],
    ['data-subscriber', false],
    ['service-of-documents', false],
    ['a type that nobody knows', true],
  ])('%s is coercive: %s', (type, expected) => {
    expect(isCoercive(type)).toBe(expected);
  });
});
