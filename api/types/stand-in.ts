import { z } from 'zod';
import { line } from '../../domain/fields.ts';
import { appointStandIn, endStandIn } from '../../registry/house.ts';
import { builder } from '../builder.ts';
import { applier } from '../context.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { parseInput } from './input-of.ts';
import { Person } from './person.ts';
import { Request } from './request.ts';

const StandIn = builder.objectRef<{ id: string }>('StandIn').implement({
  description: 'A person who acts for another for a time (S9).',
  authScopes: { signedIn: true },
  fields: (t) => ({ id: t.exposeID('id') }),
});
const reasonOnly = z.object({ reason: line.min(1, { error: 'is empty' }) });

builder.mutationField('appointStandIn', (t) =>
  t.field({
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
    },
    resolve: async (_root, { standsFor, person, request, startsAt, endsAt, reason }, context) => {
      parseInput(reasonOnly, { reason }, 'this stand-in');
      const id = await appointStandIn(context.db, applier(context), {
        standsFor: standsFor.id,
        person: person.id,
        ...(request ? { request: request.id } : {}),
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        reason,
      });
      return { id };
    },
  }),
);

builder.mutationField('endStandIn', (t) =>
  t.field({
    type: StandIn,
    description: 'Ends a stand-in before its time.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.string({ required: true, validate: z.uuid() }) },
    resolve: async (_root, { id }, context) => {
      await endStandIn(context.db, applier(context), id);
      return { id };
    },
  }),
);
