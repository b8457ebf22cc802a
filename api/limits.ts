import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What one operation may ask for at the most. Limits on depth and cost stand with the schema (complexity). */
const MOST = { aliases: 15, directives: 20, tokens: 2000, rootFields: 10 } as const;

const tooMuch = (what: string): GraphQLError =>
  new GraphQLError(`Cannot run this operation: it has too many ${what}`, {
    extensions: { code: 'OPERATION_TOO_LARGE' },
  });

const atMost =
  (
    what: string,
    most: number,
    kind: 'Field' | 'Directive',
    counts: (node: { alias?: unknown }) => boolean,
  ): ValidationRule =>
  (context: ValidationContext): ASTVisitor => {
    let count = 0;
    return {
      [kind](node: { alias?: unknown }) {
        if (counts(node)) count += 1;
        if (count === most + 1) context.reportError(tooMuch(what));
      },
    };
  };

/** A mutation is one step: one field, so that its answer is the answer. */
const oneChange: ValidationRule = (context) => ({
  OperationDefinition({ operation, selectionSet: { selections } }) {
    if (operation === 'mutation' && (selections.length !== 1 || selections[0]?.kind !== 'Field')) {
      context.reportError(
        new GraphQLError('Cannot run this mutation: it must have exactly one field', {
          extensions: { code: 'ONE_CHANGE' },
        }),
      );
    }
    if (selections.length > MOST.rootFields) context.reportError(tooMuch('fields at its root'));
  },
});

const RULES = [
  atMost('aliases', MOST.aliases, 'Field', ({ alias }) => alias !== undefined),
  atMost('directives', MOST.directives, 'Directive', () => true),
  oneChange,
];

/** Introspection is for operators who switch it on. */
const noIntrospection: ValidationRule = (context) => ({
  Field({ name }) {
    if (name.value === '__schema' || name.value === '__type') {
      context.reportError(
        new GraphQLError('Cannot introspect this schema: it is switched off', {
          extensions: { code: 'INTROSPECTION_OFF' },
        }),
      );
    }
  },
});

/** The limits as a plugin of the server. */
export function limits({ introspection }: { introspection: boolean }): Plugin {
  return {
    onParse({ params, setParsedDocument: _ }) {
      params.options = { ...params.options, maxTokens: MOST.tokens } as typeof params.options; // the server's type names only some of the parser's options
    },
    onValidate({ addValidationRule }) {
      for (const rule of RULES) addValidationRule(rule);
      if (!introspection) addValidationRule(noIntrospection);
    },
  };
}
