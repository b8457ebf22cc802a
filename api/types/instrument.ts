import { z } from 'zod';
import { type HouseLaw, unverifiedLines } from '../../domain/catalogue.ts';
import { line } from '../../domain/fields.ts';
import { INSTRUMENTS, instrumentOf } from '../../domain/treaties/instruments.ts';
import type { Instrument as Known } from '../../domain/treaties/type.ts';
import { addBilateralTreaty } from '../../registry/law-starts.ts';
import { builder } from '../builder.ts';
import { applier, type Context } from '../context.ts';
import { houseOnce, inOrder, linesWhere } from '../law.ts';
import { ConfidenceEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { KEY } from './key.ts';
import { LawEntry } from './law-entry.ts';

const house = { house: true } as const;

const UnverifiedLine = builder.objectRef<ReturnType<typeof unverifiedLines>[number]>('UnverifiedLine').implement({
  description:
    'A line of an instrument that nobody has found in the text: it is shown with a warning, and can be corrected.',
  authScopes: house,
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'Where it stands. A correction names one value of it: this path, a dot, and the name of the value.',
    }),
    value: t.field({ type: 'Json', resolve: ({ value }) => value }),
  }),
});

/** An instrument as the installation has it. */
type OnRecord = { instrument: Known; law: HouseLaw };

const Instrument = builder.objectRef<OnRecord>('Instrument').implement({
  description: 'A treaty, a statute or a principle as this installation has it: as shipped, corrected, or of its own.',
  authScopes: house,
  fields: (t) => ({
    id: t.string({ description: 'Its code.', resolve: ({ instrument }) => instrument.id }),
    name: t.string({ resolve: ({ instrument }) => instrument.name }),
    short: t.string({ description: 'How a source cites it.', resolve: ({ instrument }) => instrument.short }),
    citation: t.string({ description: 'Where it was published.', resolve: ({ instrument }) => instrument.citation }),
    kind: t.string({ resolve: ({ instrument }) => instrument.kind }),
    inForce: t.string({
      description: 'Whether it is in force, as far as that is known.',
      resolve: ({ instrument }) => instrument.inForce.status,
    }),
    since: t.field({ type: 'Date', nullable: true, resolve: ({ instrument }) => instrument.inForce.since ?? null }),
    isShipped: t.boolean({
      description: 'Whether it came with the release; else it is a treaty of our own.',
      resolve: ({ instrument }) => Object.hasOwn(INSTRUMENTS, instrument.id),
    }),
    isOff: t.boolean({
      description: 'Whether it applies to nothing until an administrator switches it on.',
      resolve: ({ instrument, law }) => instrument.isOff !== undefined && !law.switchedOn.includes(instrument.id),
    }),
    offBecause: t.string({
      nullable: true,
      description: 'Why it ships switched off.',
      resolve: ({ instrument }) => instrument.isOff ?? null,
    }),
    switchedOn: t.boolean({
      description: 'Whether an administrator has switched it on.',
      resolve: ({ instrument, law }) => law.switchedOn.includes(instrument.id),
    }),
    confidence: t.field({
      type: ConfidenceEnum,
      description: 'Of every line that does not say its own.',
      resolve: ({ instrument }) => instrument.confidence,
    }),
    unverified: t.field({
      type: [UnverifiedLine],
      description: 'Its lines that are not confirmed.',
      resolve: ({ instrument }) => unverifiedLines(instrument),
    }),
    corrections: t.prismaField({
      type: [LawEntry],
      description: 'What was corrected here: the path, the value, who did, on what source and when.',
      resolve: (query, { instrument, law }, _args, context) =>
        law.corrections.some((one) => one.instrument === instrument.id)
          ? context.tx.lawEntry.findMany({
              ...query,
              where: linesWhere(context, { kinds: ['correction'], about: instrument.id }),
              orderBy: inOrder,
            })
          : [],
    }),
  }),
});

async function instrumentsIn(context: Context): Promise<OnRecord[]> {
  const { law, catalogue } = await houseOnce(context);
  return Object.values(catalogue).map((instrument) => ({ instrument, law }));
}

builder.queryField('instruments', (t) =>
  t.field({
    type: [Instrument],
    authScopes: house,
    complexity: { field: 10, multiplier: 30 },
    description: 'The catalogue as this installation has it, with its own treaties, corrections and switches.',
    args: { ids: t.arg.stringList({ validate: z.array(line), description: 'Only these.' }) },
    resolve: async (_root, { ids }, context) =>
      (await instrumentsIn(context)).filter(({ instrument }) => !ids || ids.includes(instrument.id)),
  }),
);

builder.mutationField('addBilateralTreaty', (t) =>
  t.field({
    type: Instrument,
    authScopes: { role: 'administrator' },
    description:
      'Adds a treaty between us and another State with the clauses of the UN model, unverified until they are corrected, and that it binds the two from a day.',
    errors: { types: CHANGE_ERRORS },
    args: {
      id: t.arg.string({ required: true, description: 'A code of small letters, digits and hyphens.' }),
      name: t.arg.string({ required: true, validate: line }),
      short: t.arg.string({ required: true, validate: line, description: 'How a source cites it.' }),
      with: t.arg.string({ required: true, description: 'Code of the other State.' }),
      since: t.arg({ type: 'Date', required: true, description: 'The day of its entry into force.' }),
      citation: t.arg.string({
        validate: line,
        description: 'Where it was published; its name where this is left out.',
      }),
      lastArticle: t.arg.int({ description: 'The number of its last article.', validate: z.int().min(1).max(1000) }),
      source: t.arg.string({ required: true, description: 'Where it was found.' }),
      confidence: t.arg({
        type: ConfidenceEnum,
        required: true,
        description: 'Of its entry into force for the two; its clauses are unverified.',
      }),
      checkedBy: t.arg.string({ description: 'Who looked.' }),
      checkedOn: t.arg({ type: 'Date', description: 'When.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { citation, lastArticle, checkedBy, checkedOn, idempotencyKey, ...treaty }, context) => {
      const entered = {
        ...treaty,
        ...(citation == null ? {} : { citation }),
        ...(lastArticle == null ? {} : { lastArticle }),
        ...(checkedBy == null ? {} : { checkedBy }),
        ...(checkedOn == null ? {} : { checkedOn }),
      };
      await addBilateralTreaty(context.db, applier(context), entered, idempotencyKey ?? undefined);
      await context.reread();
      const { law, catalogue } = await houseOnce(context);
      const instrument = instrumentOf(catalogue, treaty.id);
      if (!instrument) throw new Error(`Cannot read treaty "${treaty.id}": it was just entered`);
      return { instrument, law };
    },
  }),
);
