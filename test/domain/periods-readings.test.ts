import { describe, expect, test } from 'vitest';
import type { Counting, Period } from '../../domain/periods.ts';
import { count } from './periods-support.ts';

type Row = [sentence: string, rule: string, start: string, more: Partial<Counting>, expected: Partial<Period>];

const HOLD = 'budapest-185/art29-hold';
const PRESERVED = 'eu-e-evidence-2023-1543/epoc-pr-hold';
const PROLONGED = 'eu-e-evidence-2023-1543/epoc-pr-extension';
const RENEWED = 'us-18usc-2703f/renewal';
const OBJECTION = 'eu-e-evidence-2023-1543/refusal-standard';

test.each<[string, string, RegExp, boolean]>([
  ['a hold', HOLD, /never rolls forward \(DC-5\)/, true],
  ['custody', 'ets-24/pa-must-end', /never rolls forward \(DC-5\)/, true],
  ['a duty', 'eu-eio-2014-41/decision', /DC-5/, false],
  ['months', 'kr-extradition-act/emergency-arrest', /same-numbered day, else on its last \(DC-4\)/, true],
  ['days', HOLD, /DC-4/, false],
])('the sum names the rule of counting: %s', (_, rule, words, expected) => {
  const text = count(rule, '2026-01-05')
    .steps.map((step) => step.text)
    .join('; ');
  expect(words.test(text)).toBe(expected);
});

describe('custody', () => {
  test.each<Row>([
    [
      '40 days',
      'ets-24/pa-must-end',
      '2026-01-05',
      {},
      { due: '2026-02-14', safe: '2026-02-13', actionBy: '2026-02-13' },
    ],
    [
      '40 days where the day of arrest is the first',
      'ets-24/pa-must-end',
      '2026-01-05',
      { arrestDayCounts: true },
      { due: '2026-02-13', unrolled: '2026-02-13', safe: '2026-02-13', dueAt: '2026-02-13T23:00:00Z' },
    ],
    [
      '18 days',
      'ets-24/pa-may-end',
      '2026-01-05',
      {},
      { due: '2026-01-23', safe: '2026-01-22', actionBy: '2026-01-22' },
    ],
    ['60 days', 'bilateral-extradition-60/pa-60', '2026-01-05', {}, { due: '2026-03-06', safe: '2026-03-05' }],
    [
      'two months end on the last day of February, and we work to the day before',
      'kr-extradition-act/emergency-arrest',
      '2026-12-31',
      {},
      { due: '2027-02-28', safe: '2027-02-27', actionBy: '2027-02-26' },
    ],
    [
      'two months where the day of arrest is the first',
      'kr-extradition-act/emergency-arrest',
      '2026-12-31',
      { arrestDayCounts: true },
      { due: '2027-02-27', safe: '2027-02-27' },
    ],
    ['surrender is no custody', 'ets-24/surrender-must-release', '2026-01-05', {}, { due: '2026-02-04', safe: null }],
  ])('%s (%s)', (_, rule, start, more, expected) => {
    expect(count(rule, start, more)).toMatchObject(expected);
  });
});

describe('what the partner states', () => {
  const end = (statedEnd: string): Partial<Counting> => ({ statedEnd });
  test.each<[string, string, string, Partial<Counting>, string, string]>([
    [
      'a later end takes the place of a floor',
      HOLD,
      '2026-03-02',
      end('2026-06-30'),
      '2026-06-30',
      'it counts instead of 2026-05-01',
    ],
    [
      'an earlier end, too',
      HOLD,
      '2026-03-02',
      end('2026-04-01'),
      '2026-04-01',
      'it counts, though it is before 2026-05-01',
    ],
    [
      'a stated end of a hold',
      PRESERVED,
      '2026-09-01',
      end('2026-12-01'),
      '2026-12-01',
      'it counts instead of 2026-10-31',
    ],
    ['a stated end of its extension', PROLONGED, '2026-10-31', end('2026-11-20'), '2026-11-20', 'it counts, though'],
    [
      'a wait is never shortened',
      'cets-224/a7-enforce-after',
      '2026-06-10',
      end('2026-07-01'),
      '2026-07-10',
      'the later date governs',
    ],
    [
      'a limit cannot be prolonged',
      'cets-224/a8-return-traffic',
      '2026-10-05',
      end('2026-12-24'),
      '2026-11-19',
      'it cannot prolong what ends on 2026-11-19',
    ],
    ['but may be shortened', 'cets-224/a8-return-traffic', '2026-10-05', end('2026-11-02'), '2026-11-02', 'it counts'],
    [
      'a target cannot be prolonged',
      'cets-224/a8-serve',
      '2026-09-01',
      end('2026-10-17'),
      '2026-10-16',
      'it cannot prolong',
    ],
    [
      'an order cannot outlast its ceiling',
      'budapest-185/art16-order',
      '2026-02-01',
      end('2026-06-01'),
      '2026-05-02',
      'it cannot prolong',
    ],
    [
      'what has no figure ends as stated',
      'untoc-18/suggested-deadline',
      '2026-03-02',
      end('2026-04-15'),
      '2026-04-15',
      'it counts',
    ],
    [
      'a window closes as stated',
      'un-cybercrime-2024/a42-extension',
      '2026-10-01',
      end('2026-11-30'),
      '2026-11-30',
      'the last day to ask',
    ],
  ])('%s (%s)', (_, rule, start, more, due, why) => {
    const period = count(rule, start, more);
    expect(period.due).toBe(due);
    expect(period.steps.map(({ text }) => text)).toContainEqual(
      expect.stringContaining(`the partner states ${more.statedEnd}: ${why}`),
    );
  });

  test('in custody a shorter limit is the only date, a longer one changes neither', () => {
    expect(count('ets-24/pa-must-end', '2026-01-05', end('2026-02-02'))).toMatchObject({
      due: '2026-02-02',
      safe: null,
    });
    expect(count('ets-24/pa-must-end', '2026-01-05', end('2026-03-02'))).toMatchObject({
      due: '2026-02-14',
      safe: '2026-02-13',
    });
  });
});

