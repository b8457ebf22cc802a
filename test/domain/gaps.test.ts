import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parts } from '../../domain/content.ts';
import { type Draft, isFilled } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import { HOUSE_RULES } from '../../domain/house-rules.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { cite } from '../../domain/treaties/type.ts';
import { SALT_ROAD } from '../templates/salt-road.ts';
import { asked, BELMORA, demand, draftOf, heron, QASIRA, salt, told, withItem, without, withPart } from './drafts.ts';

describe('a complete draft has no gap', () => {
  test('Blue Heron', () => expect(findGaps(heron())).toEqual([]));
  test('Salt Road', () => expect(findGaps(salt())).toEqual([]));
});

describe('the gaps that the cases have on purpose', () => {
  test('Blue Heron: no port, no zone, and no word on why the content is needed', () => {
    const unlogged = withPart(heron(), 'identifiers', (all) => all.map((one) => ({ ...one, noneKnown: false })));
    const draft = withItem(unlogged, 2, { reason: [] });
    expect(told(draft)).toEqual([
      'items.2.reason | house rule HR-58',
      'identifiers.2.zone | house rule HR-53',
      'identifiers.2.port | house rule HR-53',
    ]);
    expect(findGaps(draft)[0]?.message).toBe('is missing: why the content is needed beside the traffic data');
  });

  test('Blue Heron: a line left out of the letter needs no port', () => {
    const unlogged = withPart(heron(), 'identifiers', (all) =>
      all.map((one) => (one.id === 'i3' ? { ...one, noneKnown: false, leftOut: true } : one)),
    );
    expect(findGaps(unlogged)).toEqual([]);
  });

  test('Salt Road: a house without a name, an apartment without a value, and no assurance', () => {
    const nameless = withPart(salt(), 'persons', (all) => [
      ...all,
      { id: 'p9', role: 'company', names: [], aliases: ['stamp number 88-41'] },
    ]);
    const unvalued = withItem(nameless, 2, { valueUnknown: false });
    const draft = withPart(unvalued, 'undertakings', (all) => ({ ...all, deathPenalty: false }));
    expect(told(draft)).toEqual([
      'persons.4.names | house rule HR-46',
      'items.2.value | house rule HR-65',
      'undertakings.deathPenalty | Qasira: notice of 2019',
    ]);
  });

  test('Salt Road: the text of each offence, because Qasira asks for it', () => {
    expect(told(draftOf(SALT_ROAD, QASIRA, '2026-08-03'))).toEqual(
      [0, 1, 2].map((index) => `offences.${index}.text | Qasira: notice of 2019`),
    );
  });
});

describe('the source of a gap', () => {
  const empty = (draft: Draft): Draft => ({ ...draft, content: { items: draft.content.items } });

  test('under the Budapest Convention it is never an article: the treaty has no list for assistance', () => {
    const gaps = findGaps(asked(empty(heron()), 'budapest-185'));
    expect(gaps.length).toBeGreaterThan(15);
    expect(gaps.filter(({ source }) => !source.startsWith('house rule'))).toEqual([]);
  });

  test('under UNTOC it is the article where there is one, else the house rule', () => {
    expect(told(asked(empty(heron()), 'untoc-18'))).toEqual(
      expect.arrayContaining([
        'office.name | UNTOC 18(15)(a)',
        'case.authority | UNTOC 18(15)(b)',
        'facts | UNTOC 18(15)(c)',
        'purpose | UNTOC 18(15)(f)',
        'persons | house rule HR-46',
        'nexus | house rule HR-45',
      ]),
    );
  });

  test('by reciprocity it is a house rule, and the offer of reciprocity is among them', () => {
    const draft = withPart(asked(heron(), 'reciprocity'), 'undertakings', (all) => ({ ...all, reciprocity: false }));
    expect(told(draft)).toEqual(['undertakings.reciprocity | house rule HR-51']);
  });

  test('is an article of an instrument in use, a partner’s word, or a house rule that exists', () => {
    const known = new Set(Object.keys(HOUSE_RULES).map((id) => `house rule ${id}`));
    const articles = new Set(
      Object.values(INSTRUMENTS).flatMap(
        ({ short, contents, residual, threshold, deadlines, routes, dualCriminality }) =>
          [...contents, ...residual, ...(threshold ? [threshold] : []), ...deadlines, ...routes, dualCriminality].map(
            ({ article }) => cite({ short }, String(article)),
          ),
      ),
    );
    const gaps = [heron(), salt()].flatMap((draft) =>
      [...Object.keys(INSTRUMENTS)].flatMap((id) => findGaps(asked(empty(draft), id))),
    );
    expect(
      gaps.filter(({ source }) => !known.has(source) && !articles.has(source) && !source.startsWith('Qasira: ')),
    ).toEqual([]);
  });
});

