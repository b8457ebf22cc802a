import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { periodRules } from '../../domain/periods.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { MAIN, type Outcome, run, runCode } from './support.ts';

const HOLD = 'budapest-185/art29-hold';
const article = z.string().min(1);
const text = z.string().min(1);
const day = z.iso.date();
const confidence = z.enum(['confirmed', 'unverified']);
const instrument = z.enum(Object.keys(INSTRUMENTS));
const statement = z.strictObject({ text, article: article.optional(), instrument, confidence });

const PERIOD = z.strictObject({
  rule: z.string(),
  article,
  confidence,
  start: z.string(),
  zone: z.string(),
  due: day,
  dueAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  actionBy: day,
  safe: day.nullable(),
  unrolled: day,
  reminders: z.array(z.iso.datetime()),
  cleared: z.literal(false),
  steps: z.array(z.strictObject({ date: day, text })).min(2),
});

const LIST = z.strictObject({
  rules: z.array(
    z.strictObject({
      rule: z.string(),
      article,
      text,
      amount: z.int().positive().nullable(),
      unit: z.string(),
      startsOn: text,
      kind: z.string(),
      confidence,
    }),
  ),
});

const BASES = z.strictObject({
  bases: z.array(
    z.strictObject({
      id: instrument,
      applies: z.union([z.boolean(), z.literal('unknown')]),
      rank: z.int().positive().nullable(),
      dependsOn: z.array(z.string()),
      reasons: z.array(z.strictObject({ text, article: article.nullable(), confidence, isStale: z.boolean() })).min(1),
      channels: z.array(z.string()),
      channelRules: z.array(z.strictObject({ channel: z.string(), text, article, instrument, confidence })),
      languages: z.array(z.string()),
      languageRules: z.array(statement),
      form: z.array(statement),
      contents: z.array(z.strictObject({ id: z.string(), label: text, article, instrument, confidence })),
      refusalGrounds: z.array(
        z.strictObject({
          id: z.string(),
          ownId: z.string().nullable(),
          label: text,
          article,
          condition: text.optional(),
          instrument,
          confidence,
        }),
      ),
      forbiddenGrounds: z.array(z.strictObject({ id: z.string(), text, article, instrument, confidence })),
      dualCriminality: z.array(statement),
      consultation: statement.nullable(),
      postponement: statement.nullable(),
      useLimits: z.array(statement),
      confidence,
    }),
  ),
});

const options = (values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
const rogatory = (command: string, values: Record<string, string>, ...more: string[]): Promise<Outcome> =>
  run([MAIN, command, ...options(values), ...more]);

/** The answer of a call that went well: one line of JSON and nothing else. */
function answer<S extends z.ZodType>({ code, stdout, stderr }: Outcome, shape: S): z.output<S> {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.endsWith('}\n') && stdout.trimEnd().split('\n').length === 1).toBe(true);
  return shape.parse(JSON.parse(stdout));
}

