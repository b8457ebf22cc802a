import { expect } from 'vitest';
import { addMilliseconds, compare, dateIn } from '../../domain/dates.ts';
import { plain } from '../support/client.ts';
import type { People } from './people.ts';

/** Shortly before an instant: near enough to show that nothing is early, far enough to look in peace. */
export const shortOf = (instant: string): string => addMilliseconds(instant, -40_000);

/** Every reminder and deadline of a request fired once, on the day it was for, and not before its instant; the engine says where it did it. */
export async function expectOnTime({ alarms, office }: People, request: string): Promise<void> {
  const all = await alarms(request);
  for (const alarm of all) {
    expect(
      compare(alarm.at, alarm.for),
      `${alarm.step} ${alarm.kind} at ${alarm.at} is for ${alarm.for}`,
    ).toBeGreaterThanOrEqual(0);
    expect(dateIn(alarm.at, 'UTC'), `${alarm.step} ${alarm.kind}`).toBe(dateIn(alarm.for, 'UTC'));
  }
  const names = all.map(({ kind, cycle, step }) => `${step} ${kind} ${cycle}`);
  expect(names).toEqual([...new Set(names)]);
  const { rows } = await office.system.query<{ workflow: { id: string; run: string; step: string } | null }>(
    `select workflow from event where request_id = $1 and action in ('remind', 'fireDeadline')`,
    [plain(request)],
  );
  expect(rows).toHaveLength(all.length);
  for (const { workflow } of rows)
    expect(workflow).toEqual({
      id: `request/${request}`,
      run: expect.stringMatching(/^[0-9a-f-]{36}$/),
      step: 'fireDue',
    });
}

/** What was told to whom and when, to the minute: `2026-04-07T15:00 reminder-ca-review role:ca-officer`. Of one clock, or of all. */
export async function toldOf({ told }: People, request: string, clock = ''): Promise<string[]> {
  const notices = await told(request);
  return notices
    .filter(({ kind }) => !/^(now|alarm)-/.test(kind) && kind.endsWith(clock))
    .map(({ at, kind, to }) => `${at.slice(0, 16)} ${kind} ${to}`);
}
