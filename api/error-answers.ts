import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { Busy, Incomplete, InvalidInput, MlaError, NotFound } from '../domain/errors.ts';

/** Codes of PostgreSQL and Prisma that mean "too much is under way", not "wrong". */
const BUSY = new Set(['P2024', 'P2028', 'P2034', '40001', '40P01', '53300', '55P03', '57014']);
/** What pg's pool says when no connection came free, or none could be made, in time; it has no code for it. */
const NO_CONNECTION = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
]);

/** Whether the database gave up because of others; trying again helps. */
export function isBusy(error: unknown): boolean {
  if (error instanceof Busy || (error instanceof Error && NO_CONNECTION.has(error.message))) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause, originalCode, meta } = error as Record<string, unknown>; // whatever was thrown
  if ([code, originalCode].some((one) => typeof one === 'string' && BUSY.has(one))) return true;
  const within =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : cause;
  return within !== undefined && within !== error && isBusy(within);
}

export const busy = (): GraphQLError => refusal(new Busy().message, 'BUSY');

/** What this API says on purpose: its words have been weighed. */
const weighed = new WeakSet<GraphQLError>();

/** An answer that this API gives on purpose. */
export const refusal = (message: string, code: string, more: GraphQLErrorExtensions = {}): GraphQLError =>
  said(new GraphQLError(message, { extensions: { code, ...more } }));

/** A refusal of what was sent, before anything was done. */
export const badRequest = (message: string, code: string, more: GraphQLErrorExtensions = {}): GraphQLError =>
  refusal(message, code, { http: { status: 400, spec: false }, ...more });

export const tooLarge = (what: string): GraphQLError =>
  badRequest(`Cannot run this operation: it has too many ${what}`, 'OPERATION_TOO_LARGE');

function said(error: GraphQLError): GraphQLError {
  weighed.add(error);
  return error;
}

/** The last of the errors that wrap each other. */
const innermost = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError !== undefined ? innermost(error.originalError) : error;

/**
 * What a caller may be told of an error: never a value that somebody sent, nor anything of the inside. Undefined for a
 * bug, of which there is nothing to tell.
 */
export function answerTo(error: unknown): GraphQLError | undefined {
  const origin = innermost(error);
  if (isBusy(origin)) return placed(error, busy());
  if (origin instanceof MlaError) return placed(error, ofTheDomain(origin));
  if (!(error instanceof GraphQLError && origin instanceof GraphQLError)) return undefined;
  if (weighed.has(origin)) return placed(error, origin);
  if (error.path === undefined) return placed(error, ofGraphQL(error));
  // What the executor itself complains of, while it runs, is a bug, and quotes the record.
  return origin.name === 'PothosValidationError' ? placed(error, refusal(error.message, 'BAD_USER_INPUT')) : undefined;
}

/** What GraphQL says before anything runs. */
function ofGraphQL(error: GraphQLError): GraphQLError {
  const { code, ours } = error.extensions;
  if (error.message.startsWith('Syntax Error')) return ofSyntax(error);
  if (ours === true) return badRequest(`Cannot take this value: it ${error.message}`, 'BAD_USER_INPUT');
  if (isOfALiteral(error)) return badRequest('Cannot take this value: its field has another type', 'BAD_USER_INPUT');
  if (code === 'BAD_REQUEST') return badRequest('Cannot read this: it is not one GraphQL operation in JSON', code);
  if (code === undefined) return badRequest(error.message, 'GRAPHQL_VALIDATION_FAILED');
  return refusal(error.message, String(code), error.extensions);
}

/** The parser names what it stumbled over, and how many tokens are allowed; a place is enough. */
const ofSyntax = ({ message }: GraphQLError): GraphQLError =>
  message.includes('tokens')
    ? tooLarge('tokens')
    : badRequest('Cannot read this operation: its syntax is wrong', 'GRAPHQL_PARSE_FAILED');

/** The rule on values quotes them. */
const isOfALiteral = ({ nodes = [] }: GraphQLError): boolean =>
  nodes.some(({ kind }) => kind.endsWith('Value') || kind === 'ObjectField');

function ofTheDomain(error: MlaError): GraphQLError {
  const gaps = error instanceof InvalidInput || error instanceof Incomplete ? error.gaps : undefined;
  const field = error instanceof NotFound ? error.field : undefined;
  return refusal(error.message, CODES[error.name] ?? 'BAD_USER_INPUT', {
    ...(gaps ? { gaps } : {}),
    ...(field === undefined ? {} : { field }),
  });
}

const CODES: Readonly<Record<string, string>> = { NotFound: 'NOT_FOUND', ActionNotAllowed: 'NOT_ALLOWED' };

/** The same at the place in the operation and in the answer where the error arose. Its status stands: GraphQL's own is 200. */
function placed(error: unknown, told: GraphQLError): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null } = error instanceof GraphQLError ? error : told;
  const { http, ...extensions } = told.extensions;
  const status = http ? { http: { ...http, spec: false } } : {};
  return said(
    new GraphQLError(told.message, { nodes, source, positions, path, extensions: { ...extensions, ...status } }),
  );
}