describe('two readings of a start', () => {
  test.each<Row>([
    [
      'without the other one there is no safe date',
      RENEWED,
      '2026-05-31',
      {},
      { due: '2026-08-29', safe: null, actionBy: '2026-08-28' },
    ],
    [
      'an earlier renewal is the safe start',
      RENEWED,
      '2026-05-31',
      { otherStart: '2026-05-15' },
      { due: '2026-08-29', safe: '2026-08-13', actionBy: '2026-08-13' },
    ],
    [
      'a later one changes nothing',
      RENEWED,
      '2026-05-31',
      { otherStart: '2026-06-03' },
      { due: '2026-08-29', safe: '2026-08-29', actionBy: '2026-08-28' },
    ],
    [
      'a notification that came first',
      OBJECTION,
      '2026-09-03',
      { otherStart: '2026-09-01' },
      { due: '2026-09-13', safe: '2026-09-11' },
    ],
    [
      'what the partner states ends the doubt',
      RENEWED,
      '2026-05-31',
      { otherStart: '2026-05-15', statedEnd: '2026-08-20' },
      { due: '2026-08-20', safe: null, actionBy: '2026-08-20' },
    ],
    [
      'a rule of one reading has no other',
      HOLD,
      '2026-03-02',
      { otherStart: '2026-02-01' },
      { due: '2026-05-01', safe: null },
    ],
  ])('%s (%s)', (_, rule, start, more, expected) => {
    expect(count(rule, start, more)).toMatchObject(expected);
  });

  test('the other start is asked for by what it is', () => {
    expect(count(RENEWED, '2026-05-31').steps.map(({ text }) => text)).toContain(
      'may also be counted from the day of the renewal, where the provider counts so: name it to know that date',
    );
  });
});

describe('a period says how its date comes about', () => {
  const told = (...of: Parameters<typeof count>) => count(...of).steps.map(({ date, text }) => `${date} ${text}`);

  test('a hold that ends on a Saturday, with the reading that nobody relies on', () => {
    expect(told(PRESERVED, '2026-09-01')).toEqual([
      '2026-09-01 e-Evidence Regulation 11(1): the provider preserves for',
      '2026-10-31 60 calendar days from 2026-09-01, receipt of the EPOC-PR by the addressee; this day is not counted (DC-1); a protective period never rolls forward (DC-5)',
      '2026-10-31 by Regulation 1182/71, article 3(4) (unverified), it would end on 2026-11-02: nobody relies on that',
      '2026-10-31 ends with 2026-10-31 in Europe/Brussels, at 2026-10-31T23:00:00Z',
      '2026-10-31 2026-10-31 is no working day: Saturday; the day before is taken',
    ]);
  });

  test('a limit of custody, with its safe date', () => {
    expect(told('ets-24/pa-must-end', '2026-01-05')).toEqual([
      '2026-01-05 European Extradition Convention 16(4): provisional arrest must end after',
      '2026-02-14 40 calendar days from 2026-01-05, date of arrest; this day is not counted (DC-1); a protective period never rolls forward (DC-5)',
      '2026-02-13 safe: 2026-02-13, where the day of arrest is counted as the first (DC-8)',
      '2026-02-14 ends with 2026-02-14 in Europe/Brussels, at 2026-02-14T23:00:00Z',
    ]);
  });

  test('an unverified figure says so, and each day off its reason', () => {
    expect(told('eu-e-evidence-2023-1543/enforcement-decision', '2026-04-28')).toEqual([
      '2026-04-28 e-Evidence Regulation 16(2)-(3) (unverified): the enforcing authority recognises and enforces within',
      '2026-05-06 5 working days from 2026-04-28, receipt of the transfer; this day is not counted (DC-1)',
      '2026-05-01 2026-05-01 is not counted: Labour Day',
      '2026-05-02 2026-05-02 is not counted: Saturday',
      '2026-05-03 2026-05-03 is not counted: Sunday',
      '2026-05-06 ends with 2026-05-06 in Europe/Brussels, at 2026-05-06T22:00:00Z',
    ]);
  });
});
