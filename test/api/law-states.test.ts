import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { REAL_STATES } from '../../prisma/reference/states.ts';
import { BELMORA } from '../support/office.ts';
import { globalId, type LawHouse, openLawHouse } from './law-house.ts';

let law: LawHouse;
beforeAll(async () => {
  law = await openLawHouse();
});
afterAll(() => law?.house.close());

describe('States', () => {
  const STATE = 'code name isOurs isListed zone isComplete holidays checkedOn isStale';
  type State = Record<string, unknown> & { code: string; name: string };
  const states = async (args: string, selection = STATE): Promise<State[]> =>
    (await law.asked<{ states: State[] }>(`{ states(${args}) { ${selection} } }`)).states;

  test.each([
    ['fr', ['Allemagne', 'Belmora', 'Japon', 'Qasira']],
    ['ar', ['ألمانيا', 'اليابان', 'بلمورا', 'قصيرة']],
    ['ko', ['독일', '일본', 'Belmora', 'Qasira']],
    ['fr-CA', ['Allemagne', 'Belmora', 'Japon', 'Qasira']],
  ])('are named in %s, and sorted so', async (language, expected) => {
    const found = await states(`language: "${language}", codes: ["DE", "JP", "XQA", "XBE", "QQ"]`);
    expect(found.map(({ name }) => name)).toEqual(expected);
  });

  test('are all of ISO 3166 and our own', async () => {
    const all = await states('language: "en"');
    expect(all.map(({ code }) => code).toSorted()).toEqual([...REAL_STATES, 'XAR', 'XBE', 'XQA'].toSorted());
    expect(all.find(({ code }) => code === 'XAR')).toMatchObject({
      name: 'Arvania',
      isOurs: true,
      isListed: false,
      zone: 'Asia/Seoul',
      isComplete: true,
      isStale: false,
      holidays: 8,
    });
    expect(all.find(({ code }) => code === 'BR')).toMatchObject({
      name: 'Brazil',
      isOurs: false,
      isListed: true,
      zone: null,
      checkedOn: null,
      isStale: true,
      holidays: 0,
    });
  });

  test('have what is on record of them, amber where nobody has looked for a year', async () => {
    const checked = 'source confidence checkedBy checkedOn isStale';
    const [belmora] = await states(
      'codes: ["XBE"]',
      `memberships { instrument since until isNot ${checked} } authorities { what name(language: "fr") hours zone telephone ${checked} }`,
    );
    expect(belmora).toEqual({
      memberships: [
        expect.objectContaining({
          instrument: 'budapest-185',
          since: '2013-07-01',
          isNot: false,
          checkedOn: '2026-02-10',
          isStale: false,
        }),
        expect.objectContaining({ instrument: 'untoc-18' }),
      ],
      authorities: [
        expect.objectContaining({
          what: 'central-authority',
          name: expect.stringContaining('Ministère'),
          isStale: false,
        }),
        expect.objectContaining({
          what: 'contact-point-24-7',
          hours: 'day and night',
          zone: 'Europe/Brussels',
          telephone: '+32 2 555 01 24',
          checkedOn: '2025-01-15',
          isStale: true,
        }),
        expect.objectContaining({ what: 'judicial-authority', name: expect.stringContaining('Tribunal') }),
      ],
    });
    const [japan] = await states('codes: ["JP"]', `declarations { instrument kind text ${checked} }`);
    expect(japan).toEqual({
      declarations: [
        expect.objectContaining({ instrument: 'cets-224', kind: 'no-direct-orders', confidence: 'CONFIRMED' }),
      ],
    });

    for (const [instant, isStale] of [
      ['2027-02-09T14:00:00Z', false],
      ['2027-02-10T16:00:00Z', true],
    ] as const) {
      await law.setClock(instant);
      expect(await states('codes: ["XBE"]', 'isStale')).toEqual([{ isStale }]);
    }
    await law.setClock('2026-03-16T00:00:00Z');
  });

  test('have no name in a language that is none', async () => {
    for (const language of ['', 'x', 'french', '../en', 'x'.repeat(1000)]) {
      const { errors } = await law.hear('seo', 'query($language: String) { states(language: $language) { name } }', {
        language,
      });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', gaps: [{ field: 'language' }] });
    }
  });

  test('get their holidays from tables, in years that these know', async () => {
    expect(await law.changed('startHolidays', {})).toMatchObject({ unchanged: 0, recorded: expect.any(Number) });
    expect(await states('codes: ["FR"]', 'holidays')).toEqual([{ holidays: 22 }]);
    for (const [wrong, field] of [
      [{ fromYear: 1 }, 'fromYear'],
      [{ toYear: 2025 }, 'toYear'],
      [{ toYear: 2040 }, 'toYear'],
      [{ state: 'XBE' }, 'state'],
    ] as const)
      expect((await law.changed('startHolidays', wrong)).gaps?.map((gap) => gap.field)).toEqual([field]);
  });
});