describe.concurrent('a call that goes well answers with one line of JSON, and nothing else', () => {
  test('deadline: a date and the sum that it is', async () => {
    const given = { rule: HOLD, start: '2026-03-02', zone: 'Europe/Brussels', calendar: 'XBE' };
    const { steps, ...period } = answer(await rogatory('deadline', given, '--json'), PERIOD);
    expect(period).toEqual({
      rule: HOLD,
      article: '29(7)',
      confidence: 'confirmed',
      start: '2026-03-02',
      zone: 'Europe/Brussels',
      due: '2026-05-01',
      dueAt: '2026-05-01T22:00:00Z',
      actionBy: '2026-04-30',
      safe: null,
      unrolled: '2026-05-01',
      reminders: ['2026-04-09T22:00:00Z', '2026-04-16T22:00:00Z', '2026-04-23T22:00:00Z', '2026-04-28T22:00:00Z'],
      cleared: false,
    });
    expect(steps.map(({ date }) => date)).toEqual(['2026-03-02', '2026-05-01', '2026-05-01', '2026-05-01']);
  });

  test('deadline --list: every period of the catalogue', async () => {
    const { rules } = answer(await rogatory('deadline', {}, '--list', '--json'), LIST);
    expect(rules).toHaveLength(49);
    expect(rules.map(({ rule }) => rule)).toEqual(periodRules(INSTRUMENTS).map(({ id }) => id));
    expect(rules[0]).toEqual({
      rule: HOLD,
      article: '29(7)',
      text: 'preservation on a foreign request lasts at least',
      amount: 60,
      unit: 'day',
      startsOn: 'preservation effected by the requested Party',
      kind: 'minimum-hold',
      confidence: 'confirmed',
    });
  });

  test('basis: every instrument, what applies first and in rank', async () => {
    const given = { from: 'XAR', to: 'XBE', type: 'data-content', date: '2026-03-02', 'offence-class': 'cybercrime' };
    const { bases } = answer(await rogatory('basis', given, '--json'), BASES);
    expect(bases.map(({ id }) => id).sort()).toEqual(Object.keys(INSTRUMENTS).sort());
    const ranked = bases.filter(({ applies }) => applies !== false);
    expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, index) => index + 1));
    expect(bases.slice(ranked.length).every(({ applies, rank }) => applies === false && rank === null)).toBe(true);
    expect(ranked[0]).toMatchObject({ id: 'budapest-185', applies: true, languages: ['fr'] });
  });

  test.each([
    ['US', ['en']],
    ['GB', ['en']],
    ['AU', ['en']],
    ['KR', []],
  ])('basis: the languages that %s is known to take', async (to, languages) => {
    const given = { from: 'FR', to, type: 'search-seizure', date: '2026-03-02' };
    const { bases } = answer(await rogatory('basis', given, '--json'), BASES);
    expect(bases[0]?.languages).toEqual(languages);
  });

  test('without --json people are told, in words', async () => {
    const { code, stdout, stderr } = await rogatory('deadline', { rule: HOLD, start: '2026-03-02', zone: 'UTC' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2026-03-02 {2}Budapest Convention 29\(7\): .*\n\ndue 2026-05-01; act by 2026-05-01\n$/s);
  });
});

describe.concurrent('a call that is wrong ends with 2 and one sentence on stderr', () => {
  const hold = { start: '2026-03-02', zone: 'UTC' };
  const basis = { from: 'XAR', to: 'XBE', type: 'preservation', date: '2026-03-02' };
  test.each<[string, string, Record<string, string>, string]>([
    [
      'a rule that there is not: the nearest is named',
      'deadline',
      { ...hold, rule: 'budapest-185/art29-hol' },
      'Cannot count by rule "budapest-185/art29-hol": there is none of that name, did you mean budapest-185/art29-hold',
    ],
    [
      'hours from a date',
      'deadline',
      { ...hold, rule: 'eu-e-evidence-2023-1543/epoc-emergency' },
      'Cannot take the period eu-e-evidence-2023-1543/epoc-emergency: start is no instant: this period counts hours',
    ],
    [
      'a day that does not exist',
      'deadline',
      { ...hold, rule: HOLD, start: '2026-02-29' },
      'Cannot run this command: --start is neither a date that exists nor an instant with its offset, such as 2026-03-02T10:00:00+09:00',
    ],
    [
      'a day of which no calendar is known',
      'deadline',
      { ...hold, rule: HOLD, start: '0000-01-01', calendar: 'KR' },
      'Cannot run this command: --start is before 1900 or after 2199',
    ],
    [
      'a State that there is not',
      'deadline',
      { ...hold, rule: HOLD, calendar: 'XBE,kr' },
      'Cannot find State "kr" of --calendar: it is no code of a State, did you mean KR',
    ],
    [
      'a type that there is not',
      'basis',
      { ...basis, type: 'data-contents' },
      'Cannot run this command: --type is not known: "data-contents", did you mean data-content',
    ],
    [
      'an option that there is not',
      'basis',
      { ...basis, colour: 'red' },
      "Cannot run this command: unknown option '--colour'",
    ],
  ])('%s', async (_, command, given, sentence) => {
    expect(await rogatory(command, given, '--json')).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
  });
});

