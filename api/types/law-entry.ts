import { z } from 'zod';
import { InvalidInput } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import type { EntryKind } from '../../domain/law-entries.ts';
import { YEARS } from '../../domain/period-question.ts';
import { isStale } from '../../domain/states.ts';
import { endEntry, type Recorded, recordEntries } from '../../registry/law.ts';
import { readLawCsv, writeLawCsv } from '../../registry/law-csv.ts';
import { startHolidays } from '../../registry/law-starts.ts';
import { builder } from '../builder.ts';
import { applier, me } from '../context.ts';
import { dayOf, houseOnce, inOrder, linesWhere, standingLines } from '../law.ts';
import { ConfidenceEnum, LawKindEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { KEY } from './key.ts';

const house = { house: true } as const;
const administrator = { role: 'administrator' } as const;
const MOST = 500;
/** Holidays are entered for so many years at once. */
const YEARS_AT_ONCE = 10;

export const LawEntry = builder.prismaNode('LawEntry', {
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  description: 'A line of the law as this installation has it, with its source, who looked when, and who entered it.',
  authScopes: house,
  fields: (t) => ({
    kind: t.field({ type: LawKindEnum, resolve: ({ kind }) => kind as EntryKind }), // the table takes no other
    about: t.exposeString('about', { description: 'Code of the State, or of the instrument.' }),
    key: t.exposeString('key', {
      description:
        'Which fact of it: the instrument of a membership, the day of a holiday, with the authority where it is of one alone (2026-05-15/central-authority), the path of a correction.',
    }),
    body: t.field({ type: 'Json', description: 'What it says, by its kind.', resolve: ({ body }) => body }),
    source: t.exposeString('source', { description: 'Where it was found.' }),
    confidence: t.field({
      type: ConfidenceEnum,
      description: 'Whether it was read in the text or a report of it.',
      resolve: ({ confidence }) => confidence as 'confirmed' | 'unverified', // the table takes no other
    }),
    checkedBy: t.exposeString('checkedBy', { nullable: true, description: 'Who looked.' }),
    checkedOn: t.field({ type: 'Date', nullable: true, description: 'When somebody looked last.', resolve: dayOf }),
    isStale: t.boolean({
      description: 'Amber: nobody has looked for a year.',
      resolve: async (entry, _args, context) => isStale({ checkedOn: dayOf(entry) }, (await houseOnce(context)).today),
    }),
    author: t.relation('author', { description: 'Who entered it.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was entered.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended, or was replaced.' }),
    endedBy: t.relation('endedBy', { nullable: true, description: 'Who ended or replaced it.' }),
  }),
});

const LawImport = builder.objectRef<Recorded>('LawImport').implement({
  description: 'What became of lines that were entered together.',
  authScopes: house,
  fields: (t) => ({
    recorded: t.int({ description: 'How many were put on record.', resolve: ({ ids }) => ids.length }),
    unchanged: t.exposeInt('unchanged', { description: 'How many stood so already.' }),
  }),
});

builder.queryFields((t) => ({
  lawEntries: t.prismaField({
    type: ['LawEntry'],
    authScopes: house,
    description:
      'Lines of the law in the order of kind, subject and key; the lines that stand, unless ended ones are asked for, too.',
    args: {
      kinds: t.arg({ type: [LawKindEnum], description: 'Only these kinds.' }),
      about: t.arg.string({ validate: line, description: 'Only of this State or instrument.' }),
      ended: t.arg.boolean({ defaultValue: false, description: 'With those that have ended.' }),
      first: t.arg.int({ defaultValue: 100, validate: z.int().min(1).max(MOST) }),
      after: t.arg.globalID({ for: LawEntry, description: 'Those after this one.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: first ?? MOST }),
    resolve: (query, _root, { first, after, ...which }, context) =>
      context.tx.lawEntry.findMany({
        ...query,
        where: linesWhere(context, which),
        orderBy: inOrder,
        take: first ?? MOST,
        ...(after ? { cursor: { id: after.id }, skip: 1 } : {}),
      }),
  }),
  lawCsv: t.string({
    authScopes: house,
    complexity: 100,
    description: 'The lines that stand as a sheet: `importLaw` takes it back, and it changes nothing.',
    args: {
      kinds: t.arg({ type: [LawKindEnum], description: 'Only these kinds.' }),
      about: t.arg.string({ validate: line, description: 'Only of this State or instrument.' }),
    },
    resolve: async (_root, which, context) =>
      writeLawCsv(await standingLines(context, which), which.kinds ?? undefined),
  }),
}));

builder.mutationFields((t) => ({
  recordLawEntry: t.prismaField({
    type: 'LawEntry',
    authScopes: administrator,
    description:
      'Enters a line of the law in place of the one that stood there: a fact of a State, a correction of an unverified value, a switch.',
    errors: { types: CHANGE_ERRORS },
    args: {
      kind: t.arg({ type: LawKindEnum, required: true }),
      about: t.arg.string({ required: true, description: 'Code of the State, or of the instrument.' }),
      key: t.arg.string({ required: true, description: 'Which fact of it; empty where its kind has none.' }),
      body: t.arg({ type: 'Json', required: true, description: 'What it says, by its kind.' }),
      source: t.arg.string({ required: true, description: 'Where it was found.' }),
      confidence: t.arg({
        type: ConfidenceEnum,
        required: true,
        description: 'Whether it was read in the text or a report of it.',
      }),
      checkedBy: t.arg.string({ description: 'Who looked.' }),
      checkedOn: t.arg({ type: 'Date', description: 'When.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (query, _root, { checkedBy, checkedOn, body, idempotencyKey, ...entry }, context) => {
      const { kind, about, key } = entry;
      const checked = { ...(checkedBy == null ? {} : { checkedBy }), ...(checkedOn ? { checkedOn } : {}) };
      const batch = { key: idempotencyKey ?? undefined };
      const { ids } = await recordEntries(context.db, applier(context), [{ ...entry, body, ...checked }], batch);
      await context.reread();
      const [id] = ids;
      const where = id ? { id } : { ...linesWhere(context, { about, kinds: [kind] }), key };
      return await context.tx.lawEntry.findFirstOrThrow({ ...query, where });
    },
  }),
  endLawEntry: t.prismaField({
    type: 'LawEntry',
    authScopes: administrator,
    description: 'Ends a line of the law: it is no longer so, and stays on record with its end.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.globalID({ required: true, for: LawEntry }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { id: { id }, idempotencyKey }, context) => {
      await endEntry(context.db, applier(context), id, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.lawEntry.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  importLaw: t.field({
    type: LawImport,
    authScopes: administrator,
    description:
      'Enters the lines of a sheet, all or none; every fault is named with its row, counted from 0. Lines that it does not name stay.',
    errors: { types: CHANGE_ERRORS },
    args: {
      csv: t.arg.string({ required: true, description: 'The sheet, with the columns that `lawCsv` has.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { csv, idempotencyKey }, context) => {
      const { inputs, rows, faults } = readLawCsv(csv);
      const field = (index: number, name: string): string => `rows.${rows[index]}.${name}`;
      return await recordEntries(context.db, applier(context), inputs, {
        field,
        faults,
        key: idempotencyKey ?? undefined,
      });
    },
  }),
  startHolidays: t.field({
    type: LawImport,
    authScopes: administrator,
    description:
      'Enters the public holidays of a State by published tables, unverified, for days that have no line yet.',
    errors: { types: CHANGE_ERRORS },
    args: {
      state: t.arg.string({ required: true, validate: line, description: 'Code of the State.' }),
      fromYear: t.arg.int({ required: true, description: 'The first year.' }),
      toYear: t.arg.int({ required: true, description: 'The last year.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { state, fromYear, toYear, idempotencyKey }, context) => {
      requireYears(fromYear, toYear);
      const years = { state, from: fromYear, to: toYear };
      return await startHolidays(context.db, applier(context), years, idempotencyKey ?? undefined);
    },
  }),
}));

function requireYears(from: number, to: number): void {
  const refused = (field: string, message: string): InvalidInput =>
    new InvalidInput('these years', [{ field, rule: 'shape', message, source: 'what the tables know' }]);
  if (from < YEARS.from || from > YEARS.to) throw refused('fromYear', `is before ${YEARS.from} or after ${YEARS.to}`);
  if (to < from || to >= from + YEARS_AT_ONCE)
    throw refused('toYear', `is before the first year, or more than ${YEARS_AT_ONCE - 1} years after it`);
}
