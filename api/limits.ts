import {
  type ASTVisitor,
  type DocumentNode,
  type GraphQLResolveInfo,
  Kind,
  type ParseOptions,
  parse,
  responsePathAsArray,
  type Source,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { answerTo, badRequest, tooLarge } from './error-answers.ts';
import { unstorable } from './variables.ts';

/** What one operation may ask for at the most. Limits on depth and cost stand with the schema (complexity). */
const MOST = { aliases: 15, directives: 20, tokens: 2000, rootFields: 10, length: 32_768, errors: 20 } as const;

const atMost = (
  what: string,
  most: number,
  kind: 'Field' | 'Directive',
  counts: (node: { alias?: unknown }) => boolean,
): ValidationRule =>
  function counted(context: ValidationContext): ASTVisitor {
    let count = 0;
    return {
      [kind](node: { alias?: unknown }) {
        if (counts(node)) count += 1;
        if (count === most + 1) context.reportError(tooLarge(what));
      },
    };
  };

/** A mutation is one step: one field, so that its answer is the answer. */
const oneChange: ValidationRule = (context) => ({
  OperationDefinition({ operation, selectionSet: { selections } }) {
    if (operation === 'mutation' && (selections.length !== 1 || selections[0]?.kind !== Kind.FIELD))
      context.reportError(badRequest('Cannot run this mutation: it must have exactly one field', 'ONE_CHANGE'));
    if (selections.length > MOST.rootFields) context.reportError(tooLarge('fields at its root'));
  },
});

/** What stands in the operation itself must be storable, like what its variables bring. */
const storable: ValidationRule = (context) => ({
  StringValue(node) {
    const fault = unstorable(node.value);
    if (fault) context.reportError(badRequest(`Cannot take a value: it ${fault.what}`, 'BAD_USER_INPUT'));
  },
});

/** Introspection is for operators who switch it on. */
const noIntrospection: ValidationRule = (context) => ({
  Field({ name }) {
    if (name.value === '__schema' || name.value === '__type')
      context.reportError(badRequest('Cannot introspect this schema: it is switched off', 'INTROSPECTION_OFF'));
  },
});

const RULES = [
  atMost('aliases', MOST.aliases, Kind.FIELD, ({ alias }) => alias !== undefined),
  atMost('directives', MOST.directives, Kind.DIRECTIVE, () => true),
  oneChange,
  storable,
];

/** Parses an operation of a bounded length. */
function parseBounded(source: string | Source, options?: ParseOptions): DocumentNode {
  if ((typeof source === 'string' ? source : source.body).length > MOST.length) throw tooLarge('characters');
  return parse(source, { ...options, maxTokens: MOST.tokens });
}

/** The limits as a plugin of the server. Without introspection, no answer suggests a name either. */
export function limits({ introspection }: { introspection: boolean }): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ addValidationRule, setValidationFn }) {
      for (const rule of RULES) addValidationRule(rule);
      if (!introspection) addValidationRule(noIntrospection);
      setValidationFn(
        (schema: Parameters<typeof validate>[0], document: DocumentNode, rules?: readonly ValidationRule[]) =>
          validate(schema, document, rules, { hideSuggestions: !introspection, maxErrors: MOST.errors }),
      );
      return ({ result, setResult }) => setResult(result.map((error) => answerTo(error) ?? error));
    },
  };
}

/** Refuses a field within a list where each of them would be a transaction of its own. */
export function requireOne({ path }: Pick<GraphQLResolveInfo, 'path'>): void {
  if (responsePathAsArray(path).some((place) => typeof place === 'number'))
    throw tooLarge('requests for one of its fields');
}

/** How many parsed operations are kept at hand: clients send the same few again and again. */
const KEPT = 200;

/** Keeps what was used last. */
export function lately<V>(): { get(key: string): V | undefined; set(key: string, value: V): void } {
  const kept = new Map<string, V>();
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    },
  };
}
