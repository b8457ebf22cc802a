import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { Period } from '../../domain/periods.ts';
import { count } from './periods-support.ts';

const HOLD = 'budapest-185/art29-hold';
const EMERGENCY = 'eu-e-evidence-2023-1543/epoc-emergency';
const ADDED = 60;

describe('a day ends at 24:00 of the place where the duty is performed', () => {
  test.each([
    [
      '1 May in Los Angeles ends at 16:00 of 2 May in Seoul',
      'America/Los_Angeles',
      '2026-05-01',
      '2026-05-02T07:00:00Z',
    ],
    ['Seoul', 'Asia/Seoul', '2026-05-01', '2026-05-01T15:00:00Z'],
    ['by universal time', 'UTC', '2026-05-01', '2026-05-02T00:00:00Z'],
    ['by an offset', '-03:30', '2026-05-01', '2026-05-02T03:30:00Z'],
    ['a half-hour zone', 'Asia/Kolkata', '2026-05-01', '2026-05-01T18:30:00Z'],
    ['a half-hour zone in summer', 'America/St_Johns', '2026-05-01', '2026-05-02T02:30:00Z'],
    ['a zone of 45 minutes', 'Asia/Kathmandu', '2026-05-01', '2026-05-01T18:15:00Z'],
    ['another one', 'Australia/Eucla', '2026-05-01', '2026-05-01T15:15:00Z'],
    ['45 minutes and summer', 'Pacific/Chatham', '2026-04-04', '2026-04-04T10:15:00Z'],
    ['45 minutes, a day of 25 hours', 'Pacific/Chatham', '2026-04-05', '2026-04-05T11:15:00Z'],
    ['clocks that change by half an hour', 'Australia/Lord_Howe', '2026-04-05', '2026-04-05T13:30:00Z'],
    ['a day of 23 hours', 'Europe/Brussels', '2026-03-29', '2026-03-29T22:00:00Z'],
    ['a day of 25 hours', 'Europe/Brussels', '2026-10-25', '2026-10-25T23:00:00Z'],
    ['where the day begins first', 'Pacific/Kiritimati', '2026-05-01', '2026-05-01T10:00:00Z'],
    ['where it begins last', 'Pacific/Pago_Pago', '2026-05-01', '2026-05-02T11:00:00Z'],
    ['the day before a day that there was not', 'Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z'],
    ['a day that there was not', 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['the day after it', 'Pacific/Apia', '2011-12-31', '2011-12-31T10:00:00Z'],
    ['the next day begins at 01:00', 'America/Sao_Paulo', '2018-11-03', '2018-11-04T03:00:00Z'],
    ['its last hour comes twice', 'America/Sao_Paulo', '2018-02-17', '2018-02-18T03:00:00Z'],
    ['no summer time any more', 'America/Sao_Paulo', '2026-11-01', '2026-11-02T03:00:00Z'],
    ['Beirut: the next day begins at 01:00', 'Asia/Beirut', '2026-03-28', '2026-03-28T22:00:00Z'],
    ['Beirut: its last hour comes twice', 'Asia/Beirut', '2026-10-24', '2026-10-24T22:00:00Z'],
    ['Cairo: its last hour comes twice', 'Africa/Cairo', '2026-10-29', '2026-10-29T22:00:00Z'],
    ['Havana: the first hour of the next day comes twice', 'America/Havana', '2026-10-31', '2026-11-01T04:00:00Z'],
  ])('%s (%s, %s)', (_, zone, due, dueAt) => {
    expect(count(HOLD, addDays(due, -ADDED), { zone })).toMatchObject({ due, dueAt });
  });
});

describe('a start that is an instant is taken to its date in the zone first', () => {
  test.each([
    ['late on 1 March it is 2 March in Brussels', '2026-03-01T23:30:00Z', 'Europe/Brussels', '2026-05-01'],
    ['a minute before midnight it is not', '2026-03-01T22:59:00Z', 'Europe/Brussels', '2026-04-30'],
    ['its own offset does not count', '2026-03-02T08:30:00+09:00', 'Europe/Brussels', '2026-05-01'],
    ['east of the date line', '2026-03-02T10:30:00Z', 'Pacific/Kiritimati', '2026-05-02'],
    ['west of the date line', '2026-03-02T10:30:00Z', 'Pacific/Pago_Pago', '2026-04-30'],
    ['the last minute before the day that there was not', '2011-12-30T09:59:00Z', 'Pacific/Apia', '2012-02-27'],
    ['and the first after it', '2011-12-30T10:00:00Z', 'Pacific/Apia', '2012-02-29'],
    ['under a quarter of an hour past midnight in Kathmandu', '2026-03-01T18:20:00Z', 'Asia/Kathmandu', '2026-05-01'],
  ])('%s (%s, %s)', (_, start, zone, due) => {
    expect(count(HOLD, start, { zone })).toMatchObject({ start, zone, due });
  });
});

describe('hours run from the instant, through nights, days off and changes of the clock', () => {
  test.each<[string, string, string, string, Partial<Period>]>([
    [
      'eight hours over the end of summer time',
      EMERGENCY,
      '2026-10-24T22:30:00Z',
      'Europe/Brussels',
      { dueAt: '2026-10-25T06:30:00Z', due: '2026-10-25' },
    ],
    [
      'and over its beginning',
      EMERGENCY,
      '2026-03-29T00:30:00+01:00',
      'Europe/Brussels',
      { dueAt: '2026-03-29T07:30:00Z', due: '2026-03-29' },
    ],
    [
      '96 hours over a weekend',
      'eu-e-evidence-2023-1543/refusal-emergency',
      '2026-05-01T09:00:00+02:00',
      'Europe/Brussels',
      { dueAt: '2026-05-05T07:00:00Z', due: '2026-05-05', actionBy: '2026-05-05' },
    ],
    [
      '48 hours to a holiday stay there',
      'eu-e-evidence-2023-1543/ex-post-validation',
      '2026-04-29T09:00:00+02:00',
      'Europe/Brussels',
      { due: '2026-05-01', unrolled: '2026-05-01', actionBy: '2026-05-01' },
    ],
    [
      '24 hours',
      'eu-eio-2014-41/provisional',
      '2026-02-28T23:59:59Z',
      'UTC',
      { dueAt: '2026-03-01T23:59:59Z', due: '2026-03-01' },
    ],
    [
      '96 hours into a leap day',
      'eu-eio-2014-41/interception-objection',
      '2028-02-25T12:00:00Z',
      'UTC',
      { dueAt: '2028-02-29T12:00:00Z' },
    ],
    [
      'the day is the one of the place',
      EMERGENCY,
      '2026-03-02T10:00:00+09:00',
      'Pacific/Kiritimati',
      { dueAt: '2026-03-02T09:00:00Z', due: '2026-03-02' },
    ],
    [
      'on the other side of the date line',
      EMERGENCY,
      '2026-03-02T10:00:00+09:00',
      'Pacific/Pago_Pago',
      { dueAt: '2026-03-02T09:00:00Z', due: '2026-03-01' },
    ],
    ['to the second, never later', EMERGENCY, '2026-03-02T10:00:00.987Z', 'UTC', { dueAt: '2026-03-02T18:00:00Z' }],
  ])('%s (%s)', (_, rule, start, zone, expected) => {
    expect(count(rule, start, { zone })).toMatchObject({ safe: null, ...expected });
  });
});
