import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fields, GOOD, globalId, HOLIDAY, type LawHouse, openLawHouse } from './law-house.ts';
import { wholeRecord } from './support.ts';

let law: LawHouse;
beforeAll(async () => {
  law = await openLawHouse();
});
afterAll(() => law?.house.close());

describe('the law is changed by the administrator alone', () => {
  test.each(Object.keys(GOOD))('%s', async (mutation) => {
    const before = await wholeRecord(law.house.stack.urls.owner);
    const [query = '', variables] = GOOD[mutation] ?? [];
    for (const login of ['seo', 'oh', 'yang', 'kwon', 'lim', 'jang', 'c.laurent@justice.belmora.example']) {
      const { data, errors } = await law.hear(login, query, variables);
      expect([login, data?.['answer'], errors[0]?.extensions?.code]).toEqual([login, undefined, 'NOT_FOUND']);
    }
    expect(await wholeRecord(law.house.stack.urls.owner)).toEqual(before);
  });

  test('and read by everybody of the house, not by a partner', async () => {
    for (const query of ['{ lawEntries { id } }', '{ states { code } }', '{ instruments { id } }', '{ lawCsv }']) {
      expect((await law.hear('seo', query)).errors).toEqual([]);
      expect((await law.hear('c.laurent@justice.belmora.example', query)).errors[0]?.extensions?.code).toBe(
        'NOT_FOUND',
      );
    }
    const { rows } = await law.house.db.query<{ id: string }>('select id from law_entry limit 1');
    const node = `{ node(id: "${globalId('LawEntry', rows[0]?.id ?? '')}") { id ... on LawEntry { source } } }`;
    expect((await law.hear('seo', node)).errors).toEqual([]);
    expect((await law.hear('c.laurent@justice.belmora.example', node)).text).not.toContain('demonstration');
  });
});

describe('a line', () => {
  test('is entered, replaced and ended, and every one of them stays on record with who did it', async () => {
    const first = await law.changed('recordLawEntry', {});
    expect(first).toMatchObject({
      ...HOLIDAY,
      __typename: 'LawEntry',
      isStale: false,
      author: { name: 'An Siwoo' },
      at: expect.stringMatching(/^2026-03-16T00:/),
      endedAt: null,
    });
    const second = await law.changed('recordLawEntry', { body: { name: 'First of July' } });
    expect(await law.changed('endLawEntry', { id: second['id'] })).toMatchObject({
      id: second['id'],
      endedAt: expect.any(String),
    });
    expect(await law.changed('endLawEntry', { id: second['id'] })).toMatchObject({ __typename: 'NotFound' });

    const query = '{ lawEntries(kinds: [HOLIDAY], about: "XBE", ended: true) { key body endedBy { name } } }';
    const { lawEntries } = await law.asked<{ lawEntries: { key: string }[] }>(query);
    expect(lawEntries.filter(({ key }) => key === HOLIDAY.key)).toEqual([
      { key: HOLIDAY.key, body: { name: 'Summer day' }, endedBy: { name: 'An Siwoo' } },
      { key: HOLIDAY.key, body: { name: 'First of July' }, endedBy: { name: 'An Siwoo' } },
    ]);
  });

  test.each<[string, object, string]>([
    ['a day that is none', { key: '2026-02-30' }, 'key is not a date'],
    ['a name that is missing', { body: {} }, 'body.name '],
    ['hidden marks', { body: { name: 'a\u202Eb' } }, 'body.name has hidden direction marks'],
    ['a body that is none', { body: 'canary' }, 'body '],
    ['a State that is none', { about: 'QQ' }, 'about is no State'],
    ['a source that is missing', { source: '' }, 'source is missing'],
    [
      'a correction of what was read',
      { kind: 'CORRECTION', about: 'budapest-185', key: 'deadlines.art29-hold.amount', body: { value: 1 } },
      'key names what is confirmed',
    ],
    ['a source without end', { source: 'x'.repeat(100_000) }, 'source is longer than 500 characters'],
  ])('with %s is refused, and the field is named', async (_what, wrong, expected) => {
    const answer = await law.changed('recordLawEntry', wrong);
    expect([answer.__typename, fields(answer).join('; ')]).toEqual(['InvalidInput', expect.stringContaining(expected)]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  test('is found page by page', async () => {
    const page = async (after?: string) => {
      const { lawEntries } = await law.asked<{ lawEntries: { id: string; about: string }[] }>(
        'query($after: ID) { lawEntries(kinds: [MEMBERSHIP], first: 7, after: $after) { id about } }',
        after ? { after } : {},
      );
      return lawEntries;
    };
    const found: string[] = [];
    for (let rows = await page(); rows.length > 0; rows = await page(rows.at(-1)?.id))
      found.push(...rows.map(({ id }) => id));

    const { rows } = await law.house.db.query(
      "select count(*)::int as n from law_entry where kind = 'membership' and ended_at is null",
    );
    expect(new Set(found).size).toBe(rows[0]?.['n']);
    expect((await law.hear('seo', '{ lawEntries(first: 100000) { id } }')).errors).not.toEqual([]);
  });
});

describe('a sheet', () => {
  test('of everything is taken back and changes nothing', async () => {
    const { lawCsv } = await law.asked<{ lawCsv: string }>('{ lawCsv }');
    const csv = lawCsv;

    expect(csv.split('\r\n')[0]).toMatch(
      /^kind,about,key,.*names\.en,names\.ar,names\.fr,.*,source,confidence,checkedBy,checkedOn$/,
    );
    expect(await law.changed('importLaw', { csv })).toMatchObject({
      recorded: 0,
      unchanged: csv.trim().split('\r\n').length - 1,
    });
  });

  test('of some kinds has their columns', async () => {
    const { lawCsv } = await law.asked<{ lawCsv: string }>('{ lawCsv(kinds: [CHANNEL], about: "XBE") }');
    expect(lawCsv).toMatch(/^kind,about,key,source,confidence,checkedBy,checkedOn\r\nchannel,XBE,courier,/);
  });

  test('that is wrong has its faults told by row, and is not taken', async () => {
    const csv =
      'kind,about,key,since,source,confidence\nmembership,XQA,ets-30,2026-02-30,s,confirmed\nmembership,XQA,ets-99,2026-01-01,s,sure';
    const answer = await law.changed('importLaw', { csv });

    expect(fields(answer)).toEqual([
      expect.stringMatching(/^rows.1.confidence is none of/),
      expect.stringMatching(/^rows.0.body.since is not a date/),
    ]);
  });
});
