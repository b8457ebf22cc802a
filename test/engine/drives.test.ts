import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../bin/embedded/process.ts';
import { followers } from '../../registry/outbox.ts';
import { requestWorkflowId } from '../../workflows/messages.ts';
import { poker } from '../../workflows/relay.ts';
import { type House, openHouse } from '../support/journey.ts';
import type { Running } from '../support/stack.ts';
import {
  automaticEvents,
  drivenOf,
  expectEnding,
  expectEscalation,
  expectTranslation,
  expectTransmission,
} from './duties.ts';
import { openPeople, type People } from './people.ts';

/** The engine drives: nothing moves by itself but what a workflow asks for. The reconciler is off throughout. */
let house: House;
let people: People;
let worker: Running;
let connection: Connection;
let client: Client;
const requests: Record<string, string> = {};
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack);
  worker = await house.stack.startWorker({ reconciler: false });
  const { address, namespace } = house.stack.temporal;
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
});
afterAll(async () => {
  await connection?.close();
  await people?.close();
  await house?.close();
});
const mails = () => house.stack.mailbox.all();

test('it translates', async () => {
  requests['life'] = await expectTranslation(people);
});

test('it sends', () => expectTransmission(people, requests['life'] ?? '', mails));

test('it chases', async () => {
  const request = await people.upTo('sent');
  const watch = (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'acknowledgement');
  await house.until(watch?.dueAt ?? '');
  expect((await drivenOf(people, request)).slice(-5)).toEqual([
    'remind by request: fireDue',
    'fireDeadline by request: fireDue',
    'prepareEnquiry by request: prepareEnquiry',
    'claimTransmission by transmission: claim',
    'recordSent by transmission: transmit',
  ]);
  requests['chased'] = request;
});

test('it escalates', () => expectEscalation(people, house.until));

test('it writes to the partner what we answered', async () => {
  const request = await people.upTo('acknowledged');
  await people.does('laurent', 'askInformation', request, { question: 'Which transfers?' });
  const { questions } = await people.office.read(request);
  await people.does('oh', 'answerInformation', request, {
    answers: [{ question: questions[0]?.id, answer: 'All', files: [] }],
  });
  expect((await drivenOf(people, request)).slice(-3)).toEqual([
    'prepareMail by request: prepareMail',
    'claimTransmission by transmission: claim',
    'recordSent by transmission: transmit',
  ]);
});

test('it ends', () => expectEnding(people, requests['life'] ?? ''));

test('it sleeps through what leaves it nothing to do, and has seen it', async () => {
  const request = await people.draft();
  const asleep = await lengthAtRest(request);
  await people.does('seo', 'addItem', request, { type: 'bank-records' });
  await people.does('seo', 'askDesk', request, { question: 'Which form?' });
  expect(await lengthAtRest(request)).toBe(asleep);
  await people.does('seo', 'withdraw', request, { reason: 'not needed' });
  await until(async () => (await historyLength(request)) > asleep, 10);
});

/** How long its history is once the workflow sleeps: a timer is the last thing that it has asked for. */
async function lengthAtRest(request: string): Promise<number> {
  const handle = client.workflow.getHandle(requestWorkflowId(request));
  const isAsleep = async (): Promise<boolean> =>
    (await handle.fetchHistory()).events?.at(-1)?.timerStartedEventAttributes != null;
  if (!(await until(isAsleep, 10))) throw new Error(`Expected the workflow of "${request}" to sleep: it does not`);
  return await historyLength(request);
}

const historyLength = async (request: string): Promise<number> =>
  (await client.workflow.getHandle(requestWorkflowId(request)).describe()).historyLength;

test('every event that no person caused names a run that there was, and a step', async () => {
  for (const request of Object.values(requests)) {
    const events = await automaticEvents(people, request);
    expect(events.length).toBeGreaterThan(4);
    for (const { workflow } of events) {
      const run = await client.workflow.getHandle(workflow?.id ?? '', workflow?.run).describe();
      expect(run.taskQueue).toBe(house.stack.temporal.taskQueue);
      expect(workflow?.step).toMatch(/^[a-z]+[A-Za-z]*$/);
    }
  }
});

test('without a worker none of it happens, and all of it when one comes back', async () => {
  await people.acceptLanguages('en');
  const waiting = {
    translate: await people.upTo('with-ca'),
    send: await people.upTo('ready'),
    chase: await people.upTo('sent'),
    escalate: await people.upTo('with-ca'),
    end: await people.upTo('executed'),
  };
  const ids = Object.values(waiting);
  const before = (await mails()).length;
  const driven = async () => Promise.all(ids.map((request) => drivenOf(people, request)));
  const standing = await driven();
  await worker.stop();
  people.patience = 0;

  await people.office.dispatch(waiting.send);
  await people.onTo('closed', waiting.end);
  await people.acceptLanguages('fr');
  await people.onTo('approved', waiting.translate);
  await people.office.setClock('2026-08-01T00:00:00Z');
  expect(await until(async () => JSON.stringify(await driven()) !== JSON.stringify(standing), 2)).toBe(false);
  expect(await mails()).toHaveLength(before);
  expect(await waitingNews()).toEqual([waiting.translate, waiting.send, waiting.end].sort());
  expect(await people.told(waiting.escalate)).not.toContainEqual(
    expect.objectContaining({ kind: 'overdue-ca-review' }),
  );

  worker = await house.stack.startWorker({ reconciler: false });
  const { taskQueue } = house.stack.temporal;
  for (const news of await followers(house.db, 'all')) await poker(client, taskQueue)(news); // as moving the clock does
  await house.quiet();
  const last = async (request: string) => (await drivenOf(people, request)).map((line) => line.replace(/ .*/, ''));
  expect(await last(waiting.translate)).toContain('openTranslation');
  expect(await last(waiting.send)).toContain('recordSent');
  expect((await last(waiting.chase)).filter((action) => action === 'prepareEnquiry')).toHaveLength(1);
  expect(await last(waiting.escalate)).toEqual(['remind', 'fireDeadline']);
  expect(await last(waiting.end)).toContain('startRetention');
  expect(await house.violations()).toEqual([]);
});

/** The requests of which the engine has not been told everything. */
async function waitingNews(): Promise<string[]> {
  const { rows } = await house.db.query<{ request_id: string }>(
    'select distinct request_id from outbox where delivered_at is null order by 1',
  );
  return rows.map(({ request_id }) => request_id);
}
