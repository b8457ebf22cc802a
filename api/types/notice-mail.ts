import type { MailStatus } from '../../domain/notice-mail.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';
import { MailStatusEnum } from './enums.ts';
import { Event } from './event.ts';

builder.prismaObject('NoticeMail', {
  description: 'An e-mail that tells somebody of the house that something happened; nothing of the case is in it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    person: t.relation('person'),
    status: t.field({
      type: MailStatusEnum,
      select: { status: true },
      resolve: ({ status }) => status as MailStatus, // written through the same list
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was settled that the person is told.' }),
    sendAt: t.expose('sendAt', {
      type: 'DateTime',
      description: 'When it is to be sent, by the wish of the person; after an attempt in vain, when again.',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime', nullable: true, description: 'When the mail server took it.' }),
  }),
});

builder.prismaObjectField(Event, 'mails', (t) =>
  t.relation('mails', {
    description: 'Who was told of it by e-mail, and when: the viewer; an auditor sees everybody.',
    query: (_args, context) => {
      const { actor } = me(context);
      return {
        where: actor.roles.includes('auditor') ? {} : { personId: actor.id },
        orderBy: [{ at: 'asc' as const }, { personId: 'asc' as const }],
      };
    },
  }),
);
