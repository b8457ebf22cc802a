import {
  ARREST_STANDINGS,
  type Arrest,
  nextLimit,
  type Stay,
  type Surrender,
  standingOf,
} from '../../domain/custody.ts';
import type { Request as Aggregate } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { define } from './enums.ts';
import { Request, shared, stateOf, whole } from './request.ts';

const seen = { signedIn: true } as const;

const ArrestStandingEnum = define(
  'ArrestStanding',
  ARREST_STANDINGS,
  'HELD: in custody. RELEASE_EXPECTED: a limit has run out, and no release is on record. RELEASED: it is.',
);

type Of = { request: Aggregate; arrest: Arrest };
const limitOf = ({ request, arrest }: Of) => (arrest.releasedOn === undefined ? nextLimit(request, arrest) : undefined);

const ArrestRef = builder.objectRef<Of>('Arrest').implement({
  description: 'An arrest on a request for provisional arrest, with the limits of custody that it runs against.',
  authScopes: seen,
  fields: (t) => ({
    on: t.field({
      description: 'The day of it, at the place.',
      type: 'Date',
      resolve: ({ arrest }) => arrest.on,
    }),
    arrestedAt: t.field({
      description: 'The instant; null where only the day is known.',
      type: 'DateTime',
      nullable: true,
      resolve: ({ arrest }) => arrest.at ?? null,
    }),
    zone: t.string({
      description: 'The IANA zone of the place: days of custody end there.',
      resolve: ({ arrest }) => arrest.zone,
    }),
    place: t.string({
      description: 'Where it was, in words.',
      nullable: true,
      resolve: ({ arrest: { place } }, _args, { tx }) => (place ? wordsOf(tx, place) : null),
    }),
    standing: t.field({
      type: ArrestStandingEnum,
      description: 'How the person stands now.',
      resolve: ({ request, arrest }) => standingOf(request, arrest),
    }),
    goesOnSince: t.field({
      description: 'Since when there is what custody depends on: the papers, or the order of review.',
      type: 'Date',
      nullable: true,
      resolve: ({ arrest }) => arrest.goesOnSince ?? null,
    }),
    releasedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of the release.',
      resolve: ({ arrest }) => arrest.releasedOn ?? null,
    }),
    safeAt: t.field({
      description:
        'The instant to which we work for the limit that runs out next: its day of arrest is counted as the first (DC-8).',
      type: 'DateTime',
      nullable: true,
      resolve: (of) => limitOf(of)?.safeAt ?? null,
    }),
    latestAt: t.field({
      description: 'The instant at which that limit runs out at the latest.',
      type: 'DateTime',
      nullable: true,
      resolve: (of) => limitOf(of)?.dueAt ?? null,
    }),
  }),
});

const SurrenderRef = builder.objectRef<Surrender>('Surrender').implement({
  description: 'What became of a request for extradition that was granted.',
  authScopes: seen,
  fields: (t) => ({
    grantedOn: t.field({
      type: 'Date',
      description: 'The day of the decision.',
      resolve: ({ grantedOn }) => grantedOn,
    }),
    words: t.string({
      description: 'What the partner said to it.',
      nullable: true,
      resolve: ({ words }, _args, { tx }) => (words ? wordsOf(tx, words) : null),
    }),
    appointedOn: t.field({
      description: 'The day agreed for the surrender.',
      type: 'Date',
      nullable: true,
      resolve: ({ appointedOn }) => appointedOn ?? null,
    }),
    place: t.string({
      description: 'Where it is agreed to be, in words.',
      nullable: true,
      resolve: ({ place }, _args, { tx }) => (place ? wordsOf(tx, place) : null),
    }),
    surrenderedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day on which it was done.',
      resolve: ({ on }) => on ?? null,
    }),
  }),
});

const StayRef = builder.objectRef<Stay>('Stay').implement({
  description: 'Somebody who was brought here for an item of the request.',
  authScopes: seen,
  fields: (t) => ({
    item: t.exposeString('item', { description: 'The number of the item.' }),
    arrivedOn: t.field({ type: 'Date', description: 'The day of the arrival.', resolve: ({ arrivedOn }) => arrivedOn }),
    returnBy: t.field({
      description: 'Of a prisoner who was lent: the day by which they go back.',
      type: 'Date',
      nullable: true,
      resolve: ({ returnBy }) => returnBy ?? null,
    }),
    endedOn: t.field({
      description: 'The day on which they were free to leave; of a prisoner, went back.',
      type: 'Date',
      nullable: true,
      resolve: ({ endedOn }) => endedOn ?? null,
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  arrests: t.field({
    description: 'Of a request for provisional arrest: each arrest, the first one first.',
    type: [ArrestRef],
    authScopes: shared,
    select: { state: true },
    resolve(row) {
      const request = stateOf(row);
      return (request.custody?.arrests ?? []).map((arrest) => ({ request, arrest }));
    },
  }),
  papersReceivedOn: t.field({
    description:
      'Of a request for provisional arrest: the day on which the requested State received the request for extradition that follows.',
    type: 'Date',
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row) => stateOf(row).custody?.papers?.on ?? null,
  }),
  surrender: t.field({
    description: 'Of a request for extradition: null until it is granted.',
    type: SurrenderRef,
    nullable: true,
    authScopes: shared,
    select: { state: true },
    resolve: (row) => stateOf(row).surrender ?? null,
  }),
  stays: t.field({
    description: 'Who was brought here for it.',
    type: [StayRef],
    authScopes: whole,
    select: { state: true },
    resolve: (row) => [...(stateOf(row).stays ?? [])],
  }),
}));
