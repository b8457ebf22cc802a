import { describe, expect, test } from 'vitest';
import { DEADLINE_KINDS } from '../../domain/clocks.ts';
import type { Due } from '../../domain/deadlines.ts';
import { type CalendarInput, calendarText } from '../../templates/calendar.ts';
import { CALENDAR } from '../../templates/languages/calendar.ts';
import { LANGUAGES } from '../../templates/sheet.ts';

const ENTRY: Due = {
  request: '8d5e957f-2976-8fa1-a5b2-3c4d5e6f7a8b',
  reference: 'MLA-2026-3',
  kind: 'acknowledgement',
  cycle: 1,
  seq: 12,
  dueAt: '2026-03-15T23:00:00Z',
  remindAt: '2026-03-13T07:00:00Z',
  zone: 'Europe/Brussels',
  source: 'house rule HR-7',
};
const linesOf = (entry: Partial<Due> = {}, input: Partial<CalendarInput> = {}): string[] =>
  calendarText({
    entries: [{ ...ENTRY, ...entry }],
    language: 'en',
    installation: 'house',
    now: '2026-03-01T09:00:00Z',
    ...input,
  })
    .replaceAll('\r\n ', '')
    .split('\r\n');

test('a period of days stands on its last day, whatever the zone', () => {
  expect(linesOf()).toEqual(
    expect.arrayContaining([
      'UID:8d5e957f-2976-8fa1-a5b2-3c4d5e6f7a8b/acknowledgement/1@house',
      'SEQUENCE:12',
      'DTSTAMP:20260301T090000Z',
      'DTSTART;VALUE=DATE:20260315',
      'DTEND;VALUE=DATE:20260316',
      'SUMMARY:MLA-2026-3: Acknowledgement by the partner',
      'TRIGGER;VALUE=DATE-TIME:20260313T070000Z',
    ]),
  );
  expect(linesOf({ dueAt: '2026-03-15T15:00:00Z', zone: 'Asia/Seoul' })).toContain('DTSTART;VALUE=DATE:20260315');
  expect(linesOf({ dueAt: '2026-03-29T22:00:00Z', zone: 'Europe/Brussels' })).toContain('DTSTART;VALUE=DATE:20260329'); // summer time began
});

test('a period of hours stands at its instant', () => {
  expect(linesOf({ dueAt: '2026-03-15T13:30:00Z' })).toContain('DTSTART:20260315T133000Z');
});

test('one without a reminder has no alarm', () => {
  expect(linesOf({ remindAt: null }).filter((line) => line.startsWith('BEGIN:VALARM'))).toEqual([]);
});

test('a period of a treaty is named by its article, and a line that is no word of ours breaks nothing', () => {
  const lines = linesOf({ kind: 'eu-eio-2014-41/decision', source: 'Directive 2014/41/EU 12(3)' });
  expect(lines).toContain('SUMMARY:MLA-2026-3: Period under Directive 2014/41/EU 12(3)');
  const broken = linesOf({ reference: 'A\r\nATTENDEE:mailto:x@y.example' });
  expect(broken.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
});

test('what is not real is marked, in its title and in every entry', () => {
  const marked = linesOf({}, { marking: 'practice' }).filter((line) => line.includes('PRACTICE'));
  expect(marked.map((line) => line.split(':')[0])).toEqual(['NAME', 'X-WR-CALNAME', 'SUMMARY', 'DESCRIPTION']);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(DEADLINE_KINDS)('%s has a name', (kind) => {
    const [summary] = linesOf({ kind }, { language }).filter((line) => line.startsWith('SUMMARY:'));
    expect(summary).toBe(`SUMMARY:MLA-2026-3: ${CALENDAR[language].periods[kind]}`);
  });
});
