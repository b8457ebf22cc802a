import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../config.ts';
import { withLock } from '../launcher/lock.js';
import { step } from '../launcher/progress.js';
import { Problem } from '../problem.ts';
import { findOnPath } from './on-path.ts';
import { SOURCES, type Source } from './temporal-sources.ts';

const VERSION = '1.5.1';
/** Older servers do not know the settings that ours is started with. */
const OLDEST_SERVER = [1, 27] as const;

export type TemporalSearch = { machine: Machine; sources?: readonly Source[]; signal?: AbortSignal };

/** The `temporal` program: the machine's own, the one kept from an earlier run, or a new one fetched or built. */
export async function findTemporal(search: TemporalSearch): Promise<string> {
  const { machine } = search;
  const own = findOnPath(machine, 'temporal');
  if (own && isUsable(own)) return own;
  const kept = join(machine.cacheFolder, `temporal-${VERSION}`);
  if (existsSync(kept)) return kept;
  mkdirSync(machine.cacheFolder, { recursive: true });
  return withLock(`${kept}.lock`, async () => {
    if (!existsSync(kept)) await fetchInto(kept, search); // else another process was first
    return kept;
  });
}

async function fetchInto(kept: string, { machine, sources = SOURCES, signal }: TemporalSearch): Promise<void> {
  const reasons: string[] = [];
  for (const { title, get } of sources) {
    removeUnfinished(machine.cacheFolder);
    const folder = join(machine.cacheFolder, `unfinished-${process.pid}`);
    mkdirSync(folder);
    try {
      await step(title, (note) => get({ version: VERSION, folder, machine, note, signal }));
      renameSync(join(folder, 'temporal'), kept);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      reasons.push(error instanceof Error ? error.message : String(error));
      console.error(`  ${reasons.at(-1)}`);
    } finally {
      removeUnfinished(machine.cacheFolder);
    }
  }
  throw new Problem(allFive(kept, reasons));
}

const allFive = (kept: string, [download, build]: string[]): string =>
  [
    'Cannot find a Temporal server: make one of these five work and start again',
    '  TEMPORAL_ADDRESS: is not set; give the address of a server that runs',
    '  "temporal" on the PATH: is not there or is too old; install the Temporal CLI',
    `  a server kept from an earlier run: there is none at "${kept}"`,
    `  the download: ${download}`,
    `  a build with Go: ${build}`,
  ].join('\n');

/** What this process or one that was killed has left behind; the lock is held. */
function removeUnfinished(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder).filter((name) => name.startsWith('unfinished-'))) {
    rmSync(join(cacheFolder, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function isUsable(program: string): boolean {
  try {
    const words = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000, stdio: 'pipe' });
    const [, major = 0, minor = 0] = /Server (\d+)\.(\d+)/.exec(words) ?? [];
    return (
      Number(major) > OLDEST_SERVER[0] || (Number(major) === OLDEST_SERVER[0] && Number(minor) >= OLDEST_SERVER[1])
    );
  } catch {
    return false;
  }
}
