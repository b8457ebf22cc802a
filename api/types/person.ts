import type { Role } from '../../domain/roles.ts';
import { builder } from '../builder.ts';
import { type Context, me } from '../context.ts';
import { RoleEnum } from './enums.ts';

export const Person = builder.prismaNode('Person', {
  nullable: true,
  description: 'Somebody of this house, or an officer of a partner.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...withinReach(context) }),
  authScopes: { signedIn: true },
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    roles: t.field({ type: [RoleEnum], select: { roles: true }, resolve: ({ roles }) => roles as Role[] }), // written through the same list
  }),
});

/** The people whom the viewer may look up: those of the house, or of the partner's own authority. */
function withinReach(context: Context): { orgId: string; authorityId?: string } {
  const { org, actor } = me(context);
  return { orgId: org, ...(actor.authority ? { authorityId: actor.authority } : {}) };
}

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
    authScopes: { house: true },
    description: 'Officers and heads of the central authority: to whom a file can be given.',
    resolve: (query, _root, _args, context) =>
      context.tx.person.findMany({
        ...query,
        where: { orgId: me(context).org, active: true, roles: { hasSome: ['ca-officer', 'ca-head'] } },
        orderBy: { name: 'asc' },
      }),
  }),
);
