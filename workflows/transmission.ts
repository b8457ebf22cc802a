import { ActivityFailure, proxyActivities, sleep } from '@temporalio/workflow';
import type { createTransmission, Touched } from './activities/transmission.ts';
import { record } from './follow.ts';
import type { TransmissionInput } from './messages.ts';

/** The wire is touched once for each claim: what failed without an answer is never tried again by the machine. */
const wire = proxyActivities<ReturnType<typeof createTransmission>>({
  startToCloseTimeout: '10 min',
  heartbeatTimeout: '6 s',
  retry: { maximumAttempts: 1 },
});

/** How often a wire that could not be reached is tried, and how long between. */
const TRIES = 5;
const PAUSE = '20 s';
/** A claim found without the one who made it: its sender may still be at work this long. */
const GRACE = '10 s';

/** Sends one prepared attempt: claim, the wire, the receipt. What is not known becomes a task for a person. */
export async function transmissionWorkflow(input: TransmissionInput): Promise<void> {
  if (input.lost) {
    await sleep(GRACE);
    return await record.recordUnknown(input);
  }
  if (!(await record.claim(input))) return; // withdrawn, or claimed before
  for (let tries = 1; ; tries += 1) {
    const outcome = await touched(input);
    if (outcome === 'sent' || outcome === 'refused') return; // recorded where the wire was touched
    if (outcome === 'unknown') return await record.recordUnknown(input);
    if (tries === TRIES) return await record.recordFailed({ ...input, reason: 'unreachable' });
    await sleep(PAUSE);
  }
}

/** One touch of the wire. Only an answer that says so is a refusal; whatever fails without one is unknown. */
async function touched(input: TransmissionInput): Promise<Touched | 'unknown'> {
  try {
    return await wire.transmit(input);
  } catch (error) {
    if (error instanceof ActivityFailure) return 'unknown';
    throw error;
  }
}
