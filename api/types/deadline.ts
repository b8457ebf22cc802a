import { z } from 'zod';
import { DEADLINE_KINDS, DEADLINES, isHouseClock, sideOf } from '../../domain/clocks.ts';
import { awaited, type Deadline as Clock, type Explained } from '../../domain/deadlines.ts';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { HOLD_ACTION, ruleOfHold } from '../../domain/hold.ts';
import { HOUSE_RULES } from '../../domain/house-rules.ts';
import { periodOf } from '../../domain/law-clocks.ts';
import { countingOf } from '../../domain/moves/clocks-of.ts';
import { nearDate } from '../../domain/period-question.ts';
import type { Request as Aggregate } from '../../domain/request.ts';
import { spanOf } from '../../domain/running.ts';
import type { Instruments } from '../../domain/treaties/instruments.ts';
import { type Confidence, confidenceOf } from '../../domain/treaties/type.ts';
import { whatIf } from '../../domain/what-if.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { factsFor } from '../facts.ts';
import { houseOnce } from '../law.ts';
import { ConfidenceEnum, UrgencyEnum } from './enums.ts';
import { OF_HOLD, OF_REQUEST } from './of-file.ts';
import { Request, stateOf, whole } from './request.ts';

export const Step = builder.objectRef<Explained>('DeadlineStep').implement({
  description: 'One step of the sum that a date is.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    date: t.field({ description: 'Where the sum stands after this step.', type: 'Date', resolve: ({ date }) => date }),
    text: t.exposeString('text'),
  }),
});

const clockOf = ({ body }: { body: unknown }): Clock => body as Clock; // a jsonb of that type

export const Deadline = builder.prismaObject('Deadline', {
  description: 'A date by which something is due, with the sum that it is.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    kind: t.exposeString('kind', {
      description: `${DEADLINE_KINDS.join(', ')}; or a period of an instrument, \`eu-eio-2014-41/decision\``,
    }),
    cycle: t.exposeInt('cycle', { description: 'Counts restarts and prolongations.' }),
    status: t.exposeString('status', { description: 'open, paused, met, fired, cancelled' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    safeAt: t.field({
      nullable: true,
      description:
        'Of a limit of custody: the instant to which we work, where the day of arrest is counted as the first (DC-8).',
      type: 'DateTime',
      select: { body: true },
      resolve: (row) => clockOf(row).safeAt ?? null,
    }),
    remindAt: t.expose('remindAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When whoever it waits for is reminded.',
    }),
    zone: t.string({
      description: 'The IANA zone in which its days are counted.',
      select: { body: true },
      resolve: (row) => clockOf(row).zone,
    }),
    source: t.string({
      description: 'The article or house rule that sets it.',
      select: { body: true },
      resolve: (row) => clockOf(row).source,
    }),
    rule: t.string({
      description: 'What the article or house rule says.',
      select: { body: true },
      resolve: (row) => ruleText(clockOf(row)),
    }),
    amount: t.int({
      nullable: true,
      description: 'What was counted, in its unit; null where the partner stated the date.',
      select: { body: true },
      resolve: (row) => {
        const { amount, stage = 1 } = clockOf(row).counted ?? {};
        return amount === undefined ? null : amount * stage;
      },
    }),
    unit: t.string({
      nullable: true,
      select: { body: true },
      resolve: async (row, _args, context) =>
        spanOf(clockOf(row), { rules: HOUSE_RULES, instruments: (await houseOnce(context)).catalogue })?.unit ?? null,
    }),
    confidence: t.field({
      description: 'Whether the rule was read in its text or a report of it; a rule of the house is its own word.',
      type: ConfidenceEnum,
      select: { body: true, request: { select: { state: true } } },
      resolve: async (row, _args, context) =>
        confidenceOfClock(clockOf(row), stateOf(row.request), (await houseOnce(context)).catalogue),
    }),
    calendar: t.string({
      description: 'Code of the State whose days off count.',
      select: { body: true, request: { select: { requested: true } } },
      resolve: async (row, _args, context) =>
        sideOf(clockOf(row).kind) === 'ours' ? (await houseOnce(context)).facts.code : row.request.requested,
    }),
    trigger: t.int({
      description: 'The number of the event that started it.',
      select: { body: true },
      resolve: (row) => clockOf(row).trigger,
    }),
    startsOn: t.string({
      description: 'What it counts from, in words.',
      select: { body: true },
      resolve: async (row, _args, context) => startOf(clockOf(row), (await houseOnce(context)).catalogue),
    }),
    side: t.string({
      description: 'Whose duty it is: ours or partner. Its days end there.',
      select: { body: true },
      resolve: (row) => sideOf(clockOf(row).kind),
    }),
    reminders: t.field({
      description: 'The reminders that are still to come.',
      type: ['DateTime'],
      select: { body: true },
      resolve: (row) => awaited(clockOf(row)),
    }),
    startedAt: t.field({ type: 'DateTime', select: { body: true }, resolve: (row) => clockOf(row).startedAt }),
    explanation: t.field({
      description: 'The sum, step by step.',
      type: [Step],
      select: { body: true },
      resolve: (row) => [...clockOf(row).explanation],
    }),
    request: t.field(OF_REQUEST),
    hold: t.field(OF_HOLD),
  }),
});

