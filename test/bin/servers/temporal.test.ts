import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readMachine } from '../../../bin/config.ts';
import { openDataFolder } from '../../../bin/data-folder.ts';
import { isRunning, removeRecord } from '../../../bin/embedded/process.ts';
import { startTemporal, temporalDatabase } from '../../../bin/embedded/temporal.ts';
import { temporalFault } from '../../../bin/embedded/temporal-answers.ts';
import { findTemporal } from '../../../bin/embedded/temporal-binary.ts';
import { stopAllLeftovers } from '../../../bin/leftovers.ts';
import { temporaryFolder } from '../support.ts';

test('the embedded Temporal server survives a kill, is taken over, and is made again when its database is lost', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  openDataFolder(dataFolder);
  onTestFinished(() => stopAllLeftovers(dataFolder));
  const command = await findTemporal({ machine: readMachine() });
  const start = () => startTemporal({ dataFolder, namespace: 'arvania', hasUi: true, command });

  const first = await start();
  const pages = await fetch(`http://127.0.0.1:${first.uiPort}/`);
  expect(pages.status).toBe(200);
  process.kill(first.pid, 'SIGKILL');

  const second = await start();
  expect([second.port, second.uiPort]).toEqual([first.port, first.uiPort]);
  expect((await start()).pid).toBe(second.pid);
  removeRecord(dataFolder, 'temporal'); // as after a kill in the moment before it was written
  expect((await start()).pid).toBe(second.pid);

  await stopAllLeftovers(dataFolder);
  expect(isRunning(second)).toBe(false);
  rmSync(dirname(temporalDatabase(dataFolder)), { recursive: true });
  openDataFolder(dataFolder);
  const third = await start();
  const address = `127.0.0.1:${third.port}`;
  expect(await temporalFault({ address, namespace: 'arvania' })).toBeUndefined();
  expect(await temporalFault({ address, namespace: 'elsewhere' })).toMatch(/not found/i);
});
