import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Checked, check } from '../../bin/request/check.ts';
import { framed } from '../../bin/request/frame.ts';
import { readRequest } from '../../bin/request/read-request.ts';
import { requestFileSchemaText } from '../../bin/request/request-file.ts';
import { CARRIED, requestFile, unable } from './request-files.ts';
import { MAIN, type Outcome, run, temporaryFolder } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');

function written(text: string): string {
  const file = join(temporaryFolder(), 'request.yaml');
  writeFileSync(file, text);
  return file;
}
const checking = (file: string, ...more: string[]): Promise<Outcome> => run([MAIN, 'request', 'check', file, ...more]);

/** The same without a process. */
function checked(text: string): Checked {
  const read = readRequest(text);
  if (!('request' in read)) throw new Error(`Cannot check this file: ${JSON.stringify(read)}`);
  return check(framed(read.request));
}
const faults = (text: string): string[] => {
  const read = readRequest(text);
  return 'faults' in read ? read.faults.map(({ line, reason }) => `${line}: ${reason}`) : [];
};
const errors = ({ gaps }: Checked) => gaps.filter(({ severity }) => severity === 'error');

describe('the command', () => {
  test('answers for a request that could be submitted with 0, and with nothing but JSON', async () => {
    const { code, stdout, stderr } = await checking(written(requestFile()), '--json');

    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      submittable: true,
      basis: 'budapest-185',
      gaps: [
        {
          field: 'letterLanguage',
          rule: 'translation-due',
          message: 'is "en", and Belmora accepts fr: a certified translation goes with the letter',
          source: 'Belmora: declaration on the language of requests',
          article: null,
          severity: 'warning',
        },
      ],
    });
  });

  test('answers for one that could not with 1, and says which basis it chose', async () => {
    const preserving = { type: 'preservation', letterLanguage: 'fr' };
    const { code, stdout } = await checking(
      written(requestFile(preserving, { reason: [], noNotice: true, noTicket: true })),
    );

    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([
      'Legal basis: budapest-185 (Convention on Cybercrime), the first that applies: the file names none',
      '  error   items.0.reason is missing: why it is necessary (Budapest Convention 29(2)(e))',
      '  error   items.0.intendsRequest is missing: that a request will follow (Budapest Convention 29(2)(f))',
      'It could not be submitted: 2 errors, 0 warnings',
    ]);
  });

  test.each([
    ['--json', /^Cannot check "[^"]+": line 2: to "XBQ" is no code of a State, did you mean XBE, and 2 more faults\n$/],
    [
      '',
      /^Cannot check "[^\n]+ faults\n {2}line 3: urgency is none of [^\n]+\n {2}line 4: colour is not known here\n$/,
    ],
  ])('answers for a file with faults with 2 %s', async (option, expected) => {
    const text = `from: XAR\nto: XBQ\nurgency: soon\ncolour: red\n${requestFile().replace(/^(from|to): .*\n/gm, '')}`;
    const { code, stdout, stderr } = await checking(written(text), ...(option ? [option] : []));

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(expected);
  });

  test.each([
    ['a file that is not there', 'nowhere.yaml', 'there is no such file'],
    ['a folder', ROOT, 'it is a folder'],
  ])('answers for %s with 2', async (_, file, why) => {
    const { code, stderr } = await checking(file, '--json');
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^Cannot read request "[^"]+": ${why}`));
  });

  test.each([
    ['blue-heron', 'budapest-185', ['items.2.reason', 'identifiers.2.zone', 'identifiers.2.port']],
    [
      'salt-road',
      'untoc-18',
      [
        'persons.6.names',
        'offences.0.text',
        'offences.1.text',
        'offences.2.text',
        'items.2.value',
        'undertakings.deathPenalty',
      ],
    ],
  ])('names the gaps of the first submission of %s', async (name, basis, fields) => {
    const { code, stdout } = await checking(join(ROOT, `cases/${name}.yaml`), '--json');
    const answer: Checked = JSON.parse(stdout);

    expect([code, answer.submittable, answer.basis]).toEqual([1, false, basis]);
    expect(errors(answer).map(({ field }) => field)).toEqual(fields);
  });
});