describe('statements', () => {
  test.each<[string, (draft: Draft) => Draft, string[]]>([
    [
      'a wish for confidentiality has a reason',
      (draft) => withPart(draft, 'confidentiality', () => ({ wished: true })),
      ['confidentiality.reason | house rule HR-50'],
    ],
    ['no wish needs none', (draft) => withPart(draft, 'confidentiality', () => ({ wished: false })), []],
    [
      'urgency has a reason and a date',
      (draft) => without(draft, 'urgency'),
      ['urgency.reason | house rule HR-49', 'urgency.desiredDate | house rule HR-49'],
    ],
    [
      'a desired date is not past',
      (draft) => withPart(draft, 'urgency', (part) => ({ ...part, desiredDate: '2026-03-05' })),
      ['urgency.desiredDate | house rule HR-49'],
    ],
    [
      'a limitation that has run out is settled first',
      (draft) => withPart(draft, 'offences', (all) => all.map((one) => ({ ...one, limitation: '2026-03-05' }))),
      ['offences.0.limitation | house rule HR-57', 'offences.1.limitation | house rule HR-57'],
    ],
    [
      'one offence at least says when it is time-barred',
      (draft) => withPart(draft, 'offences', (all) => all.map(({ limitation: _, ...one }) => one)),
      ['offences.0.limitation | house rule HR-43'],
    ],
    [
      'an emergency has an officer on duty',
      (draft) =>
        withPart(
          { ...draft, request: { ...draft.request, urgency: 'emergency' } },
          'office',
          ({ mobile: _, ...part }) => part,
        ),
      ['office.mobile | house rule HR-49'],
    ],
    [
      'nobody is born tomorrow',
      (draft) =>
        withPart(draft, 'persons', (all) => all.map((one) => (one.id === 'p3' ? { ...one, born: '2026-03-07' } : one))),
      ['persons.2.born | house rule HR-56'],
    ],
    [
      'a witness has a name',
      (draft) =>
        withPart(draft, 'persons', (all) => all.map((one) => (one.id === 'p3' ? { ...one, names: [''] } : one))),
      ['persons.2.names | house rule HR-46'],
    ],
    [
      'a hold is not older than its request',
      (draft) => withPart(draft, 'earlier', (all) => all.map((one) => ({ ...one, preservedFrom: '2026-02-26' }))),
      ['earlier.0.preservedFrom | house rule HR-76'],
    ],
    [
      'an id is used once',
      (draft) => withPart(draft, 'persons', (all) => all.map((one) => (one.id === 'p4' ? { ...one, id: 'p3' } : one))),
      ['persons.3.id | house rule HR-55'],
    ],
    [
      'serious crime has a maximum of four years',
      (draft) => withPart(draft, 'offences', (all) => all.map((one) => ({ ...one, maximumYears: 3.9 }))),
      ['offences.0.maximumYears | UNTOC 2(b)'],
    ],
    [
      'a maximum that is not stated does not count',
      (draft) => withPart(draft, 'offences', (all) => all.map(({ maximumYears: _, ...one }) => one)),
      ['offences.0.maximumYears | UNTOC 2(b)'],
    ],
    [
      'a partner without a language on record is not ready',
      (draft) => ({ ...draft, partner: { ...BELMORA, languages: [] } }),
      ['partner | house rule HR-73'],
    ],
    [
      'dual criminality is explained where the partner asks',
      (draft) => ({
        ...without(draft, 'dualCriminality'),
        partner: { ...BELMORA, demands: [demand('dual-criminality', 'why it is an offence')] },
      }),
      ['dualCriminality | Belmora: notice of 2019'],
    ],
    ['and not where it does not', (draft) => without(draft, 'dualCriminality'), []],
  ])('%s', (_, change, expected) => {
    expect(told(change(heron()))).toEqual(expected);
  });

  test('a desired date without urgency needs its reason by the article that says so', () => {
    expect(told(withPart(salt(), 'urgency', () => ({ desiredDate: '2026-10-15' })))).toEqual([
      'urgency.reason | UNTOC 18(24)',
    ]);
  });
});

test('a text counts when it has a letter or a digit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(isFilled([{ kind: 'paragraph', id: 'p1', text }])).toBe(/[\p{L}\p{N}]/u.test(text));
    }),
  );
});

test('gaps are found whatever parts are missing, in the order of the letter', () => {
  const parts = Object.keys(heron().content).filter((part) => part !== 'items') as (keyof Parts)[]; // keys of the content
  fc.assert(
    fc.property(fc.subarray(parts), (gone) => {
      const places = findGaps(without(heron(), ...gone)).map(({ field }) => field.split('.')[0]);
      expect(places).toEqual([...places].sort((a, b) => places.indexOf(a) - places.indexOf(b)));
    }),
  );
});
