import { dateIn } from '../../domain/dates.ts';
import { basesFor, type Option } from '../../domain/legal-basis.ts';
import { type Names, nameIn } from '../../domain/letter.ts';
import type { Membership, PartnerFacts } from '../../domain/partners.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';

export const Authority = builder.prismaNode('Authority', {
  nullable: true,
  id: { field: 'id' },
  findUnique: (id, { who }) => ({ id, ...(who?.actor.authority ? { AND: { id: who.actor.authority } } : {}) }),
  description: 'A foreign authority to which requests go, as its State has declared it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    state: t.exposeString('state', { description: 'ISO 3166 code, or the code of a demonstration State.' }),
    name: t.string({
      args: {
        language: t.arg.string({ defaultValue: 'en', description: 'Its tag; English where there is no name in it.' }),
      },
      resolve: ({ names }, { language }) => nameIn(names as Names, language ?? 'en'),
    }), // a jsonb of names
    address: t.exposeString('address'),
    languages: t.stringList({
      description: 'Tags of those in which it takes requests.',
      resolve: ({ facts }) => factsOf(facts).languages.map(({ tag }) => tag),
    }),
    zone: t.string({
      description: 'Its IANA time zone.',
      resolve: ({ facts }) => factsOf(facts).calendar.zone,
    }),
  }),
});

/** Written by the seed and the administrator through this type. */
const factsOf = (facts: unknown): PartnerFacts => facts as PartnerFacts; // a jsonb of that type

builder.queryField('authorities', (t) =>
  t.prismaField({
    type: ['Authority'],
    authScopes: { house: true },
    description: 'Foreign authorities that requests can be addressed to.',
    resolve: (query, _root, _args, { tx }) => tx.authority.findMany({ ...query, orderBy: { state: 'asc' } }),
  }),
);

const LegalBasis = builder.objectRef<Option>('LegalBasis').implement({
  description: 'An instrument and whether it can carry a request to a partner.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    instrument: t.exposeString('instrument', { description: 'Its code, for `basis`.' }),
    name: t.string({ resolve: ({ instrument }) => INSTRUMENTS[instrument]?.name ?? instrument }),
    applies: t.exposeBoolean('applies', { description: 'Whether it can carry the request.' }),
    why: t.exposeString('why', { description: 'Why it applies, or why not.' }),
    articles: t.exposeStringList('articles', { description: 'Those that carry what is asked.' }),
  }),
});

builder.queryField('legalBases', (t) =>
  t.field({
    type: [LegalBasis],
    authScopes: { house: true },
    description: 'Which instruments can carry a request to this partner, and why or why not (procedure 1.2).',
    args: {
      partner: t.arg.globalID({ required: true, for: Authority }),
      itemTypes: t.arg.stringList({ defaultValue: [], description: 'Codes of what would be asked.' }),
      on: t.arg({ type: 'Date', description: 'As of this day; today where it is left out.' }),
    },
    resolve: async (_root, { partner, itemTypes, on }, context) => {
      const authority = await context.tx.authority.findUniqueOrThrow({ where: { id: partner.id } });
      const rows = await context.tx.$queryRaw<
        { parties: Membership[]; now: Date; zone: string }[]
      >`select parties, clock_now() as now, zone from org where id = ${me(context).org}::uuid`;
      const today = rows[0] ? dateIn(rows[0].now.toISOString(), rows[0].zone) : '';
      return basesFor(
        { ours: rows[0]?.parties ?? [], partner: factsOf(authority.facts), on: on ?? today, instruments: INSTRUMENTS },
        itemTypes ?? [],
      );
    },
  }),
);
