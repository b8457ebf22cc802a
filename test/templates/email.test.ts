import { describe, expect, test } from 'vitest';
import { type EmailInput, emailText } from '../../templates/email.ts';
import { LANGUAGES } from '../../templates/sheet.ts';
import { CONTENT } from './blue-heron.ts';
import { BLUE_HERON } from './fixtures.ts';

const { state, authority } = BLUE_HERON.requesting;
const INPUT: EmailInput = {
  language: 'fr',
  purpose: 'request',
  reference: 'MLA-2026-1',
  office: {
    state,
    authority,
    person: 'KANG Jiwoo',
    telephone: '+82 2 2110 3000',
    hours: 'Monday to Friday, 09:00-18:00',
    zone: 'Asia/Seoul',
  },
  instrumentTitle: {
    en: 'the Convention on Cybercrime',
    fr: 'Convention sur la cybercriminalité',
    ar: 'الاتفاقية المتعلقة بالجريمة الإلكترونية',
  },
  attachments: [{ name: 'MLA-2026-1.zip', sha256: 'c1'.repeat(32), size: 1_234_567 }],
  replyTo: 'mla-2026-1.k7x2@mail.arvania.example',
  verify: { person: 'CHOI Minji', telephone: '+82 31 555 0100' },
};

test('the subject is our reference and nothing else', () => {
  for (const language of LANGUAGES) expect(emailText({ ...INPUT, language }).subject).toBe('MLA-2026-1');
});

test('the partner’s language comes first, then English', () => {
  const { text } = emailText(INPUT);
  expect(text.indexOf('Veuillez trouver')).toBe(0);
  expect(text.indexOf('Attached is a request')).toBeGreaterThan(text.indexOf('COMMENT RÉPONDRE'));
  expect(emailText({ ...INPUT, language: 'en' }).text.split('Attached is a request')).toHaveLength(2);
});

describe.each(LANGUAGES)('in %s the body', (language) => {
  test.each(['request', 'enquiry', 'answer', 'withdrawal'] as const)(
    'of purpose %s says who, under which treaty, what, and how to verify and answer',
    (purpose) => {
      const { text } = emailText({ ...INPUT, language, purpose });
      const needed = [
        'KANG Jiwoo',
        '+82 2 2110 3000',
        '09:00-18:00',
        'Asia/Seoul',
        'MLA-2026-1.zip',
        'c1'.repeat(32),
        'CHOI Minji',
        '+82 31 555 0100',
        INPUT.replyTo,
        'MLA-2026-1',
      ];
      for (const words of [...needed, INPUT.instrumentTitle[language], authority[language]])
        expect(text.replaceAll(/\s+/gu, ' ')).toContain(words);
    },
  );

  test('says nothing of the case', () => {
    const { text } = emailText({ ...INPUT, language });
    const names = (CONTENT.persons ?? []).flatMap((person) => person.names);
    const values = (CONTENT.identifiers ?? []).map((identifier) => identifier.value);
    for (const word of [...names, ...values, 'Daesan', '2026-HD-04417', 'Heron']) expect(text).not.toContain(word);
  });

  test('has the marking of an installation that is not real', () => {
    expect(emailText({ ...INPUT, language, marking: 'demonstration' }).text).toMatch(/^\*\*\* /u);
  });
});

test('no line is longer than mail may carry, and no value is broken', () => {
  const lines = emailText(INPUT).text.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(lines.filter((line) => line.includes('+82 31 555 0100'))).toHaveLength(2);
});

test('in Arabic each value is kept apart by marks that are closed again', () => {
  for (const line of emailText({ ...INPUT, language: 'ar' }).text.split('\n')) {
    expect(line.split('\u2068').length).toBe(line.split('\u2069').length);
  }
});

test.each(['Blue Heron (secret).zip', '../x', 'a\r\nBcc: x'])('an attachment named %j is refused', (name) => {
  const attachments = [{ name, sha256: 'c1'.repeat(32), size: 1 }];
  expect(() => emailText({ ...INPUT, attachments })).toThrow('Cannot attach');
});

test('a reference with a line break never becomes a header', () => {
  expect(() => emailText({ ...INPUT, reference: 'MLA-1\r\nBcc: x' })).toThrow('Cannot write an e-mail');
});

test('a value with places is not filled again', () => {
  expect(emailText({ ...INPUT, office: { ...INPUT.office, person: '{replyTo}' } }).text).toContain('{replyTo}');
});
