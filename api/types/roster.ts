import { z } from 'zod';
import { localTimeOf } from '../../domain/dates.ts';
import { prose } from '../../domain/fields.ts';
import type { Staff } from '../../domain/roles.ts';
import type { OnDuty as OnDutyPerson } from '../../domain/roster.ts';
import { handOver, planTurn, recordAbsence, takeBackAbsence, takeBackTurn } from '../../registry/roster.ts';
import { builder } from '../builder.ts';
import { applier, type Context, me } from '../context.ts';
import { houseOnce } from '../law.ts';
import { onDutyAt } from '../on-duty.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { parseInput } from './input-of.ts';
import { KEY } from './key.ts';
import { Person } from './person.ts';

const house = { house: true } as const;
const UNTIL = { type: 'DateTime', required: true, description: 'The end of the span.' } as const;
/** Whole lists are asked for by a span of time; nobody plans more than this. */
const MOST = 500;

const atHome = async (at: Date, context: Context): Promise<string> =>
  localTimeOf(at.toISOString(), (await houseOnce(context)).zone);

builder.prismaObject('Handover', {
  description: 'What a turn tells the next, in one of its versions.',
  authScopes: house,
  fields: (t) => ({
    version: t.exposeInt('version'),
    words: t.exposeString('words'),
    author: t.relation('author', { description: 'Who wrote it.' }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

const Turn = builder.prismaNode('DutyTurn', {
  nullable: true,
  description: 'A time in which somebody is called first or second to what is urgent.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  authScopes: house,
  fields: (t) => ({
    person: t.relation('person'),
    place: t.exposeInt('place', { description: '1 is called first, 2 next.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    startsLocally: t.string({
      description: 'When it starts in the zone of our central authority, `2026-05-05T18:00:00`.',
      select: { startsAt: true },
      resolve: ({ startsAt }, _args, context) => atHome(startsAt, context),
    }),
    endsLocally: t.string({
      description: 'When it ends there.',
      select: { endsAt: true },
      resolve: ({ endsAt }, _args, context) => atHome(endsAt, context),
    }),
    takenBackAt: t.expose('takenBackAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on nobody is called by it.',
    }),
    handovers: t.relation('handovers', {
      description: 'What it tells the next turn, the newest version first; for the central authority.',
      query: { orderBy: { version: 'desc' } },
    }),
  }),
});

const Absence = builder.prismaNode('Absence', {
  nullable: true,
  description: 'A time in which somebody is not called, whatever the roster says.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  authScopes: house,
  fields: (t) => ({
    person: t.relation('person'),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    takenBackAt: t.expose('takenBackAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on somebody is called again.',
    }),
  }),
});

const OnDuty = builder.objectRef<OnDutyPerson>('OnDuty').implement({
  description: 'Somebody who is called.',
  authScopes: house,
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      resolve: (query, { person }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id: person } }),
    }),
    turn: t.prismaField({
      type: Turn,
      nullable: true,
      description: 'The turn that says so; null of a head, who is called when nobody of the roster has answered.',
      resolve: (query, { turn }, _args, { tx }) =>
        turn ? tx.dutyTurn.findUnique({ ...query, where: { id: turn.id } }) : null,
    }),
  }),
});

const span = (context: Context, { from, until }: { from: string; until: string }) => ({
  orgId: me(context).org,
  startsAt: { lt: new Date(until) },
  endsAt: { gt: new Date(from) },
});

builder.queryFields((t) => ({
  onDuty: t.field({
    type: [OnDuty],
    authScopes: house,
    description: 'In which order people are called at an instant: by the roster, then the heads.',
    args: { at: t.arg({ type: 'DateTime', description: 'Now where it is left out.' }) },
    resolve: async (_root, { at }, context) => {
      const { org } = me(context);
      const people = await context.tx.person.findMany({
        where: { orgId: org, active: true, authorityId: null },
        select: { id: true, roles: true },
        orderBy: { id: 'asc' },
      });
      const staff = people as Staff[]; // roles are written through the same list
      return await onDutyAt(context.tx, org, { at: at ?? (await houseOnce(context)).now, staff });
    },
  }),
  roster: t.prismaField({
    type: [Turn],
    authScopes: house,
    description: 'The turns within a span of time, those that were taken back included; the first 500.',
    args: { from: t.arg({ type: 'DateTime', required: true }), until: t.arg(UNTIL) },
    resolve: (query, _root, args, context) =>
      context.tx.dutyTurn.findMany({
        ...query,
        where: span(context, args),
        orderBy: [{ startsAt: 'asc' }, { place: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
  }),
  absences: t.prismaField({
    type: [Absence],
    authScopes: house,
    description: 'Who is away within a span of time, those that were taken back included; the first 500.',
    args: { from: t.arg({ type: 'DateTime', required: true }), until: t.arg(UNTIL) },
    resolve: (query, _root, args, context) =>
      context.tx.absence.findMany({
        ...query,
        where: span(context, args),
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
  }),
}));

const said = z.object({ words: prose.min(1, { error: 'is empty' }) });
const instants = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
});

builder.mutationFields((t) => ({
  planTurn: t.prismaField({
    type: Turn,
    authScopes: house,
    description: 'Plans a turn of the roster: the administrator or the head of the central authority.',
    errors: { types: CHANGE_ERRORS },
    args: {
      person: t.arg.globalID({ required: true, for: Person }),
      place: t.arg.int({ required: true, description: '1 is called first, 2 next.' }),
      startsAt: t.arg({ type: 'DateTime', required: true }),
      endsAt: t.arg({ type: 'DateTime', required: true }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (query, _root, { person, place, idempotencyKey, ...times }, context) => {
      const given = { person: person.id, place, ...instants(times) };
      const id = await planTurn(context.db, applier(context), given, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.dutyTurn.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  takeBackTurn: t.prismaField({
    type: Turn,
    authScopes: house,
    description: 'Takes a turn back that has not ended.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.globalID({ required: true, for: Turn }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { id: { id }, idempotencyKey }, context) => {
      await takeBackTurn(context.db, applier(context), id, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.dutyTurn.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  recordAbsence: t.prismaField({
    type: Absence,
    authScopes: house,
    description: 'Says that somebody is away and is not called: oneself, or whoever keeps the roster.',
    errors: { types: CHANGE_ERRORS },
    args: {
      person: t.arg.globalID({ required: true, for: Person }),
      startsAt: t.arg({ type: 'DateTime', required: true }),
      endsAt: t.arg({ type: 'DateTime', required: true }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (query, _root, { person, idempotencyKey, ...times }, context) => {
      const given = { person: person.id, ...instants(times) };
      const id = await recordAbsence(context.db, applier(context), given, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.absence.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  takeBackAbsence: t.prismaField({
    type: Absence,
    authScopes: house,
    description: 'Takes an absence back that has not ended.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.globalID({ required: true, for: Absence }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { id: { id }, idempotencyKey }, context) => {
      await takeBackAbsence(context.db, applier(context), id, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.absence.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  handOver: t.prismaField({
    type: Turn,
    authScopes: house,
    description: 'Writes what one’s own turn tells whoever comes next; earlier versions stay.',
    errors: { types: CHANGE_ERRORS },
    args: {
      turn: t.arg.globalID({ required: true, for: Turn, description: 'One’s own, which has begun.' }),
      words: t.arg.string({ required: true }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (query, _root, { turn: { id }, words, idempotencyKey }, context) => {
      parseInput(said, { words }, 'this note');
      await handOver(context.db, applier(context), { turn: id, words }, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.dutyTurn.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
}));
