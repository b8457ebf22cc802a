import { once } from 'node:events';
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Download, type DownloadDeps, dispositionOf, handleDownload } from '../../api/doors/downloads.ts';
import { newFileToken } from '../../files/token.ts';
import { pathIn, pieces, sha256, temporaryStore } from './support.ts';

const MIB = 1024 * 1024;
const bytes = Buffer.concat([...pieces(3 * MIB + 11)]);

/** A door with one file behind it. */
async function door(download: Partial<Download> = {}, deps: Partial<DownloadDeps> = {}) {
  const { store, folder } = temporaryStore();
  const { hash, size } = await store.putBytes(bytes);
  const { token, tokenHash } = newFileToken();
  const faults: unknown[] = [];
  const file = { hash, size, name: 'كشف حساب.pdf', type: 'application/pdf', conditions: 2, ...download };
  const server = createServer((req, res) => {
    void handleDownload(req, res, {
      store,
      takeDownload: async (asked) => (asked === tokenHash ? file : undefined),
      onFault: (error) => void faults.push(error),
      ...deps,
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/files/${token}`, port, folder, hash, faults };
}

test('gives the file as an attachment that no browser opens or guesses at', async () => {
  const { url, faults } = await door();

  const res = await fetch(url);

  expect(sha256(new Uint8Array(await res.arrayBuffer()))).toBe(sha256(bytes));
  expect(Object.fromEntries(res.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename="___ ____.pdf"; filename*=UTF-8''${encodeURIComponent('كشف حساب.pdf')}`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'repr-digest': `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`,
    'x-use-conditions': '2',
  });
  expect(faults).toEqual([]);
});

test('sends no byte before the reading is on record', async () => {
  const logged = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { store } = temporaryStore();
  const { hash, size } = await store.putBytes(bytes);
  const { port } = await door(
    {},
    {
      store,
      takeDownload: async () => {
        asked.resolve();
        await logged.promise;
        return { hash, size, name: 'a.pdf', type: 'application/pdf', conditions: 0 };
      },
    },
  );
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let received = 0;
  socket.on('data', (chunk) => (received += chunk.length));
  socket.write(`GET /files/${newFileToken().token} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await asked.promise;
  await new Promise((resolve) => setImmediate(resolve));
  expect(received).toBe(0);
  logged.resolve();
  await vi.waitFor(() => expect(received).toBeGreaterThan(bytes.length));
});

test('gives nothing when the reading cannot be put on record', async () => {
  const { url, faults } = await door({}, { takeDownload: () => Promise.reject(new Error('the database is away')) });
  const res = await fetch(url);
  expect(res.status).toBe(500);
  expect(await res.text()).not.toContain('database');
  expect(faults).toHaveLength(1);
});

test('answers every address that leads nowhere with the same bytes', async () => {
  const { port } = await door();
  const at = (path: string, method = 'GET') => {
    const socket = connect(port, '127.0.0.1');
    socket.end(`${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    return text(socket);
  };
  const unknown = await at(`/files/${newFileToken().token}`);
  expect(unknown).toMatch(/^HTTP\/1.1 404 /);
  for (const path of ['/files/', '/files/x', '/files/../../etc/passwd', `/files/${'a'.repeat(44)}`, '/files/%00']) {
    expect(await at(path)).toBe(unknown);
  }
  expect(await at(`/files/${newFileToken().token}`, 'DELETE')).toBe(unknown);
});

test('breaks off before the end of a damaged file', async () => {
  const { url, folder, hash, faults } = await door();
  const flipped = Buffer.from(bytes);
  flipped[5] = (flipped[5] ?? 0) ^ 1;
  chmodSync(pathIn(folder, hash), 0o600);
  writeFileSync(pathIn(folder, hash), flipped);

  const res = await fetch(url);
  await expect(res.arrayBuffer()).rejects.toThrow();
  expect(faults).toMatchObject([{ name: 'FileDamaged' }]);
});

test('does not begin with a file that is missing or has another size', async () => {
  const missing = await door();
  rmSync(pathIn(missing.folder, missing.hash));
  const shorter = await door({ size: 5 });
  for (const [{ url, faults }, name] of [
    [missing, 'FileMissing'],
    [shorter, 'FileDamaged'],
  ] as const) {
    const res = await fetch(url);
    expect(res.status).toBe(500);
    expect(await res.json()).toEqual({ error: { name: 'Fault', message: expect.not.stringContaining('كشف') } });
    expect(faults).toMatchObject([{ name }]);
  }
});

test('lets go of the file when the reader goes away', async () => {
  const { url, faults } = await door();
  const open = () => readdirSync('/dev/fd').length;
  const before = open();
  for (let i = 0; i < 20; i++) {
    const [res] = await once(get(url), 'response');
    await once(res, 'readable');
    res.on('error', () => {}).destroy();
  }
  await vi.waitFor(() => expect(open()).toBeLessThanOrEqual(before + 3));
  expect(faults).toEqual([]);
});

test.each([
  ['letter.pdf', 'attachment; filename="letter.pdf"; filename*=UTF-8\'\'letter.pdf'],
  [
    'a"b\r\nSet-Cookie: x.pdf',
    'attachment; filename="a_b__Set-Cookie_ x.pdf"; filename*=UTF-8\'\'a%22b%0D%0ASet-Cookie%3A%20x.pdf',
  ],
  ["it's (1)*.pdf", 'attachment; filename="it_s _1__.pdf"; filename*=UTF-8\'\'it%27s%20%281%29%2A.pdf'],
  ['100%.pdf', 'attachment; filename="100_.pdf"; filename*=UTF-8\'\'100%25.pdf'],
  ['\ud800.pdf', 'attachment; filename="_.pdf"; filename*=UTF-8\'\'%EF%BF%BD.pdf'],
])('names %j in a header', (name, expected) => {
  expect(dispositionOf(name)).toBe(expected);
});
