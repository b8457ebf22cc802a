import type { Command } from 'commander';
import { z } from 'zod';
import { type Calendar, dateIn, together } from '../../domain/dates.ts';
import { MlaError } from '../../domain/errors.ts';
import { dayPause } from '../../domain/period-pauses.ts';
import { listed, PERIOD_QUESTION, plainCalendar, yearOf } from '../../domain/period-question.ts';
import { type Counting, countPeriod, type Period, type PeriodRule, periodRules } from '../../domain/periods.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { cite } from '../../domain/treaties/type.ts';
import { nearest } from '../nearest.ts';
import { JSON_OUTPUT } from '../options.ts';
import { Problem } from '../problem.ts';
import { calendarOf } from '../reference.ts';
import { parseOptions, strictly } from '../strict.ts';

const SHAPE = {
  rule: z.string({ error: 'is missing: <instrument>/<period>, see --list' }),
  ...PERIOD_QUESTION,
  calendar: z.string().optional(),
  arrestDayCounts: z.literal(true).optional(),
  pause: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(dayPause))
    .optional(),
};

type Given = Pick<Counting, 'start' | 'zone' | 'statedEnd' | 'otherStart'>;

export function addDeadline(program: Command): void {
  strictly(program.command('deadline'))
    .description('count a period that an instrument sets, and open its date to the sum that it is')
    .option('--rule <rule>', 'the period, <instrument>/<period>: budapest-185/art29-hold')
    .option('--start <date>', 'the event it counts from: a date, or an instant with its offset')
    .option('--zone <zone>', 'IANA zone of the place where the duty is performed')
    .option('--calendar <states>', 'whose days off count, by code: XBE, or A,B where the day of action must suit both')
    .option('--stated-end <date>', 'the last day as the partner stated it')
    .option('--other-start <date>', 'of a rule with two readings: the day of the other one')
    .option(
      '--pause <days>',
      'what if it stood still: 2026-03-10/2026-03-15, the first day and that of running on; A,B for several',
    )
    .option('--arrest-day-counts', 'the law counts the day of arrest as the first')
    .option('--list', 'list every period that there is')
    .option(...JSON_OUTPUT)
    .action(run);
}

function run(options: Record<string, unknown>): void {
  const rules = periodRules(INSTRUMENTS);
  if (options['list']) {
    print(options, { rules: rules.map(listed) }, () => rules.map(inLine).join('\n'));
    return;
  }
  const { rule: id, calendar, pause: pauses, ...given } = parseOptions(SHAPE, options);
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw unknownRule(id, rules);
  const calendars = calendarsOf(calendar, rule, given);
  const period = counted(rule, {
    ...given,
    pauses,
    calendar: calendars[0] ?? plainCalendar(given.zone),
    ...(calendars.length > 1 ? { actionCalendar: together(calendars) } : {}),
  });
  print(options, { ...period, cleared: false }, () => inWords(period));
}

function counted(rule: PeriodRule, counting: Counting): Period {
  try {
    return countPeriod(rule, counting);
  } catch (error) {
    if (error instanceof MlaError) throw new Problem(error.message, { exitCode: 2, cause: error });
    throw error;
  }
}

/** Holidays are looked up from a year before what is given to a year after what is counted: days off may follow. */
function calendarsOf(states: string | undefined, { line }: PeriodRule, given: Given): Calendar[] {
  const { start, zone: place, statedEnd, otherStart } = given;
  const from = start.includes('T') ? dateIn(start, place) : start;
  const years = [from, statedEnd, otherStart].flatMap((date) => (date === undefined ? [] : yearOf(date)));
  const length = line.unit === 'year' ? (line.amount ?? 0) : 1;
  const span = { from: Math.min(...years) - 1, to: Math.max(...years) + length + 1 };
  return (states?.split(',') ?? []).map((code) => calendarOf('--calendar', code.trim(), { zone: place, ...span }));
}

function unknownRule(id: string, rules: readonly PeriodRule[]): Problem {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near ? `did you mean ${near}` : 'see --list';
  return new Problem(`Cannot count by rule "${id}": there is none of that name, ${hint}`, { exitCode: 2 });
}

const inLine = (rule: PeriodRule): string => {
  const { amount, unit, text, confidence } = listed(rule);
  const article = cite(rule.instrument, rule.line.article);
  const figure = amount === null ? 'as stated' : `${amount} ${unit}`;
  return `${rule.id.padEnd(44)} ${figure.padEnd(14)} ${article}: ${text}${confidence === 'confirmed' ? '' : ' (unverified)'}`;
};

const inWords = ({ due, actionBy, safe, steps }: Period): string =>
  [
    ...steps.map(({ date, text }) => `${date}  ${text}`),
    '',
    `due ${due}${safe === null ? '' : `, safe ${safe}`}; act by ${actionBy}`,
  ].join('\n');

function print(options: Record<string, unknown>, json: object, words: () => string): void {
  console.log(options['json'] ? JSON.stringify(json) : words());
}
