import { DEADLINE_KINDS } from '../../domain/clocks.ts';
import type { Deadline as Clock, Explained } from '../../domain/deadlines.ts';
import { builder } from '../builder.ts';
import { Request, whole } from './request.ts';

const Step = builder.objectRef<Explained>('DeadlineStep').implement({
  description: 'One step of the sum that a date is.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    date: t.field({ description: 'Where the sum stands after this step.', type: 'Date', resolve: ({ date }) => date }),
    text: t.exposeString('text'),
  }),
});

const clockOf = ({ body }: { body: unknown }): Clock => body as Clock; // a jsonb of that type

export const Deadline = builder.prismaObject('Deadline', {
  description: 'A date by which something is due, with the sum that it is.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    kind: t.exposeString('kind', { description: DEADLINE_KINDS.join(', ') }),
    cycle: t.exposeInt('cycle', { description: 'Counts restarts.' }),
    status: t.exposeString('status', { description: 'open, paused, met, fired, cancelled' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    remindAt: t.expose('remindAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When whoever it waits for is reminded.',
    }),
    zone: t.string({
      description: 'The IANA zone in which its days are counted.',
      select: { body: true },
      resolve: (row) => clockOf(row).zone,
    }),
    source: t.string({
      description: 'The article or house rule that sets it.',
      select: { body: true },
      resolve: (row) => clockOf(row).source,
    }),
    startedAt: t.field({ type: 'DateTime', select: { body: true }, resolve: (row) => clockOf(row).startedAt }),
    explanation: t.field({
      description: 'The sum, step by step.',
      type: [Step],
      select: { body: true },
      resolve: (row) => [...clockOf(row).explanation],
    }),
    request: t.relation('request'),
  }),
});

builder.prismaObjectField(Request, 'deadlines', (t) =>
  t.relation('deadlines', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }, { cycle: 'asc' }] },
  }),
);

builder.queryField('deadlines', (t) =>
  t.prismaField({
    type: ['Deadline'],
    description: 'Open deadlines of the requests that the viewer sees, the next one first.',
    args: {
      first: t.arg.int({ defaultValue: 50, description: 'How many, up to 100.' }),
      before: t.arg({ type: 'DateTime', description: 'Only what is due before this instant.' }),
    },
    resolve: (query, _root, { first, before }, { tx }) =>
      tx.deadline.findMany({
        ...query,
        where: { status: 'open', ...(before ? { dueAt: { lt: new Date(before) } } : {}) },
        orderBy: [{ dueAt: 'asc' }, { requestId: 'asc' }],
        take: Math.min(Math.max(first ?? 50, 1), 100),
      }),
  }),
);