/** The command itself, called again and again in one process: a start takes a second. */
const deadlines = (calls: readonly string[][]): Promise<Outcome> =>
  runCode(`
    import { Command } from ${JSON.stringify(import.meta.resolve('commander'))};
    import { addDeadline } from ${JSON.stringify(new URL('../../bin/commands/deadline.ts', import.meta.url).href)};
    for (const call of ${JSON.stringify(calls)}) {
      const program = new Command();
      addDeadline(program);
      await program.parseAsync(['deadline', ...call, '--json'], { from: 'user' });
    }`);

const EU = 'eu-e-evidence-2023-1543';
type Call = [sentence: string, rule: string, start: string, more: Record<string, string>, expected: object];
const CALLS: Call[] = [
  ['A1', HOLD, '2026-03-02', { calendar: 'XBE' }, { due: '2026-05-01', actionBy: '2026-04-30' }],
  ['A3, service', 'cets-224/a8-serve', '2026-09-01', {}, { due: '2026-10-16', confidence: 'unverified' }],
  [
    'A3, subscriber data',
    'cets-224/a8-return-subscriber',
    '2026-10-05',
    {},
    { due: '2026-10-25', actionBy: '2026-10-23' },
  ],
  ['A3, traffic data', 'cets-224/a8-return-traffic', '2026-10-05', {}, { due: '2026-11-19' }],
  ['A3, subscriber data, served last', 'cets-224/a8-return-subscriber', '2026-10-16', {}, { due: '2026-11-05' }],
  ['A3, traffic data, served last', 'cets-224/a8-return-traffic', '2026-10-16', {}, { due: '2026-11-30' }],
  ['A4', 'cets-224/a7-enforce-after', '2026-06-10', {}, { due: '2026-07-10' }],
  ['A4, 45 days', 'cets-224/a7-enforce-after', '2026-06-10', { 'stated-end': '2026-07-25' }, { due: '2026-07-25' }],
  ['A6', `${EU}/epoc-pr-hold`, '2026-09-01', {}, { due: '2026-10-31', actionBy: '2026-10-30', unrolled: '2026-10-31' }],
  ['A6, extension', `${EU}/epoc-pr-extension`, '2026-10-31', {}, { due: '2026-11-30' }],
  ['A9', 'ets-30/summons-lead', '2026-11-30', {}, { unrolled: '2026-10-11', due: '2026-10-09' }],
  ['A9, for both States', 'ets-30/summons-lead', '2026-11-30', { calendar: 'XBE,XAR' }, { due: '2026-10-08' }],
  ['a leap day', HOLD, '2028-01-15', {}, { due: '2028-03-15' }],
  ['to a leap day', HOLD, '2027-12-31', {}, { due: '2028-02-29' }],
  [
    'hours',
    `${EU}/epoc-emergency`,
    '2026-10-24T22:30:00.500Z',
    {},
    { dueAt: '2026-10-25T06:30:00Z', due: '2026-10-25' },
  ],
  ['Los Angeles', HOLD, '2026-03-02', { zone: 'America/Los_Angeles' }, { dueAt: '2026-05-02T07:00:00Z' }],
  ['custody', 'kr-extradition-act/emergency-arrest', '2026-12-31', {}, { due: '2027-02-28', safe: '2027-02-27' }],
  [
    'holidays five years on',
    'us-cloud-act-agreements/agreement-review',
    '2026-01-01',
    { calendar: 'US' },
    { due: '2031-01-01', actionBy: '2030-12-31' },
  ],
  [
    'holidays at a late stated end',
    HOLD,
    '2026-03-02',
    { calendar: 'US', 'stated-end': '2031-07-04' },
    { actionBy: '2031-07-03' },
  ],
  ['Seollal', HOLD, '2025-12-18', { calendar: 'KR' }, { due: '2026-02-16', actionBy: '2026-02-13' }],
];

test('the dates of the scenarios are the same on the command line', async () => {
  const calls = CALLS.map(([, rule, start, more]) => options({ rule, start, zone: 'Europe/Brussels', ...more }));
  const { code, stdout, stderr } = await deadlines(calls);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const told = stdout
    .trimEnd()
    .split('\n')
    .map((line) => PERIOD.parse(JSON.parse(line)));
  expect(told.map((period, index) => [CALLS[index]?.[0], period])).toEqual(
    CALLS.map(([sentence, , , , expected]) => [sentence, expect.objectContaining(expected)]),
  );
});
