import { connect } from 'node:net';
import { databaseUrl, isDatabaseExternal, mailAddress, temporalAddress } from './addresses.ts';
import type { Settings } from './config.ts';
import { withClient } from './embedded/database.ts';
import { findRunning } from './embedded/process.ts';
import { temporalFault } from './embedded/temporal-answers.ts';

export type Finding = {
  part: 'database' | 'temporal' | 'mail' | 'worker' | 'api';
  kind: 'embedded' | 'external';
  answers: boolean;
  /** The address and what was answered, or what is wrong. */
  detail: string;
};

type Check = (settings: Settings) => Promise<string>;

const PARTS: readonly { part: Finding['part']; isExternal: (settings: Settings) => boolean; check: Check }[] = [
  { part: 'database', isExternal: isDatabaseExternal, check: checkDatabase },
  { part: 'temporal', isExternal: ({ temporal }) => temporal.address !== undefined, check: checkTemporal },
  { part: 'mail', isExternal: ({ smtp }) => smtp.url !== undefined, check: checkMail },
  { part: 'worker', isExternal: () => false, check: checkWorker },
  { part: 'api', isExternal: () => false, check: checkApi },
];

/** Asks every part for a sign of life. A check answers with what it saw, and throws what is wrong. */
export function examine(settings: Settings): Promise<Finding[]> {
  return Promise.all(
    PARTS.map(async ({ part, isExternal, check }) => {
      const kind = isExternal(settings) ? 'external' : 'embedded';
      try {
        return { part, kind, answers: true, detail: await check(settings) };
      } catch (error) {
        return { part, kind, answers: false, detail: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}

async function checkDatabase(settings: Settings): Promise<string> {
  const url = databaseUrl(settings, 'system');
  const version = await withClient(url, async (client) => (await client.query('show server_version')).rows[0]);
  return `${new URL(url).host}, PostgreSQL ${version.server_version}`;
}

async function checkTemporal(settings: Settings): Promise<string> {
  const temporal = temporalAddress(settings);
  const fault = await temporalFault(temporal);
  if (fault) throw new Error(`${temporal.address}: ${fault}`);
  return `${temporal.address}, namespace ${temporal.namespace}`;
}

async function checkMail(settings: Settings): Promise<string> {
  const { hostname, port, protocol } = new URL(mailAddress(settings).url);
  const at = { host: hostname, port: Number(port) || (protocol === 'smtps:' ? 465 : 587) };
  await answersAt(at);
  return `${at.host}:${at.port}`;
}

async function checkWorker(settings: Settings): Promise<string> {
  const worker = findRunning(settings.dataFolder, 'worker');
  if (!worker) throw new Error(`does not run from "${settings.dataFolder}"`);
  return `process ${worker.pid}`;
}

async function checkApi({ http }: Settings): Promise<string> {
  const url = `http://${http.host}:${http.port}`;
  const { ok, status } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).catch((cause: unknown) => {
    throw new Error(`nothing answers at ${url}`, { cause });
  });
  if (!ok) throw new Error(`${url}/readyz answers ${status}`);
  return url;
}

/** Resolves when something listens there. */
function answersAt(at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...at, timeout: 5000 }, () => {
      socket.destroy();
      resolve();
    });
    const fail = () => {
      socket.destroy();
      reject(new Error(`nothing answers at ${at.host}:${at.port}`));
    };
    socket.on('error', fail).on('timeout', fail);
  });
}
