import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

/**
 * Histories keep what activities fail with. The words of a failure that nobody foresaw may quote a case: the history
 * gets its kind, and the log its place.
 */
export const withoutWords = (log: (message: string, error: unknown) => void): ActivityInboundCallsInterceptor => ({
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (error instanceof TemporalFailure) throw error; // thrown on purpose, in words of ours
      log('An activity failed', error);
      const kind = error instanceof Error && /^[\w.-]{1,80}$/.test(error.name) ? error.name : 'Error';
      throw ApplicationFailure.retryable('An activity failed', kind);
    }
  },
});
