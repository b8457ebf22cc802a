import { z } from 'zod';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { isRequestType, REQUEST_TYPES } from '../../domain/item-types.ts';
import type { LegalBasis as Found } from '../../domain/legal-bases/question.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import { OFFENCE_CLASSES } from '../../domain/offences.ts';
import type { Instruments } from '../../domain/treaties/instruments.ts';
import { builder } from '../builder.ts';
import { houseOnce } from '../law.ts';
import { Authority, factsOf } from './authority.ts';
import { ConfidenceEnum, enumName, UrgencyEnum } from './enums.ts';
import { ContentRef, ForbiddenRef, GroundRef, ReasonRef, RouteRef, StatementRef } from './law-lines.ts';

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

const APPLIES = { true: 'YES', false: 'NO', unknown: 'PERHAPS' } as const;

const LegalBasis = builder.objectRef<Basis>('LegalBasis').implement({
  description: 'An instrument, whether it can carry a request, why, and what follows (procedure 1.2).',
  authScopes: seen,
  fields: (t) => ({
    instrument: t.exposeString('id', { description: 'Its code, for `basis`.' }),
    name: t.string({ resolve: ({ id, catalogue }) => catalogue[id]?.name ?? id }),
    applies: t.field({
      description: 'Whether it can carry the request.',
      type: Applies,
      resolve: ({ applies }) => APPLIES[`${applies}`],
    }),
    rank: t.exposeInt('rank', { nullable: true, description: '1 is to be tried first; null where it does not apply.' }),
    dependsOn: t.stringList({
      description: 'What must be known before it can be said: `party:KR`, `offence-class`, `max-penalty`.',
      resolve: ({ dependsOn }) => [...dependsOn],
    }),
    reasons: t.field({
      description: 'Why it applies, may apply, or does not.',
      type: [ReasonRef],
      resolve: ({ reasons }) => [...reasons],
    }),
    articles: t.stringList({
      description: 'Those to rely on for what is asked.',
      resolve: ({ articles }) => [...articles],
    }),
    routes: t.field({
      description: 'The ways that it opens to this request.',
      type: [RouteRef],
      resolve: ({ routes }) => [...routes],
    }),
    languages: t.field({
      description: 'In which languages such a request is written.',
      type: [StatementRef],
      resolve: ({ languages }) => [...languages],
    }),
    form: t.field({ description: 'In which form.', type: [StatementRef], resolve: ({ form }) => [...form] }),
    contents: t.field({
      description: 'What the request must say.',
      type: [ContentRef],
      resolve: ({ contents }) => [...contents],
    }),
    refusalGrounds: t.field({
      description: 'On what it may be refused.',
      type: [GroundRef],
      resolve: ({ refusalGrounds }) => [...refusalGrounds],
    }),
    forbiddenGrounds: t.field({
      description: 'On what it may not be refused.',
      type: [ForbiddenRef],
      resolve: ({ forbidden }) => [...forbidden],
    }),
    dualCriminality: t.field({
      description: 'Whether the conduct must be punishable in both States.',
      type: [StatementRef],
      resolve: ({ dualCriminality }) => [...dualCriminality],
    }),
    consultation: t.field({
      description: 'What is talked over before a refusal.',
      type: StatementRef,
      nullable: true,
      resolve: ({ consultation }) => consultation ?? null,
    }),
    postponement: t.field({
      description: 'When execution may be put off.',
      type: StatementRef,
      nullable: true,
      resolve: ({ postponement }) => postponement ?? null,
    }),
    useLimits: t.field({
      description: 'For what the answer may be used.',
      type: [StatementRef],
      resolve: ({ useLimits }) => [...useLimits],
    }),
    confidence: t.field({
      description: 'Of the instrument as a whole.',
      type: ConfidenceEnum,
      resolve: ({ confidence }) => confidence,
    }),
  }),
});

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
        validate: line,
        description: 'What would be asked: data-content, witness-hearing, preservation.',
      }),
      on: t.arg({ type: 'Date', description: 'The day of the request; today where it is left out.' }),
      urgency: t.arg({ type: UrgencyEnum, defaultValue: 'normal' }),
      offenceClass: t.arg({ type: OffenceClassEnum, description: 'Of the offence, where instruments ask.' }),
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
      const found = await context.tx.authority.findUnique({ where: { id: partner.id }, select: { facts: true } });
      if (!found) throw new NotFound('this authority', 'partner');
      const { facts: requesting, law, catalogue, today } = await houseOnce(context);
      const requested = factsOf(found.facts);
      const bases = legalBases({
        requesting,
        requested,
        type,
        date: on ?? today,
        today,
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
