import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type History, historyNames, readHistory } from './history.ts';

/** Histories that were recorded (record.ts says how) run through the workflows as they are now. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let code: string;
beforeAll(async () => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
  });
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  ({ code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }));
});

const replay = (history: History): Promise<void> => Worker.runReplayHistory({ workflowBundle: { code } }, history);

describe('every path has a history', () => {
  test.each([
    'email-life',
    'courier-life',
    'withdrawn',
    'amended',
    'continued',
    'continued-next',
    'translation',
    'translation-fallen',
    'transmission-sent',
    'transmission-refused',
    'transmission-unknown',
    'transmission-lost',
  ])('%s', (name) => {
    expect(historyNames()).toContain(name);
  });
});

describe('replays', () => {
  test.each(historyNames())('%s', async (name) => {
    await replay(readHistory(name));
  });

  test('and a history of another order of steps is found out', async () => {
    const { events } = readHistory('transmission-sent');
    const asked = events?.find(({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes);
    if (asked?.activityTaskScheduledEventAttributes?.activityType)
      asked.activityTaskScheduledEventAttributes.activityType.name = 'somethingElse';
    await expect(replay({ events: events ?? [] })).rejects.toThrow(/[Nn]ondeterminism/);
  });
});

test('the recorded runs came to their ends in different ways', () => {
  const ends = Object.fromEntries(historyNames().map((name) => [name, readHistory(name).events?.at(-1)?.eventType]));
  expect(Object.values(ends).every((end) => end !== undefined)).toBe(true);
});
