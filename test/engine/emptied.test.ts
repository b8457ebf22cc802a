import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWorker } from '../../workflows/worker.ts';
import { type House, openHouse } from '../support/journey.ts';
import { expectEnding, expectEscalation, expectTranslation, expectTransmission } from './duties.ts';
import { bundleWithEmptied, type WorkflowName } from './emptied.ts';
import { openPeople, type People } from './people.ts';

/** Were a workflow empty, the assertions of drives.test.ts would fail: shown by running those with such workflows. */
const PATIENCE = 2_500;
let house: House;
let people: People;
let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack);
});
afterEach(() => worker?.stop());
afterAll(async () => {
  await people?.close();
  await house?.close();
});

async function run(emptied: WorkflowName): Promise<void> {
  const { urls, temporal, smtp, filesFolder } = house.stack;
  const bundle = await bundleWithEmptied(join(filesFolder, '..', 'emptied'), emptied);
  worker = await startWorker({ systemUrl: urls.system, temporal, smtp, filesFolder, reconciler: false, bundle });
}
const mails = () => house.stack.mailbox.all();
const until = (instant: string) => house.until(instant);
/** What somebody sees who waits for the engine in vain. */
const IN_VAIN = /Cannot wait any longer for the engine/;

test('an empty transmission sends nothing', async () => {
  await run('transmissionWorkflow');
  const request = await expectTranslation(people); // the others work
  people.patience = PATIENCE;
  await expect(expectTransmission(people, request, mails)).rejects.toThrow(IN_VAIN);
  expect(await mails()).toEqual([]);
});

test('an empty translation translates nothing', async () => {
  await settleAll();
  await run('translationWorkflow');
  people.patience = 60_000;
  await expectEscalation(people, until); // the others work
  people.patience = PATIENCE;
  await expect(expectTranslation(people)).rejects.toThrow(IN_VAIN);
});

test('an empty request does nothing at all', async () => {
  await settleAll();
  await run('outgoingRequestWorkflow');
  const request = await people.office.create();
  await expect(expectTranslation(people)).rejects.toThrow(IN_VAIN);
  await expect(expectTransmission(people, request, mails)).rejects.toThrow();
  await expect(expectEscalation(people, until)).rejects.toThrow(IN_VAIN);
  await expect(expectEnding(people, request)).rejects.toThrow();
  expect(await mails()).toEqual([]);
});

/** Withdraws what the test before has left undone. */
async function settleAll(): Promise<void> {
  people.patience = 0;
  const { rows } = await house.db.query<{ id: string }>(`select id from request where status <> 'withdrawn'`);
  for (const { id } of rows) await people.does('oh', 'withdraw', id, { reason: 'The test is over' });
  people.patience = PATIENCE;
}
