import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../domain/dates.ts';
import { openingAt, openingHours } from '../../domain/office-hours.ts';

/** Easter Monday of 2026 is 6 April; summer time begins in Brussels on 29 March. */
const BRUSSELS: Calendar = {
  zone: 'Europe/Brussels',
  weekend: [6, 7],
  holidays: [{ date: '2026-04-06', name: 'Easter Monday' }],
};
const OFFICE = 'Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-12:00';
const RIYADH: Calendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: [] };

describe('an office is open', () => {
  test.each([
    ['in its hours', OFFICE, BRUSSELS, '2026-03-16T08:00:00Z', true, '2026-03-16T11:30:00Z'],
    ['from their first minute', OFFICE, BRUSSELS, '2026-03-16T13:00:00Z', true, '2026-03-16T17:00:00Z'],
    ['not at noon', OFFICE, BRUSSELS, '2026-03-16T12:00:00Z', false, '2026-03-16T13:00:00Z'],
    ['not once they are over', OFFICE, BRUSSELS, '2026-03-16T17:00:00Z', false, '2026-03-17T08:00:00Z'],
    ['on a Saturday that its hours name', OFFICE, BRUSSELS, '2026-03-14T10:30:00Z', true, '2026-03-14T11:00:00Z'],
    [
      'not on a Sunday; it opens by summer time',
      OFFICE,
      BRUSSELS,
      '2026-03-29T10:00:00Z',
      false,
      '2026-03-30T07:00:00Z',
    ],
    ['not on a day off', OFFICE, BRUSSELS, '2026-04-06T08:00:00Z', false, '2026-04-07T07:00:00Z'],
    ['day and night, also on a day off', '24/7', BRUSSELS, '2026-04-06T01:00:00Z', true, undefined],
    ['through midnight', 'Mo-Fr 22:00-06:00', BRUSSELS, '2026-03-17T02:00:00Z', true, '2026-03-17T05:00:00Z'],
    [
      'through the night that begins a day off',
      'Mo-Su 22:00-06:00',
      BRUSSELS,
      '2026-04-06T02:00:00Z',
      true,
      '2026-04-06T04:00:00Z',
    ],
    [
      'through the days that go round the end of the week',
      'Su-Th 08:00-15:00',
      RIYADH,
      '2026-03-15T06:00:00Z',
      true,
      '2026-03-15T12:00:00Z',
    ],
    ['not on the others', 'Su-Th 08:00-15:00', RIYADH, '2026-03-13T06:00:00Z', false, '2026-03-15T05:00:00Z'],
  ])('%s', (_what, hours, calendar, at, isOpen, changesAt) => {
    expect(openingAt(hours, at, calendar)).toEqual({ isOpen, ...(changesAt ? { changesAt } : {}) });
  });
});

test('hours in words, impossible times and unknown days are refused', () => {
  for (const hours of [
    'day and night',
    'Mo-Fr',
    'Mo-Fr 9:00-18:00',
    'Mo-Fr 09:00-24:30',
    'Xx 09:00-10:00',
    '',
    'Mo 09:00-10:00;Tu 09:00-10:00',
  ])
    expect([hours, openingHours.safeParse(hours).success]).toEqual([hours, false]);
  for (const hours of ['24/7', OFFICE, 'Su 00:00-23:59']) expect(openingHours.safeParse(hours).success).toBe(true);
});
