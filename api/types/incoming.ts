import { millisecondsBetween } from '../../domain/dates.ts';
import {
  type CallBack,
  type Incoming,
  isCalledBack,
  type OtherProvider,
  owedWords,
  type Telling,
} from '../../domain/incoming.ts';
import type { Request as Aggregate } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { DirectionEnum, TellableEnum } from './enums.ts';
import { Hold, heldOf, seenOf } from './hold.ts';
import { Person } from './person.ts';
import { shared, stateOf, whole } from './request.ts';

const CallBackRef = builder.objectRef<CallBack>('CallBack').implement({
  description: 'One of us has called back whoever asked us to preserve.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    by: t.prismaField({
      type: Person,
      description: 'Who called.',
      resolve: (query, { by }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id: by } }),
    }),
    number: t.string({
      description: 'The number that was called: the one that the directory had at that instant.',
      resolve: async ({ entry }, _args, { tx }) => {
        const line = await tx.lawEntry.findUniqueOrThrow({ where: { id: entry }, select: { body: true } });
        return (line.body as { telephone: string }).telephone; // a line without one cannot be called by
      },
    }),
    wasThey: t.exposeBoolean('wasThey', { description: 'Whether it was they who had asked.' }),
    note: t.string({ nullable: true, resolve: ({ note }, _args, { tx }) => (note ? wordsOf(tx, note) : null) }),
  }),
});

const TellingRef = builder.objectRef<Telling>('Telling').implement({
  description: 'One of us has told the partner something.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    by: t.prismaField({
      type: Person,
      description: 'Who told it.',
      resolve: (query, { by }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id: by } }),
    }),
    channel: t.exposeString('channel', { description: 'The way it went: telephone, email.' }),
    officer: t.string({
      description: 'Who was told, where that was said.',
      nullable: true,
      resolve: ({ officer }, _args, { tx }) => (officer ? wordsOf(tx, officer) : null),
    }),
  }),
});

const ProviderRef = builder.objectRef<OtherProvider>('OtherProvider').implement({
  description: 'A provider of another State to which the path of the data leads (Budapest Convention 30).',
  authScopes: { signedIn: true },
  fields: (t) => ({
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
    foundOn: t.field({ type: 'Date', description: 'The day on which we found it.', resolve: ({ on }) => on }),
    ground: t.string({
      description: 'On which ground it is withheld; null where it is told.',
      nullable: true,
      resolve: ({ ground }) => ground ?? null,
    }),
    article: t.string({
      description: 'Where the instrument leaves that ground.',
      nullable: true,
      resolve: ({ article }) => article ?? null,
    }),
    told: t.field({
      description: 'How it was told; null while it was not.',
      type: TellingRef,
      nullable: true,
      resolve: ({ told }) => told ?? null,
    }),
  }),
});

/** Hours from the call to an instant. */
const hoursTo = ({ receivedAt }: Incoming, at: string | undefined): number | null =>
  at === undefined ? null : millisecondsBetween(receivedAt, at) / 3_600_000;

