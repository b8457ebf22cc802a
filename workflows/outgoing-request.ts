import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  continueAsNew,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { type Duty, nameOf } from '../domain/duties.ts';
import { follow, record } from './follow.ts';
import { changedSignal, type RequestInput, translationWorkflowId, transmissionWorkflowId } from './messages.ts';
import { translationWorkflow } from './translation.ts';
import { transmissionWorkflow } from './transmission.ts';

const REFUSED_PAUSE = 60_000;

/**
 * Carries one outgoing request from its first draft to the closed file: translation once it is approved, transmission
 * once a person has dispatched it, its deadlines, the chase when the partner is silent, retention at the end.
 */
export async function outgoingRequestWorkflow({ requestId }: RequestInput): Promise<void> {
  const carried = new Set<string>();
  const file = follow(requestId, 'request', (seq) => {
    if (carried.has('translate')) void tell(translationWorkflowId(requestId), seq);
  });

  for (;;) {
    const view = await file.look([...carried]);
    if (view.ended) return;
    if (view.dueInMs !== null && view.dueInMs <= 0) {
      await record.fireDue({ requestId });
      continue;
    }
    const duty = view.duties.find((one) => !carried.has(nameOf(one)));
    if (duty) {
      if (!(await carryOut(duty, view.seq))) await file.rest({ ...view, dueInMs: REFUSED_PAUSE });
    } else if (workflowInfo().continueAsNewSuggested && carried.size === 0)
      await continueAsNew<typeof outgoingRequestWorkflow>({ requestId });
    else await file.rest(view);
  }

  /** False when the record refused: it has moved on, and news is on its way. */
  async function carryOut(duty: Duty, seq: number): Promise<boolean> {
    switch (duty.do) {
      case 'make-ready':
        return await record.takeStep({ requestId, action: 'makeReady', seq });
      case 'enquire':
        return await record.prepareEnquiry({ requestId, seq });
      case 'retain':
        return await record.takeStep({ requestId, action: 'startRetention', seq });
      case 'translate':
        return await begin(duty, () =>
          startChild(translationWorkflow, {
            workflowId: translationWorkflowId(requestId),
            args: [{ requestId }],
            parentClosePolicy: ParentClosePolicy.ABANDON,
          }),
        );
      case 'transmit': {
        const input = { requestId, transmission: duty.transmission, attempt: duty.attempt, lost: duty.lost };
        return await begin(duty, () =>
          startChild(transmissionWorkflow, {
            workflowId: transmissionWorkflowId(input),
            args: [input],
            parentClosePolicy: ParentClosePolicy.ABANDON,
          }),
        );
      }
      default:
        return false; // what only the translation owes
    }
  }

  /** Lets a child carry a duty out while the file is watched on; one that runs already goes on. */
  async function begin(duty: Duty, start: () => Promise<{ result(): Promise<unknown> }>): Promise<boolean> {
    const name = nameOf(duty);
    carried.add(name);
    try {
      const child = await start();
      void child
        .result()
        .catch(() => undefined) // the child's failure is in its own history; the record says what is still owed
        .then(() => {
          carried.delete(name);
          file.stir();
        });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    return true;
  }
}

/** Passes news on to a child; one that has just ended needs none. */
const tell = (workflowId: string, seq: number): Promise<void> =>
  getExternalWorkflowHandle(workflowId)
    .signal(changedSignal, { seq })
    .catch(() => undefined);
