import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { options, ready } from './serve.ts';

type Options = { address: string; namespace: string; taskQueue: string; databaseUrl: string };
type Done = { id: string; seq: number };

const WOKE = 'insert into bare_woken values ($1, clock_timestamp()) on conflict do nothing';
const NOTE = 'insert into bare_seen values ($1, $2) on conflict (id) do update set seq = $2';

export const createBareActivities = (db: pg.Pool) => ({
  async note({ id, seq }: Done): Promise<void> {
    await db.query({ name: 'note', text: NOTE, values: [id, seq] });
  },
  async nothing(_: Done): Promise<void> {},
  async woke({ id }: { id: string }): Promise<void> {
    await db.query({ name: 'woke', text: WOKE, values: [id] });
  },
});

/** A worker of the engine with the product's settings and nothing of the product. */
async function main({ address, namespace, taskQueue, databaseUrl }: Options): Promise<void> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
  });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }),
    namespace,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
    activities: createBareActivities(new pg.Pool({ connectionString: databaseUrl, max: 10 })),
    stickyQueueScheduleToStartTimeout: '1 s',
    maxCachedWorkflows: 200,
  });
  ready(0);
  await worker.run();
}

if (import.meta.main) await main(options<Options>());
