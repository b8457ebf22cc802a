import { readFileSync } from 'node:fs';
import SchemaBuilder from '@pothos/core';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { PolicyPlugin } from '../../api/policy.ts';
import { printed, SCHEMA_FILE } from '../../api/print-schema.ts';
import { createSchema } from '../../api/schema.ts';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const ROOTS = ['Query', 'Mutation', 'Subscription'];

const kept = (): string => readFileSync(SCHEMA_FILE, 'utf8');

test('schema.graphql is the schema as it is', () => {
  expect(
    printed(),
    'The schema has changed: look at what has, then write it with `npm exec -- node api/print-schema.ts`',
  ).toBe(kept());
});

test('what people practise with is in no other schema, whichever was made first', () => {
  createSchema('practice');
  expect(printed()).toBe(kept());
});

describe('whoever reads the schema is told what its names do not say', () => {
  /** Names that say it: what they stand for is the same wherever they stand. */
  const SPEAKING = new Set(
    `id ids node nodes cursor edges pageInfo hasNextPage hasPreviousPage startCursor endCursor first last after before input
    name names title text words message reason note comment address email url
    state status version reference urgency partner drafter officer office label action channel role roles type kind
    at since from to dueAt expiresAt createdAt changedAt savedAt sentAt startsAt endsAt startedAt answeredAt askedOn
    request requests parent supplements items parts files events deadlines tasks questions conditions deliveries transmissions letter package translation segments annexes
    key value file size count amount unit language person actor savedBy by on answer question defects items item result conditions outcome
    filter sort statuses officer house standsFor sha256 gaps success answers description urgency source`.split(/\s+/),
  );
  const speaks = (name: string): boolean => SPEAKING.has(name);

  test('every type', () => {
    const carriers =
      /(Connection|ConnectionEdge|Edge|Result|Input|Record)$|^(PageInfo|Node|ID|String|Int|Float|Boolean)$/;
    const mute = types.filter(
      ({ name, description }) => !description && !ROOTS.includes(name) && !carriers.test(name) && !isWordList(name),
    );
    expect(mute.map(({ name }) => name)).toEqual([]);
  });

  test('every query, step and subscription', () => {
    const mute = ROOTS.flatMap((root) =>
      Object.values(fieldsOf(schema.getType(root))).filter(
        ({ description, name }) => !description && !['node', 'nodes'].includes(name),
      ),
    );
    expect(mute.map(({ name }) => name)).toEqual([]);
  });

  test('every field and every argument', () => {
    const mute = types.flatMap((type) =>
      Object.values(fieldsOf(type)).flatMap((field) => [
        ...(field.description || speaks(field.name) ? [] : [`${type.name}.${field.name}`]),
        ...argsOf(field)
          .filter(({ name, description }) => !description && !speaks(name))
          .map((arg) => `${type.name}.${field.name}(${arg.name})`),
      ]),
    );
    expect(mute).toEqual([]);
  });

  function fieldsOf(type: GraphQLNamedType | undefined) {
    return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {};
  }
  const argsOf = (field: object): readonly GraphQLArgument[] =>
    'args' in field ? (field.args as GraphQLArgument[]) : []; // of a field of an object
  /** A list of words: each of them is one of the domain's, which the glossary explains. */
  function isWordList(name: string): boolean {
    return /^(Urgency|Channel|Outcome|Role|.*(Channel|Ground|Originals|Kind|Purpose|Result))$/.test(name);
  }
});

describe('the schema does not build', () => {
  type Ints = { int(field: object): never };
  type Types = { AuthScopes: { public: boolean } };
  const options = {
    plugins: [PolicyPlugin, ScopeAuthPlugin],
    scopeAuth: { authScopes: () => ({ public: true }) },
  } as never; // a schema of other types than ours
  const builderWith = (guarded: { type: boolean; field: boolean }) => {
    const builder = new SchemaBuilder<Types>(options);
    const policy = { authScopes: { public: true } };
    builder.queryType(policy);
    const Secret = builder.objectRef<object>('Secret').implement({
      ...(guarded.type ? policy : {}),
      fields: (t) => ({ words: t.string({ ...(guarded.field ? policy : {}), resolve: () => 'x' }) }),
    });
    builder.queryField('secret', (t) => t.field({ type: Secret, resolve: () => ({}) }));
    return builder;
  };

  test('when a field has no policy, and neither has its type', () => {
    expect(() => builderWith({ type: false, field: false }).toSchema()).toThrow(
      'Cannot build the schema: nothing says who may see Secret.words',
    );
    expect(() => builderWith({ type: true, field: false }).toSchema()).not.toThrow();
    expect(() => builderWith({ type: false, field: true }).toSchema()).not.toThrow();
  });

  test('when a query, a step or a subscription has none', () => {
    for (const root of ['queryType', 'mutationType', 'subscriptionType'] as const) {
      const builder = new SchemaBuilder<Types>(options);
      const asked = { authScopes: { public: true }, fields: (t: Ints) => ({ one: t.int({ resolve: () => 1 }) }) };
      if (root !== 'queryType') builder.queryType(asked as never); // with the bare fields of the three
      builder[root as 'queryType']({ fields: (t: Ints) => ({ open: t.int({ resolve: () => 1 }) }) } as never); // likewise
      expect(() => builder.toSchema()).toThrow(/nothing says who may see (Query|Mutation|Subscription)\.open/);
    }
  });
});

test('every step can answer with every typed error', () => {
  const errors = [
    'ActionNotAllowed',
    'Busy',
    'Incomplete',
    'InvalidInput',
    'KeyReused',
    'NotFound',
    'ProofNeeded',
    'StaleVersion',
  ];
  for (const { name, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const members = schema.getPossibleTypes(getNamedType(type) as never).map((member) => member.name); // a union
    expect([name, members]).toEqual([name, expect.arrayContaining(errors)]);
  }
});
