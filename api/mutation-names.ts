import type { Action } from '../domain/moves.ts';

/** Names where the step alone would not say what it is done to. */
const NAMES: Partial<Record<Action, string>> = {
  create: 'createRequest',
  clone: 'cloneRequest',
  supplement: 'supplementRequest',
  split: 'splitRequest',
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

/** The mutation that takes a step. */
export const mutationOf = (action: Action): string => NAMES[action] ?? action;
