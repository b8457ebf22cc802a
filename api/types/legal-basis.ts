import { z } from 'zod';
import { catalogueOf, type HouseLaw } from '../../domain/catalogue.ts';
import { dateIn } from '../../domain/dates.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { isRequestType, REQUEST_TYPES } from '../../domain/item-types.ts';
import type { LegalBasis as Found, Reason } from '../../domain/legal-bases/question.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import { OFFENCE_CLASSES } from '../../domain/offences.ts';
import type { StateFacts } from '../../domain/states.ts';
import { INSTRUMENTS, type Instruments } from '../../domain/treaties/instruments.ts';
import type { ContentRule, ForbiddenRule, GroundRule, RouteRule, Statement } from '../../domain/treaties/type.ts';
import { builder } from '../builder.ts';
import { type Context, me } from '../context.ts';
import { Authority, factsOf } from './authority.ts';
import { ConfidenceEnum, enumName, UrgencyEnum } from './enums.ts';

const seen = { signedIn: true } as const;
/** A basis with the catalogue that it is of. */
type Basis = Found & { catalogue: Instruments };

export const OffenceClassEnum = builder.enumType('OffenceClass', {
  description: 'Classes of offences by which instruments say what they reach.',
  values: Object.fromEntries(OFFENCE_CLASSES.map((word) => [enumName(word), { value: word }])) as {
    [K in string]: { value: (typeof OFFENCE_CLASSES)[number] };
  }, // a word for each
});
const Applies = builder.enumType('Applies', {
  description: 'Whether an instrument can carry the request; PERHAPS names what it depends on.',
  values: ['YES', 'NO', 'PERHAPS'] as const,
});

const ReasonRef = builder.objectRef<Reason>('BasisReason').implement({
  description: 'Why an instrument applies, may apply, or does not.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
    confidence: t.field({ type: ConfidenceEnum, resolve: ({ confidence }) => confidence }),
  }),
});
export const StatementRef = builder.objectRef<Statement>('LawStatement').implement({
  description: 'What an instrument says of something.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
  }),
});
const RouteRef = builder.objectRef<RouteRule>('LegalRoute').implement({
  description: 'A way that the instrument opens to this request.',
  authScopes: seen,
  fields: (t) => ({ route: t.exposeString('route'), text: t.exposeString('text'), article: t.exposeString('article') }),
});
const ContentRef = builder.objectRef<ContentRule & { instrument: string }>('ContentRule').implement({
  description: 'Something that the request must say.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its code within the instrument.' }),
    label: t.exposeString('label'),
    instrument: t.exposeString('instrument', {
      description: 'The instrument, its protocol, or the statute that asks for it.',
    }),
    article: t.exposeString('article'),
    fields: t.stringList({
      description: 'The fields of the content that say it.',
      resolve: ({ fields }) => [...fields],
    }),
    whenPossible: t.boolean({
      description: 'Asked for where possible: its absence is no gap.',
      resolve: ({ isWherePossible }) => isWherePossible ?? false,
    }),
  }),
});
export const GroundRef = builder.objectRef<GroundRule>('RefusalGround').implement({
  description: 'A ground on which such a request may be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    label: t.exposeString('label'),
    article: t.exposeString('article'),
    condition: t.string({ nullable: true, resolve: ({ condition }) => condition ?? null }),
  }),
});
export const ForbiddenRef = builder.objectRef<ForbiddenRule>('ForbiddenGround').implement({
  description: 'A ground on which such a request may not be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    text: t.exposeString('text'),
    article: t.exposeString('article'),
  }),
});

const APPLIES = { true: 'YES', false: 'NO', unknown: 'PERHAPS' } as const;

