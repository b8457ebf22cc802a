import { closeCalendar, openCalendar } from '../../registry/calendar.ts';
import { builder } from '../builder.ts';
import { applier, type Context, me } from '../context.ts';
import { calendarUrl } from '../doors/calendar.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { KEY } from './key.ts';

type Feed = { openedAt: Date | null; url: string | null };

const Calendar = builder.objectRef<Feed>('Calendar').implement({
  description:
    'What is due to the viewer, for a calendar program to subscribe to: references, kinds of period and dates.',
  authScopes: { house: true },
  fields: (t) => ({
    openedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when its address leads somewhere; null while there is none.',
      resolve: ({ openedAt }) => openedAt,
    }),
    url: t.string({
      nullable: true,
      description: 'The address that was just made: it is told this once. Whoever knows it reads the dates.',
      resolve: ({ url }) => url,
    }),
  }),
});

async function feedOf(context: Context, url: string | null = null): Promise<Feed> {
  const [feed] = await context.tx.$queryRaw<{ openedAt: Date }[]>`
    select opened_at as "openedAt" from calendar_feed where person_id = ${me(context).actor.id}::uuid`;
  return { openedAt: feed?.openedAt ?? null, url };
}

builder.queryField('calendar', (t) =>
  t.field({
    type: Calendar,
    authScopes: { house: true },
    description: 'The viewer’s own calendar.',
    resolve: (_root, _args, context) => feedOf(context),
  }),
);

builder.mutationFields((t) => ({
  openCalendar: t.field({
    type: Calendar,
    authScopes: { house: true },
    description:
      'Makes a new address for the viewer’s calendar, told once; an older address leads nowhere from then on.',
    errors: { types: CHANGE_ERRORS },
    args: { idempotencyKey: t.arg.string({ ...KEY, required: true }) },
    resolve: async (_root, { idempotencyKey }, context) => {
      const { token } = await openCalendar(context.db, applier(context), idempotencyKey);
      await context.reread();
      return await feedOf(context, token === undefined ? null : calendarUrl(context.publicUrl, token));
    },
  }),
  closeCalendar: t.field({
    type: Calendar,
    authScopes: { house: true },
    description: 'Lets the address of the viewer’s calendar lead nowhere.',
    errors: { types: CHANGE_ERRORS },
    args: { idempotencyKey: t.arg.string({ ...KEY, required: true }) },
    resolve: async (_root, { idempotencyKey }, context) => {
      await closeCalendar(context.db, applier(context), idempotencyKey);
      await context.reread();
      return await feedOf(context);
    },
  }),
}));
