import { afterAll, vi } from 'vitest';

/** The next file in this worker finds everything as it is. */
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
