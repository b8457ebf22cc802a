import { describe, expect, test } from 'vitest';
import { dateIn } from '../../domain/dates.ts';
import { fromNowOn } from '../../domain/reminders.ts';
import { count } from './periods-support.ts';

const EU = 'eu-e-evidence-2023-1543';

/** DC-12 */
describe('the reminders of a period', () => {
  test.each<[string, string, string, string, string[]]>([
    [
      'A1: a hold of sixty days',
      'budapest-185/art29-hold',
      '2026-03-02',
      'Europe/Brussels',
      ['2026-04-10', '2026-04-17', '2026-04-24', '2026-04-29'],
    ],
    [
      'its days are those of the custodian',
      'budapest-185/art29-hold',
      '2026-03-02',
      'America/Los_Angeles',
      ['2026-04-10', '2026-04-17', '2026-04-24', '2026-04-29'],
    ],
    [
      'an extension of thirty days',
      `${EU}/epoc-pr-extension`,
      '2026-10-31',
      'Europe/Brussels',
      ['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-28'],
    ],
    ['ten days', `${EU}/epoc-standard`, '2026-03-02', 'Europe/Brussels', ['2026-03-07', '2026-03-10']],
    ['thirty days of an authority', 'eu-eio-2014-41/decision', '2026-03-02', 'UTC', ['2026-03-27', '2026-03-30']],
    ['seven days', 'eu-eio-2014-41/ack', '2026-03-02', 'UTC', ['2026-03-07']],
    ['a time before which nothing may be done', 'cets-224/a7-enforce-after', '2026-03-02', 'UTC', []],
  ])('%s', (_, rule, start, zone, expected) => {
    const { reminders } = count(rule, start, { zone });
    expect(reminders.map((at) => dateIn(at, zone))).toEqual(expected);
  });

  test('eight hours: four, two and one before', () => {
    expect(count(`${EU}/epoc-emergency`, '2026-10-24T22:30:00Z', {}).reminders).toEqual([
      '2026-10-25T02:30:00Z',
      '2026-10-25T04:30:00Z',
      '2026-10-25T05:30:00Z',
    ]);
  });

  test('of those that are past when they become known the strictest is left', () => {
    const { reminders } = count('budapest-185/art29-hold', '2026-03-02', { zone: 'UTC' });
    const [draft, review = '', send, head = ''] = reminders;

    expect(fromNowOn(reminders, '2026-03-03T00:00:00Z')).toEqual(reminders);
    expect(fromNowOn(reminders, draft ?? '')).toEqual(reminders);
    expect(fromNowOn(reminders, '2026-04-20T12:00:00Z')).toEqual([review, send, head]);
    expect(fromNowOn(reminders, '2026-05-01T12:00:00Z')).toEqual([head]);
    expect(fromNowOn([], '2026-05-01T12:00:00Z')).toEqual([]);
  });
});
