import { defineSignal } from '@temporalio/workflow';
import type { Request } from '../domain/request.ts';

/** Ids and codes only: whatever stands here is kept in histories. */
export type RequestInput = {
  requestId: string;
  /** Events of history after which a new run takes over; where absent, when the engine suggests it. */
  runLength?: number;
};
export type TransmissionInput = { requestId: string; transmission: string; attempt: number; lost: boolean };

/** One queue for all organisations: an organisation is data, not a worker. */
export const TASK_QUEUE = 'rogatory';

/** The workflow of a file, by its name. */
export const workflowOf = (kind: Request['kind']): string =>
  kind === 'hold' ? 'holdWorkflow' : 'outgoingRequestWorkflow';
export const requestWorkflowId = (requestId: string): string => `request/${requestId}`;
export const holdWorkflowId = (holdId: string): string => `hold/${holdId}`;
/** The id under which the workflow of a file runs. */
export const workflowIdOf = (kind: Request['kind'], id: string): string =>
  kind === 'hold' ? holdWorkflowId(id) : requestWorkflowId(id);
export const translationWorkflowId = (requestId: string): string => `request/${requestId}/translation`;
export const transmissionWorkflowId = ({ requestId, transmission, attempt }: TransmissionInput): string =>
  `request/${requestId}/transmission/${transmission}/${attempt}`;

/** Says "look again": the record has reached `seq`. Losing, repeating or reordering it does no harm. */
export const changedSignal = defineSignal<[{ seq: number }]>('changed');
