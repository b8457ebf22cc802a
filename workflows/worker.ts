import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { hasOrders, taskQueueOf } from '../domain/installation.ts';
import { createFolderStore } from '../files/store.ts';
import { createAnnouncer } from '../registry/announce.ts';
import { openPool } from '../registry/db.ts';
import { describeFault } from '../registry/fault.ts';
import { readInstallation } from '../registry/installation.ts';
import { createRecord } from './activities/record.ts';
import { createTransmission } from './activities/transmission.ts';
import { withoutWords } from './activities/without-words.ts';
import { startCaller } from './caller.ts';
import { createCourierChannel } from './channels/courier.ts';
import { createEmailChannel } from './channels/email.ts';
import { trackingOf } from './channels/tracking.ts';
import { startClockMover } from './clock-mover.ts';
import { startPostman } from './postman.ts';
import { startReconciler } from './reconciler.ts';
import { startRecounter } from './recounter.ts';
import { startRelay } from './relay.ts';

type Tls = { clientCertPair?: { crt: Buffer; key: Buffer }; serverRootCACertificate?: Buffer };
export type WorkerSettings = {
  systemUrl: string;
  temporal: { address: string; namespace: string; taskQueue: string; apiKey?: string; tls?: Tls };
  smtp: { url: string; from: string };
  filesFolder: string;
  reconciler: boolean;
  /** Where people sign in, if that is known. */
  publicUrl?: string;
  /** Other workflows than those that were generated beside this file. */
  bundle?: string;
};

const BUNDLE = fileURLToPath(new URL('./bundle.js', import.meta.url));
const log = (message: string, error?: unknown): void => console.error(message, describeFault(error));

/** Runs the workflows and activities, the relay, the recounter, the postman, the caller, and unless switched off the reconciler. */
export async function startWorker({
  systemUrl,
  temporal,
  smtp,
  filesFolder,
  reconciler,
  publicUrl,
  bundle = BUNDLE,
}: WorkerSettings): Promise<{ stopped: Promise<void>; stop(): Promise<void> }> {
  quietRuntime();
  const { address, namespace, apiKey, tls } = temporal;
  const wire = { address, ...(apiKey ? { apiKey } : {}), ...(tls ? { tls } : {}) };
  const [native, connection] = await Promise.all([NativeConnection.connect(wire), Connection.connect(wire)]);
  const db = openPool(systemUrl, { size: 10, onError: (error) => log('Lost a connection to the database', error) });
  const installation = await readInstallation(db);
  const taskQueue = taskQueueOf(installation, temporal.taskQueue);
  const store = createFolderStore(filesFolder);
  const announce = createAnnouncer(db);
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    ...(existsSync(bundle)
      ? { workflowBundle: { codePath: bundle } }
      : { workflowsPath: fileURLToPath(new URL('./index.ts', import.meta.url)) }),
    activities: {
      ...createRecord({ db, store, mailFrom: smtp.from, announce }),
      ...createTransmission({
        db,
        announce,
        channels: {
          email: createEmailChannel({ smtpUrl: smtp.url, store }),
          courier: createCourierChannel({ store, trackingOf: trackingOf(db) }),
        },
      }),
    },
    interceptors: { activity: [() => ({ inbound: withoutWords(log) })] },
    stickyQueueScheduleToStartTimeout: '1 s',
    maxCachedWorkflows: 200,
    maxHeartbeatThrottleInterval: '2 s',
    shutdownGraceTime: '10 s',
    shutdownForceTime: '20 s',
  });
  const client = new Client({ connection, namespace });
  const relay = startRelay({ db, systemUrl, client, taskQueue, log });
  const reconciling = reconciler ? startReconciler({ db, client, taskQueue, namespace, log }) : undefined;
  const recounting = startRecounter({ db, announce, log });
  const mailing = startPostman({ db, systemUrl, smtp, log, ...(publicUrl === undefined ? {} : { publicUrl }) });
  const calling = startCaller({ db, systemUrl, log });
  const moving = hasOrders(installation) ? startClockMover({ db, client, taskQueue, log }) : undefined;
  const stopped = worker.run();
  return {
    stopped,
    async stop() {
      await moving?.stop();
      await calling.stop();
      await mailing.stop();
      await recounting.stop();
      await reconciling?.stop();
      await relay.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await stopped;
      await db.end();
      await connection.close();
      await native.close();
    },
  };
}

/** The SDK's own log goes to stderr from warnings up; it never holds what workflows carry. */
function quietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
    });
  } catch {
    // installed already by another worker of this process
  }
}
