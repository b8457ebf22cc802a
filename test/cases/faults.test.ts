import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCase, readCase } from '../../bin/play/read-case.ts';
import { Problem } from '../../bin/problem.ts';

const GOOD = `title: A small case
people:
  seo: { email: seo@arvania.example, as: prosecutor }
reader: seo
content:
  title: { case: the case of a test, offence: Fraud }
  identifiers:
    - { id: i1, type: ip, value: 203.0.113.77 }
  items:
    - { id: '1', title: Subscriber, description: [] }
files:
  annex.txt: { text: The text }
steps:
  - at: 2026-03-03T10:00:00+09:00
    by: seo
    do: create
    with:
      requested: XBE
      partner: XBE
      basis: [{ instrument: budapest-185, articles: ['31'] }]
      items: [{ type: data-subscriber }]
  - at: 2026-03-04T10:00:00+09:00
    by: seo
    do: write
    with: { change: { identifiers.i1.noneKnown: true } }
  - at: 2026-03-05T10:00:00+09:00
    by: seo
    do: attachAnnex
    with: { file: annex.txt, title: An annex }
`;
const found = (text: string) => parseCase(text).faults.map(({ line, reason }) => `${line}: ${reason}`);
const inPlace = (from: string, to: string) => {
  expect(GOOD).toContain(from);
  return found(GOOD.replace(from, to));
};

test('a case that is in order has no fault', () => {
  expect(found(GOOD)).toEqual([]);
});

test.each<[what: string, from: string, to: string, fault: string]>([
  ['a field that nobody knows', 'title: A small', 'titel: x\ntitle: A small', '1: titel is not known here'],
  ['a field that is missing', 'reader: seo\n', '', '1: reader is missing'],
  ['a text that should be a list', '    - { id: i1', '    x: { id: i1', '7: content.identifiers is not a list'],
  [
    'a person that is not there',
    'by: seo\n    do: write',
    'by: zeo\n    do: write',
    '23: steps.1.by "zeo" is nobody of people',
  ],
  [
    'a step that is not there',
    'do: attachAnnex',
    'do: annexe',
    '28: steps.2.do names no step that there is: docs/cases.md lists them',
  ],
  ['a field of a step that is not there', 'title: An annex', 'titel: An annex', '29: steps.2.with.title is missing'],
  [
    'a date that does not exist',
    '2026-03-04T',
    '2026-02-30T',
    '22: steps.1.at is not an instant with its offset, such as 2026-03-03T10:00:00+09:00',
  ],
  [
    'steps out of order',
    '2026-03-04T',
    '2026-03-02T',
    '22: steps.1.at is before the step above it (2026-03-03T10:00:00+09:00)',
  ],
  [
    'a file that is not described',
    'file: annex.txt',
    'file: other.txt',
    '29: steps.2.with.file "other.txt" is none of files',
  ],
  [
    'a file described twice',
    '{ text: The text }',
    '{ text: The text, size: 3 }',
    '12: files.annex.txt is described by exactly one of text, base64, page and size',
  ],
  [
    'a change that leads nowhere',
    'identifiers.i1.noneKnown',
    'identifiers.i9.noneKnown',
    '25: steps.1.with.change.identifiers.i9.noneKnown leads nowhere: there is no "identifiers.i9"',
  ],
  [
    'a change of the wrong kind',
    'noneKnown: true',
    'noneKnown: perhaps',
    '25: steps.1.with.change.identifiers.i1.noneKnown makes identifiers.0.noneKnown, which is not true or false',
  ],
  [
    'an item that nobody asks for',
    "id: '1', title",
    "id: '2', title",
    '10: content.items.0.id "2" is no item that the steps ask for: they ask for 1 to 1',
  ],
  [
    'a beginning without a request',
    'do: create',
    'do: submit',
    '16: steps.0.do is not create: a request begins with it',
  ],
])('%s is told with its line', (_what, from, to, fault) => {
  expect(inPlace(from, to)).toContain(fault);
});

test('every fault is told at once, in the order of the lines', () => {
  const bad = GOOD.replace('reader: seo', 'reader: nobody')
    .replace('type: ip', 'type: address')
    .replace('do: write', 'do: wirte');
  expect(found(bad)).toEqual([
    '4: reader "nobody" is nobody of people',
    expect.stringMatching(/^8: content\.identifiers\.0\.type is none of ip, email, /),
    '24: steps.1.do names no step that there is: docs/cases.md lists them',
  ]);
});

test('a translation names every segment of the letter as it will be, and no other', () => {
  const translating = `${GOOD}  - { at: 2026-03-06T10:00:00+09:00, by: seo, do: translate }\ntranslation:\n  title/case: x\n  facts/f9: y\n`;
  expect(found(translating)).toEqual([
    '31: translation.title/offence is missing',
    '31: translation.item/1/title is missing',
    '31: translation.annex/A is missing',
    '33: translation.facts/f9 is no segment of this letter',
  ]);
});

test('what is no YAML at all is told with its line', () => {
  expect(found('title: "open\nsteps: []\n')[0]).toMatch(/^\d: /);
});

test('a bad file ends with the exit code for bad data, a missing one with a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rogatory-case-'));
  try {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, GOOD.replace('reader: seo', 'reader: nobody'));
    const bad = caught(() => readCase(file));
    expect(bad.message).toBe(`Cannot play "${file}": 1 fault\n  line 4: reader "nobody" is nobody of people`);
    expect(bad.exitCode).toBe(65);
    expect(caught(() => readCase(join(folder, 'none.yaml'))).message).toMatch(/none\.yaml": there is no such file$/);
    expect(caught(() => readCase(folder)).message).toMatch(/it is a folder, name a file$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function caught(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Expected a problem: there was none');
}
