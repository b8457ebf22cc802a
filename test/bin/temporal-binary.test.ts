import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Machine } from '../../bin/config.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { download, SOURCES, type Source } from '../../bin/embedded/temporal-sources.ts';
import { temporaryFolder } from './support.ts';

beforeEach(() => {
  const spies = [
    vi.spyOn(console, 'error').mockImplementation(() => {}),
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
});

function machineWith(words?: string): Machine {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  if (words !== undefined) {
    writeFileSync(join(bin, 'temporal'), `#!/bin/sh\necho "${words}"\n`);
    chmodSync(join(bin, 'temporal'), 0o755);
  }
  return { path: [bin], cacheFolder: join(folder, 'cache') };
}

const failing = (reason: string): Source => ({ title: reason, get: () => Promise.reject(new Error(reason)) });
const working = (text: string): Source => ({
  title: text,
  get: async ({ folder }) => writeFileSync(join(folder, 'temporal'), text),
});

test('the machine’s own program comes first when it is new enough', async () => {
  const machine = machineWith('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)');

  expect(await findTemporal({ machine, sources: [] })).toBe(join(machine.path[0] ?? '', 'temporal'));
});

test.each(['temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)', 'something else'])(
  '"%s" is passed over',
  async (words) => {
    const machine = machineWith(words);

    const found = await findTemporal({ machine, sources: [working('made')] });

    expect(found).toMatch(/cache\/temporal-/);
  },
);

test('the first source that works is kept for the next time, and nothing else is left', async () => {
  const machine = machineWith();

  const found = await findTemporal({ machine, sources: [failing('no host'), working('made')] });

  expect(readFileSync(found, 'utf8')).toBe('made');
  expect(await findTemporal({ machine, sources: [failing('never asked')] })).toBe(found);
  expect(readdirSync(machine.cacheFolder)).toEqual([expect.stringMatching(/^temporal-[\d.]+$/)]);
});

test('of two that look at once only one fetches', async () => {
  const machine = machineWith();
  const source = working('made');
  const get = vi.spyOn(source, 'get');

  await Promise.all([findTemporal({ machine, sources: [source] }), findTemporal({ machine, sources: [source] })]);

  expect(get).toHaveBeenCalledTimes(1);
});

test('when all fail the error names all five ways', async () => {
  const machine = machineWith();

  const search = findTemporal({ machine, sources: [failing('no host'), failing('no "go" on the PATH')] });

  await expect(search).rejects.toMatchObject({ name: 'Problem' });
  const lines = String(await search.catch((error: Error) => error.message)).split('\n');
  expect(lines).toHaveLength(6);
  for (const [line, words] of [
    'TEMPORAL_ADDRESS',
    'on the PATH',
    'kept from an earlier run',
    'no host',
    '"go"',
  ].entries()) {
    expect(lines[line + 1]).toContain(words);
  }
});

test('where Go is missing, it is told where to get it', async () => {
  const build = SOURCES.find(({ title }) => /go/i.test(title));
  if (!build) throw new Error('Cannot test the build: there is no such source');

  const search = findTemporal({ machine: machineWith(), sources: [failing('no host'), build] });

  await expect(search).rejects.toThrow(
    'a build with Go: there is no "go" on the PATH; install Go from https://go.dev/dl',
  );
});

test('a search that is called off keeps nothing and says so', async () => {
  const machine = machineWith();
  const aborter = new AbortController();
  const endless: Source = {
    title: 'endless',
    get: ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('called off')));
        aborter.abort();
      }),
  };

  await expect(findTemporal({ machine, sources: [endless], signal: aborter.signal })).rejects.toThrow(/abort/);
  expect(readdirSync(machine.cacheFolder)).toEqual([]);
});

test('a download is asked for, fetched and unpacked', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'there'));
  mkdirSync(join(folder, 'here'));
  writeFileSync(join(folder, 'there', 'temporal'), 'program');
  execFileSync('tar', ['-czf', join(folder, 'archive'), '-C', join(folder, 'there'), 'temporal']);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/archive') return response.end(readFileSync(join(folder, 'archive')));
    const { port } = server.address() as AddressInfo; // it listens on a port
    return response.end(JSON.stringify({ archiveUrl: `http://127.0.0.1:${port}/archive`, fileToExtract: 'temporal' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port

  const order = {
    version: '9.9.9',
    folder: join(folder, 'here'),
    machine: machineWith(),
    note: () => {},
    signal: undefined,
  };
  await download(order, `http://127.0.0.1:${port}`);

  expect(readFileSync(join(folder, 'here', 'temporal'), 'utf8')).toBe('program');
  expect(asked[0]).toMatch(/^\/cli\/v9\.9\.9\?platform=\w+&arch=\w+&format=tar\.gz$/);
});

test('a host that is not there is told in words', async () => {
  const order = { version: '1', folder: temporaryFolder(), machine: machineWith(), note: () => {}, signal: undefined };

  await expect(download(order, 'http://127.0.0.1:1')).rejects.toThrow("127.0.0.1:1 can't be reached");
});
