import { dateIn, daysBetween } from '../../domain/dates.ts';
import { RUNNING_OUT } from '../../domain/hold-status.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { Request, stateOf, whole } from './request.ts';

const Outlook = builder.objectRef<{ daysLeft: number; likelyIn: number | null }>('Outlook').implement({
  description: 'Whether the data that a request needs are likely to be there still when it is answered.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    daysLeft: t.exposeInt('daysLeft', {
      description: 'Days until the first of its holds ends, where the custodian is.',
    }),
    likelyIn: t.exposeInt('likelyIn', {
      nullable: true,
      description:
        'Days from sending after which this partner has carried out the middle one of our requests; null, unknown, where fewer than five are on record.',
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  outlook: t.field({
    type: Outlook,
    nullable: true,
    authScopes: whole,
    complexity: 10,
    description: 'Null where no hold that it relies on runs out.',
    select: {
      state: true,
      partnerId: true,
      holds: { where: { askedItem: null }, select: { hold: { select: { state: true } } } },
    },
    resolve: async (request, _args, context) => {
      const { now } = await factsFor(context, stateOf(request));
      const left = request.holds.flatMap(({ hold: row }) => {
        const { status, hold } = stateOf(row);
        if (hold?.until === undefined) return [];
        return RUNNING_OUT.some((one) => one === status) ? [daysBetween(dateIn(now, hold.zone), hold.until)] : [];
      });
      if (left.length === 0) return null;
      const [row] = await context.tx.$queryRaw<{ days: number | null }[]>`
        select likely_answer(${request.partnerId}::uuid) as days`;
      return { daysLeft: Math.min(...left), likelyIn: row?.days ?? null };
    },
  }),
}));
