import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const TOOLS = {
  biome: ['@biomejs/biome', 'bin/biome'],
  tsc: ['typescript', 'bin/tsc'],
  vitest: ['vitest', 'vitest.mjs'],
} as const satisfies Record<string, readonly [name: string, file: string]>;

/** Runs a tool of the project on this Node.js, in this terminal; answers with its exit code. */
export function runTool(tool: keyof typeof TOOLS, args: readonly string[]): Promise<number> {
  const [name, file] = TOOLS[tool];
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const child = spawn(process.execPath, [join(folder, file), ...args], { cwd: ROOT, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