describe('a request that is no request for assistance', () => {
  test.each(CARRIED)('%s is complete', (_, text, basis) => {
    const answer = checked(text);
    expect(errors(answer)).toEqual([]);
    expect([answer.submittable, answer.basis]).toEqual([true, basis]);
  });

  test.each([
    ['saarc-2008', 'an empty profile is no basis'],
    ['un-model-treaty-mla', 'a model to start a treaty from is no basis'],
  ])('rests in vain on %s', (instrument, why) => {
    const answer = checked(unable(instrument));
    expect(answer.submittable).toBe(false);
    expect(errors(answer)).toContainEqual({
      field: 'basis.0',
      rule: 'basis-none',
      message: expect.stringContaining(why),
      source: 'house rule HR-74',
      article: null,
      severity: 'error',
    });
  });

  test('and what stands in articles that are not confirmed is told as a warning', () => {
    const [, text] = CARRIED[1] ?? [];
    const answer = checked(String(text).replace(/ {4}further:[\s\S]*?targeted\.\n/, ''));
    expect(answer.submittable).toBe(true);
    expect(answer.gaps).toContainEqual(
      expect.objectContaining({ field: 'undertakings.further', article: '2523(b)(4)', severity: 'warning' }),
    );
  });
});

describe('a request file', () => {
  const items = { type: undefined, items: [{ type: 'data-subscriber' }, { type: 'preservation' }] };

  test('takes today unless it names a day', () => {
    const today = new Date().toISOString().slice(0, 10);
    const { gaps } = checked(requestFile({ on: undefined }, { hearingDate: today }));
    expect(gaps.map(({ rule }) => rule)).toContain('date-past');
  });

  test.each([
    ['a type of its own among items', requestFile(items, {}), 'items.1 | missing-items | HR-47'],
    [
      'an emergency without its facts',
      requestFile({ type: 'emergency-mla' }),
      'items.0.emergencyFacts | missing-items-emergencyFacts | HR-78',
    ],
    [
      'an offence punishable by death',
      requestFile({ to: 'XQA', death: true }),
      'undertakings.deathPenalty | missing-undertakings-deathPenalty | Qasira: practice of the central authority, letter of 2025',
    ],
    [
      'a basis that does not bind the two',
      requestFile({ basis: [{ instrument: 'ets-30', articles: ['3'] }] }),
      'basis.0 | basis-not-in-force | HR-74',
    ],
    [
      'an annex without a title',
      requestFile({ annexes: ['Provisions', ' '] }),
      'annexes.1.title | missing-annexes-title | HR-47',
    ],
  ])('with %s has that gap', (_, text, expected) => {
    const told = checked(text).gaps.map(
      ({ field, rule, source }) => `${field} | ${rule} | ${source.replace('house rule ', '')}`,
    );
    expect(told).toContain(expected);
  });

  test.each([
    ['no YAML', 'from: [XAR', /^1: Flow sequence/],
    ['nothing in it', '', /^1: the file is not a group of fields$/],
    ['names that stand for names without end', bomb(), /^1: Excessive alias count/],
    [
      'both items and a type',
      requestFile({ items: [{ type: 'bank-records' }] }),
      /items or type: one of them, not both/,
    ],
    ['neither', requestFile({ type: undefined }), /items or type: one of them, not both/],
    [
      'two things for one type',
      requestFile({}, {}, { items: [{ id: '1' }, { id: '2' }] }),
      /content\.items\.1 is one too many/,
    ],
    [
      'content for what nobody asks',
      requestFile({ ...items }, { id: '7' }),
      /content\.items\.0\.id "7" is nothing that is asked/,
    ],
    ['the same State twice', requestFile({ to: 'XAR' }), /to is the State that asks/],
    ['a day of another age', requestFile({ on: '0999-01-01' }), /on is before 1900 or after 2199/],
    ['a step list that is none', 'steps: soon', /title is missing/],
  ])('with %s is told at its line', (_, text, expected) => {
    expect(faults(text).some((fault) => expected.test(fault))).toBe(true);
  });

  test('is described by the published schema', () => {
    const published = readFileSync(join(ROOT, 'cases/request.schema.json'), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(requestFileSchemaText()));
  });

  test('is in order in the example of its page, which lists every field', () => {
    const page = readFileSync(join(ROOT, 'docs/request-files.md'), 'utf8');
    const example = /## Example\n\n```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
    const fields = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    expect(errors(checked(example))).toEqual([]);
    expect(fields).toEqual(Object.keys(JSON.parse(requestFileSchemaText()).properties));
  });
});

/** A list of ten lists of ten lists of ten. */
function bomb(): string {
  const ten = (name: string) => Array(10).fill(name).join(', ');
  return [
    'a: &a [x]',
    ...'bcde'.split('').map((name, index) => `${name}: &${name} [${ten(`*${'abcd'[index]}`)}]`),
  ].join('\n');
}