describe('instruments', () => {
  type Known = Record<string, unknown>;
  const instruments = async (selection: string, args = ''): Promise<Known[]> =>
    (await law.asked<{ instruments: Known[] }>(`{ instruments${args} { ${selection} } }`)).instruments;

  test('are the catalogue, with what is switched off and what nobody has found in the text', async () => {
    const all = await instruments(
      'id name citation kind inForce since isShipped isOff offBecause switchedOn confidence unverified { path value } corrections { id }',
    );
    expect(all.map(({ id }) => id)).toEqual(Object.keys(INSTRUMENTS));
    expect(all.find(({ id }) => id === 'cets-224')).toMatchObject({
      isShipped: true,
      isOff: true,
      switchedOn: false,
      confidence: 'UNVERIFIED',
      unverified: expect.arrayContaining([
        { path: 'deadlines.a8-serve', value: expect.objectContaining({ amount: 45, article: '8(6)' }) },
      ]),
      corrections: [],
    });
    expect(all.find(({ id }) => id === 'budapest-185')).toMatchObject({
      isOff: false,
      offBecause: null,
      confidence: 'CONFIRMED',
    });
  });

  test('are corrected with author, source and date, and switched on', async () => {
    const unverified = { about: 'cets-224', key: 'deadlines.a8-serve.amount', source: 'treaty office, letter of 2026' };
    expect(
      await law.changed('recordLawEntry', { ...unverified, kind: 'CORRECTION', body: { value: 50 } }),
    ).toMatchObject({
      __typename: 'LawEntry',
    });
    expect(
      await law.changed('recordLawEntry', { kind: 'SWITCH', about: 'cets-224', key: '', body: { on: true } }),
    ).toMatchObject({ __typename: 'LawEntry' });

    const [cets] = await instruments(
      'isOff switchedOn unverified { path } corrections { key body source checkedOn author { name } at }',
      '(ids: ["cets-224"])',
    );
    expect(cets).toMatchObject({
      isOff: false,
      switchedOn: true,
      corrections: [
        {
          key: unverified.key,
          source: unverified.source,
          body: { value: 50 },
          checkedOn: '2026-03-02',
          author: { name: 'An Siwoo' },
          at: expect.any(String),
        },
      ],
    });
    expect(cets?.['unverified']).not.toContainEqual({ path: 'deadlines.a8-serve' });
  });

  test('of our own start from the model', async () => {
    expect(await law.changed('addBilateralTreaty', { with: 'QQ' })).toMatchObject({
      __typename: 'InvalidInput',
      gaps: [{ field: 'with' }],
    });
    expect(await law.changed('addBilateralTreaty', {})).toMatchObject({
      __typename: 'Instrument',
      id: 'ours',
      kind: 'bilateral-treaty',
      isShipped: false,
      confidence: 'UNVERIFIED',
      inForce: 'in force',
    });
    expect(await law.changed('addBilateralTreaty', {})).toMatchObject({
      __typename: 'InvalidInput',
      gaps: [{ field: 'id' }],
    });

    const { legalBases } = await law.asked<{ legalBases: object[] }>(
      'query($partner: ID!) { legalBases(partner: $partner, type: "mla-evidence") { instrument name applies rank routes { confidence } } }',
      { partner: globalId('Authority', BELMORA) },
    );
    expect(legalBases[0]).toEqual({
      instrument: 'ours',
      name: 'Ours',
      applies: 'YES',
      rank: 1,
      routes: [{ confidence: 'UNVERIFIED' }],
    });
    expect(await law.house.violations()).toEqual([]);
  });
});
