import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fileOf, type History, historyNames, readHistory } from './history.ts';

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
    'hold',
    'hold-lapsed',
    'minding',
    'preservation',
    'hold-asked',
    'following',
    'alarm',
    'alarm-lapsed',
    'incoming',
    'incoming-released',
    'emergency',
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

const OURS = [
  'domain/duties',
  'domain/hold-status',
  ...['follow', 'hold', 'index', 'messages', 'outgoing-request', 'translation', 'transmission'].map(
    (name) => `workflows/${name}`,
  ),
];
const PACKAGES = ['@temporalio/common', '@temporalio/workflow', 'long', 'ms', 'nexus-rpc'];

test('the bundle holds the workflows, pure data and the engine, and nothing else', () => {
  const modules = [...code.matchAll(/^\/\*{3}\/ "\.\/(?:.*node_modules\/)?([^"]+)"/gm)].map(([, name = '']) => name);
  const foreign = modules.filter((name) => !PACKAGES.some((known) => name.startsWith(`${known}/`)));
  expect([...new Set(foreign)].sort()).toEqual(OURS.map((name) => `${name}.ts`).sort());
  expect(code.length).toBeLessThan(2_000_000);
});

/** Everything that the engine was given to keep: what is in base64 in a history. */
function* payloadsOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('data' in value && typeof value.data === 'string') yield Buffer.from(value.data, 'base64').toString();
  for (const inner of Object.values(value)) yield* payloadsOf(inner);
}

test.each(historyNames())('%s holds ids, numbers, codes and instants, and no words', (name) => {
  const payloads = [...payloadsOf(JSON.parse(readFileSync(fileOf(name), 'utf8')))];
  expect(payloads.length).toBeGreaterThan(1);
  const words = payloads.flatMap((payload) => payload.match(/"[^"]*"/g) ?? []).filter((text) => /\s|[^ -~]/.test(text));
  expect(words).toEqual([]);
});
