import { describe, expect, test } from 'vitest';
import type { Deadline } from '../../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { noticesOf } from '../../../domain/notices.ts';
import type { TreatyDeadline } from '../../../domain/treaties/deadline-type.ts';
import { INSTRUMENTS } from '../../../domain/treaties/instruments.ts';
import type { Instrument } from '../../../domain/treaties/type.ts';
import { CAST, ENGINE, HOME, PARTNER, uuid } from './cast.ts';
import { isLegal, isRecorded } from './invariants.ts';
import { clockOf, type Place, reach, take } from './way.ts';
import { at, DAY, lastEvent, later, refusalOf, step, type World } from './world.ts';

const { officer, head, partner } = CAST;
const EIO = 'eu-eio-2014-41';
const [ACK, DECISION, EXECUTION] = ['ack', 'decision', 'execution'].map((id) => `${EIO}/${id}`) as [
  string,
  string,
  string,
];
const ofLaw = ({ request }: World): Deadline[] => request.deadlines.filter(({ kind }) => kind.includes('/'));
/** Each clock of law with what became of it: `decision open`. */
const clocks = (world: World): string[] =>
  ofLaw(world).map(({ kind, cycle, status }) => `${kind.slice(EIO.length + 1)} ${cycle} ${status}`);
const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind }) => `${to} ${kind}`);
/** The catalogue with a line of the Directive put otherwise. */
const putting = (id: string, more: Partial<TreatyDeadline>) => {
  const eio: Instrument = INSTRUMENTS[EIO] as Instrument; // shipped
  const deadlines = eio.deadlines.map((line) => (line.id === id ? { ...line, ...more } : line));
  return { ...INSTRUMENTS, [EIO]: { ...eio, deadlines } };
};

describe('the periods of the legal bases', () => {
  test.each<[Place, string[]]>([
    ['sent/eio', []],
    ['acknowledged/eio', ['ack 1 met', 'decision 1 open']],
    ['info-asked/eio', ['ack 1 met', 'decision 1 open']],
    ['conditions-offered/eio', ['ack 1 met', 'decision 1 open']],
    ['postponed/eio', ['ack 1 met', 'decision 1 open']],
    ['in-execution/eio', ['ack 1 met', 'decision 1 met', 'execution 1 open']],
  ])('in %s', (place, expected) => {
    expect(clocks(reach(place))).toEqual(expected);
    isLegal(reach(place));
    isRecorded(reach(place));
  });

  test.each<[string, World, string[]]>([
    [
      'execution that begins without an acknowledgement',
      take(reach('sent/eio'), partner, 'startExecution'),
      ['ack 1 met', 'decision 1 met', 'execution 1 open'],
    ],
    [
      'accepting conditions',
      take(reach('conditions-offered/eio'), head, 'acceptConditions'),
      ['ack 1 met', 'decision 1 met', 'execution 1 open'],
    ],
    ['a refusal', take(reach('acknowledged/eio'), partner, 'refuse'), ['ack 1 met', 'decision 1 met']],
    [
      'delivery of all',
      take(reach('in-execution/eio'), partner, 'deliver'),
      ['ack 1 met', 'decision 1 met', 'execution 1 met'],
    ],
    [
      'delivery of a part',
      take(reach('in-execution/eio'), partner, 'deliver', { items: [{ item: '1', result: 'done' }] }),
      ['ack 1 met', 'decision 1 met', 'execution 1 open'],
    ],
    [
      'settling all',
      take(reach('sent/eio'), partner, 'settleItems'),
      ['ack 1 met', 'decision 1 met', 'execution 1 met'],
    ],
    ['a withdrawal', take(reach('acknowledged/eio'), officer, 'withdraw'), ['ack 1 met', 'decision 1 cancelled']],
    [
      'an answer to a question',
      take(reach('info-asked/eio'), officer, 'answerInformation'),
      ['ack 1 met', 'decision 1 open'],
    ],
    [
      'taking up what was postponed before it was decided',
      take(reach('postponed/eio'), partner, 'resumeExecution'),
      ['ack 1 met', 'decision 1 met', 'execution 1 open'],
    ],
  ])('after %s', (_, world, expected) => {
    expect(clocks(world)).toEqual(expected);
    isLegal(world);
  });

  test('of a supporting basis run, too', () => {
    const both = [
      { instrument: 'budapest-185', articles: ['25(1)'] },
      { instrument: EIO, articles: ['5'] },
    ];
    const { request } = reach('sent');
    expect(clocks(take({ ...reach('sent'), request: { ...request, basis: both } }, partner, 'acknowledge'))).toEqual([
      'ack 1 met',
      'decision 1 open',
    ]);
  });
});

