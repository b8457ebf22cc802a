import { z } from 'zod';
import { line } from '../../domain/fields.ts';
import { appointStandIn, endStandIn } from '../../registry/house.ts';
import { builder } from '../builder.ts';
import { applier, me } from '../context.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { parseInput } from './input-of.ts';
import { KEY } from './key.ts';
import { Person } from './person.ts';
import { Request } from './request.ts';

const StandIn = builder.prismaNode('StandIn', {
  nullable: true,
  description: 'A person who acts for another for a time (S9).',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  authScopes: { house: true },
  fields: (t) => ({
    standsFor: t.relation('standsFor', { description: 'Who is stood in for.' }),
    person: t.relation('person', { description: 'Who stands in.' }),
    request: t.relation('request', {
      nullable: true,
      description:
        'The one request that it is limited to; null where there is none, or none that is the viewer’s to see.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended before its time.',
    }),
    reason: t.exposeString('reason'),
    appointedBy: t.relation('appointedBy', { description: 'Who said so.' }),
  }),
});
const reasonOnly = z.object({ reason: line.min(1, { error: 'is empty' }) });

builder.mutationField('appointStandIn', (t) =>
  t.prismaField({
    type: StandIn,
    description: 'Lets a person stand in for another, with start, end, scope and reason (S9).',
    errors: { types: CHANGE_ERRORS },
    args: {
      standsFor: t.arg.globalID({ required: true, for: Person }),
      person: t.arg.globalID({ required: true, for: Person }),
      request: t.arg.globalID({ for: Request, description: 'Only for this request; for everything where absent.' }),
      startsAt: t.arg({ type: 'DateTime', required: true }),
      endsAt: t.arg({ type: 'DateTime', required: true }),
      reason: t.arg.string({ required: true }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (query, _root, { standsFor, person, request, reason, idempotencyKey, ...span }, context) => {
      parseInput(reasonOnly, { reason }, 'this stand-in');
      const given = {
        standsFor: standsFor.id,
        person: person.id,
        ...(request ? { request: request.id } : {}),
        startsAt: new Date(span.startsAt).toISOString(),
        endsAt: new Date(span.endsAt).toISOString(),
        reason,
      };
      const id = await appointStandIn(context.db, applier(context), given, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.standIn.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('endStandIn', (t) =>
  t.prismaField({
    type: StandIn,
    description: 'Ends a stand-in before its time.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.globalID({ required: true, for: StandIn }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { id: { id }, idempotencyKey }, context) => {
      await endStandIn(context.db, applier(context), id, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.standIn.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
