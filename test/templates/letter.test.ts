import { describe, expect, test, vi } from 'vitest';
import { canonicalLetter, forPartner, type LetterInput } from '../../domain/letter.ts';
import { sha256 } from '../../templates/docx-bytes.ts';
import { officialTitles } from '../../templates/instruments.ts';
import { SECTIONS } from '../../templates/languages/wording.ts';
import { contentHashOf, renderLetter } from '../../templates/letter.ts';
import { annexBookmark, itemBookmark } from '../../templates/parts/bookmarks.ts';
import type { Language } from '../../templates/sheet.ts';
import { bookmarksOf, headingsOf, open, paragraphsOf, tableAfter, textOf } from './document.ts';
import { BLUE_HERON, BLUE_HERON_FR } from './fixtures.ts';
import { SALT_ROAD, SALT_ROAD_AR } from './salt-road.ts';
import { all, has } from './xml.ts';

const render = async (input: LetterInput, language: Language = 'en') => {
  const letter = await renderLetter(input, language, officialTitles);
  return { ...letter, ...open(letter.bytes) };
};

const without = (...parts: (keyof LetterInput['content'])[]): LetterInput => {
  const content = { ...BLUE_HERON.content };
  for (const part of parts) if (part !== 'items') delete content[part];
  return { ...BLUE_HERON, content };
};

