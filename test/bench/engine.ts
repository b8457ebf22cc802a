import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { withClient } from '../../bin/embedded/database.ts';
import type { House } from './house.ts';
import { type BareInput, bareSignal } from './limits/bare-workflow.ts';
import { type Program, startProgram } from './program.ts';
import type { Rig } from './rig.ts';

/** The engine without the product: a worker of its own that runs the bare workflow on the same server. */
export type BareEngine = {
  client: Client;
  /** Starts a workflow with its first signal. */
  start(input: BareInput): Promise<WorkflowHandle>;
  signal(handle: WorkflowHandle, seq: number): Promise<void>;
  /** Starts one that sleeps until an instant, in milliseconds since 1970. */
  sleep(id: string, due: number): Promise<WorkflowHandle>;
  /** Of its worker. */
  pid: number;
  stop(): Promise<void>;
};

const TASK_QUEUE = 'bare';
/** Where the bare workflows note how far they have come. */
const SEEN = `
  create table if not exists bare_seen (id text primary key, seq int not null);
  create table if not exists bare_woken (id text primary key, at timestamptz not null);
  grant select on bare_seen, bare_woken to rogatory_system`;

export async function startBareEngine({ temporal }: Rig, { config }: House): Promise<BareEngine> {
  const { owner: databaseUrl } = config.database;
  await withClient(databaseUrl, (db) => db.query(SEEN));
  const { address, namespace } = temporal;
  const worker: Program = await startProgram('worker', { address, namespace, taskQueue: TASK_QUEUE, databaseUrl });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  return {
    client,
    start: (input) =>
      client.workflow.signalWithStart('bareWorkflow', {
        workflowId: `bare/${input.id}`,
        taskQueue: TASK_QUEUE,
        args: [input],
        signal: bareSignal,
        signalArgs: [{ seq: 1 }],
      }),
    signal: (handle, seq) => handle.signal(bareSignal, { seq }),
    sleep: (id, due) =>
      client.workflow.start('bareSleeper', { workflowId: `bare/${id}`, taskQueue: TASK_QUEUE, args: [{ id, due }] }),
    pid: worker.pid,
    async stop() {
      await worker.stop();
      await connection.close();
    },
  };
}

/** How many events the histories of a request's workflows have, all runs together, and how many runs there were. */
export async function historyOf({ workflow }: Client, request: string): Promise<{ events: number; runs: number }> {
  let [events, runs] = [0, 0];
  for await (const { workflowId, runId } of workflow.list()) {
    if (!workflowId.startsWith(`request/${request}`)) continue;
    events += (await workflow.getHandle(workflowId, runId).describe()).historyLength;
    runs += 1;
  }
  return { events, runs };
}
