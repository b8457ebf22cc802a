import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

const NAME = 'rogatoryPolicy';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      rogatoryPolicy: PolicyPlugin<Types>;
    }
  }
}

/** Types whose fields say nothing that the field they came from did not guard. */
const CARRIERS = /(Connection|Edge)$|^PageInfo$|^Node$/;

/** The schema does not build unless every field declares who may see it, on itself or on its type. */
class PolicyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const type: { pothosOptions: object } = this.builder.configStore.getTypeConfig(field.parentType);
    const own: object = field.pothosOptions;
    const guards = 'authScopes' in own || 'authScopes' in type.pothosOptions;
    if (!guards && !CARRIERS.test(field.parentType)) {
      throw new Error(`Cannot build the schema: nothing says who may see ${field.parentType}.${field.name}`);
    }
    return field;
  }
}

SchemaBuilder.registerPlugin(NAME, PolicyPlugin);
const PolicyPluginName: typeof NAME = NAME;

export { PolicyPluginName as PolicyPlugin };