describe('sections', () => {
  test.each<[string, LetterInput, Language]>([
    ['English', BLUE_HERON, 'en'],
    ['French', BLUE_HERON_FR, 'fr'],
  ])('stand in the order of the standard letter, in %s', async (_, input, language) => {
    const { body } = await render(input, language);
    const marks = bookmarksOf(body).filter((name) => SECTIONS.some((section) => section === name));
    expect(marks).toEqual([...SECTIONS]);
  });

  test('the head names the route with the article that opens it, and alone where none is confirmed', async () => {
    const { body } = await render(BLUE_HERON);
    expect(textOf(body)).toContain('(Budapest Convention 27(2))');
    const { body: bare } = await render({ ...BLUE_HERON, route: { id: 'central-authority' } });
    expect(textOf(bare)).toContain('entral authority');
    expect(textOf(bare)).not.toContain('27(2)');
  });

  test('are numbered from 1 without a gap', async () => {
    const headings = headingsOf((await render(BLUE_HERON)).body);
    expect(headings.map((text) => text.split('.\t')[0])).toEqual(headings.map((_, index) => String(index + 1)));
    expect(headings).toHaveLength(14);
  });

  test('that may be left out go, and the numbers close up while the bookmarks stay', async () => {
    const { body } = await render({
      ...without('persons', 'procedure', 'confidentiality', 'undertakings'),
      annexes: [],
    });
    expect(headingsOf(body).map((text) => text.split('.\t')[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(headingsOf(body)[3]).toBe('4.\tFacts');
    expect(bookmarksOf(body)).toContain('facts');
    expect(bookmarksOf(body)).not.toContain('persons');
  });

  test('that are required say so when they are empty', async () => {
    const { body } = await render(
      without('facts', 'nexus', 'offences', 'dualCriminality', 'office', 'case', 'purpose', 'undertakings', 'results'),
    );
    expect(headingsOf(body)).toHaveLength(13);
    expect(paragraphsOf(body).filter((text) => text === 'Not stated.')).toHaveLength(5);
  });

  test('leave the facts out when nothing but service of documents is asked', async () => {
    const service = { ...SALT_ROAD, items: SALT_ROAD.items.filter(({ type }) => type === 'service-of-documents') };
    const { facts: _facts, nexus: _nexus, ...content } = SALT_ROAD.content;
    const { body } = await render({ ...service, content });
    expect(bookmarksOf(body)).not.toContain('facts');
  });
});

describe('header and footer', () => {
  test('carry marking, reference, label and page x of y', async () => {
    const { header } = await render(BLUE_HERON);
    expect(textOf(header)).toContain('DEMONSTRATION');
    expect(textOf(header)).toContain('MLA-2026-1');
    expect(textOf(header)).toContain('RESTRICTED');
    expect(all(header, 'w:instrText').map(({ children }) => children.join('').trim())).toEqual(['PAGE', 'NUMPAGES']);
  });

  test('have no marking where the installation is real', async () => {
    const { marking: _, ...real } = BLUE_HERON;
    expect(textOf((await render(real)).header)).not.toContain('DEMONSTRATION');
  });

  test('carry the hash of content, language and template', async () => {
    const { footer, contentHash, template } = await render(BLUE_HERON);
    expect(contentHash).toBe(sha256(canonicalLetter(forPartner(BLUE_HERON), 'en', template)));
    expect(textOf(footer)).toContain(contentHash);
    expect(contentHash).not.toBe(contentHashOf(BLUE_HERON, 'fr'));
    expect(contentHash).not.toBe(contentHashOf({ ...BLUE_HERON, urgency: 'normal' }, 'en'));
  });
});

describe('tables', () => {
  test.each(['persons', 'identifiers'])('of %s repeat their header and do not split a row', async (bookmark) => {
    const { table } = tableAfter((await render(BLUE_HERON)).body, bookmark);
    const rows = all(table, 'w:tr');
    expect(rows.map((row) => has(row, 'w:tblHeader'))).toEqual(rows.map((_, index) => index === 0));
    expect(rows.every((row) => has(row, 'w:cantSplit'))).toBe(true);
  });

  test('give every name of a person a line and a run of its own', async () => {
    const { rows } = tableAfter((await render(SALT_ROAD)).body, 'persons');
    expect(rows[1]?.[1]?.split('\n')).toEqual([
      'Accused',
      'Рашид Абдулович КЕРИМОВ',
      'Rashid KERIMOV',
      'رشيد عبدالوفيتش كريموف',
    ]);
  });

  test('give identifiers with zone and port, and say what is not known', async () => {
    const { rows } = tableAfter((await render(BLUE_HERON)).body, 'identifiers');
    expect(rows[2]).toEqual(['2', 'IP address', '203.0.113.77', '2025-12-02\n23:58:41 +01:00', '51514']);
    expect(rows[3]?.slice(3)).toEqual(['2025-12-19\n04:03:07\ntime zone not known', 'not known']);
    expect(rows[3]?.[2]).toContain('no port or time zone is known');
    expect(rows).toHaveLength(9);
  });

  test('list the annexes with their hashes', async () => {
    const { rows } = tableAfter((await render(BLUE_HERON)).body, 'annexes');
    expect(rows.slice(1).map((row) => row[1]?.split('\n')[1])).toEqual(BLUE_HERON.annexes.map(({ hash }) => hash));
  });
});

test.each<[Language, string]>([
  ['en', 'Copy to: Ministry of Justice of Belmora'],
  ['fr', 'Copie à\u00A0: Ministère de la Justice de Belmora'],
  ['ar', 'نسخة إلى: وزارة العدل في بلمورا'],
])('a letter says to whom a copy goes at the same time, in %s', async (language, line) => {
  const authority = {
    en: 'Ministry of Justice of Belmora',
    fr: 'Ministère de la Justice de Belmora',
    ar: 'وزارة العدل في بلمورا',
  };
  const copy = { state: { en: 'Belmora' }, authority, address: '3 rue des Tilleuls' };
  expect(textOf((await render({ ...BLUE_HERON, copy }, language)).body)).toContain(line);
  expect(textOf((await render(BLUE_HERON, language)).body)).not.toContain(line);
});

test('a letter by a direct route is no word from central authority to central authority', async () => {
  const route = { id: 'direct-judicial' as const, source: 'Budapest Convention 27(9)(a)' };
  const toCentral = 'to the central authority of the requested State';
  const { body } = await render({ ...BLUE_HERON, route });
  expect(textOf(body)).toContain('to the competent authority of the requested State');
  expect(textOf(body)).toContain('thanks the competent authority of the requested State');
  expect(textOf(body)).not.toContain(toCentral);
  expect(textOf((await render(BLUE_HERON)).body)).toContain(toCentral);
});

describe('items', () => {
  test('state type, own legal basis, identifiers, and period with zone', async () => {
    const { body } = await render(BLUE_HERON);
    const { rows } = tableAfter(body, 'item_4');
    expect(Object.fromEntries(rows.map(([name, value]) => [name, value]))).toMatchObject({
      Type: 'Bank records',
      Identifiers: '5  BE71 0961 2345 6769',
      Period: 'from 1 November 2025 to 28 February 2026, both days included (time zone Europe/Brussels)',
      'Legal basis of this item': expect.stringContaining(
        'Organized Crime (New York, 15 November 2000), article 18(3)',
      ),
    });
    expect(paragraphsOf(body)).toContain('Item 4 · Account at Banque du Littoral');
    expect(paragraphsOf(body)).toContain('They show who opened the account and where the eleven transfers went.');
  });

  test.each<[Language, string, Record<string, string>]>([
    [
      'en',
      'item_5',
      {
        'Time of the link': '12 May 2026, 16:00 (Asia/Seoul)\n12 May 2026, 09:00 (Europe/Brussels)',
        'Protection of the person': 'none needed',
        'Consent of the suspect': 'He is heard only if he consents; he is asked before the link is made.',
      },
    ],
    ['en', 'item_4', { Branch: 'not known' }],
    [
      'fr',
      'item_5',
      {
        'Heure de la liaison': '12 mai 2026, 16:00 (Asia/Seoul)\n12 mai 2026, 09:00 (Europe/Brussels)',
        'Protection de la personne': 'sans objet',
      },
    ],
    ['ar', 'item_5', { 'حماية الشخص': 'لا يلزم', الحاضرون: 'His lawyer' }],
  ])(
    'say what there is, and that there is nothing, in the words of the language: %s %s',
    async (language, item, said) => {
      const { rows } = tableAfter((await render(BLUE_HERON, language)).body, item);
      expect(Object.fromEntries(rows)).toMatchObject(said);
    },
  );

  test('name a long list of identifiers by their numbers', async () => {
    const identifiers = Array.from({ length: 12 }, (_, n) => ({
      id: `x${n}`,
      type: 'account' as const,
      value: `user-${n}`,
      noneKnown: false,
      leftOut: false,
    }));
    const items = BLUE_HERON.content.items.map((item) => ({ ...item, identifiers: identifiers.map(({ id }) => id) }));
    const { rows } = tableAfter(
      (await render({ ...BLUE_HERON, content: { ...BLUE_HERON.content, identifiers, items } })).body,
      'item_1',
    );
    expect(rows.find(([name]) => name === 'Identifiers')?.[1]).toBe('Nos. 1–12 of the list of identifiers');
  });
});

test('bookmarks of long ids are short enough for Word and still differ', () => {
  const ids = ['a', 'a-b', `${'x'.repeat(39)}a`, `${'x'.repeat(39)}b`, 'with space', 'with_space'];
  const names = [...ids.map(itemBookmark), ...ids.map(annexBookmark)];
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]\w{0,39}$/u.test(name))).toEqual([]);
});

