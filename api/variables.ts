import {
  coerceInputValue,
  type ExecutionArgs,
  type GraphQLError,
  getOperationAST,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badRequest } from './error-answers.ts';

const DEEPEST = 64;
const MOST_ERRORS = 20;

type Fault = { path: readonly (string | number)[]; what: string };

/** What of a value no text of the record can hold: U+0000, half a character, or depth without end. Looks without recursion. */
export function unstorable(value: unknown): Fault | undefined {
  const waiting: { value: unknown; path: readonly (string | number)[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: one, path } = next;
    if (typeof one === 'string') {
      if (one.includes('\0') || !one.isWellFormed()) return { path, what: 'has a character that is none' };
    } else if (typeof one === 'object' && one !== null) {
      if (path.length >= DEEPEST) return { path: [], what: 'is nested too deeply' };
      for (const [key, field] of Object.entries(one)) {
        if (key.includes('\0') || !key.isWellFormed()) return { path, what: 'has a character that is none' };
        waiting.push({ value: field, path: [...path, Array.isArray(one) ? Number(key) : key] });
      }
    }
  }
  return undefined;
}

/** Checks the variables before anything runs. GraphQL's own words quote what was sent, and suggest names: these do not. */
export function variables(): Plugin {
  const check = ({
    args,
    setResultAndStopExecution,
  }: {
    args: ExecutionArgs;
    setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
  }): void => {
    const operation = getOperationAST(args.document, args.operationName);
    const errors = operation ? faultsOf(args, operation) : [];
    if (errors.length > 0) setResultAndStopExecution({ errors });
  };
  return { onExecute: check as never, onSubscribe: check as never }; // both hooks have these two, under types of their own
}

function faultsOf({ schema, variableValues }: ExecutionArgs, operation: OperationDefinitionNode): GraphQLError[] {
  const given: Readonly<Record<string, unknown>> = variableValues ?? {};
  const errors: GraphQLError[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const { value: name } = variable.name;
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) continue; // the executor says so
    if (!Object.hasOwn(given, name)) {
      if (typeNode.kind === 'NonNullType' && !defaultValue) errors.push(wrong([name], 'is missing'));
      continue;
    }
    const known = errors.length;
    coerceInputValue(given[name], type, (path, value, error) => {
      if (errors.length < MOST_ERRORS) errors.push(inOurWords([name, ...path], value, error));
    });
    const fault = errors.length > known ? undefined : unstorable(given[name]);
    if (fault) errors.push(wrong([name, ...fault.path], fault.what));
  }
  return errors;
}

/** Words of our own scalars name no value; for the rest it is enough that the type is another one. */
function inOurWords(path: readonly (string | number)[], value: unknown, error: GraphQLError): GraphQLError {
  if (error.extensions['ours'] === true) return wrong(path, error.message);
  const missing = /^Field "(\w+)" of required type/.exec(error.message)?.[1];
  if (missing) return wrong([...path, missing], 'is missing');
  if (value === null) return wrong(path, 'is missing');
  return wrong(path, error.message.startsWith('Field "') ? 'has a field that is unknown' : 'is not of its type');
}

const wrong = (path: readonly (string | number)[], what: string): GraphQLError => {
  const strange = path.findIndex((step) => !/^(\d+|[a-z]\w{0,40})$/i.test(String(step))); // in JSON a name may be anything
  const field = (strange < 0 ? path : path.slice(0, strange)).join('.');
  return badRequest(`Cannot read "${field}": it ${what}`, 'BAD_USER_INPUT', { field });
};