const IncomingRef = builder.objectRef<{ incoming: Incoming; file: Aggregate }>('IncomingPreservation').implement({
  description: 'How a partner asked us to preserve data, and what passed between us.',
  authScopes: { signedIn: true },
  fields: (t) => {
    const day = (of: (incoming: Incoming) => string | undefined, description: string) =>
      t.field({ type: 'Date', nullable: true, description, resolve: ({ incoming }) => of(incoming) ?? null });
    const at = (of: (incoming: Incoming) => string | undefined, description: string) =>
      t.field({ type: 'DateTime', nullable: true, description, resolve: ({ incoming }) => of(incoming) ?? null });
    const hours = (of: (incoming: Incoming) => string | undefined, description: string) =>
      t.float({ nullable: true, description, resolve: ({ incoming }) => hoursTo(incoming, of(incoming)) });
    return {
      receivedAt: t.field({
        type: 'DateTime',
        description: 'When they asked.',
        resolve: ({ incoming }) => incoming.receivedAt,
      }),
      channel: t.string({ description: 'The way it came.', resolve: ({ incoming }) => incoming.channel }),
      officer: t.string({
        description: 'Who asked at the partner.',
        nullable: true,
        resolve: ({ incoming }, _args, { tx }) => wordsOf(tx, incoming.officer),
      }),
      point: t.string({
        description: 'For which authority of its State: contact-point-24-7.',
        resolve: ({ incoming }) => incoming.point,
      }),
      isCalledBack: t.boolean({
        description: 'Whether they said, called back at the number of the directory, that they had asked.',
        resolve: ({ file }) => isCalledBack(file),
      }),
      callBacks: t.field({
        type: [CallBackRef],
        description: 'In order; the last one counts.',
        resolve: ({ incoming }) => [...incoming.callBacks],
      }),
      decidedAt: at(({ decidedAt }) => decidedAt, 'When it was first decided upon.'),
      toldAt: at(({ toldAt }) => toldAt, 'When the partner was first told our answer.'),
      hoursToDecide: hours(({ decidedAt }) => decidedAt, 'From the call to that decision.'),
      hoursToTell: hours(({ toldAt }) => toldAt, 'From the call to that word.'),
      told: t.field({
        description: 'How our last answer was told; null while it was not.',
        type: TellingRef,
        nullable: true,
        resolve: ({ incoming }) => incoming.answer?.told ?? null,
      }),
      goesOn: t.boolean({
        description: 'What the partner said to a warning: whether it goes on.',
        nullable: true,
        resolve: ({ incoming }) => incoming.warning?.goOn ?? null,
      }),
      withdrawnOn: day(({ withdrawnOn }) => withdrawnOn, 'The day on which the partner needed it no more.'),
      requestReference: t.string({
        description: 'The partner’s reference of its request for assistance.',
        nullable: true,
        resolve: ({ incoming }) => incoming.request?.reference ?? null,
      }),
      requestReceivedOn: day(({ request }) => request?.on, 'The day on which that was received.'),
      providers: t.field({
        type: [ProviderRef],
        description: 'Others to which the path leads.',
        resolve: ({ incoming }) => [...incoming.providers],
      }),
      endTold: t.field({
        description: 'The last word of its end.',
        type: TellingRef,
        nullable: true,
        resolve: ({ incoming }) => incoming.endTold ?? null,
      }),
      owed: t.field({
        description: 'What the partner is to be told now.',
        type: [TellableEnum],
        resolve: ({ file }) => owedWords(file),
      }),
    };
  },
});

builder.prismaObjectFields(Hold, (t) => ({
  direction: t.field({
    type: DirectionEnum,
    description: 'OUTGOING: we asked. INCOMING: a partner asks us.',
    select: { state: true },
    resolve: (row) => stateOf(row).direction,
  }),
  partnerReference: t.string({
    description: 'The partner’s own reference.',
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row) => stateOf(row).partnerReference ?? null,
  }),
  refusalGround: t.string({
    description:
      'Of data that are not held: on which ground; of a refusal of ours the partner sees it once it was told.',
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row, _args, context) => seenOf(row, context).refusal?.ground ?? null,
  }),
  refusalReason: t.string({
    description: 'The reasons of that.',
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row, _args, context) => {
      const { refusal } = seenOf(row, context);
      return refusal?.words ? wordsOf(context.tx, refusal.words) : null;
    },
  }),
  warning: t.string({
    description:
      'That preservation will not help, or endangers the case, and why; the partner sees it once it was told.',
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row, _args, context) => {
      const { warning } = seenOf(row, context).incoming ?? {};
      return warning ? wordsOf(context.tx, warning.words) : null;
    },
  }),
  incoming: t.field({
    type: IncomingRef,
    description: 'Of what a partner asks of us: how that came, and what passed; null of what we asked.',
    nullable: true,
    authScopes: whole,
    select: { state: true },
    resolve: (row) => {
      const { incoming } = heldOf(row);
      return incoming ? { incoming, file: stateOf(row) } : null;
    },
  }),
}));
