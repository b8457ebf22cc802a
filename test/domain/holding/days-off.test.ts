import { describe, expect, test } from 'vitest';
import { CAST, ENGINE, HOME, PARTNER, uuid } from '../lifecycle/cast.ts';
import { refusalOf, type World } from '../lifecycle/world.ts';
import { active, clock, confirm, on, opened, take, told } from './way.ts';

const { drafter, partner } = CAST;
const off = (date: string) => ({ date, name: 'Election Day' });
const dayOffHere = (world: World, day: string): World => ({ ...world, calendar: { ...HOME, holidays: [off(day)] } });
const dayOffThere = (world: World, day: string): World => ({
  ...world,
  partner: { ...PARTNER, calendar: { zone: 'Europe/Brussels', weekend: [6, 7], holidays: [off(day)] } },
});
const recount = (world: World): World => take(world, ENGINE, 'recountDeadlines', { lines: [uuid(3020)] });
const days = ({ request: { hold } }: World): (string | undefined)[] => [hold?.until, hold?.actBy];

const prolonged = (): World => {
  const asked = take(on(active(), '2026-04-20'), drafter, 'askExtension', { askedUntil: '2026-06-30' });
  return take(on(asked, '2026-04-22'), partner, 'confirmExtension', { until: '2026-06-30' });
};
const stated = (): World => confirm(on(opened(), '2026-03-03'), { effectiveOn: '2026-03-02', statedEnd: '2026-06-30' });

describe('a day off by which a hold was to be acted on', () => {
  test.each([
    ['that is prolonged, with us', () => dayOffHere(prolonged(), '2026-06-30')],
    ['that is prolonged, with the partner', () => dayOffThere(prolonged(), '2026-06-30')],
    ['whose end the partner stated', () => dayOffHere(stated(), '2026-06-30')],
  ])('of one %s moves that day alone', (_, world) => {
    const before = clock(world());
    const after = recount(world());

    expect(days(after)).toEqual(['2026-06-30', '2026-06-29']);
    expect(told(after)).toEqual(['deadline-moved > drafter', 'deadline-moved > role:ca-officer']);
    expect(clock(after)).toEqual({ ...before, explanation: clock(after)?.explanation });
    const texts = clock(after)?.explanation.map(({ text }) => text) ?? [];
    expect(texts).toContain('counted anew because a day off changed');
    expect(texts.at(-1)).toBe('2026-06-30 is no working day: Election Day; the day before is taken');
  });

  test('is nothing to one that does not run out', () => {
    const released = take(active(), drafter, 'secureHold', { stop: 'request-received', on: '2026-03-03' });
    expect(refusalOf(() => recount(dayOffHere(released, '2026-05-01')))).toMatchObject({ rule: 'deadline-moved' });
  });
});
