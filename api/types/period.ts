import { z } from 'zod';
import { type Calendar, together } from '../../domain/dates.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { calendarFrom } from '../../domain/law-facts.ts';
import { dayPause } from '../../domain/period-pauses.ts';
import { listed, PERIOD_QUESTION, plainCalendar } from '../../domain/period-question.ts';
import { countPeriod, type Period, type PeriodRule, periodRules } from '../../domain/periods.ts';
import { cite } from '../../domain/treaties/type.ts';
import { builder } from '../builder.ts';
import { type Context, me } from '../context.ts';
import { houseOnce, standingLines } from '../law.ts';
import { Step } from './deadline.ts';
import { ConfidenceEnum } from './enums.ts';
import { parseInput } from './input-of.ts';

const house = { house: true } as const;

const PeriodRuleRef = builder.objectRef<PeriodRule>('PeriodRule').implement({
  description: 'A period that an instrument sets, as this installation has it.',
  authScopes: house,
  fields: (t) => ({
    rule: t.string({ description: 'Its code: `budapest-185/art29-hold`.', resolve: ({ id }) => id }),
    source: t.string({ resolve: ({ instrument, line }) => cite(instrument, line.article) }),
    text: t.string({ resolve: ({ line }) => line.text }),
    amount: t.int({
      nullable: true,
      description: 'Null where the figure is stated in the case.',
      resolve: ({ line }) => line.amount,
    }),
    unit: t.string({ resolve: ({ line }) => line.unit }),
    startsOn: t.string({ description: 'The event that it counts from.', resolve: ({ line }) => line.startsOn }),
    kind: t.string({ resolve: ({ line }) => line.kind }),
    confidence: t.field({
      type: ConfidenceEnum,
      description: 'Whether the line was read in the text or a report of it.',
      resolve: (rule) => listed(rule).confidence,
    }),
  }),
});

export const PeriodRef = builder.objectRef<Period & { rule: string }>('Period').implement({
  description: 'A period that was counted, with the sum that it is. Its dates are days in its zone.',
  authScopes: house,
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'Its code: `budapest-185/art29-hold`.' }),
    article: t.exposeString('article', { description: 'As the instrument numbers it.' }),
    confidence: t.field({
      type: ConfidenceEnum,
      description: 'Whether the line was read in the text or a report of it.',
      resolve: ({ confidence }) => confidence,
    }),
    start: t.exposeString('start', { description: 'The event, a day or an instant.' }),
    zone: t.exposeString('zone', { description: 'The IANA zone in which its days are counted.' }),
    due: t.field({
      type: 'Date',
      description: 'The last day. Of what is counted back: the last day of arrival.',
      resolve: ({ due }) => due,
    }),
    dueAt: t.field({ type: 'DateTime', description: 'The first instant after it.', resolve: ({ dueAt }) => dueAt }),
    actionBy: t.field({
      type: 'Date',
      description: 'The last working day on which something can still be done.',
      resolve: ({ actionBy }) => actionBy,
    }),
    safe: t.field({
      type: 'Date',
      nullable: true,
      description: 'Of a rule with two readings: the earlier one, to which we work.',
      resolve: ({ safe }) => safe,
    }),
    unrolled: t.field({
      type: 'Date',
      description: 'The last day before it was moved from a day off.',
      resolve: ({ unrolled }) => unrolled,
    }),
    reminders: t.field({
      type: ['DateTime'],
      description: 'The instants before its end at which somebody is told (DC-12, a rule of the house).',
      resolve: ({ reminders }) => [...reminders],
    }),
    explanation: t.field({ type: [Step], description: 'The sum, step by step.', resolve: ({ steps }) => [...steps] }),
  }),
});

/** The periods of the catalogue, with what this installation has corrected in it and added to it. */
const rulesOf = async (context: Context): Promise<PeriodRule[]> => periodRules((await houseOnce(context)).catalogue);

const refuse = (field: string, message: string): never => {
  throw new InvalidInput('this period', [{ field, rule: 'period', message, source: 'the law on record' }]);
};

/** The days off of a State: by its lines, or as they are kept with us and with its authority. */
async function calendarOf(context: Context, code: string, index: number): Promise<Calendar> {
  const lines = await standingLines(context, { kinds: ['state', 'holiday'], about: code });
  const found = calendarFrom(lines) ?? (await keptCalendar(context, code));
  return found ?? refuse(`calendar.${index}`, 'is no State whose days off are on record');
}

async function keptCalendar(context: Context, code: string): Promise<Calendar | undefined> {
  const { org } = me(context);
  const rows = await context.tx.$queryRaw<{ calendar: Calendar }[]>`
    select calendar from org where id = ${org}::uuid and state = ${code}
    union all (select facts -> 'calendar' from authority where org_id = ${org}::uuid and state = ${code} order by id limit 1)`;
  return rows[0]?.calendar;
}

const QUESTION = z.object({
  ...PERIOD_QUESTION,
  zone: PERIOD_QUESTION.zone.optional(),
  pauses: z.array(dayPause).optional(),
});

builder.queryFields((t) => ({
  periodRules: t.field({
    type: [PeriodRuleRef],
    authScopes: house,
    description: 'Every period that an instrument sets.',
    resolve: (_root, _args, context) => rulesOf(context),
  }),
  period: t.field({
    type: PeriodRef,
    authScopes: house,
    description: 'Counts a period that an instrument sets, by the calendars and the catalogue of this installation.',
    args: {
      rule: t.arg.string({ required: true, validate: line, description: 'Its code: `budapest-185/art29-hold`.' }),
      start: t.arg.string({
        required: true,
        validate: line,
        description: 'The event: a day, or an instant with its offset.',
      }),
      zone: t.arg.string({
        validate: line,
        description:
          'IANA zone of the place where the duty is performed; that of the first calendar where it is left out.',
      }),
      calendar: t.arg.stringList({
        description: 'Codes of the States whose days off count; the day of action suits all of them.',
        validate: z.array(line).max(5, { error: 'names more than 5 States' }),
      }),
      statedEnd: t.arg({ type: 'Date', description: 'The last day as the partner stated it.' }),
      otherStart: t.arg({ type: 'Date', description: 'Of a rule with two readings: the day of the other one.' }),
      pauses: t.arg.stringList({
        description:
          'If it stood still: intervals such as `2026-03-10/2026-03-15`, the first day and that of running on.',
        validate: z.array(line).max(20, { error: 'names more than 20 pauses' }),
      }),
      arrestDayCounts: t.arg.boolean({ description: 'The law counts the day of arrest as the first.' }),
    },
    resolve: async (_root, { rule: id, calendar: states, arrestDayCounts, ...given }, context) => {
      const asked = parseInput(QUESTION, given, 'this period');
      const rules = await rulesOf(context);
      const rule = rules.find((one) => one.id === id) ?? refuse('rule', 'is none of those that periodRules lists');
      const calendars: Calendar[] = [];
      for (const [index, code] of (states ?? []).entries()) calendars.push(await calendarOf(context, code, index));
      const zone = asked.zone ?? calendars[0]?.zone ?? (await houseOnce(context)).zone;
      return countPeriod(rule, {
        ...asked,
        zone,
        calendar: calendars[0] ?? plainCalendar(zone),
        ...(calendars.length > 1 ? { actionCalendar: together(calendars) } : {}),
        ...(arrestDayCounts ? { arrestDayCounts } : {}),
      });
    },
  }),
}));
