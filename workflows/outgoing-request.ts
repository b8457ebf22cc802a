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

/** How long a duty rests that the record refused, or that a child gave back undone. */
const PAUSE = 60_000;

/**
 * Carries one outgoing request from its first draft to the closed file: translation once it is approved, transmission
 * once a person has dispatched it, its deadlines, the chase when the partner is silent, retention at the end.
 */
export async function outgoingRequestWorkflow({ requestId, runLength }: RequestInput): Promise<void> {
  const carried = new Set<string>();
  /** Duties that the child of an earlier run is at, whose end this run is not told. */
  const inherited = new Set<string>();
  /** Duties that a child has ended without doing. */
  const undone = new Set<string>();
  const file = follow(requestId, 'request', (seq) => {
    if (carried.has('translate')) void tell(translationWorkflowId(requestId), seq);
  });

  for (;;) {
    const view = await file.look([...carried]);
    forget(view.duties);
    if (view.ended) return;
    if (view.dueInMs !== null && view.dueInMs <= 0) {
      await record.fireDue({ requestId });
      continue;
    }
    const duty = view.duties.find((one) => !carried.has(nameOf(one)));
    if (duty) {
      const isTaken = !undone.delete(nameOf(duty)) && (await carryOut(duty, view.seq));
      if (!isTaken) await file.rest({ ...view, dueInMs: Math.min(view.dueInMs ?? PAUSE, PAUSE) });
    } else if (carried.size === 0 && isLong()) {
      await continueAsNew<typeof outgoingRequestWorkflow>({ requestId, ...(runLength ? { runLength } : {}) });
    } else await file.rest(view);
  }

  /** The next run begins with a look at the record: news that comes between the two is not lost. */
  function isLong(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    return runLength === undefined ? continueAsNewSuggested : historyLength >= runLength;
  }

  /** What is owed no longer is done, whoever did it. */
  function forget(owed: readonly Duty[]): void {
    const names = new Set(owed.map(nameOf));
    for (const name of [...undone, ...inherited].filter((name) => !names.has(name))) {
      undone.delete(name);
      if (inherited.delete(name)) carried.delete(name);
    }
  }

  /** False when the record refused: it has moved on, and news is on its way. */
  async function carryOut(duty: Duty, seq: number): Promise<boolean> {
    switch (duty.do) {
      case 'make-ready':
        return await record.takeStep({ requestId, action: 'makeReady', seq });
      case 'enquire':
        return await record.prepareEnquiry({ requestId, seq });
      case 'write':
        return await record.prepareMail({ requestId, purpose: duty.purpose, n: duty.n });
      case 'retain':
        return await record.takeStep({ requestId, action: 'startRetention', seq });
      case 'take':
        return await record.takeStep({ requestId, action: duty.action, seq });
      case 'open-hold':
        return await record.openAskedHold({ requestId, item: duty.item });
      case 'link-hold':
        return await record.linkHold({ requestId, hold: duty.hold });
      case 'take-out':
        return await record.takeOut({ requestId, of: duty.of, items: duty.items });
      case 'note-papers':
        return await record.notePapers({ requestId, of: duty.of, on: duty.on });
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
          undone.add(name); // unless the next look shows that it is done
          file.stir();
        });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      inherited.add(name);
    }
    return true;
  }
}

/** Passes news on to a child; one that has just ended needs none. */
const tell = (workflowId: string, seq: number): Promise<void> =>
  getExternalWorkflowHandle(workflowId)
    .signal(changedSignal, { seq })
    .catch(() => undefined);
