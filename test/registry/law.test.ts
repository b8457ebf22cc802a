import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import type { EntryInput } from '../../domain/law-check.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import { startHolidays } from '../../registry/law-starts.ts';
import { personId } from '../support/office.ts';
import { type LawOffice, line, openLawOffice } from './law-office.ts';

let law: LawOffice;
beforeAll(async () => {
  law = await openLawOffice();
});
afterAll(() => law?.close());

/** The fields that a refusal names, and that it changed nothing. */
async function refused(...lines: EntryInput[]): Promise<string[]> {
  const before = await law.rows({});
  const error: unknown = await law.record(...lines).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInput);
  expect(await law.rows({})).toEqual(before);
  return (error as InvalidInput).gaps.map(({ field, message }) => `${field} ${message}`); // just checked
}

const BUDAPEST = 'budapest-185';
const FRANCE = line('state', 'FR', '', {
  names: { en: 'France', fr: 'France' },
  zone: 'Europe/Paris',
  weekend: [6, 7],
});
const MINISTRY = {
  names: { en: 'Ministry of Justice' },
  address: '13 place Vendôme, Paris',
  email: 'baj@justice.example',
};

test('what is seeded is the law of the demonstration, each line logged, and decisions read what it makes', async () => {
  expect(await law.violations()).toEqual([]);
  const { facts, calendar } = await law.house();
  expect(facts).toMatchObject({ code: 'XAR', isComplete: true, names: ARVANIA.state_names });
  expect(facts.memberships.map(({ instrument }) => instrument)).toEqual([BUDAPEST, 'untoc-18']);
  expect(calendar).toEqual(ARVANIA.calendar);
  expect((await law.partner('XQA')).demands.map(({ id }) => id)).toEqual([
    'offence-text',
    'penalty-statement',
    'death-penalty-assurance',
  ]);
  expect((await law.rows({ kind: 'state' })).map(({ about }) => about)).toEqual(
    expect.arrayContaining(['XAR', 'XBE', 'XQA', 'JP', 'RS']),
  );
});

describe('a line', () => {
  test('is entered with its author, and decisions read it at once', async () => {
    await law.record(line('membership', 'XQA', BUDAPEST, { since: '2026-01-15' }));

    expect((await law.partner('XQA')).memberships).toContainEqual({
      instrument: BUDAPEST,
      since: '2026-01-15',
      source: 'treaty office',
      confidence: 'confirmed',
      checkedBy: 'An Siwoo',
      checkedOn: '2026-03-02',
    });
    expect(await law.violations()).toEqual([]);
  });

  test('takes the place of the one that stood there, which stays on record with its end', async () => {
    await law.record(line('membership', 'XQA', BUDAPEST, { since: '2026-02-01' }));

    const rows = await law.rows({ about: 'XQA', key: BUDAPEST });
    expect(rows.map(({ body, ended_by }) => [body, ended_by])).toEqual([
      [{ since: '2026-01-15' }, personId('admin')],
      [{ since: '2026-02-01' }, null],
    ]);
  });

  test('that stands so already is not entered again', async () => {
    const again = await law.record(line('membership', 'XQA', BUDAPEST, { since: '2026-02-01' }));

    expect(again).toEqual({ ids: [], unchanged: 1 });
    expect(await law.rows({ about: 'XQA', key: BUDAPEST })).toHaveLength(2);
  });

  test('ends once', async () => {
    const [, standing] = await law.rows({ about: 'XQA', key: BUDAPEST });
    await law.end(standing?.id ?? '');

    expect((await law.partner('XQA')).memberships.map(({ instrument }) => instrument)).toEqual(['untoc-18']);
    await expect(law.end(standing?.id ?? '')).rejects.toThrow(NotFound);
    expect(await law.violations()).toEqual([]);
  });

  test('of a State that requests go to, or of our own, is replaced and not ended', async () => {
    for (const about of ['XAR', 'XBE']) {
      const [state] = await law.rows({ kind: 'state', about });
      await expect(law.end(state?.id ?? '')).rejects.toThrow(InvalidInput);
    }
    await law.record(
      line('state', 'XBE', '', { names: { en: 'Belmora' }, zone: 'Europe/Paris', weekend: [7], isComplete: true }),
    );
    expect((await law.partner('XBE')).calendar).toMatchObject({ zone: 'Europe/Paris', weekend: [7] });
  });

  test('of our own State names it in letters, too', async () => {
    const { names, zone, weekend } = {
      names: { ...ARVANIA.state_names, de: 'Arwanien' },
      zone: ARVANIA.zone,
      weekend: [6, 7],
    };
    await law.record(line('state', 'XAR', '', { names, zone, weekend, isComplete: true }));

    const { rows } = await law.office.system.query('select state_names from org');
    expect(rows).toEqual([{ state_names: names }]);
    expect(await law.violations()).toEqual([]);
  });
});

