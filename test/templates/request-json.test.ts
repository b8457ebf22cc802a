import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalLetter, type LetterInput, translated } from '../../domain/letter.ts';
import { sha256 } from '../../templates/docx-bytes.ts';
import { contentHashOf } from '../../templates/letter.ts';
import { requestJson, requestSchema, requestSchemaText } from '../../templates/request-json.ts';
import type { Language } from '../../templates/sheet.ts';
import { LETTER_TEMPLATE } from '../../templates/version.ts';
import { BLUE_HERON, BLUE_HERON_FR } from './fixtures.ts';
import { FRENCH } from './french.ts';
import { SALT_ROAD } from './salt-road.ts';

const segments = Object.entries(FRENCH).map(([id, text]) => ({ id, text }));
const text = (input: LetterInput, language: Language) => ({
  language,
  template: LETTER_TEMPLATE,
  contentHash: contentHashOf(input, language),
});
const TEXTS = [text(BLUE_HERON, 'en'), { ...text(BLUE_HERON_FR, 'fr'), segments }];

test('request.json follows its schema', () => {
  for (const input of [BLUE_HERON, SALT_ROAD]) {
    const parsed = requestSchema.safeParse(JSON.parse(requestJson(input, [text(input, 'en')])));
    expect(parsed.error?.issues).toBeUndefined();
  }
});

test('the hashes of the letter and of its translation can be computed from request.json alone', () => {
  const { letter, texts } = JSON.parse(requestJson(BLUE_HERON, TEXTS));
  for (const { language, template, contentHash, segments: own = [] } of texts) {
    const words = new Map<string, string>(
      own.map((segment: { id: string; text: string }) => [segment.id, segment.text]),
    );
    expect(sha256(canonicalLetter(translated(letter, words), language, template))).toBe(contentHash);
  }
});

test('an identifier kept out of the letter is not in request.json either', () => {
  const json = requestJson(BLUE_HERON, TEXTS);
  expect(json).not.toContain('kept-out-of-the-letter');
  expect(JSON.parse(json).letter.content.items[1].identifiers).not.toContain('i9');
});

test('the same request gives the same text, whatever the order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(BLUE_HERON).reverse()) as LetterInput; // the same fields, turned round
  expect(requestJson(turned, TEXTS)).toBe(requestJson(BLUE_HERON, TEXTS));
});

/** After a change on purpose: write `requestSchemaText()` to the file and let the formatter have it. */
test('the published schema is that of the code', () => {
  const published = readFileSync(join(import.meta.dirname, '../../templates/request.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(requestSchemaText()));
});
