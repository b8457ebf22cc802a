import { z } from 'zod';
import { type MailMode, type MailWish, USUAL_WISH } from '../../domain/notice-mail.ts';
import { setMailWish } from '../../registry/notice-mail.ts';
import { builder } from '../builder.ts';
import { applier, me } from '../context.ts';
import { MailModeEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { parseInput } from './input-of.ts';
import { KEY } from './key.ts';
import { Person } from './person.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is no time of a day, such as 07:30' });
const wished = z
  .object({ quietFrom: time.optional(), quietTo: time.optional(), digestAt: time.optional() })
  .refine(({ quietFrom, quietTo }) => (quietFrom === undefined) === (quietTo === undefined), {
    error: 'is there without the other end of the quiet hours',
    path: ['quietFrom'],
  })
  .refine(({ quietFrom, quietTo }) => quietFrom === undefined || quietFrom !== quietTo, {
    error: 'is when they begin',
    path: ['quietTo'],
  });

const Wish = builder.objectRef<MailWish>('MailWish').implement({
  description: 'How somebody is told by e-mail. Times are local ones in the zone of the house, `07:30`.',
  authScopes: { house: true },
  fields: (t) => ({
    mode: t.field({
      type: MailModeEnum,
      description: 'A mail for each notice, or one a day.',
      resolve: ({ mode }) => mode,
    }),
    quietFrom: t.exposeString('quietFrom', {
      nullable: true,
      description: 'From when there is silence; what is due on the day itself is told all the same.',
    }),
    quietTo: t.exposeString('quietTo', {
      nullable: true,
      description: 'Until when, on the next day where that is earlier.',
    }),
    digestAt: t.exposeString('digestAt', { description: 'When a digest goes out.' }),
  }),
});

builder.prismaObjectFields(Person, (t) => ({
  mailWish: t.field({
    type: Wish,
    nullable: true,
    description: 'The viewer’s own; null of anybody else, and of an officer of a partner, whom no such mail goes to.',
    select: { id: true, mailWish: true },
    resolve: ({ id, mailWish }, _args, context) => {
      const { actor } = me(context);
      if (id !== actor.id || actor.authority !== undefined) return null;
      return mailWish ? { ...mailWish, mode: mailWish.mode as MailMode } : USUAL_WISH; // checked by the table
    },
  }),
}));

builder.mutationField('setMailWish', (t) =>
  t.field({
    type: Wish,
    authScopes: { house: true },
    description: 'Says how the viewer wants to be told by e-mail; what waits already goes as it was to.',
    errors: { types: CHANGE_ERRORS },
    args: {
      mode: t.arg({ type: MailModeEnum, required: true, description: 'A mail for each notice, or one a day.' }),
      quietFrom: t.arg.string({
        description: 'From when there is silence, with `quietTo`; no hours are quiet where both are absent.',
      }),
      quietTo: t.arg.string({ description: 'Until when, on the next day where that is earlier.' }),
      digestAt: t.arg.string({ description: 'When a digest goes out; 08:00 where it is absent.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { mode, idempotencyKey, ...times }, context) => {
      const { quietFrom = null, quietTo = null, digestAt } = parseInput(wished, times, 'this wish');
      const wish: MailWish = { mode, quietFrom, quietTo, digestAt: digestAt ?? USUAL_WISH.digestAt };
      await setMailWish(context.db, applier(context), wish, idempotencyKey ?? undefined);
      return wish;
    },
  }),
);