describe('lines that are wrong', () => {
  test.each<[string, EntryInput, string]>([
    ['no such State', line('membership', 'QQ', BUDAPEST, {}), 'about is no State'],
    ['a name of the language', line('membership', '__proto__', BUDAPEST, {}), 'about is no State'],
    ['no such instrument', line('membership', 'XQA', 'constructor', {}), 'key is no instrument'],
    [
      'an instrument without Parties',
      line('membership', 'XQA', 'reciprocity', {}),
      'key is no instrument that has Parties',
    ],
    [
      'an end before the beginning',
      line('membership', 'XQA', BUDAPEST, { since: '2026-02-01', until: '2026-01-01' }),
      'body.until is not after',
    ],
    [
      'a field that is unknown',
      line('membership', 'XQA', BUDAPEST, { sinse: '2026-02-01' }),
      'body has a field that is unknown',
    ],
    [
      'a date that does not exist',
      line('membership', 'XQA', BUDAPEST, { since: '2026-02-30' }),
      'body.since is not a date',
    ],
    [
      'a declaration of no kind',
      line('declaration', 'XQA', 'ets-30/none', { text: 'x' }),
      'key is not instrument and kind',
    ],
    [
      'a declaration under nothing',
      line('declaration', 'XQA', 'ets-0/languages', { text: 'x' }),
      'key names no instrument',
    ],
    [
      'no English name',
      line('state', 'XZZ', '', { names: { fr: 'Zède' }, zone: 'Europe/Paris', weekend: [] }),
      'body.names has no English name',
    ],
    [
      'no such zone',
      line('state', 'XZZ', '', { names: { en: 'Z' }, zone: 'Mars/Olympus', weekend: [] }),
      'body.zone is not an IANA',
    ],
    [
      'no working day',
      line('state', 'XZZ', '', { names: { en: 'Z' }, zone: 'UTC', weekend: [1, 2, 3, 4, 5, 6, 7] }),
      'body.weekend leaves no working day',
    ],
    ['a State of ISO’s kind that is none', line('state', 'QQ', '', FRANCE.body), 'about is no State'],
    [
      'hidden direction marks',
      line('holiday', 'XBE', '2026-07-01', { name: 'Fête\u202E' }),
      'body.name has hidden direction marks',
    ],
    [
      'a control character in the source',
      line('holiday', 'XBE', '2026-07-01', { name: 'x' }, { source: 'a\u0007' }),
      'source has control characters',
    ],
    ['no source', line('holiday', 'XBE', '2026-07-01', { name: 'x' }, { source: ' ' }), 'source is missing'],
    [
      'a check that is to come',
      line('holiday', 'XBE', '2026-07-01', { name: 'x' }, { checkedOn: '2026-03-18' }),
      'checkedOn lies in the future',
    ],
    [
      'an authority that is no mailbox',
      line('authority', 'XBE', 'central-authority', { ...MINISTRY, email: 'a b' }),
      'body.email is not an e-mail',
    ],
    ['an authority of no kind', line('authority', 'XBE', 'ministry', MINISTRY), 'key is not central-authority'],
    [
      'an authority of a State without zone',
      line('authority', 'NO', 'central-authority', MINISTRY),
      'about is a State without a line',
    ],
    ['a demand of no kind', line('demand', 'XBE', 'a-fee', { text: 'x' }), 'key is not one of offence-text'],
  ])('%s', async (_what, wrong, expected) => {
    expect((await refused(wrong)).join('; ')).toContain(expected);
  });

  test('keep every line out that came with them, and all of their faults are told', async () => {
    const faults = await refused(
      line('holiday', 'XBE', '2026-07-01', { name: 'Summer day' }),
      line('holiday', 'XBE', 'tomorrow', { name: '' }),
      line('membership', 'QQ', 'none', {}),
      line('holiday', 'XBE', '2026-07-01', { name: 'Summer day, again' }),
    );

    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['key', 'body.name', 'about', 'key', 'key']);
  });
});

