import { describe, expect, test } from 'vitest';
import { together } from '../../domain/dates.ts';
import { InvalidInput } from '../../domain/errors.ts';
import type { Counting, Period } from '../../domain/periods.ts';
import { BELMORA, count, QASIRA } from './periods-support.ts';

type Row = [sentence: string, rule: string, start: string, more: Partial<Counting>, expected: Partial<Period>];
const WITHOUT = { ...BELMORA, holidays: [] };

const HOLD = 'budapest-185/art29-hold';
const PRESERVED = 'eu-e-evidence-2023-1543/epoc-pr-hold';
const PROLONGED = 'eu-e-evidence-2023-1543/epoc-pr-extension';
const LEAD = 'ets-30/summons-lead';

describe('the periods of the scenarios', () => {
  test.each<Row>([
    [
      'A1: sixty days from preservation, and the holiday before which to act',
      HOLD,
      '2026-03-02',
      {},
      { due: '2026-05-01', dueAt: '2026-05-01T22:00:00Z', actionBy: '2026-04-30', safe: null, confidence: 'confirmed' },
    ],
    ['A1: on a working day itself', HOLD, '2026-03-02', { calendar: WITHOUT }, { actionBy: '2026-05-01' }],
    [
      'A3: the order is served within 45 days of the last sheet',
      'cets-224/a8-serve',
      '2026-09-01',
      {},
      { due: '2026-10-16', actionBy: '2026-10-16', confidence: 'unverified' },
    ],
    [
      'A3: twenty days for subscriber data end on a Sunday and stay there',
      'cets-224/a8-return-subscriber',
      '2026-10-05',
      {},
      { due: '2026-10-25', unrolled: '2026-10-25', actionBy: '2026-10-23' },
    ],
    ['A3: 45 days for traffic data', 'cets-224/a8-return-traffic', '2026-10-05', {}, { due: '2026-11-19' }],
    ['A3: served on the last day', 'cets-224/a8-return-subscriber', '2026-10-16', {}, { due: '2026-11-05' }],
    ['A3: and its traffic data', 'cets-224/a8-return-traffic', '2026-10-16', {}, { due: '2026-11-30' }],
    ['A4: thirty days before it is enforced', 'cets-224/a7-enforce-after', '2026-06-10', {}, { due: '2026-07-10' }],
    [
      'A4: the longer time of the order governs',
      'cets-224/a7-enforce-after',
      '2026-06-10',
      { statedEnd: '2026-07-25' },
      { due: '2026-07-25', unrolled: '2026-07-25', dueAt: '2026-07-25T22:00:00Z' },
    ],
    ['A6: ends on a Saturday', PRESERVED, '2026-09-01', {}, { due: '2026-10-31', actionBy: '2026-10-30' }],
    ['A6: thirty days more from the end of the sixty', PROLONGED, '2026-10-31', {}, { due: '2026-11-30' }],
    [
      'A9: fifty days before the hearing is a Sunday: the Friday before',
      LEAD,
      '2026-11-30',
      { calendar: WITHOUT },
      { unrolled: '2026-10-11', due: '2026-10-09', actionBy: '2026-10-09', dueAt: '2026-10-09T22:00:00Z' },
    ],
    [
      'A9: and before the holiday on that Friday',
      LEAD,
      '2026-11-30',
      {},
      { unrolled: '2026-10-11', due: '2026-10-08' },
    ],
  ])('%s', (_, rule, start, more, expected) => {
    expect(count(rule, start, more)).toMatchObject({ rule, start, ...expected });
  });

  test.each([
    ['a leap day is a day', HOLD, '2028-01-15', '2028-03-15'],
    ['into the next year', HOLD, '2026-11-15', '2027-01-14'],
    ['to a leap day', HOLD, '2027-12-31', '2028-02-29'],
    ['ninety days of a provider', 'us-18usc-2703f/initial', '2026-02-01', '2026-05-02'],
    ['under article 42', 'un-cybercrime-2024/a42-hold', '2026-10-01', '2026-11-30'],
    ['120 days', 'harare-commonwealth/computer-data-hold', '2026-03-02', '2026-06-30'],
    ['180 days', 'au-macma-1987/foreign-preservation-notice', '2026-03-02', '2026-08-29'],
    ['a week', 'eu-eio-2014-41/ack', '2026-03-02', '2026-03-09'],
    ['fifteen days of safe conduct', 'untoc-18/safe-conduct', '2026-07-01', '2026-07-16'],
    ['five years', 'us-cloud-act-agreements/agreement-review', '2028-02-29', '2033-02-28'],
  ])('%s: %s from %s ends on %s', (_, rule, start, due) => {
    expect(count(rule, start).due).toBe(due);
  });
});

