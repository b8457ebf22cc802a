import type { Parts } from '../../domain/content.ts';
import { type HoldDates, holdDates } from '../../domain/holds.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { Step } from './deadline.ts';
import { Request, stateOf, whole } from './request.ts';

const HoldRef = builder.objectRef<HoldDates>('LinkedPreservation').implement({
  description:
    'A preservation of data that the request rests on: how long the data are held, and by when we must have acted.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    reference: t.exposeString('reference'),
    from: t.field({ type: 'Date', description: 'The day from which it is counted.', resolve: ({ from }) => from }),
    until: t.field({ type: 'Date', description: 'The last day of the hold.', resolve: ({ until }) => until }),
    actBy: t.field({
      type: 'Date',
      description: 'The last working day on which something can still be done.',
      resolve: ({ actBy }) => actBy,
    }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'The first instant after it, where the data are held.',
      resolve: ({ endsAt }) => endsAt,
    }),
    source: t.exposeString('source', { description: 'The article that sets it, or the word of the partner.' }),
    reminders: t.field({
      type: [Step],
      description: 'What must have been done by which day before it ends.',
      resolve: ({ reminders }) => [...reminders],
    }),
    explanation: t.field({
      type: [Step],
      description: 'The sum that the dates are.',
      resolve: ({ explanation }) => [...explanation],
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  linkedPreservations: t.field({
    type: [HoldRef],
    authScopes: whole,
    complexity: 10,
    description:
      'The preservations among the earlier requests that its content names, counted where the data are held.',
    select: { state: true },
    resolve: async (request, _args, context) => {
      const { tx } = context;
      const where = { requestId_key: { requestId: request.id, key: 'earlier' } };
      const part = await tx.part.findUnique({ where, select: { value: true } });
      if (!part) return [];
      const { partner } = await factsFor(context, stateOf(request));
      return (part.value as Parts['earlier']).flatMap((one) => holdDates(one, partner.calendar) ?? []); // saved through its schema
    },
  }),
}));