describe('a central or judicial authority', () => {
  const authorities = async () =>
    (
      await law.office.system.query(
        "select key, names, email, facts -> 'code' as code from authority where state = 'FR' order by key",
      )
    ).rows;

  test('can be addressed once its State and it are on record, several of them apart', async () => {
    const second = { ...MINISTRY, names: { en: 'Financial Prosecutor' } };
    await law.record(
      FRANCE,
      line('authority', 'FR', 'central-authority', MINISTRY),
      line('authority', 'FR', 'central-authority-2', second),
      line('authority', 'FR', 'judicial-authority', second),
      line('authority', 'FR', 'contact-point-24-7', MINISTRY),
    );

    expect(await authorities()).toEqual([
      { key: 'central-authority', names: MINISTRY.names, email: MINISTRY.email, code: 'FR' },
      { key: 'central-authority-2', names: second.names, email: MINISTRY.email, code: 'FR' },
      { key: 'judicial-authority', names: second.names, email: MINISTRY.email, code: 'FR' },
    ]);
    const request = await law.office.create('seo', { requested: 'FR', partner: await idOf() });
    expect((await law.office.read(request)).requested).toBe('FR');
  });

  test('moves, keeps its row and the requests to it, and stays for them when its line ends', async () => {
    const id = await idOf();
    await law.record(line('authority', 'FR', 'central-authority', { ...MINISTRY, email: 'entraide@justice.example' }));
    const standing = (await law.rows({ about: 'FR', key: 'central-authority' })).find(
      ({ ended_by }) => ended_by === null,
    );
    await law.end(standing?.id ?? '');

    expect(await idOf()).toBe(id);
    expect((await authorities())[0]).toMatchObject({ email: 'entraide@justice.example' });
    expect(await law.violations()).toEqual([]);
  });

  const idOf = async (): Promise<string> =>
    (await law.office.system.query("select id from authority where state = 'FR' and key = 'central-authority'")).rows[0]
      .id;
});

describe('holidays', () => {
  const start = async (state: string) =>
    await startHolidays(law.office.app, await law.office.as('admin'), { state, from: 2026, to: 2027 });

  test('are started from tables, for days that have no line yet, and none of them is confirmed', async () => {
    await law.record(line('holiday', 'FR', '2026-07-14', { name: 'Fête nationale' }));

    expect(await start('FR')).toMatchObject({ unchanged: 1 });
    expect(await start('FR')).toMatchObject({ ids: [] });
    expect((await law.partner('FR')).calendar.holidays).toEqual(
      expect.arrayContaining([
        { date: '2026-07-14', name: 'Fête nationale' },
        { date: '2027-05-01', name: 'Fête du travail' },
      ]),
    );
    const { rows } = await law.office.system.query(
      "select distinct source, confidence from law_entry where about = 'FR' and kind = 'holiday' order by 1",
    );
    expect(rows).toEqual([
      { source: expect.stringMatching(/^date-holidays 3\./), confidence: 'unverified' },
      { source: 'treaty office', confidence: 'confirmed' },
    ]);
  });

  test.each(['XBE', 'QQ', '__proto__', ''])('"%s" has none in the tables', async (state) => {
    await expect(start(state)).rejects.toThrow(/state is none of which the tables have holidays/);
  });

  test('entered by many at once are all read by decisions', async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${10 + index}`);
    await Promise.all(days.map((day) => law.record(line('holiday', 'XAR', day, { name: 'Festival' }))));

    const { calendar } = await law.house();
    expect(calendar.holidays.filter(({ name }) => name === 'Festival').map(({ date }) => date)).toEqual(days);
    expect(await law.violations()).toEqual([]);
  });
});