describe('what cannot be counted', () => {
  test.each<[string, string, string, Partial<Counting>, string[]]>([
    ['no figure and no stated end', 'untoc-18/suggested-deadline', '2026-03-02', {}, ['statedEnd']],
    ['hours from a date', 'eu-e-evidence-2023-1543/epoc-emergency', '2026-03-02', {}, ['start']],
    [
      'hours to a date',
      'eu-e-evidence-2023-1543/epoc-emergency',
      '2026-03-02T10:00:00Z',
      { statedEnd: '2026-03-03' },
      ['statedEnd'],
    ],
    [
      'both, each named',
      'eu-eio-2014-41/provisional',
      '2026-03-02',
      { statedEnd: '2026-03-03' },
      ['start', 'statedEnd'],
    ],
  ])('%s (%s)', (_, rule, start, more, fields) => {
    expect(() => count(rule, start, more)).toThrow(InvalidInput);
    expect(() => count(rule, start, more)).toThrow(
      expect.objectContaining({ gaps: fields.map((field) => expect.objectContaining({ field })) }),
    );
  });
});

describe('working days', () => {
  const BOTH = { actionCalendar: together([BELMORA, QASIRA]) };
  test.each<Row>([
    [
      'five of them skip the weekend and a holiday',
      'eu-e-evidence-2023-1543/enforcement-decision',
      '2026-04-28',
      {},
      { due: '2026-05-06', dueAt: '2026-05-06T22:00:00Z' },
    ],
    [
      'five of them by a weekend of Friday and Saturday',
      'eu-e-evidence-2023-1543/enforcement-decision',
      '2026-04-28',
      { calendar: QASIRA },
      { due: '2026-05-05' },
    ],
    [
      'a decision that ends on a holiday rolls forward over the weekend',
      'eu-eio-2014-41/decision',
      '2026-04-01',
      {},
      { unrolled: '2026-05-01', due: '2026-05-04', actionBy: '2026-05-04', dueAt: '2026-05-04T22:00:00Z' },
    ],
    [
      'so does its extension',
      'eu-eio-2014-41/decision-extension',
      '2026-05-01',
      {},
      { unrolled: '2026-05-31', due: '2026-06-01' },
    ],
    ['and the execution', 'eu-eio-2014-41/execution', '2026-05-04', {}, { unrolled: '2026-08-02', due: '2026-08-03' }],
    [
      'an acknowledgement does not',
      'eu-eio-2014-41/ack',
      '2026-04-24',
      {},
      { due: '2026-05-01', actionBy: '2026-04-30' },
    ],
    [
      'the day of action is off in neither State',
      HOLD,
      '2026-03-09',
      BOTH,
      { due: '2026-05-08', actionBy: '2026-05-07' },
    ],
    ['of the first alone it would be later', HOLD, '2026-03-09', {}, { due: '2026-05-08', actionBy: '2026-05-08' }],
    ['it goes back over the days off of both', HOLD, '2026-03-04', BOTH, { due: '2026-05-03', actionBy: '2026-04-30' }],
    [
      'of the other alone it would be later',
      HOLD,
      '2026-03-04',
      { calendar: QASIRA },
      { due: '2026-05-03', actionBy: '2026-05-03' },
    ],
    [
      'what is counted back arrives on a working day of both',
      LEAD,
      '2026-11-27',
      BOTH,
      { unrolled: '2026-10-08', due: '2026-10-08' },
    ],
    [
      'and goes back over the weekends of both',
      LEAD,
      '2026-11-28',
      BOTH,
      { unrolled: '2026-10-09', due: '2026-10-08' },
    ],
    [
      'and rolls forward by the first one',
      'eu-eio-2014-41/decision',
      '2026-04-01',
      BOTH,
      { due: '2026-05-04', actionBy: '2026-05-04' },
    ],
  ])('%s (%s)', (_, rule, start, more, expected) => {
    expect(count(rule, start, more)).toMatchObject(expected);
  });
});

describe('a period that stood still', () => {
  const pause = (from: string, to: string) => ({ pauses: [{ from, to }] });

  test.each<Row>([
    [
      'ends so many days later',
      'eu-eio-2014-41/execution',
      '2026-03-02',
      pause('2026-03-10', '2026-03-15'),
      { unrolled: '2026-06-05' },
    ],
    [
      'and rolls from there',
      'eu-eio-2014-41/decision',
      '2026-03-02',
      pause('2026-03-10', '2026-03-13'),
      { unrolled: '2026-04-04', due: '2026-04-06' },
    ],
    [
      'in working days where it counts them',
      'eu-e-evidence-2023-1543/enforcement-decision',
      '2026-03-02',
      pause('2026-03-06', '2026-03-10'),
      { due: '2026-03-11' },
    ],
    [
      'after its end changes nothing',
      'eu-eio-2014-41/ack',
      '2026-03-02',
      pause('2026-03-10', '2026-03-20'),
      { due: '2026-03-09' },
    ],
  ])('%s', (_, rule, start, more, expected) => {
    expect(count(rule, start, more)).toMatchObject(expected);
  });

  test('says so in its sum', () => {
    const { steps } = count('eu-eio-2014-41/execution', '2026-03-02', pause('2026-03-10', '2026-03-15'));
    expect(steps.map(({ text }) => text)).toContain(
      'stands still from 2026-03-10 and runs on from 2026-03-15: 5 calendar days later',
    );
  });

  test.each([HOLD, LEAD, 'ets-24/pa-must-end'])('%s runs through', (rule) => {
    expect(() => count(rule, '2026-03-02', pause('2026-03-10', '2026-03-15'))).toThrow('runs through (DC-3, DC-5)');
  });
});
