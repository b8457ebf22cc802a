import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { Duty } from '../domain/duties.ts';
import { follow, record } from './follow.ts';
import type { RequestInput } from './messages.ts';

/** How long a step rests that the record refused: it has moved on, and news is on its way. */
const PAUSE = 60_000;

/**
 * Guards one hold from the day it was asked to its end: warns as it runs out, drafts its extension, finds it secured when a
 * request that relies on it has been received, proposes its release when none does any more, and lets it lapse with an incident.
 */
export async function holdWorkflow({ requestId, runLength }: RequestInput): Promise<void> {
  const file = follow(requestId, 'request');
  for (;;) {
    const view = await file.look();
    if (view.ended) return;
    if (view.dueInMs !== null && view.dueInMs <= 0) {
      await record.fireDue({ requestId });
      continue;
    }
    const [duty] = view.duties;
    if (duty) {
      const isTaken = await carryOut(duty, requestId, view.seq);
      if (!isTaken) await file.rest({ ...view, dueInMs: Math.min(view.dueInMs ?? PAUSE, PAUSE) });
    } else if (isLong(runLength)) {
      await continueAsNew<typeof holdWorkflow>({ requestId, ...(runLength ? { runLength } : {}) });
    } else await file.rest(view);
  }
}

/** False when the record refused: it has moved on, and news is on its way. */
async function carryOut(duty: Duty, requestId: string, seq: number): Promise<boolean> {
  switch (duty.do) {
    case 'take':
      return await record.takeStep({ requestId, action: duty.action, seq });
    case 'draft-extension':
      return await record.draftExtension({ requestId, n: duty.n });
    case 'note-extension':
      return await record.noteExtension({ requestId, request: duty.request });
    default:
      return false; // what only a request owes
  }
}

/** The next run begins with a look at the record: news that comes between the two is not lost. */
function isLong(runLength: number | undefined): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return runLength === undefined ? continueAsNewSuggested : historyLength >= runLength;
}
