import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import { decodeGlobalID } from '@pothos/plugin-relay';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { Busy, type Gap, InvalidInput } from '../domain/errors.ts';
import { isBusy } from './error-answers.ts';

const NAME = 'rogatoryEdge';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      rogatoryEdge: EdgePlugin<Types>;
    }
  }
}

type Args = Record<string, unknown>;
type Place = { path: readonly string[]; types: readonly string[] | undefined };
/** How many ids one argument may name: as many as the longest list that a step takes. */
const MOST_IDS = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What holds for every field at the root: an id is one of its kind, and a database that is busy is an answer, not a fault. */
class EdgePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const places = isRoot(field) ? this.placesOfIds(field.args) : [];
    if (places.length === 0) return field;
    const check = (args: Args, schema: GraphQLSchema): Args => {
      const gaps = places.flatMap((place) => faultsAt(args, place, schema));
      if (gaps.length > 0) throw new InvalidInput('these ids', gaps);
      return args;
    };
    return { ...field, argMappers: [(args, _context, info) => check(args, info.schema), ...(field.argMappers ?? [])] };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!isRoot(field)) return resolve;
    return async (...args) => {
      try {
        return await resolve(...args);
      } catch (error) {
        throw isBusy(error) ? new Busy() : error;
      }
    };
  }

  /** Where among the arguments a Relay id may stand. */
  private placesOfIds(args: Readonly<Record<string, PothosInputFieldConfig<Types>>>): Place[] {
    return Object.entries(args).flatMap(([name, arg]): Place[] => {
      const { isRelayGlobalID, relayGlobalIDFor } = arg.extensions ?? {};
      if (isRelayGlobalID) return [{ path: [name], types: namesOf(relayGlobalIDFor) }];
      const type = arg.type.kind === 'List' ? arg.type.type : arg.type;
      if (type.kind !== 'InputObject') return [];
      const fields = this.buildCache.getInputTypeFieldConfigs(type.ref);
      return this.placesOfIds(fields).map(({ path, types }) => ({ path: [name, ...path], types }));
    });
  }
}

const isRoot = ({ kind }: { kind: string }): boolean => ['Query', 'Mutation', 'Subscription'].includes(kind);

function namesOf(types: unknown): string[] | undefined {
  return Array.isArray(types) ? types.map((type: { typename: string }) => type.typename) : undefined; // as the Relay plugin keeps them
}

function faultsAt(args: Args, { path, types }: Place, schema: GraphQLSchema): Gap[] {
  const value = path.reduce<unknown>((held, name) => (held as Args | null | undefined)?.[name], args); // of the type that the path was made from
  const ids = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  const gap = (message: string): Gap[] => [{ field: path.join('.'), rule: 'id', message, source: 'the schema' }];
  if (ids.length > MOST_IDS) return gap(`names more than ${MOST_IDS}`);
  return ids.every((id) => isIdOf(String(id), types, schema)) ? [] : gap('is not an id of its kind');
}

function isIdOf(id: string, types: readonly string[] | undefined, schema: GraphQLSchema): boolean {
  try {
    const { typename, id: own } = decodeGlobalID(id);
    return UUID.test(own) && (types ? types.includes(typename) : isNode(typename, schema));
  } catch {
    return false;
  }
}

function isNode(name: string, schema: GraphQLSchema): boolean {
  const type = schema.getType(name);
  return isObjectType(type) && type.getInterfaces().some((one) => one.name === 'Node');
}

SchemaBuilder.registerPlugin(NAME, EdgePlugin);
const EdgePluginName: typeof NAME = NAME;

export { EdgePluginName as EdgePlugin };
