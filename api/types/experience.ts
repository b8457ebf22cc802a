import { builder } from '../builder.ts';
import { Authority } from './authority.ts';

const Kind = builder.enumType('ExperienceKind', {
  description:
    'RETURNED: our own central authority gave a draft to this partner back. ASKED: the partner asked. REFUSED: the partner refused.',
  values: ['RETURNED', 'ASKED', 'REFUSED'] as const,
});
type Row = { kind: 'returned' | 'asked' | 'refused'; code: string; times: number; last_on: Date };

const Experience = builder.objectRef<Row>('PartnerExperience').implement({
  description: 'What drafts to a partner have met with before: a count, and nothing of any case.',
  authScopes: { house: true },
  fields: (t) => ({
    kind: t.field({ type: Kind, resolve: ({ kind }) => kind.toUpperCase() as Uppercase<Row['kind']> }), // the same words
    code: t.exposeString('code', {
      description: 'The field, `items.reason`; of a refusal the type of item and the ground.',
    }),
    times: t.exposeInt('times', { description: 'In how many requests.' }),
    lastOn: t.field({
      description: 'When it was met last.',
      type: 'Date',
      resolve: ({ last_on }) => last_on.toISOString().slice(0, 10),
    }),
  }),
});

builder.queryField('partnerExperience', (t) =>
  t.field({
    type: [Experience],
    authScopes: { house: true },
    description:
      'What warns a draft to this partner: what was given back, asked or refused before, the most frequent first.',
    args: { partner: t.arg.globalID({ required: true, for: Authority }) },
    resolve: (_root, { partner }, { tx }) => tx.$queryRaw<Row[]>`select * from partner_experience(${partner.id}::uuid)`,
  }),
);
