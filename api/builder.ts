import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import ValidationPlugin from '@pothos/plugin-validation';
import type { GraphQLError } from 'graphql';
import { type Gap, InvalidInput } from '../domain/errors.ts';
import type { Role } from '../domain/roles.ts';
import type PrismaTypes from '../prisma/generated/pothos.ts';
import { getDatamodel } from '../prisma/generated/pothos.ts';
import type { Context } from './context.ts';
import { EdgePlugin } from './edge.ts';
import { refusal, tooLarge } from './error-answers.ts';
import { KindsPlugin } from './kinds.ts';
import { PolicyPlugin } from './policy.ts';

export type SchemaTypes = {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  AuthScopes: {
    /** Anybody, signed in or not. */
    public: boolean;
    /** Somebody signed in; which rows, the policies of the database say. */
    signedIn: boolean;
    /** Somebody of this house: signed in, and no officer of a partner. */
    house: boolean;
    /** An officer of a partner: of what the policies show, it may see this. */
    partner: boolean;
    role: Role;
    /** Those who read the whole file: not its partner, not its translators. */
    wholeFile: { readers: readonly string[]; id: string };
    /** Those who translate it now. */
    translating: readonly string[];
  };
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: string | Date };
    Json: { Input: unknown; Output: unknown };
  };
};

/** For how many entries a list counts whose length is not known; the edges of a page are such a list, too. */
export const LIST_MULTIPLIER = 10;

const WORDS_OF = { Complexity: 'costly fields', Depth: 'levels', Breadth: 'fields' } as const;

/** What anybody is told who may not see something: the same as if it were not there. */
const unseen = (): GraphQLError => refusal('Cannot find this: it does not exist or is not yours to see', 'NOT_FOUND');

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [
    PolicyPlugin,
    ScopeAuthPlugin,
    ErrorsPlugin,
    ComplexityPlugin,
    RelayPlugin,
    PrismaPlugin,
    ValidationPlugin,
    EdgePlugin,
    KindsPlugin, // the last one is asked first
  ],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ who }) => ({
      public: true,
      signedIn: who !== undefined,
      house: who !== undefined && who.actor.authority === undefined,
      partner: who?.actor.authority !== undefined,
      role: (role) => who?.actor.roles.includes(role) ?? false,
      wholeFile: ({ readers, id }) =>
        who ? readers.some((key) => who.viewer.keys.includes(key)) || who.viewer.requests.includes(id) : false,
      translating: (translators) => translators.some((key) => who?.viewer.keys.includes(key)),
    }),
    authorizeOnSubscribe: true,
    treatErrorsAsUnauthorized: false,
    unauthorizedError: unseen,
  },
  errors: { defaultTypes: [], directResult: true },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: LIST_MULTIPLIER,
    limit: { complexity: 10_000, depth: 12, breadth: 200 },
    complexityError: (kind) => tooLarge(WORDS_OF[kind]),
  },
  validation: {
    validationError: ({ issues }) => {
      const gaps = issues.map(
        ({ path = [], message }): Gap => ({
          field: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
          rule: 'shape',
          message,
          source: 'the schema',
        }),
      );
      return new InvalidInput('this input', gaps);
    },
  },
  relay: { cursorType: 'String', clientMutationId: 'omit' },
  prisma: { client: (context) => context.tx as never, dmmf: getDatamodel() }, // the plugin's type wants the whole client; it only reads
});

builder.queryType({ authScopes: { signedIn: true } });
builder.mutationType({ authScopes: { signedIn: true } });
builder.subscriptionType({ authScopes: { signedIn: true } });
