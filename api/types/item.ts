import type { Condition, Delivery, Question } from '../../domain/exchange.ts';
import { rulesOf } from '../../domain/item-types.ts';
import { routeOf } from '../../domain/legal-basis.ts';
import type { Basis, FileRef, Item, PartnerRecord } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { wordsOf } from '../words.ts';
import { OutcomeEnum, RouteEnum } from './enums.ts';
import { File } from './file.ts';
import { Request, shared, stateOf } from './request.ts';

const seen = { signedIn: true } as const;

const BasisRef = builder.objectRef<Basis>('Basis').implement({
  description: 'One legal basis, with the articles relied on.',
  authScopes: seen,
  fields: (t) => ({
    instrument: t.exposeString('instrument', { description: 'Its code.' }),
    articles: t.stringList({
      description: 'As the instrument numbers them.',
      resolve: ({ articles }) => [...articles],
    }),
    override: t.string({
      description: 'Why it is relied on although the record does not show that it binds both States (V10).',
      nullable: true,
      authScopes: { house: true },
      resolve: ({ override }, _args, { tx }) => (override ? wordsOf(tx, override) : null),
    }),
  }),
});

const OutcomeRef = builder.objectRef<NonNullable<Item['outcome']>>('ItemOutcome').implement({
  description: 'What became of one thing asked.',
  authScopes: seen,
  fields: (t) => ({
    result: t.field({ type: OutcomeEnum, resolve: ({ result }) => result }),
    on: t.field({ type: 'Date', resolve: ({ on }) => on }),
    reason: t.string({ nullable: true, resolve: ({ reason }, _args, { tx }) => (reason ? wordsOf(tx, reason) : null) }),
    ground: t.string({
      description: 'Of a refusal: one word of the vocabulary of grounds.',
      nullable: true,
      resolve: ({ ground }) => ground ?? null,
    }),
    allowed: t.boolean({
      nullable: true,
      authScopes: { house: true },
      description:
        'Of a refusal: whether the instrument allows its ground; where it does not, a reply may cite the article.',
      resolve: ({ allowed }) => allowed ?? null,
    }),
    article: t.string({
      description: 'Where the instrument allows the ground.',
      nullable: true,
      authScopes: { house: true },
      resolve: ({ article }) => article ?? null,
    }),
  }),
});

const ItemRef = builder.objectRef<Item>('Item').implement({
  description: 'One thing asked, answerable on its own.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id'),
    type: t.exposeString('type'),
    label: t.string({ resolve: ({ type }) => rulesOf(type)?.label ?? type }),
    coercive: t.boolean({
      description: 'Whether it needs a coercive measure at the partner.',
      resolve: ({ type }) => rulesOf(type)?.isCoercive ?? true,
    }),
    basis: t.field({
      description: 'Its own legal bases where they differ from those of the request, the primary one first.',
      type: [BasisRef],
      nullable: true,
      resolve: ({ basis }) => (basis ? [...basis] : null),
    }),
    outcome: t.field({ type: OutcomeRef, nullable: true, resolve: ({ outcome }) => outcome ?? null }),
  }),
});

export const QuestionRef = builder.objectRef<Question>('Question').implement({
  description: 'Something that was asked about the request, with the answer.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id'),
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
    askedOn: t.exposeString('askedOn'),
    answer: t.string({ nullable: true, resolve: ({ answer }, _args, { tx }) => (answer ? wordsOf(tx, answer) : null) }),
    answeredAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ answeredAt }) => answeredAt ?? null }),
    files: t.prismaField({
      type: [File],
      resolve: (query, { files = [] }, _args, { tx }) =>
        filesBy(files, (id) => tx.file.findUnique({ ...query, where: { id } })),
    }),
  }),
});

export const ConditionRef = builder.objectRef<Condition>('Condition').implement({
  description: 'A condition on the use of what is delivered; binding once accepted.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id'),
    kind: t.exposeString('kind'),
    status: t.exposeString('status'),
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
    items: t.stringList({ resolve: ({ items }) => [...items] }),
  }),
});

const DeliveryRef = builder.objectRef<Delivery>('Delivery').implement({
  description: 'What the partner delivered at one time.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id'),
    on: t.field({ type: 'Date', resolve: ({ on }) => on }),
    items: t.stringList({ resolve: ({ items }) => [...items] }),
    object: t.string({
      description: 'What was handed over where it is no file.',
      nullable: true,
      resolve: ({ object }, _args, { tx }) => (object ? wordsOf(tx, object) : null),
    }),
    verified: t.exposeBoolean('verified', {
      authScopes: { house: true },
      description: 'Whether the drafter has checked it against its hashes or seals.',
    }),
    files: t.prismaField({
      type: [File],
      resolve: (query, { files }, _args, { tx }) =>
        filesBy(files, (id) => tx.file.findUnique({ ...query, where: { id } })),
    }),
  }),
});

export const RecordRef = builder.objectRef<PartnerRecord>('PartnerRecord').implement({
  description: 'How a partner’s step came to us: channel, reference, and the paper it rests on.',
  authScopes: seen,
  fields: (t) => ({
    channel: t.exposeString('channel'),
    reference: t.string({ nullable: true, resolve: ({ reference }) => reference ?? null }),
    officer: t.string({
      nullable: true,
      resolve: ({ officer }, _args, { tx }) => (officer ? wordsOf(tx, officer) : null),
    }),
    paper: t.prismaField({
      description: 'The letter or mail that it rests on.',
      type: File,
      nullable: true,
      resolve: (query, { paper }, _args, { tx }) =>
        paper ? tx.file.findUnique({ ...query, where: { id: paper.file } }) : null,
    }),
  }),
});

/** Each by its id: Prisma makes one statement of all that are asked for at once, those of other requests included. */
async function filesBy<F>(files: readonly FileRef[], find: (id: string) => PromiseLike<F | null>): Promise<F[]> {
  return (await Promise.all(files.map(({ file }) => find(file)))).filter((file) => file !== null);
}

builder.prismaObjectFields(Request, (t) => ({
  basis: t.field({
    description: 'The legal bases, the primary one first.',
    type: [BasisRef],
    authScopes: shared,
    select: { state: true },
    resolve: (request) => [...stateOf(request).basis],
  }),
  route: t.field({
    description: 'The legal route that it takes: that which was chosen, or the usual one of the primary basis.',
    type: RouteEnum,
    nullable: true,
    authScopes: shared,
    select: { state: true, orgId: true },
    resolve: async (request, _args, context) => {
      const state = stateOf(request);
      const facts = await factsFor(context, state);
      return routeOf(state.letter?.date ?? facts.today, state, facts).route;
    },
  }),
  items: t.field({
    type: [ItemRef],
    authScopes: shared,
    select: { state: true },
    resolve: (request) => [...stateOf(request).items],
  }),
  questions: t.field({
    type: [QuestionRef],
    authScopes: shared,
    select: { state: true },
    resolve: (request) => [...stateOf(request).questions],
  }),
  conditions: t.field({
    type: [ConditionRef],
    authScopes: shared,
    select: { state: true },
    resolve: (request) => [...stateOf(request).conditions],
  }),
  deliveries: t.field({
    type: [DeliveryRef],
    authScopes: shared,
    select: { state: true },
    resolve: (request) => [...stateOf(request).deliveries],
  }),
}));
