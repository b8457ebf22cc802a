import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidInput } from '../../domain/errors.ts';
import { type EntryInput, parseEntry } from '../../domain/law-check.ts';
import type { AnyEntry } from '../../domain/law-entries.ts';
import { inTransaction } from '../../registry/db.ts';
import { type Recorded, recordEntries, standing } from '../../registry/law.ts';
import { readLawCsv, writeLawCsv } from '../../registry/law-csv.ts';
import { addBilateralTreaty } from '../../registry/law-starts.ts';
import { type LawOffice, line, openLawOffice } from './law-office.ts';
import { contentsOf } from './support.ts';

let law: LawOffice;
beforeAll(async () => {
  law = await openLawOffice();
});
afterAll(() => law?.close());

const all = async (): Promise<AnyEntry[]> => {
  const { org } = await law.office.as('admin');
  return await inTransaction(law.office.system, undefined, (tx) => standing(tx, org));
};
/** Takes a sheet as the API does. */
async function take(csv: string): Promise<Recorded> {
  const { inputs, rows, faults } = readLawCsv(csv);
  const field = (index: number, name: string): string => `rows.${rows[index]}.${name}`;
  return await recordEntries(law.office.app, await law.office.as('admin'), inputs, { field, faults });
}
async function faultsOf(csv: string): Promise<string[]> {
  const error: unknown = await take(csv).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInput);
  return (error as InvalidInput).gaps.map(({ field, message }) => `${field} ${message}`); // just checked
}

const HEAD = 'kind,about,key,name,since,source,confidence';

describe('a sheet of everything', () => {
  test('comes back and changes nothing', async () => {
    await law.record(
      line('correction', 'cets-224', 'deadlines.a8-serve.amount', { value: 50 }),
      line('correction', 'cets-224', 'form.text', { value: '50' }),
      line('switch', 'cets-224', '', { on: true }),
      line('treaty', 'XBE', '=1+1', { name: '@treaty "of" 1990, Arvania', since: '1990-01-01' }),
      line('demand', 'XBE', 'costs', { text: '-5 euros\r\n+5 euros\n=5 euros, "each"' }),
      line('state', 'XZE', '', { names: { en: '＝Zed', 'zh-Hant': "'澤德" }, zone: '+02:00', weekend: [] }),
    );
    await addBilateralTreaty(law.office.app, await law.office.as('admin'), {
      id: 'arvania-belmora',
      name: 'Treaty of 2019',
      short: 'Treaty of 2019',
      with: 'XBE',
      since: '2019-05-01',
      source: 'treaty series',
      confidence: 'confirmed',
    });
    const lines = await all();
    const before = await contentsOf(law.stack);

    expect(await take(writeLawCsv(lines))).toEqual({ ids: [], unchanged: lines.length });
    expect(await contentsOf(law.stack)).toEqual(before);
  });

  test('means the same to a spreadsheet that takes semicolons, marks its bytes, shouts and ends lines its own way', async () => {
    const lines = await all();
    const cells = Papa.parse<string[]>(writeLawCsv(lines)).data.map((row) =>
      row.map((cell) => (cell === 'false' ? 'FALSE' : cell)),
    );
    const csv = `\uFEFF${Papa.unparse(cells, { delimiter: ';', newline: '\n' })}\n;;;\n\n`;

    expect(await take(csv)).toEqual({ ids: [], unchanged: lines.length });
  });
});

