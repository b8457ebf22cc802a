import type { Request as Aggregate } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { Request, shared, stateOf } from './request.ts';

const seen = { signedIn: true } as const;
const house = { house: true } as const;

const RefusalRef = builder.objectRef<NonNullable<Aggregate['refusal']>>('Refusal').implement({
  description: 'The partner’s refusal in its own words, and what the instrument says of its ground.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'One word of the vocabulary of grounds, or not-stated.' }),
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
    on: t.field({ type: 'Date', resolve: ({ on }) => on }),
    allowed: t.exposeBoolean('allowed', {
      authScopes: house,
      description: 'Whether the instrument allows this ground; where it does not, a reply may cite the article.',
    }),
    article: t.string({
      description: 'Where the instrument allows the ground.',
      nullable: true,
      authScopes: house,
      resolve: ({ article }) => article ?? null,
    }),
  }),
});

const PostponementRef = builder.objectRef<NonNullable<Aggregate['postponement']>>('Postponement').implement({
  description: 'Why execution waits, and when the partner looks at it again.',
  authScopes: seen,
  fields: (t) => ({
    reviewOn: t.field({
      description: 'The day on which the partner looks at it again.',
      type: 'Date',
      resolve: ({ reviewOn }) => reviewOn,
    }),
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
  }),
});

const SecrecyRef = builder.objectRef<NonNullable<Aggregate['secrecy']>>('SecrecyNotice').implement({
  description: 'The partner’s word that it cannot keep the request confidential, and what we decided.',
  authScopes: seen,
  fields: (t) => ({
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
    goesOn: t.boolean({
      nullable: true,
      description: 'Null until we have decided.',
      resolve: ({ decision }) => (decision ? decision === 'go-on' : null),
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  refusal: t.field({
    description: 'The partner’s refusal of the whole request.',
    type: RefusalRef,
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (request) => stateOf(request).refusal ?? null,
  }),
  postponement: t.field({
    description: 'While execution is postponed.',
    type: PostponementRef,
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (request) => stateOf(request).postponement ?? null,
  }),
  secrecy: t.field({
    description: 'Once the partner has said that it cannot keep the request confidential.',
    type: SecrecyRef,
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (request) => stateOf(request).secrecy ?? null,
  }),
}));
