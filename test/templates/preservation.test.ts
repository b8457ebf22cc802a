import { expect, test } from 'vitest';
import type { LetterInput } from '../../domain/letter.ts';
import { sha256 } from '../../templates/docx-bytes.ts';
import { emailText } from '../../templates/email.ts';
import { officialTitles } from '../../templates/instruments.ts';
import { renderLetter } from '../../templates/letter.ts';
import { LANGUAGES } from '../../templates/sheet.ts';
import { LETTER_TEMPLATE } from '../../templates/version.ts';
import { preservationOf } from '../journeys/preserving.ts';
import { headingsOf, open, textOf } from './document.ts';
import { BLUE_HERON } from './fixtures.ts';

/** A letter that asks for the preservation of data, by the builder of every letter. */
const PRESERVATION: LetterInput = {
  ...BLUE_HERON,
  kind: 'preservation',
  basis: [{ instrument: 'budapest-185', articles: ['29'] }],
  items: [{ id: '1', type: 'preservation' }],
  content: preservationOf('Kite Cloud NV').content,
  annexes: [],
  holds: [],
};

/** As in version.test.ts. */
const LETTERS: Record<string, Record<string, string>> = {
  'letter/1': {
    en: 'f723eea9208ec8fecc6add7a2c023d3f0332584fba00faef4e109830cc71d9f3',
    fr: '86250d9f654893a9ce90a92c427988a873393eed9baa209424554477657a8dba',
    ar: 'e253b0d11bb0c80e3a2ac9c0a3b9e9fb8f447ed1207e9951f6c19de2172cde58',
  },
};

test('says what it asks in its title, its opening and its items, and leaves out what it has no use for', async () => {
  const { body } = open((await renderLetter(PRESERVATION, 'en', officialTitles)).bytes);
  const text = textOf(body);
  for (const words of [
    'Request for the expedited preservation of stored computer data',
    'has the honour to request the expedited preservation of the data described below',
    'Preservation of data',
    'User not to be told',
    'Request for the data to follow',
    'Kite Cloud NV',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('mutual legal assistance');
  const headings = headingsOf(body).map((heading) => heading.split('.\t')[1]);
  expect(headings).toContain('Data to be preserved');
  expect(headings.filter((one) => one === 'Purpose and use' || one === 'Transmission of the results')).toEqual([]);
});

test('the mail that carries it says that it asks for preservation, in every language', () => {
  const { state, authority } = BLUE_HERON.requesting;
  for (const language of LANGUAGES) {
    const mail = {
      language,
      purpose: 'request' as const,
      reference: 'MLA-2026-1',
      office: { state, authority, person: 'KANG Jiwoo', telephone: '+82 2', hours: '09:00-18:00', zone: 'Asia/Seoul' },
      instrumentTitle: { en: 'the Convention' },
      attachments: [],
      replyTo: 'mla@mail.example',
      verify: { person: 'CHOI Minji', telephone: '+82 31' },
    };
    expect(emailText(mail).text).toContain('mutual legal assistance');
    const { text } = emailText({ ...mail, kind: 'preservation' });
    expect(text).toContain('expedited preservation of stored');
    expect(text).not.toContain('mutual legal assistance');
  }
});

test('the letter of this version is as it was released', async () => {
  const hashes: Record<string, string> = {};
  for (const language of LANGUAGES)
    hashes[language] = sha256((await renderLetter(PRESERVATION, language, officialTitles)).bytes);
  expect(hashes).toEqual(LETTERS[LETTER_TEMPLATE]);
});
