import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { writeWholeFile } from '../whole-file.ts';
import { runFolder, until } from './process.ts';

/** Below the range that the system hands out for outgoing connections, so that a port is still free at the next start. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/** A free port for an embedded part: the one it had before, if that is free. */
export async function choosePort(dataFolder: string, name: string): Promise<number> {
  const file = join(runFolder(dataFolder), 'ports.json');
  const port = await firstFree(readPorts(file)[name]);
  const ports = readPorts(file); // other parts choose theirs at the same time
  if (port !== ports[name]) writeWholeFile(file, JSON.stringify({ ...ports, [name]: port }));
  return port;
}

function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>; // written by choosePort
  } catch {
    return {};
  }
}

async function firstFree(remembered: number | undefined): Promise<number> {
  // A process that was killed a moment ago may not have let go of it yet.
  if (remembered !== undefined && (await until(() => isFree('127.0.0.1', remembered), 1))) return remembered;
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree('127.0.0.1', port)) return port;
  }
  throw new Problem(`Cannot find a free port between ${LOWEST} and ${HIGHEST}: end what holds them`);
}

export function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
