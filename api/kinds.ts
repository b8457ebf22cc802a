import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { type GraphQLNamedType, GraphQLSchema, isUnionType } from 'graphql';

const NAME = 'rogatoryKinds';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      rogatoryKinds: KindsPlugin<Types>;
    }
  }
}

/** Put on a field or a type as its `extensions`: only the schema of a practice installation has it. */
export const ONLY_PRACTICE = { isOnlyPractice: true } as const;
const isOnlyPractice = ({ extensions }: { extensions?: object | null | undefined }): boolean =>
  extensions !== null && extensions !== undefined && 'isOnlyPractice' in extensions;

/** A union with such a member is the answer of such a field. */
const isOfPractice = (type: GraphQLNamedType): boolean =>
  isOnlyPractice(type) || (isUnionType(type) && type.getTypes().some(isOnlyPractice));

/** What people practise with is no part of any other schema: it is not refused there, it is not there. */
class KindsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #isPractice = this.options.extensions?.['kind'] === 'practice';

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> | null {
    return !this.#isPractice && isOnlyPractice(field) ? null : field;
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    if (this.#isPractice) return schema;
    const { types, ...config } = schema.toConfig();
    return new GraphQLSchema({ ...config, types: types.filter((type) => !isOfPractice(type)) });
  }
}

SchemaBuilder.registerPlugin(NAME, KindsPlugin);
const KindsPluginName: typeof NAME = NAME;

export { KindsPluginName as KindsPlugin };
