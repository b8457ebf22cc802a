import { mutationOf } from '../../api/mutation-names.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, MOVES } from '../../domain/moves.ts';

export type Gap = { field: string; rule: string; message: string; source: string };
/** What a change answers with: its result, or a failure that names why. */
export type Answer = {
  __typename: string;
  message?: string;
  rule?: string;
  source?: string;
  gaps?: Gap[];
  id?: string;
  version?: number;
};

export const FAILURES = `__typename ... on Error { message } ... on ActionNotAllowed { rule source }
  ... on Incomplete { gaps { field rule message source } } ... on InvalidInput { gaps { field rule message source } }`;

export function mutationText(action: Action): string {
  const name = mutationOf(action);
  const { of }: Move = MOVES[action];
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation($input: ${input}!) { answer: ${name}(input: $input) { ${FAILURES} ... on ${of === 'hold' ? 'Hold' : 'Request'} { id version } } }`;
}
