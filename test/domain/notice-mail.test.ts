import { describe, expect, test } from 'vitest';
import { type MailWish, retryAfter, sendAt, sortOf, USUAL_WISH } from '../../domain/notice-mail.ts';

const QUIET: MailWish = { ...USUAL_WISH, quietFrom: '22:00', quietTo: '07:00' };
const SIESTA: MailWish = { ...USUAL_WISH, quietFrom: '12:00', quietTo: '14:30' };
const DIGEST: MailWish = { ...USUAL_WISH, mode: 'digest', digestAt: '16:00' };
const BOTH: MailWish = { ...QUIET, mode: 'digest', digestAt: '23:30' };

describe('a notice is sent', () => {
  // Seoul is nine hours ahead: 00:00 there is 15:00Z of the day before.
  test.each<[what: string, wish: MailWish, now: string, dueAt: string | undefined, at: string]>([
    ['at once where nothing is wished', USUAL_WISH, '2026-03-16T18:00:00.500Z', undefined, '2026-03-16T18:00:00.500Z'],
    ['at once outside quiet hours', QUIET, '2026-03-16T03:00:00Z', undefined, '2026-03-16T03:00:00Z'],
    ['at the end of quiet hours, from their first instant on', QUIET, '2026-03-16T13:00:00Z', undefined, '2026-03-16T22:00:00Z'],
    ['at the end of quiet hours, after midnight', QUIET, '2026-03-16T16:00:00Z', undefined, '2026-03-16T22:00:00Z'],
    ['at the instant at which they end', QUIET, '2026-03-16T22:00:00Z', undefined, '2026-03-16T22:00:00Z'],
    ['at the end of quiet hours of one day', SIESTA, '2026-03-16T04:00:00Z', undefined, '2026-03-16T05:30:00Z'],
    ['with the next digest of this day', DIGEST, '2026-03-16T03:00:00Z', undefined, '2026-03-16T07:00:00Z'],
    ['with that of the next day, at the very instant', DIGEST, '2026-03-16T07:00:00Z', undefined, '2026-03-17T07:00:00Z'],
    ['after the quiet hours that a digest lies in', BOTH, '2026-03-16T03:00:00Z', undefined, '2026-03-16T22:00:00Z'],
    ['at once when due at the end of this day', QUIET, '2026-03-16T13:30:00Z', '2026-03-16T15:00:00Z', '2026-03-16T13:30:00Z'],
    ['at once when due in an hour, in a digest', DIGEST, '2026-03-16T10:00:00Z', '2026-03-16T11:00:00Z', '2026-03-16T10:00:00Z'],
    ['at once when overdue', BOTH, '2026-03-16T15:00:00Z', '2026-03-16T15:00:00Z', '2026-03-16T15:00:00Z'],
    ['as the day begins on which it is due, not later', DIGEST, '2026-03-16T10:00:00Z', '2026-03-17T02:00:00Z', '2026-03-16T15:00:00Z'],
    ['with the digest before the day on which it is due', DIGEST, '2026-03-16T03:00:00Z', '2026-03-17T15:00:00Z', '2026-03-16T07:00:00Z'],
    ['held where it is due another day', QUIET, '2026-03-16T16:00:00Z', '2026-03-18T15:00:00Z', '2026-03-16T22:00:00Z'],
  ])('%s', (_what, wish, now, dueAt, at) => {
    expect(sendAt({ kind: 'reminder-drafting', ...(dueAt === undefined ? {} : { dueAt }) }, wish, { zone: 'Asia/Seoul', now })).toBe(at);
  }); // biome-ignore format: a table

  // In Brussels the clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October.
  test.each<[what: string, times: Partial<MailWish>, now: string, at: string]>([
    ['an end that is left out is an hour later', { quietFrom: '22:00', quietTo: '02:30' }, '2026-03-28T22:00:00Z', '2026-03-29T01:30:00Z'],
    ['a night that is short', { quietFrom: '22:00', quietTo: '07:00' }, '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['a night that is long', { quietFrom: '22:00', quietTo: '07:00' }, '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
    ['an end that comes twice is the first', { quietFrom: '22:00', quietTo: '02:30' }, '2026-10-24T21:00:00Z', '2026-10-25T00:30:00Z'],
    ['a digest at a time that is left out', { mode: 'digest', digestAt: '02:30' }, '2026-03-28T22:00:00Z', '2026-03-29T01:30:00Z'],
    ['a digest at a time that comes twice goes once', { mode: 'digest', digestAt: '02:30' }, '2026-10-25T00:45:00Z', '2026-10-26T01:30:00Z'],
  ])('where the clocks change: %s', (_what, times, now, at) => {
    expect(sendAt({ kind: 'now-sent' }, { ...USUAL_WISH, ...times }, { zone: 'Europe/Brussels', now })).toBe(at);
  }); // biome-ignore format: a table
});

test('neither quiet hours nor a digest hold an alarm, whenever its answer is due', () => {
  const now = '2026-03-16T14:55:00Z';
  const notice = { kind: 'alarm-emergency', dueAt: '2026-03-16T15:05:00Z' };
  expect(
    sendAt(
      notice,
      { mode: 'digest', quietFrom: '22:00', quietTo: '07:00', digestAt: '16:00' },
      { zone: 'Asia/Seoul', now },
    ),
  ).toBe(now);
});

test.each([
  ['alarm-emergency', 'alarm'],
  ['reminder-drafting', 'ends'],
  ['reminder-eu-eio-2014-41/decision', 'ends'],
  ['overdue-ca-review', 'over'],
  ['deadline-moved', 'corrected'],
  ['now-with-ca', 'moved'],
  ['anything else', 'moved'],
] as const)('of %s it is said in general words: %s', (kind, sort) => {
  expect(sortOf(kind)).toBe(sort);
});

test('what was not taken is tried again after a minute, twice as long each time up to an hour, for a day', () => {
  const waits = Array.from({ length: 40 }, (_, index) => retryAfter(index + 1));
  expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  const given = waits.filter((wait) => wait !== undefined);
  expect(given.reduce((sum, wait) => sum + wait, 0)).toBe(63 + 22 * 60);
  expect(waits.slice(given.length).every((wait) => wait === undefined)).toBe(true);
});
