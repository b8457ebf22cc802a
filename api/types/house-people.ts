import { queryFromInfo } from '@pothos/plugin-prisma';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { z } from 'zod';
import { line } from '../../domain/fields.ts';
import { Prisma } from '../../prisma/generated/client/client.ts';
import { addOffice, addPerson, changePerson, type Entered } from '../../registry/people.ts';
import { builder } from '../builder.ts';
import { applier, type Context, me } from '../context.ts';
import {
  type Columns,
  cursorOf,
  inPlace,
  PAGE_SIZES,
  type Placed,
  pageComplexity,
  pageSql,
  placeSql,
} from '../pages.ts';
import { Authority } from './authority.ts';
import { RoleEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { parseInput } from './input-of.ts';
import { KEY } from './key.ts';
import { Person } from './person.ts';

const administrator = { role: 'administrator' } as const;
const filled = line.refine((text) => text.trim() !== '', { error: 'is empty' });
const address = line.pipe(z.email({ error: 'is not an e-mail address' }));
const named = z.object({ name: filled });
const reachable = z.object({ name: filled, email: address });

const Office = builder.prismaNode('Office', {
  nullable: true,
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  description: 'A prosecution office of this house: its drafters, and its head who passes what they draft.',
  authScopes: { house: true },
  fields: (t) => ({ name: t.exposeString('name') }),
});

builder.prismaObjectFields(Person, (t) => ({
  email: t.exposeString('email', { authScopes: administrator, description: 'With which somebody signs in.' }),
  active: t.exposeBoolean('active', { authScopes: administrator, description: 'Whether somebody may sign in.' }),
  office: t.relation('office', { nullable: true, authScopes: administrator, description: 'For which somebody works.' }),
  authority: t.relation('authority', {
    nullable: true,
    authScopes: administrator,
    description: 'Of an officer of a partner: its authority.',
  }),
}));

const EnteredPerson = builder.objectRef<Entered>('EnteredPerson').implement({
  description: 'Somebody who was added or changed.',
  authScopes: administrator,
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      resolve: (query, { id }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    password: t.string({
      nullable: true,
      description:
        'A password that was made just now: it is told this once, and opens nothing until `POST /password` has changed it.',
      resolve: ({ password }) => password ?? null,
    }),
  }),
});

const BY_ADDRESS: Columns = [
  { by: 'email', type: 'text' },
  { by: 'id', type: 'uuid' },
];
type Listed = { id: string } & Placed;

async function peopleOn(asked: ResolveCursorConnectionArgs, query: object, context: Context): Promise<Listed[]> {
  const where = [Prisma.sql`org_id = ${me(context).org}::uuid`];
  const end = pageSql({ columns: BY_ADDRESS, descending: false, where }, asked);
  const rows = await context.tx.$queryRaw<Listed[]>`select id, ${placeSql(BY_ADDRESS)} as place from person ${end}`;
  const found = await context.tx.person.findMany({ ...query, where: { id: { in: rows.map(({ id }) => id) } } });
  return inPlace(rows, found, ({ id }) => id);
}

builder.queryFields((t) => ({
  offices: t.prismaField({
    type: [Office],
    authScopes: { house: true },
    description: 'The prosecution offices of this house.',
    resolve: (query, _root, _args, context) =>
      context.tx.office.findMany({
        ...query,
        where: { orgId: me(context).org },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
  }),
  people: t.connection({
    type: Person,
    authScopes: administrator,
    description:
      'Everybody who is known here, by address: of the house and of its partners, whether or not they may sign in.',
    complexity: pageComplexity,
    resolve: (_root, args, context, info) => {
      const query = queryFromInfo({ context, info, typeName: 'Person', path: ['edges', 'node'], select: { id: true } });
      const page = (asked: ResolveCursorConnectionArgs): Promise<Listed[]> => peopleOn(asked, query, context);
      return resolveCursorConnection({ args, ...PAGE_SIZES, toCursor: ({ place }: Listed) => cursorOf(place) }, page);
    },
  }),
}));

builder.mutationFields((t) => ({
  addOffice: t.prismaField({
    type: Office,
    authScopes: administrator,
    description: 'Adds a prosecution office.',
    errors: { types: CHANGE_ERRORS },
    args: { name: t.arg.string({ required: true }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { name, idempotencyKey }, context) => {
      parseInput(named, { name }, 'this office');
      const id = await addOffice(context.db, applier(context), name, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.office.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
  addPerson: t.field({
    type: EnteredPerson,
    authScopes: administrator,
    description:
      'Adds somebody of the house, or an officer of a partner, with a password that is told once and that they change before they sign in.',
    errors: { types: CHANGE_ERRORS },
    args: {
      email: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
      roles: t.arg({
        type: [RoleEnum],
        required: true,
        description: 'What somebody does; auditor and partner stand alone.',
      }),
      office: t.arg.globalID({ for: Office, description: 'Of a drafter or supervisor.' }),
      authority: t.arg.globalID({ for: Authority, description: 'Of an officer of a partner.' }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { email, name, roles, office, authority, idempotencyKey }, context) => {
      parseInput(reachable, { email, name }, 'this person');
      const given = {
        email,
        name,
        roles,
        ...(office ? { office: office.id } : {}),
        ...(authority ? { authority: authority.id } : {}),
      };
      const entered = await addPerson(context.db, applier(context), given, idempotencyKey ?? undefined);
      await context.reread();
      return entered;
    },
  }),
  changePerson: t.field({
    type: EnteredPerson,
    authScopes: administrator,
    description: 'Changes what somebody does, for which office, or whether they may sign in; what is absent stays.',
    errors: { types: CHANGE_ERRORS },
    args: {
      person: t.arg.globalID({ required: true, for: Person }),
      roles: t.arg({ type: [RoleEnum], description: 'All of them: those that are not named are taken away.' }),
      office: t.arg.globalID({ for: Office, description: 'Of a drafter or supervisor.' }),
      active: t.arg.boolean({ description: 'Whether they may sign in; false ends what is open at once.' }),
      newPassword: t.arg.boolean({
        description: 'Makes another password, told once, and ends what is open under the old one.',
      }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { person, roles, office, active, newPassword, idempotencyKey }, context) => {
      const given = {
        person: person.id,
        ...(roles ? { roles } : {}),
        ...(office ? { office: office.id } : {}),
        ...(active == null ? {} : { active }),
        ...(newPassword ? { newPassword } : {}),
      };
      const entered = await changePerson(context.db, applier(context), given, idempotencyKey ?? undefined);
      await context.reread();
      return entered;
    },
  }),
}));
