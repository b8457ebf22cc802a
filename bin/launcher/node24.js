import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './problem.js';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The Node 24 that came with the dependencies, or the machine's own where there is none for it.
 * @param {string} root
 */
export function node24(root) {
  const installed = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new SetupProblem(
    `Cannot run on ${process.platform} ${process.arch} with Node.js ${process.versions.node}: install Node.js 24 or later`,
  );
}

/**
 * Runs a TypeScript file of the project on Node 24, in this terminal and with this environment. The signals that
 * would end this process go to it instead.
 * @param {string} root
 * @param {string[]} args The file, relative to the project, and its arguments.
 * @param {import('node:child_process').StdioOptions} [stdio]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function inNode24(root, [file = '', ...args], stdio = 'inherit') {
  // What is compiled once is kept, and found again by every process that starts from this one.
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.rogatory', 'compiled'), ...process.env };
  const child = spawn(node24(root), [join(root, file), ...args], { stdio, env });
  const listeners = FORWARDED.map((signal) => {
    const forward = () => void child.kill(signal);
    process.on(signal, forward);
    return () => process.off(signal, forward);
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new SetupProblem(`Cannot run Node.js 24: ${error.message}`)));
    child.on('exit', (code, signal) => {
      for (const stop of listeners) stop();
      resolve({ code, signal });
    });
  });
}