describe('what the partner owes by law', () => {
  const acknowledged = take(at(reach('sent/eio'), '2026-03-20T10:00:00Z'), partner, 'acknowledge', {
    receivedOn: '2026-03-11',
  });
  const decision = clockOf(acknowledged, DECISION);

  test('counts from the day of receipt, where the partner is, and says so', () => {
    // the thirtieth day is Friday 10 April; the clocks went forward in Brussels on 29 March
    expect(decision).toMatchObject({
      startedAt: '2026-03-10T23:00:00Z',
      dueAt: '2026-04-10T22:00:00Z',
      remindAt: '2026-04-04T22:00:00Z',
      source: 'EIO Directive 12(3)',
      zone: 'Europe/Brussels',
      counted: { amount: 30 },
    });
    expect(decision.explanation.map(({ text }) => text)).toEqual([
      'EIO Directive 12(3): recognition or execution is decided within',
      '30 calendar days from 2026-03-11, receipt by the competent executing authority; this day is not counted (DC-1)',
      'ends with 2026-04-10 in Europe/Brussels, at 2026-04-10T22:00:00Z',
    ]);
  });

  test('of a week is reminded of two days before', () => {
    const ack = ofLaw(acknowledged).find(({ kind }) => kind === ACK);
    expect(ack).toMatchObject({ dueAt: '2026-03-18T23:00:00Z', remindAt: '2026-03-15T23:00:00Z', status: 'met' });
    expect(ack?.explanation[0]?.text).toBe(
      'EIO Directive 16(1) (unverified): receipt is acknowledged, by Annex B, within',
    );
  });

  test('is told to the officer before and after it is due, and nothing else follows', () => {
    const { cycle, remindAt = '', dueAt } = decision;
    const reminded = step(at(acknowledged, remindAt), ENGINE, 'remind', { kind: DECISION, cycle });
    const late = step(at(reminded, dueAt), ENGINE, 'fireDeadline', { kind: DECISION, cycle });

    expect(told(reminded)).toEqual([`role:ca-officer reminder-${DECISION}`]);
    expect(told(late)).toEqual([`role:ca-officer overdue-${DECISION}`]);
    expect(lastEvent(late)).toMatchObject({ set: {}, from: 'acknowledged', to: 'acknowledged' });
    expect(clocks(take(late, partner, 'startExecution'))).toContain('decision 1 fired');
  });

  test('moves with a day off of the partner on which it would end, and with a start put right', () => {
    const off = { ...PARTNER.calendar, holidays: [{ date: '2026-04-10', name: 'Election Day' }] };
    const there = { ...acknowledged, partner: { ...PARTNER, calendar: off } };
    const moved = step(there, ENGINE, 'recountDeadlines', { lines: [uuid(3020)] });
    const here = { ...acknowledged, calendar: { ...HOME, holidays: off.holidays } };
    const corrected = take(moved, officer, 'correctStart', { kind: DECISION, cycle: 1, startedOn: '2026-03-13' });

    expect(clockOf(moved, DECISION).dueAt).toBe('2026-04-13T22:00:00Z');
    expect(told(moved)).toEqual(['role:ca-officer deadline-moved']);
    expect(refusalOf(() => step(here, ENGINE, 'recountDeadlines', { lines: [uuid(3020)] }))).toMatchObject({
      rule: 'deadline-moved',
    });
    expect(clockOf(corrected, DECISION)).toMatchObject({
      startedAt: '2026-03-12T23:00:00Z',
      dueAt: '2026-04-13T22:00:00Z',
    });
  });

  test('keeps the amount that it was started with, and stays where its instrument is gone', () => {
    const off = {
      ...PARTNER,
      calendar: { ...PARTNER.calendar, holidays: [{ date: '2026-04-10', name: 'Election Day' }] },
    };
    const recount = (world: World) => step(world, ENGINE, 'recountDeadlines', { lines: [uuid(3020)] });
    const shorter = { ...acknowledged, partner: off, instruments: putting('decision', { amount: 10 }) };
    const { [EIO]: _, ...others } = INSTRUMENTS;

    expect(clockOf(recount(shorter), DECISION).dueAt).toBe('2026-04-13T22:00:00Z');
    expect(refusalOf(() => recount({ ...shorter, instruments: others }))).toMatchObject({ rule: 'deadline-moved' });
  });

  test('is executed within ninety days of the decision', () => {
    const executing = take(acknowledged, partner, 'startExecution', { on: '2026-03-16' });
    // the ninetieth day is Sunday 14 June
    expect(clockOf(executing, EXECUTION)).toMatchObject({
      dueAt: '2026-06-15T22:00:00Z',
      remindAt: '2026-06-09T22:00:00Z',
    });
  });

  test('starts anew with the information that was missing, where its instrument says so', () => {
    const instruments = putting('decision', { restartsOnCompletion: true });
    const asked = take(later({ ...acknowledged, instruments }, DAY), partner, 'askInformation');
    const answered = take(at(asked, '2026-03-30T06:00:00Z'), officer, 'answerInformation');

    expect(clocks(answered)).toEqual(['ack 1 met', 'decision 1 cancelled', 'decision 2 open']);
    expect(clockOf(answered, DECISION)).toMatchObject({ cycle: 2, dueAt: '2026-04-29T22:00:00Z' });
    expect(clockOf(answered, DECISION).explanation[1]?.text).toBe(
      'starts with the information that was missing (DC-10)',
    );
    expect(clocks(asked)).toEqual(['ack 1 met', 'decision 1 cancelled']);
    expect(clocks(take(asked, partner, 'refuse'))).toEqual(['ack 1 met', 'decision 1 cancelled']);
    isLegal(answered);
  });
});

