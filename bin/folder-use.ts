import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallationKind } from '../domain/installation.ts';
import { readSecrets } from './data-folder.ts';
import { Problem } from './problem.ts';
import { writeWholeFile } from './whole-file.ts';

type Use = {
  holds: string;
  /** What an empty database becomes. */
  seeds: 'demonstration' | 'practice';
  kinds: readonly InstallationKind[];
};

/** What a data folder holds, by the command that opens it: no other command may. */
const USES = {
  start: {
    holds: 'a real or demonstration installation',
    seeds: 'demonstration',
    kinds: ['real', 'demonstration', 'test'],
  },
  practice: { holds: 'a practice installation', seeds: 'practice', kinds: ['practice'] },
  demo: { holds: 'a demonstration that is played anew each time', seeds: 'demonstration', kinds: ['demonstration'] },
  'practice play': { holds: 'a scenario that is played anew each time', seeds: 'practice', kinds: ['practice'] },
} as const satisfies Record<string, Use>;
export type Opener = keyof typeof USES;

const fileOf = (dataFolder: string): string => join(dataFolder, 'opened-by');
const isOpener = (word: string): word is Opener => Object.hasOwn(USES, word);

/** The command that opens a folder; undefined where it is not marked: it is new, or older than the marks. */
function openerOf(dataFolder: string): Opener | undefined {
  const file = fileOf(dataFolder);
  if (!existsSync(file)) return undefined;
  const word = readFileSync(file, 'utf8').trim();
  if (!isOpener(word)) throw new Problem(`Cannot use "${dataFolder}": its file "opened-by" is damaged`);
  return word;
}

export const seededBy = (opener: Opener): Use['seeds'] => USES[opener].seeds;
const isPractice = (opener: Opener): boolean => seededBy(opener) === 'practice';
/** Whether a folder is one to practise in: nothing outside of it but the engine is used from there. */
export const isPracticeFolder = (dataFolder: string): boolean => isPractice(openerOf(dataFolder) ?? 'start');

/** Throws a Problem where a folder holds what another command opens. */
export function requireUse(dataFolder: string, opener: Opener): void {
  const found = openerOf(dataFolder) ?? (isPractice(opener) && readSecrets(dataFolder) ? 'start' : opener);
  if (found !== opener)
    throw new Problem(
      `Cannot use "${dataFolder}" for "rogatory ${opener}": ${USES[found].holds} is kept there, open it with "rogatory ${found}" or name another folder with --data`,
    );
}

/** Marks a folder as one that only this command opens. */
export function takeFolder(dataFolder: string, opener: Opener): void {
  requireUse(dataFolder, opener);
  writeWholeFile(fileOf(dataFolder), `${opener}\n`);
}

/** Throws a Problem where a database holds an installation of another kind than its folder is for. */
export function requireKind(dataFolder: string, kind: InstallationKind | undefined): void {
  const { holds, kinds }: Use = USES[openerOf(dataFolder) ?? 'start'];
  if (kind === undefined || kinds.includes(kind)) return;
  throw new Problem(`Cannot use "${dataFolder}" for ${holds}: the database holds a ${kind} installation`);
}
