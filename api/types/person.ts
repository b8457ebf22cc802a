import type { Role } from '../../domain/roles.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';
import { RoleEnum } from './enums.ts';

export const Person = builder.prismaNode('Person', {
  id: { field: 'id' },
  authScopes: { signedIn: true },
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    roles: t.field({ type: [RoleEnum], select: { roles: true }, resolve: ({ roles }) => roles as Role[] }), // written through the same list
  }),
});

builder.queryField('me', (t) =>
  t.prismaField({
    type: 'Person',
    description: 'The person who is signed in.',
    resolve: (query, _root, _args, context) =>
      context.tx.person.findUniqueOrThrow({ ...query, where: { id: me(context).actor.id } }),
  }),
);

builder.queryField('officers', (t) =>
  t.prismaField({
    type: ['Person'],
    description: 'Officers and heads of the central authority: to whom a file can be given.',
    resolve: (query, _root, _args, context) =>
      context.tx.person.findMany({
        ...query,
        where: { orgId: me(context).org, active: true, roles: { hasSome: ['ca-officer', 'ca-head'] } },
        orderBy: { name: 'asc' },
      }),
  }),
);