describe('a period that is prolonged', () => {
  const acknowledged = reach('acknowledged/eio');
  const prolong = (world: World, more: object = {}): World => take(world, partner, 'prolongDeadline', more);
  const longer = prolong(acknowledged);

  test('is a new cycle from the end of the one before, by its own article', () => {
    const before = clockOf(acknowledged, DECISION);

    expect(before.dueAt).toBe('2026-04-08T22:00:00Z');
    expect(clocks(longer)).toEqual(['ack 1 met', 'decision 1 cancelled', 'decision 2 open']);
    expect(clockOf(longer, DECISION)).toMatchObject({
      cycle: 2,
      startedAt: '2026-04-07T22:00:00Z',
      dueAt: '2026-05-08T22:00:00Z',
      source: 'EIO Directive 12(5)',
    });
    isLegal(longer);
    isRecorded(longer);
  });

  test('is prolonged no oftener than the instrument allows', () => {
    expect(refusalOf(() => prolong(longer))).toMatchObject({ rule: 'prolonged', name: 'ActionNotAllowed' });
  });

  test('is prolonged also when it has run out', () => {
    const { dueAt, cycle } = clockOf(acknowledged, DECISION);
    const late = step(at(acknowledged, dueAt), ENGINE, 'fireDeadline', { kind: DECISION, cycle });
    expect(clocks(prolong(late))).toEqual(['ack 1 met', 'decision 1 fired', 'decision 2 open']);
  });

  test('is none that no line prolongs, nor one that is done', () => {
    expect(refusalOf(() => prolong(acknowledged, { kind: 'silence' })).gaps).toMatchObject([
      { field: 'kind', rule: 'prolonged' },
    ]);
    expect(refusalOf(() => prolong(reach('in-execution/eio')))).toMatchObject({ rule: 'prolonged' });
    expect(refusalOf(() => prolong(reach('acknowledged')))).toMatchObject({ rule: 'prolonged' });
  });

  test('is met and counted again like any other', () => {
    const day = '2026-05-08';
    const off = { ...PARTNER.calendar, holidays: [{ date: day, name: 'Victory Day' }] };
    const moved = step({ ...longer, partner: { ...PARTNER, calendar: off } }, ENGINE, 'recountDeadlines', {
      lines: [uuid(3020)],
    });

    expect(clockOf(moved, DECISION).dueAt).toBe('2026-05-11T22:00:00Z');
    expect(clocks(take(longer, partner, 'startExecution'))).toEqual([
      'ack 1 met',
      'decision 1 cancelled',
      'decision 2 met',
      'execution 1 open',
    ]);
  });
});

describe('A3: giving effect to an order', () => {
  const A3 = 'cets-224';
  const served = `${A3}/a8-serve`;
  const basis = [{ instrument: A3, articles: ['8'] }];
  const items = [
    { id: '1', type: 'data-subscriber' },
    { id: '2', type: 'data-traffic' },
  ];
  const { request: sent } = reach('sent');
  const there = at({ ...reach('sent'), request: { ...sent, basis, items } }, '2026-08-25T10:00:00Z');
  const asked = take(take(there, partner, 'acknowledge', { receivedOn: '2026-08-25' }), partner, 'askInformation');
  const completed = take(at(asked, '2026-09-01T10:00:00Z'), officer, 'answerInformation');

  test('does not run while something is missing, and runs from the day of the last sheet', () => {
    expect(ofLaw(asked).map(({ status }) => status)).toEqual(['cancelled']);
    // 45 days from 1 September end with 16 October
    expect(clockOf(completed, served).dueAt).toBe('2026-10-16T22:00:00Z');
  });

  test('does not even begin where the first word of the partner is that something is missing', () => {
    expect(ofLaw(take(there, partner, 'askInformation'))).toEqual([]);
  });

  test.each([
    ['2026-10-05', '2026-10-25T23:00:00Z', '2026-11-19T23:00:00Z'],
    ['2026-10-16', '2026-11-05T23:00:00Z', '2026-11-30T23:00:00Z'],
  ])('served on %s, the data are due', (on, subscriber, traffic) => {
    const after = take(at(completed, '2026-10-17T10:00:00Z'), partner, 'reportService', { on });

    expect(clockOf(after, `${A3}/a8-return-subscriber`).dueAt).toBe(subscriber);
    expect(clockOf(after, `${A3}/a8-return-traffic`).dueAt).toBe(traffic);
    expect(ofLaw(after).find(({ kind, cycle }) => kind === served && cycle === 2)?.status).toBe('met');
    expect(refusalOf(() => take(after, partner, 'reportService'))).toMatchObject({ rule: 'served' });
    isLegal(after);
  });
});
