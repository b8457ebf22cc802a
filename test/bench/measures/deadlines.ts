import { Temporal } from 'temporal-polyfill';
import type { DeadlineKind } from '../../../domain/clocks.ts';
import { addHours, type Calendar } from '../../../domain/dates.ts';
import type { Deadline } from '../../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { openDeadline, openLawDeadline } from '../../../domain/running.ts';
import { EIO } from '../../../domain/treaties/eu-eio-2014-41.ts';
import { ARVANIA } from '../../../prisma/demonstration/arvania.ts';
import type { Bench } from '../bench.ts';
import { lineOf } from '../line.ts';
import { duel, type Round } from '../rounds.ts';
import { dayOff } from './day-off.ts';

const COUNT = 10_000;
const START = '2026-01-05T00:00:00Z';
const CALENDAR: Calendar = ARVANIA.calendar;

/** How deadlines are counted: with their sums, and when a day off moves ten thousand of them. */
export async function deadlines(bench: Bench): Promise<void> {
  await counting(bench);
  await dayOff(bench);
}

/** The span that a deadline has, in working days or in plain days that roll or do not. */
type Span = { start: string; amount: number; unit: 'working-day' | 'day'; rolls: boolean };
type Case = { span: Span; open(): Deadline };

const DECISION = EIO.deadlines.find(({ id }) => id === 'decision') ?? EIO.deadlines[0];

/** Three clocks of the house and one of law, in turns, each hour of more than a year. */
const CASES: readonly Case[] = Array.from({ length: COUNT }, (_, index) => {
  const start = addHours(START, index);
  const common = { cycle: 1, trigger: 1, start, calendar: CALENDAR };
  const ofHouse = (kind: DeadlineKind, amount: number, unit: Span['unit']): Case => ({
    span: { start, amount, unit, rolls: false },
    open: () => openDeadline({ ...common, kind, urgency: 'normal', rules: HOUSE_RULES }),
  });
  const rule = { id: `${EIO.id}/decision`, instrument: EIO, line: DECISION };
  const kinds = [
    ofHouse('drafting', 10, 'working-day'),
    ofHouse('ca-review', 5, 'working-day'),
    ofHouse('silence', 30, 'day'),
    {
      span: { start, amount: 30, unit: 'day', rolls: true },
      open: () => openLawDeadline({ ...common, rule, now: start }),
    },
  ] satisfies Case[];
  return kinds[index % kinds.length] ?? ofHouse('drafting', 10, 'working-day');
});

/** The time that this process has a core, whatever else the machine does: the same instants with their sums, and by bare additions without a word. */
async function counting({ rounds, report }: Bench): Promise<void> {
  requireSame(
    CASES.map(({ open }) => open().dueAt),
    CASES.map(({ span }) => bareDue(span)),
  );
  const all = (work: (one: Case) => unknown) => async (): Promise<Round> => {
    const before = process.cpuUsage();
    for (const one of CASES) work(one);
    const { user, system } = process.cpuUsage(before);
    const taken = (user + system) / 1000;
    return { p50: taken, p95: taken };
  };
  const result = await duel(
    rounds.few ? 2 : 5,
    all(({ open }) => open()),
    all(({ span }) => bareDue(span)),
  );
  report(
    lineOf(`${COUNT} deadlines counted with their explanation, time of one core`, 'ms', result, {
      what: 'the same instants by bare additions of temporal-polyfill, without words',
      aim: { p95: { most: 1000 } },
    }),
  );
}

const OFF = new Set(CALENDAR.holidays.map(({ date }) => date));
const isOff = (day: Temporal.PlainDate): boolean => day.dayOfWeek > 5 || OFF.has(day.toString());

/** The first instant after the last day. */
function bareDue({ start, amount, unit, rolls }: Span): string {
  let day = Temporal.Instant.from(start).toZonedDateTimeISO(CALENDAR.zone).toPlainDate();
  if (unit === 'day') day = day.add({ days: amount });
  else
    for (let left = amount; left > 0; ) {
      day = day.add({ days: 1 });
      if (!isOff(day)) left -= 1;
    }
  while (rolls && isOff(day)) day = day.add({ days: 1 });
  return day.add({ days: 1 }).toZonedDateTime(CALENDAR.zone).toInstant().toString();
}

function requireSame(product: readonly string[], bare: readonly string[]): void {
  const at = product.findIndex((dueAt, index) => dueAt !== bare[index]);
  if (at >= 0)
    throw new Error(
      `Cannot compare the deadlines: number ${at} is due at "${product[at]}" and by bare additions at "${bare[at]}"`,
    );
}
