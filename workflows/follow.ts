import { condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { type Duty, LONGEST_WAIT } from '../domain/duties.ts';
import type { createRecord } from './activities/record.ts';
import { changedSignal } from './messages.ts';

/** Short work on the record: one transaction, committed before the history knows. */
export const record = proxyLocalActivities<ReturnType<typeof createRecord>>({
  startToCloseTimeout: '30 s',
  localRetryThreshold: '1 min',
  retry: { initialInterval: '200 ms', maximumInterval: '10 s' },
});

/** What a workflow is told of its request: codes, numbers and ids. */
export type View = {
  seq: number;
  /** Closed or withdrawn, and nothing left to do. */
  ended: boolean;
  duties: Duty[];
  /** Milliseconds until the next reminder or deadline; null when there is none. */
  dueInMs: number | null;
};

export type Follower = 'request' | 'translation';

/** Follows the record of one request: signals only say that there is news, looking tells what. */
export function follow(requestId: string, workflow: Follower, onNews: (seq: number) => void = () => {}) {
  let hasNews = false;
  setHandler(changedSignal, ({ seq }) => {
    hasNews = true;
    onNews(seq);
  });
  return {
    /** Says that there may be news, without a signal. */
    stir(): void {
      hasNews = true;
    },
    /** The record as it stands; `carried` are duties that a child is carrying out. */
    look(carried: readonly string[] = []): Promise<View> {
      hasNews = false;
      return record.look({ requestId, workflow, carried: [...carried] });
    },
    /** Sleeps until there is news or something is due. */
    async rest({ dueInMs }: View): Promise<void> {
      await condition(() => hasNews, Math.min(Math.max(dueInMs ?? LONGEST_WAIT, 1), LONGEST_WAIT));
    },
  };
}