describe('any lines', () => {
  const text = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        '=1',
        "'=1",
        "''x",
        "'x",
        '"',
        '""',
        ',;\t',
        'true',
        'NULL',
        '12',
        '-1.50',
        'none',
        ' x ',
        '＝',
        '"a"',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    )
    .filter((one) => one.isWellFormed() && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(one) && one.trim() !== '');
  const prose = fc.tuple(text, fc.constantFrom('', '\n', '\r\n', '\n\n=')).map(([one, end]) => `${one}${end}${one}`);
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2026-03-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const bodies: { [K in AnyEntry['kind']]?: fc.Arbitrary<object> } = {
    state: fc.record({
      names: fc.record({ en: text, fr: text, 'pt-BR': text }, { requiredKeys: ['en'] }),
      zone: fc.constantFrom('Europe/Paris', '+01:00'),
      weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
      isComplete: fc.boolean(),
    }),
    membership: fc.record({ since: day, until: day, isNot: fc.constant(true) }, { requiredKeys: [] }),
    declaration: fc.record({ text: prose, value: text, since: day }, { requiredKeys: ['text'] }),
    language: fc.record({ place: fc.integer({ min: 1, max: 50 }) }),
    demand: fc.record({ text: prose }),
    channel: fc.record({}),
    authority: fc.record(
      { names: fc.record({ en: text }), address: text, telephone: text, hours: text },
      { requiredKeys: ['names', 'address'] },
    ),
    holiday: fc.record({ name: text }),
    correction: fc.record({
      value: fc.oneof(
        text,
        fc.integer(),
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }).map((one) => Math.round(one * 100) / 100 || 0),
        fc.boolean(),
        fc.constant(null),
      ),
    }),
    switch: fc.record({ on: fc.boolean() }),
    instrument: fc.record({
      data: fc.record({ name: text, list: fc.array(text), deep: fc.record({ more: fc.boolean() }) }),
    }),
  };
  const KEYS: Partial<Record<AnyEntry['kind'], string>> = {
    membership: 'untoc-18',
    declaration: 'ets-30/languages',
    language: 'fr',
    demand: 'costs',
    channel: 'email',
    authority: 'central-authority',
    holiday: '2026-05-01',
    correction: 'form.text',
  };
  const entry = fc.constantFrom(...(Object.keys(bodies) as (keyof typeof bodies)[])).chain((kind) =>
    fc
      .record({
        body: bodies[kind] ?? fc.record({}),
        source: text,
        checkedBy: fc.option(text, { nil: undefined }),
        checkedOn: fc.option(day, { nil: undefined }),
      })
      .map(
        ({ body, source, checkedBy, checkedOn }): EntryInput => ({
          kind,
          about: 'XBE',
          key: KEYS[kind] ?? '',
          body,
          source,
          confidence: 'unverified',
          ...(checkedBy ? { checkedBy } : {}),
          ...(checkedOn ? { checkedOn } : {}),
        }),
      ),
  );

  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (inputs) => {
        const entries = inputs.flatMap((input) => parseEntry(input).entry ?? []);
        expect(entries).toHaveLength(inputs.length);
        const back = readLawCsv(writeLawCsv(entries));
        expect(back.faults).toEqual([]);
        expect(back.inputs.map((input) => parseEntry(input).entry)).toEqual(entries);
      }),
      { numRuns: 400 },
    );
  });

  test('show a spreadsheet no formula', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('=', '+', '-', '@', '\t', '＝', '＋'),
        (inputs, sign) => {
          const entries = inputs.flatMap((input) => parseEntry({ ...input, source: `${sign}cmd|x` }).entry ?? []);
          const cells = Papa.parse<string[]>(writeLawCsv(entries)).data.flat();
          expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/u.test(cell))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a sheet that is wrong', () => {
  test('has every fault told with its row, and none of it is entered', async () => {
    const before = await law.rows({});
    const faults = await faultsOf(
      [
        HEAD,
        'holiday,XBE,2026-07-01,Summer day,,office,confirmed',
        'holiday,XBE,2026-07-02,,,office,confirmed',
        '',
        'membership,XQA,budapest-185,,2026-02-30,office,confirmed',
        'membership,QQ,budapest-185,,,,unverified',
        'feast,XBE,2026-07-03,Feast,,office,certain',
        'holiday,XBE,2026-07-04,Fourth,2026-01-01,office,confirmed',
        'holiday,XBE,2026-07-01,Again,,office,confirmed',
        'holiday,XBE,2026-07-05,Fifth,,office,confirmed,more',
      ].join('\n'),
    );

    expect(faults.map((fault) => fault.split(' ')[0]).toSorted()).toEqual(
      [
        'rows.1.body.name',
        'rows.3.body.since',
        'rows.4.source',
        'rows.5.confidence',
        'rows.5.kind',
        'rows.6.body.since',
        'rows.7.key',
        'rows.8.cells',
      ].toSorted(),
    );
    expect(await law.rows({})).toEqual(before);
  });

  test.each<[string, string, RegExp]>([
    ['is none', 'hello', /^csv has no column kind, about/],
    ['is empty', '', /^csv has no column/],
    ['lacks a column', 'kind,about,key,name', /^csv has no column source, confidence/],
    ['has a column of no line', `${HEAD},canary`, /^csv has a column 8 that is none of kind/],
    ['has a column below one', `${HEAD},names.<script>`, /^csv has a column 8/],
    ['has a column twice', `${HEAD},since`, /^csv has the column 8 twice/],
    ['ends within a quote', `${HEAD}\nholiday,XBE,2026-07-01,"Summer`, /^csv is no sheet/],
    ['is too long', `${HEAD}\n${'x'.repeat(2_000_000)}`, /^csv is longer than/],
    [
      'has too many rows',
      `${HEAD}\n${'holiday,XBE,2026-07-01,x,,s,confirmed\n'.repeat(5001)}`,
      /^csv has more than 5000 rows/,
    ],
    [
      'has hidden marks',
      `${HEAD}\nholiday,XBE,2026-07-01,Fête\u202E,,office,confirmed`,
      /^rows.0.body.name has hidden direction marks/,
    ],
  ])('because it %s', async (_what, csv, expected) => {
    const [fault = ''] = await faultsOf(csv);
    expect(fault).toMatch(expected);
    expect(fault).not.toMatch(/canary|script/);
  });

  test('and one without rows enters nothing', async () => {
    expect(await take(`${HEAD}\n`)).toEqual({ ids: [], unchanged: 0 });
    expect(writeLawCsv([], ['holiday'])).toBe('kind,about,key,name,source,confidence,checkedBy,checkedOn');
  });
});
