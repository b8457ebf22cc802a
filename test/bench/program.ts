import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A limit that runs as a process of its own, as the product does. */
export type Program = { url: string; pid: number; stop(): Promise<void> };

/** Starts a program of `limits/`; it says its port when it can be used, and ends when its standard input does. */
export async function startProgram(
  name: 'commit' | 'hello' | 'list' | 'worker',
  options: object = {},
): Promise<Program> {
  const child = spawnProgram(name, options);
  const port = await portOf(child, name);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
    },
  };
}

function spawnProgram(name: string, options: object): ChildProcess {
  const file = fileURLToPath(new URL(`limits/${name}.ts`, import.meta.url));
  return spawn(process.execPath, [file, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 2] });
}

async function portOf({ stdout }: ChildProcess, name: string): Promise<number> {
  if (stdout) for await (const line of createInterface(stdout)) return Number(line);
  throw new Error(`Cannot start the limit "${name}": it ended without a word`);
}
