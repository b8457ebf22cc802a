import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { readMachine } from '../../bin/config.ts';
import { openDataFolder } from '../../bin/data-folder.ts';
import { findRunning, type ProcessRecord, stopProcess, until } from '../../bin/embedded/process.ts';
import { startTemporal, temporalDatabase } from '../../bin/embedded/temporal.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { UNSYNCED } from './server-folder.ts';

/** A Temporal server of a test file's own, for tests that take it away. It keeps its address. */
export type Engine = {
  address: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Deletes all that it knows; it must not run. */
  lose(): void;
};

export async function openEngine(dataFolder: string): Promise<Engine> {
  const command = await findTemporal({ machine: readMachine() });
  const pragmas = UNSYNCED.temporal;
  const start = () => startTemporal({ dataFolder, namespace: 'default', hasUi: false, command, pragmas });
  const running = (): ProcessRecord | undefined => findRunning(dataFolder, 'temporal');
  const { port } = await start();
  return {
    address: `127.0.0.1:${port}`,
    async start() {
      const again = await start();
      if (again.port !== port) throw new Error(`Expected the server at port ${port}: it is at ${again.port}`);
    },
    async stop() {
      const record = running();
      if (record) await stopProcess(dataFolder, record);
    },
    async kill() {
      const record = running();
      if (record) process.kill(record.pid, 'SIGKILL');
      await until(() => running() === undefined, 10);
    },
    lose() {
      rmSync(dirname(temporalDatabase(dataFolder)), { recursive: true, force: true });
      openDataFolder(dataFolder);
    },
  };
}
