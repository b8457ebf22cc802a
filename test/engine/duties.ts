import { expect } from 'vitest';
import type { People } from './people.ts';

/** An event that no person caused. */
export type Automatic = {
  seq: number;
  action: string;
  to: string;
  workflow: { id: string; run: string; step: string } | null;
};

export async function automaticEvents({ office }: People, request: string): Promise<Automatic[]> {
  const { rows } = await office.system.query<Automatic>(
    `select seq, action, to_status as "to", workflow from event where request_id = $1 and actor_kind = 'system' order by seq`,
    [request],
  );
  return rows;
}

/** The events that no person caused, each with the workflow and the step from which it was asked for: `sent by transmission: transmit`. */
export async function drivenOf(people: People, request: string): Promise<string[]> {
  const events = await automaticEvents(people, request);
  const workflowOf = (id = '') =>
    id.replace(`request/${request}`, '').replace(/^\//, '').replace(/\/.*/, '') || 'request';
  return events.map(({ action, workflow }) => `${action} by ${workflowOf(workflow?.id)}: ${workflow?.step}`);
}

/** What the engine owes a request, each shown by people doing only their own part. Fails where the workflow does not do its. */
export async function expectTranslation(people: People): Promise<string> {
  const request = await people.upTo('ready');
  expect(await drivenOf(people, request)).toEqual([
    'openTranslation by translation: takeStep',
    'makeReady by translation: takeStep',
  ]);
  return request;
}

export async function expectTransmission(
  people: People,
  request: string,
  mails: () => Promise<unknown[]>,
): Promise<void> {
  const before = (await mails()).length;
  await people.onTo('sent', request);
  expect((await drivenOf(people, request)).slice(-2)).toEqual([
    'claimTransmission by transmission: claim',
    'recordSent by transmission: transmit',
  ]);
  expect(await mails()).toHaveLength(before + 1);
}

export async function expectEscalation(people: People, until: (instant: string) => Promise<void>): Promise<void> {
  const request = await people.upTo('with-ca');
  const review = (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'ca-review');
  await until(review?.dueAt ?? '');
  expect(await drivenOf(people, request)).toEqual(['remind by request: fireDue', 'fireDeadline by request: fireDue']);
  expect((await people.told(request)).at(-1)).toMatchObject({ kind: 'overdue-ca-review', to: 'role:ca-head' });
}

export async function expectEnding(people: People, request: string): Promise<void> {
  await people.onTo('closed', request);
  expect((await drivenOf(people, request)).at(-1)).toBe('startRetention by request: takeStep');
  const { rows } = await people.office.system.query('select ended from follower where request_id = $1', [request]);
  expect(rows).toEqual(rows.map(() => ({ ended: true })));
}
