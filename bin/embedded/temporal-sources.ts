import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { childEnvironment, type Machine } from '../config.ts';
import { findOnPath } from './on-path.ts';

export type Order = {
  version: string;
  /** Where the program `temporal` is wanted; whatever else is in it goes. */
  folder: string;
  machine: Machine;
  note: (text: string) => void;
  signal: AbortSignal | undefined;
};

/** A way to get the program; it throws what stands in the way. */
export type Source = { title: string; get: (order: Order) => Promise<void> };

export const SOURCES: readonly Source[] = [
  { title: 'Downloading the Temporal server', get: (order) => download(order) },
  { title: 'Building the Temporal server with Go (about 5 minutes, this once)', get: buildWithGo },
];

const ANSWER = z.object({ archiveUrl: z.url(), fileToExtract: z.string() });
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** The host that the SDK too downloads from. */
export async function download(
  { version, folder, note, signal }: Order,
  host = 'https://temporal.download',
): Promise<void> {
  const machine = `platform=${process.platform}&arch=${ARCHITECTURES[process.arch] ?? process.arch}`;
  const asked = await get(`${host}/cli/v${version}?${machine}&format=tar.gz`, 5, signal);
  const { archiveUrl, fileToExtract } = ANSWER.parse(await asked.json());
  const archive = join(folder, 'archive.tar.gz');
  const { body } = await get(archiveUrl, 600, signal);
  if (!body) throw new Error(`no archive at ${archiveUrl}`);
  let size = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      note(`${Math.round(size / 2 ** 20)} MiB`);
      yield chunk;
    }
  };
  await pipeline(body, counted, createWriteStream(archive));
  await promisify(execFile)('tar', ['-xzf', archive, '-C', folder, fileToExtract]);
}

async function get(url: string, seconds: number, signal: AbortSignal | undefined): Promise<Response> {
  const { host } = new URL(url);
  const limits = [AbortSignal.timeout(seconds * 1000), ...(signal ? [signal] : [])];
  const response = await fetch(url, { signal: AbortSignal.any(limits) }).catch((cause: unknown) => {
    throw new Error(`${host} can't be reached`, { cause });
  });
  if (!response.ok) throw new Error(`${host} answers ${response.status}`);
  return response;
}

async function buildWithGo({ version, folder, machine, note, signal }: Order): Promise<void> {
  const go = findOnPath(machine, 'go');
  if (!go) throw new Error('there is no "go" on the PATH; install Go from https://go.dev/dl');
  const args = [
    'install',
    '-v',
    '-trimpath',
    '-ldflags',
    '-s -w',
    `github.com/temporalio/cli/cmd/temporal@v${version}`,
  ];
  const child = spawn(go, args, {
    cwd: folder,
    env: buildEnvironment(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
    killSignal: 'SIGINT', // at which go waits for its compilers, so that nothing writes into the folder any more
    ...(signal && { signal }),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [words, code] = await Promise.all([watch(child.stderr, note), ended]);
  if (code !== 0) throw new Error(`go ended with ${code}: ${words.slice(-3).join(' / ')}`);
}

/** Caches of its own, so that 3 GB can be deleted afterwards without touching the user's; GOPROXY and the like stay as they are. */
function buildEnvironment(folder: string): NodeJS.ProcessEnv {
  const own = childEnvironment({
    GOBIN: folder,
    GOPATH: join(folder, 'path'),
    GOMODCACHE: join(folder, 'modules'),
    GOCACHE: join(folder, 'builds'),
    GOTMPDIR: folder,
  });
  return { ...own, GOFLAGS: `${own['GOFLAGS'] ?? ''} -modcacherw`.trim() }; // else only root could delete them
}

/** Packages to compile, about; for the reader's patience only. */
const PACKAGES = 1400;

async function watch(stream: NodeJS.ReadableStream, note: (text: string) => void): Promise<string[]> {
  const words: string[] = [];
  let built = 0;
  for await (const line of createInterface({ input: stream })) {
    if (/^[\w.-]+(\/[\w.-]+)*$/.test(line)) note(`${++built} of about ${PACKAGES} packages`);
    else if (line.startsWith('go: downloading ')) note(`${line.slice(4)}`);
    else words.push(line);
  }
  return words;
}
