import type { Action } from '../../domain/moves.ts';

/** What the API calls a step where it is not called by its own name. */
const NAMES: Partial<Record<Action, string>> = {
  create: 'createRequest',
  changeFrame: 'changeRequestFrame',
  lowerLabel: 'lowerRequestLabel',
  submit: 'submitRequest',
  resubmit: 'resubmitRequest',
  amend: 'amendRequest',
  endorse: 'endorseRequest',
  sendBack: 'sendBackRequest',
  returnForCorrection: 'returnRequest',
  approve: 'approveRequest',
  decline: 'declineRequest',
  reopen: 'reopenRequest',
  dispatch: 'dispatchRequest',
  acknowledge: 'acknowledgeRequest',
  postpone: 'postponeRequest',
  refuse: 'refuseRequest',
  deliver: 'deliverItems',
  withdraw: 'withdrawRequest',
  close: 'closeRequest',
};

export const mutationOf = (action: Action): string => NAMES[action] ?? action;

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
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation($input: ${input}!) { answer: ${name}(input: $input) { ${FAILURES} ... on Request { id version } } }`;
}