/** The event that a clock counts from. */
const startOf = (clock: Clock, instruments: Instruments): string =>
  isHouseClock(clock.kind) ? DEADLINES[clock.kind].from : (periodOf(clock, instruments)?.line.startsOn ?? '');

/** The sum begins with its rule. */
function ruleText({ source, explanation: [first] }: Clock): string {
  const text = first?.text ?? '';
  return text.startsWith(source) ? text.slice(text.indexOf(': ', source.length) + 2) : text;
}

/** A rule of the house is what the house says; a period is as sure as its line. */
function confidenceOfClock(clock: Clock, { hold }: Aggregate, instruments: Instruments): Confidence {
  if (isHouseClock(clock.kind) || clock.kind === HOLD_ACTION) return 'confirmed';
  const period = hold ? ruleOfHold(hold, instruments) : periodOf(clock, instruments);
  return period ? confidenceOf(period.instrument, period.line) : 'unverified';
}

builder.prismaObjectField(Request, 'deadlines', (t) =>
  t.relation('deadlines', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }, { cycle: 'asc' }] },
  }),
);

builder.queryField('deadlines', (t) =>
  t.prismaField({
    type: ['Deadline'],
    description: 'Open deadlines of the requests that the viewer sees, the next one first.',
    args: {
      first: t.arg.int({ defaultValue: 50, description: 'How many, up to 100.' }),
      before: t.arg({ type: 'DateTime', description: 'Only what is due before this instant.' }),
    },
    resolve: (query, _root, { first, before }, { tx }) =>
      tx.deadline.findMany({
        ...query,
        where: { status: 'open', ...(before ? { dueAt: { lt: new Date(before) } } : {}) },
        orderBy: [{ dueAt: 'asc' }, { requestId: 'asc' }],
        take: Math.min(Math.max(first ?? 50, 1), 100),
      }),
  }),
);

builder.queryField('whatIf', (t) =>
  t.prismaField({
    type: 'Deadline',
    authScopes: { house: true },
    description: 'A deadline as it would be, with its sum: nothing is written. For another basis ask periodsUnder.',
    args: {
      request: t.arg.globalID({ required: true, for: Request }),
      kind: t.arg.string({ required: true, validate: line }),
      cycle: t.arg.int({ required: true, description: 'Which run of it.' }),
      startedOn: t.arg({ type: 'Date', description: 'If it counted from this day.', validate: nearDate }),
      startedAt: t.arg({ type: 'DateTime', description: 'Where it counts hours: if it counted from this instant.' }),
      pausedWorkingDays: t.arg.int({
        description: 'If it stood still from now on for so many working days.',
        validate: z.int().min(1, { error: 'is less than 1' }).max(250, { error: 'is more than 250' }),
      }),
      urgency: t.arg({ type: UrgencyEnum, description: 'If the request were so urgent.' }),
    },
    resolve: async (
      _query,
      _root,
      { request, kind, cycle, startedOn, startedAt, pausedWorkingDays, urgency },
      context,
    ) => {
      const row = await context.tx.deadline.findUnique({
        where: { requestId_kind_cycle: { requestId: request.id, kind, cycle } },
        include: { request: true },
      });
      if (!row) return await refuseDeadline(context, request.id);
      const facts = await factsFor(context, stateOf(row.request));
      const supposed = whatIf(
        clockOf(row),
        {
          ...(startedOn ? { startedOn } : {}),
          ...(startedAt ? { startedAt: new Date(startedAt).toISOString() } : {}),
          ...(pausedWorkingDays == null ? {} : { pausedWorkingDays }),
          ...(urgency ? { urgency } : {}),
        },
        { ...countingOf(clockOf(row), facts), now: facts.now },
      );
      const { dueAt, remindAt, status } = supposed;
      const dates = { dueAt: new Date(dueAt), remindAt: remindAt === undefined ? null : new Date(remindAt) };
      return { ...row, ...dates, status, body: supposed as object }; // a jsonb of that type
    },
  }),
);

/** A request that is not there for the viewer is not found; of one that is, the deadline was named wrongly. */
async function refuseDeadline({ tx }: Context, id: string): Promise<never> {
  if (!(await tx.request.findUnique({ where: { id }, select: { id: true } })))
    throw new NotFound('this request', 'request');
  const gap = { rule: 'unknown', message: 'names no deadline of this request', source: 'DC-11' };
  throw new InvalidInput('this supposition', [
    { field: 'kind', ...gap },
    { field: 'cycle', ...gap },
  ]);
}
