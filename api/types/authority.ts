import { type Names, nameIn } from '../../domain/letter.ts';
import type { PartnerFacts } from '../../domain/partners.ts';
import { builder } from '../builder.ts';

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
    key: t.exposeString('key', {
      description: 'What it is: `central-authority`, `judicial-authority`, with a number where there are several.',
    }),
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
    resolve: (query, _root, _args, { tx }) =>
      tx.authority.findMany({ ...query, orderBy: [{ state: 'asc' }, { key: 'asc' }] }),
  }),
);

export { factsOf };
