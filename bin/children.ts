import { fileURLToPath } from 'node:url';
import { type Config, childEnvironment } from './config.ts';
import { choosePort } from './embedded/ports.ts';
import { type ProcessRecord, type Program, startDetached, stopProcess, wordsOf } from './embedded/process.ts';
import { Problem } from './problem.ts';
import { waitUntilReady } from './service.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** The parts that are processes of this program. Each is told what it needs and no more: the API never holds the system's key. */
export const startWorker = (config: Config): Promise<ProcessRecord> =>
  startCommand(config.dataFolder, 'worker', {
    env: childEnvironment(
      {
        DATABASE_SYSTEM_URL: config.database.system,
        TEMPORAL_ADDRESS: config.temporal.address,
        TEMPORAL_NAMESPACE: config.temporal.namespace,
        TEMPORAL_TASK_QUEUE: config.temporal.taskQueue,
        ...(config.http.publicUrl && { PUBLIC_URL: config.http.publicUrl }),
        SMTP_URL: config.smtp.url,
        MAIL_FROM: config.smtp.from,
        ROGATORY_RECONCILER: config.reconciler ? '1' : '0',
      },
      ['TEMPORAL_API_KEY', 'TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY', 'TEMPORAL_TLS_CA'],
    ),
  });

export const startApi = (config: Config): Promise<ProcessRecord> =>
  startCommand(config.dataFolder, 'api', {
    env: childEnvironment({
      DATABASE_APP_URL: config.database.app,
      HOST: config.http.host,
      PORT: String(config.http.port),
      ...(config.http.publicUrl && { PUBLIC_URL: config.http.publicUrl }),
      MAIL_FROM: config.smtp.from,
      ROGATORY_GRAPHIQL: config.graphiql ? '1' : '0',
      UPLOAD_LIMIT: String(config.uploadLimit),
    }),
  });

export async function startMail(dataFolder: string): Promise<ProcessRecord> {
  const port = await choosePort(dataFolder, 'mail');
  return startCommand(dataFolder, 'mail', { env: childEnvironment({}), port });
}

async function startCommand(
  dataFolder: string,
  name: string,
  { env, port }: Pick<Program, 'env' | 'port'>,
): Promise<ProcessRecord> {
  const args = [MAIN, name, '--data', dataFolder, ...(port ? ['--port', String(port)] : [])];
  const told = { ...(env && { env }), ...(port && { port }) };
  const record = startDetached(dataFolder, { name, command: process.execPath, args, ...told });
  if (await waitUntilReady(dataFolder, record)) return record;
  await stopProcess(dataFolder, record);
  throw new Problem(wordsOf(dataFolder, record).trim() || `Cannot start the ${name}: it ended without a word`);
}
