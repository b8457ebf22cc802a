import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../problem.ts';

/** How to run PostgreSQL's programs: it refuses to run as root, so then it gets a user of its own. */
export type RunAs = {
  /** Gives that user a folder. */
  give(folder: string): void;
  /** The command that runs a program as that user. */
  wrap(command: string, args: readonly string[]): { command: string; args: string[]; uid?: number; gid?: number };
};

const USER = 'postgres';

/** `reachable` are the places that the user must be able to pass through to. */
export function postgresUser(reachable: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { give: () => {}, wrap: (command, args) => ({ command, args: [...args] }) };
  const { uid, gid } = findUser() ?? createUser();
  const mayReach = reachable.every((place) => isOpenToOthers(place));
  return {
    give: (folder) => chownSync(folder, uid, gid),
    wrap: (command, args) => (mayReach ? { command, args: [...args], uid, gid } : passingLockedFolders(command, args)),
  };
}

function findUser(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createUser(): { uid: number; gid: number } {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', USER], { stdio: 'ignore' });
  } catch {
    // The next line says what happened.
  }
  const user = findUser();
  if (user) return user;
  throw new Problem(
    `Cannot run PostgreSQL as root: this machine has no user "${USER}" and none could be made, run "useradd --system --user-group ${USER}" or start as another user`,
  );
}

/** Root's own folders are often closed to everybody else, and the whole checkout may lie in one. */
function isOpenToOthers(place: string): boolean {
  if ((statSync(place).mode & 0o001) === 0) return false;
  return place === dirname(place) || isOpenToOthers(dirname(place));
}

/**
 * Keeps one single right of root's: to pass folders that are closed to the user. PostgreSQL asks `access()`, which
 * minds that right only when the switch of the user is told not to settle the rights anew.
 */
function passingLockedFolders(command: string, args: readonly string[]): { command: string; args: string[] } {
  const right = '-all,+dac_override';
  return {
    command: 'setpriv',
    args: [
      `--reuid=${USER}`,
      `--regid=${USER}`,
      '--clear-groups',
      `--inh-caps=${right}`,
      `--ambient-caps=${right}`,
      '--securebits=+no_setuid_fixup',
      command,
      ...args,
    ],
  };
}