const LegalBasis = builder.objectRef<Basis>('LegalBasis').implement({
  description: 'An instrument, whether it can carry a request, why, and what follows (procedure 1.2).',
  authScopes: seen,
  fields: (t) => ({
    instrument: t.exposeString('id', { description: 'Its code, for `basis`.' }),
    name: t.string({ resolve: ({ id, catalogue }) => catalogue[id]?.name ?? id }),
    applies: t.field({ type: Applies, resolve: ({ applies }) => APPLIES[`${applies}`] }),
    rank: t.exposeInt('rank', { nullable: true, description: '1 is to be tried first; null where it does not apply.' }),
    dependsOn: t.stringList({
      description: 'What must be known before it can be said: `party:KR`, `offence-class`, `max-penalty`.',
      resolve: ({ dependsOn }) => [...dependsOn],
    }),
    reasons: t.field({ type: [ReasonRef], resolve: ({ reasons }) => [...reasons] }),
    articles: t.stringList({
      description: 'Those to rely on for what is asked.',
      resolve: ({ articles }) => [...articles],
    }),
    routes: t.field({ type: [RouteRef], resolve: ({ routes }) => [...routes] }),
    languages: t.field({ type: StatementRef, resolve: ({ languages }) => languages }),
    form: t.field({ type: StatementRef, resolve: ({ form }) => form }),
    contents: t.field({ type: [ContentRef], resolve: ({ contents }) => [...contents] }),
    refusalGrounds: t.field({ type: [GroundRef], resolve: ({ refusalGrounds }) => [...refusalGrounds] }),
    forbiddenGrounds: t.field({ type: [ForbiddenRef], resolve: ({ forbidden }) => [...forbidden] }),
    dualCriminality: t.field({ type: StatementRef, resolve: ({ dualCriminality }) => dualCriminality }),
    consultation: t.field({ type: StatementRef, nullable: true, resolve: ({ consultation }) => consultation ?? null }),
    postponement: t.field({ type: StatementRef, nullable: true, resolve: ({ postponement }) => postponement ?? null }),
    useLimits: t.field({ type: StatementRef, resolve: ({ useLimits }) => useLimits }),
    confidence: t.field({ type: ConfidenceEnum, resolve: ({ confidence }) => confidence }),
  }),
});

type House = { facts: StateFacts; law: HouseLaw; now: Date; zone: string };

export async function houseOf({ tx, ...context }: Context): Promise<House> {
  const [row] = await tx.$queryRaw<
    House[]
  >`select facts, law, clock_now() as now, zone from org where id = ${me(context).org}::uuid`;
  if (!row) throw new Error('Cannot load the house of a viewer: it does not exist');
  return row;
}

builder.queryField('legalBases', (t) =>
  t.field({
    type: [LegalBasis],
    authScopes: { house: true },
    description:
      'Every instrument as a basis for a request to this partner, in the order in which they are to be tried.',
    args: {
      partner: t.arg.globalID({ required: true, for: Authority }),
      type: t.arg.string({
        required: true,
        description: 'What would be asked: data-content, witness-hearing, preservation.',
      }),
      on: t.arg({ type: 'Date', description: 'The day of the request; today where it is left out.' }),
      urgency: t.arg({ type: UrgencyEnum, defaultValue: 'normal' }),
      offenceClass: t.arg({ type: OffenceClassEnum }),
      maximumYears: t.arg.int({
        description: 'The maximum penalty of the offence.',
        validate: z.int().min(0).max(100),
      }),
      offenceOn: t.arg({ type: 'Date', description: 'The day of the offence, where that matters.' }),
    },
    resolve: async (_root, { partner, type, on, urgency, offenceClass, maximumYears, offenceOn }, context) => {
      if (!isRequestType(type))
        throw new InvalidInput('this question', [
          {
            field: 'type',
            rule: 'unknown',
            message: `is none of ${REQUEST_TYPES.join(', ')}`,
            source: 'procedure 2.2',
          },
        ]);
      const { facts } = await context.tx.authority.findUniqueOrThrow({ where: { id: partner.id } });
      const { facts: requesting, law, now, zone } = await houseOf(context);
      const requested = factsOf(facts);
      const catalogue = catalogueOf(INSTRUMENTS, law);
      const bases = legalBases({
        requesting,
        requested,
        type,
        date: on ?? dateIn(now.toISOString(), zone),
        urgency: urgency ?? 'normal',
        offence: {
          ...(offenceClass ? { class: offenceClass } : {}),
          ...(maximumYears == null ? {} : { maximumYears }),
          ...(offenceOn ? { date: offenceOn } : {}),
        },
        instruments: catalogue,
        switchedOn: law.switchedOn,
        otherTreaties: requested.otherTreaties,
      });
      return bases.map((basis) => ({ ...basis, catalogue }));
    },
  }),
);
