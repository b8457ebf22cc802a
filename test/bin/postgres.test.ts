import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder, openSecrets } from '../../bin/data-folder.ts';
import { ensureDatabase, withClient } from '../../bin/embedded/database.ts';
import { startPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { isRunning, readRecord, removeRecord } from '../../bin/embedded/process.ts';
import { stopAllLeftovers } from '../../bin/leftovers.ts';
import { explain } from '../../bin/problem.ts';
import { temporaryFolder } from './support.ts';

function installation() {
  const dataFolder = join(temporaryFolder(), 'data');
  const start = () => {
    openDataFolder(dataFolder);
    return startPostgres({ dataFolder, password: openSecrets(dataFolder).postgres });
  };
  onTestFinished(() => stopAllLeftovers(dataFolder));
  const ask = async (sql: string) => {
    const url = superuserUrl(readRecord(dataFolder, 'postgres')?.port ?? 0, openSecrets(dataFolder).postgres);
    return (await withClient(url, (client) => client.query(sql))).rows;
  };
  return { dataFolder, start, ask };
}

test('the embedded database keeps what was committed when it is killed, and the next start brings it back', async () => {
  const { dataFolder, start, ask } = installation();
  const first = await start();
  const SURE = ['data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit']; // a power cut costs nothing
  expect(
    await ask(`select name, setting from pg_settings where name in ('${SURE.join("', '")}') order by name`),
  ).toEqual(SURE.map((name) => ({ name, setting: 'on' })));
  expect(await ask("select current_setting('server_encoding') as encoding")).toEqual([{ encoding: 'UTF8' }]);
  await ask('create table kept as select 1 as value');

  process.kill(first.pid, 'SIGKILL');
  const second = await start();

  expect(second.pid).not.toBe(first.pid);
  expect(second.port).toBe(first.port);
  expect(await ask('select value from kept')).toEqual([{ value: 1 }]);

  const adopted = await start();
  expect(adopted.pid).toBe(second.pid);

  removeRecord(dataFolder, 'postgres'); // as after a kill in the moment before it was written
  expect((await start()).pid).toBe(second.pid);

  const taken = createServer().listen(first.port + 1, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await stopAllLeftovers(dataFolder);
  expect(isRunning(second)).toBe(false);
  writeFileSync(join(dataFolder, 'run', 'ports.json'), JSON.stringify({ postgres: first.port + 1 }));
  expect((await start()).port).not.toBe(first.port + 1);
}, 180_000);

test('a file of another process’s id is not taken for a running database', async () => {
  const { dataFolder, start } = installation();
  const first = await start();
  const pidFile = join(dataFolder, 'postgres', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await stopAllLeftovers(dataFolder);
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));

  const second = await start();

  expect(second.pid).not.toBe(process.pid);
  expect(isRunning(first)).toBe(false);
});

test('the owner of the database is no superuser', async () => {
  const { dataFolder, start, ask } = installation();
  const { port } = await start();
  const { postgres, owner } = openSecrets(dataFolder);

  await ensureDatabase(superuserUrl(port, postgres), owner);
  await ensureDatabase(superuserUrl(port, postgres), owner);

  expect(await ask("select rolsuper, rolbypassrls from pg_roles where rolname = 'rogatory_owner'")).toEqual([
    { rolsuper: false, rolbypassrls: false },
  ]);
});

test.each<[what: string, damage: (dataFolder: string) => void, sentence: RegExp]>([
  [
    'a file in place of the folder',
    (folder) => writeFileSync(folder, ''),
    /^Cannot keep data in ".*data": it is a file/,
  ],
  [
    'a file in place of a folder in it',
    (folder) => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'run'), '');
    },
    /^Cannot use ".*run": a file stands where a folder is needed/,
  ],
  [
    'a database of another version',
    (folder) => {
      mkdirSync(join(folder, 'postgres'), { recursive: true });
      writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    },
    /^Cannot use the database in ".*postgres": it was made by PostgreSQL 17, this is 18/,
  ],
  [
    'a folder that is no database',
    (folder) => mkdirSync(join(folder, 'postgres'), { recursive: true }),
    /^Cannot use the database in ".*postgres": it is no PostgreSQL database/,
  ],
  [
    'damaged passwords',
    (folder) => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'secrets.json'), '{"postgres":');
    },
    /^Cannot read the passwords in ".*secrets.json": it is damaged/,
  ],
])('%s gives one sentence', async (_what, damage, sentence) => {
  const { dataFolder, start } = installation();
  damage(dataFolder);

  const error = await Promise.resolve()
    .then(start)
    .catch((error: unknown) => error);

  expect(explain(error)).toMatch(sentence);
  expect(explain(error)).not.toContain('\n');
});

test('passwords that are not those of the database give one sentence', async () => {
  const { dataFolder, start } = installation();
  await start();
  rmSync(join(dataFolder, 'secrets.json'));

  const error = await start().catch((error: unknown) => error);

  expect(explain(error)).toMatch(/^Cannot sign in to the embedded database: "secrets.json" is not the one/);
});