test('holds are printed with the day they end and where that day comes from', async () => {
  const text = paragraphsOf((await render(BLUE_HERON)).body).join('\n');
  expect(text).toContain('follows our request for preservation BHR-PR-0098 of 27 February 2026');
  expect(text).toContain('are held until 1 May 2026 (Budapest Convention 29(7), at least sixty days)');
});

test('only the undertakings that are given are printed', async () => {
  const text = textOf((await render(BLUE_HERON)).body);
  expect(text).toContain('Speciality.');
  expect(text).not.toContain('Death penalty.');
  expect(textOf((await render(SALT_ROAD)).body)).toContain('Death penalty.');
});

test('a request without a treaty states reciprocity', async () => {
  const text = textOf((await render({ ...BLUE_HERON, basis: [{ instrument: 'reciprocity', articles: [] }] })).body);
  expect(text).toContain('on the basis of reciprocity');
  expect(text).not.toContain('is made under');
});

test('an identifier kept out of the letter is nowhere in the file', async () => {
  const { parts } = await render(BLUE_HERON);
  expect(Object.values(parts).map(textOf).join('')).not.toContain('kept-out-of-the-letter');
});

test('the properties say title, language and the day of the letter', async () => {
  const { parts } = await render(SALT_ROAD_AR, 'ar');
  const text = (name: string) =>
    parts['docProps/core.xml']?.children
      .flatMap((child) => (typeof child !== 'string' && child.name === name ? child.children : []))
      .join('');
  expect(text('dc:title')).toBe('طلب مساعدة قانونية متبادلة في المسائل الجنائية MLA-2026-2');
  expect(text('dc:language')).toBe('ar');
  expect(text('dcterms:created')).toBe('2026-08-03T00:00:00Z');
  expect(text('dcterms:modified')).toBe('2026-08-03T00:00:00Z');
});

test('the same letter gives the same bytes, at another time, in another zone, after other letters', async () => {
  const first = await renderLetter(BLUE_HERON, 'en', officialTitles);
  await renderLetter(SALT_ROAD_AR, 'ar', officialTitles);
  vi.stubEnv('TZ', 'Pacific/Kiritimati').useFakeTimers({ now: new Date('2031-07-01T12:00:00Z'), toFake: ['Date'] });
  const second = await renderLetter(structuredClone(BLUE_HERON), 'en', officialTitles);
  vi.useRealTimers().unstubAllEnvs();
  expect(sha256(second.bytes)).toBe(sha256(first.bytes));
});
