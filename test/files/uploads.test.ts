import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { handleUpload, type Upload, type UploadDeps } from '../../api/doors/uploads.ts';
import { ActionNotAllowed } from '../../domain/errors.ts';
import { DiskFull } from '../../files/errors.ts';
import { createFolderStore } from '../../files/store.ts';
import { newFileToken } from '../../files/token.ts';
import { filesIn, pieces, sha256, temporaryFolder, temporaryStore } from './support.ts';

const MIB = 1024 * 1024;
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), ...pieces(300_000)]);
const digestOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes), 'hex').toString('base64');

/** A door with one upload waiting behind it. */
async function door(upload: Partial<Upload> = {}, deps: Partial<UploadDeps> = {}) {
  const { store, folder } = temporaryStore();
  const { token, tokenHash } = newFileToken();
  const waiting = new Map([[tokenHash, { id: 'u1', name: 'annex.pdf', limit: 1024 ** 3, ...upload }]]);
  const finished: object[] = [];
  const faults: unknown[] = [];
  const server = createServer((req, res) => {
    void handleUpload(req, res, {
      store,
      takeUpload: async (hash) => {
        const taken = waiting.get(hash);
        waiting.delete(hash);
        return taken;
      },
      finishUpload: async (id, file) => void finished.push({ id, ...file }),
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
  const url = `http://127.0.0.1:${port}/files/${token}`;
  return { url, port, token, folder, finished, faults };
}

/** Sends and keeps sending whatever comes back, as a simple client does. */
async function put(url: string, bytes: Uint8Array | Iterable<Uint8Array>, headers: Record<string, string> = {}) {
  const sending = request(url, { method: 'PUT', headers });
  const answered = once(sending, 'response');
  const sent = pipeline(
    Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes, { objectMode: false }),
    sending,
  ).catch(() => {});
  const [res] = await answered;
  const body = await text(res);
  await Promise.race([sent, once(res, 'close')]);
  return { status: res.statusCode, body: JSON.parse(body) };
}

test.each([
  ['Repr-Digest', `sha-256=:${digestOf(pdf)}:`],
  ['Repr-Digest', `sha-512=:AAAA:, sha-256=:${digestOf(pdf)}:`],
  ['Digest', `SHA-256=${digestOf(pdf)}`],
])('stores what comes with its %s, once', async (header, digest) => {
  const { url, folder, finished } = await door();

  const answer = await put(url, pdf, { [header]: digest });

  const file = { id: 'u1', hash: sha256(pdf), size: pdf.length, type: 'application/pdf' };
  expect(answer).toEqual({ status: 201, body: file });
  expect(finished).toEqual([file]);
  expect(filesIn(folder)).toHaveLength(1);
  expect((await put(url, pdf, { [header]: digest })).status).toBe(404);
});

test('knows the hash from the announcement of the upload, without a header', async () => {
  const { url, finished } = await door({ expectedHash: sha256(pdf), expectedSize: pdf.length });
  expect((await put(url, pdf)).status).toBe(201);
  expect(finished).toHaveLength(1);
});

const sent = { 'Repr-Digest': `sha-256=:${digestOf(pdf)}:` };
const other = { 'Repr-Digest': `sha-256=:${digestOf(Buffer.from('other'))}:` };
test.each<[string, Partial<Upload>, Record<string, string>, number, string, string]>([
  ['no hash at all', {}, {}, 400, 'DigestMissing', 'digest'],
  ['a hash that is none', {}, { Digest: 'sha-256=zzz' }, 400, 'DigestMissing', 'digest'],
  ['another hash', {}, other, 422, 'DigestMismatch', 'digest'],
  ['another hash than announced', { expectedHash: sha256('other') }, sent, 422, 'DigestMismatch', 'digest'],
  ['another size', { expectedSize: 7 }, sent, 422, 'SizeMismatch', 'size'],
  ['more than the limit', { limit: pdf.length - 1 }, sent, 413, 'FileTooLarge', 'file'],
  ['another type', { name: 'annex.png' }, sent, 415, 'FileTypeMismatch', 'file'],
  ['a name that is not allowed', { name: 'annex.exe' }, sent, 415, 'FileTypeNotAllowed', 'name'],
])('refuses %s and keeps nothing', async (_, upload, headers, status, name, field) => {
  for (const length of [{}, { 'Content-Length': String(pdf.length) }]) {
    const { url, folder, finished, faults } = await door(upload);
    const answer = await put(url, pdf, { ...headers, ...length });
    expect(answer).toEqual({ status, body: { error: { name, field, message: expect.any(String) } } });
    expect(answer.body.error.message).not.toContain('annex');
    expect(filesIn(folder)).toEqual([]);
    expect(finished).toEqual([]);
    expect(faults).toEqual([]);
  }
});

test('says so when the file has no content', async () => {
  const { url } = await door();
  const digest = digestOf(new Uint8Array());
  expect(
    (await put(url, new Uint8Array(), { Digest: `sha-256=${digest}`, 'Content-Length': '0' })).body.error.name,
  ).toBe('FileEmpty');
});

test('stops reading soon after the limit', async () => {
  const { url } = await door({ limit: MIB });
  let given = 0;
  function* endless() {
    for (let i = 0; i < 10_000; i++) {
      given += 65_536;
      yield Buffer.alloc(65_536);
    }
  }
  expect(await put(url, endless(), sent)).toMatchObject({ status: 413, body: { error: { name: 'FileTooLarge' } } });
  expect(given).toBeLessThan(16 * MIB); // the limit, what we listen on for the answer to be heard, and the buffers between
});

test('answers an unknown address, a used one and another method alike', async () => {
  const { url, port } = await door();
  const at = (path: string, method = 'PUT') =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.end(`${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
      resolve(text(socket));
    });
  await put(url, pdf, sent);
  const used = await at(new URL(url).pathname);
  const unknown = await at(`/files/${newFileToken().token}`);
  expect(used).toMatch(/^HTTP\/1.1 404 /);
  for (const answer of [
    unknown,
    await at('/files/x'),
    await at('/files/../x'),
    await at(`/files/${'a'.repeat(9000)}`),
    await at(new URL(url).pathname, 'POST'),
  ]) {
    expect(answer).toBe(used);
  }
});

test.each([0.1, 0.5, 0.9])('keeps nothing of an upload that breaks off at %d of its way', async (part) => {
  const { url, folder, finished, faults } = await door();
  const sending = request(url, { method: 'PUT', headers: { ...sent, 'Content-Length': String(pdf.length) } });
  sending.on('error', () => {});
  sending.write(pdf.subarray(0, pdf.length * part));
  await vi.waitFor(() => expect(readdirSync(join(folder, 'incoming'))).toHaveLength(1));
  sending.destroy();

  await vi.waitFor(() => expect(filesIn(folder)).toEqual([]));
  expect(finished).toEqual([]);
  expect(faults).toEqual([]);
});

test('survives an upload that breaks off before anybody reads it', async () => {
  const gate = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<void>();
  const { store, folder } = temporaryStore();
  const slow: UploadDeps['store'] = {
    ...store,
    put: async (...args) => {
      waiting.resolve();
      await gate.promise;
      return store.put(...args);
    },
  };
  const { url, faults } = await door({}, { store: slow });
  const sending = request(url, { method: 'PUT', headers: { ...sent, 'Content-Length': String(pdf.length) } });
  sending.on('error', () => {});
  sending.write(pdf.subarray(0, 1000));
  await waiting.promise;
  sending.destroy();
  await new Promise((resolve) => sending.once('close', resolve));
  expect((await put(url, pdf, sent)).status).toBe(404); // the server has seen the end of the other by now
  gate.resolve();
  await vi.waitFor(() => expect(filesIn(folder)).toEqual([]));
  expect(faults).toEqual([]);
});

test('gives up an upload that hardly moves', async () => {
  const { url, folder } = await door({}, { pace: { windowMs: 100, bytes: 1000 } });
  const sending = request(url, { method: 'PUT', headers: { ...sent, 'Content-Length': String(pdf.length) } });
  sending.write(pdf.subarray(0, 2000));
  const [res] = await once(sending, 'response');
  expect(res.statusCode).toBe(408);
  expect(JSON.parse(await text(res)).error.name).toBe('UploadStalled');
  expect(filesIn(folder)).toEqual([]);
  sending.on('error', () => {}).destroy();
});

test('hands on what the record says against it, and masks what is broken', async () => {
  const notAllowed = new ActionNotAllowed({
    action: 'add to',
    status: 'closed',
    rule: 'r',
    source: 's',
    because: 'it is closed',
  });
  const closed = await door({}, { finishUpload: () => Promise.reject(notAllowed) });
  expect(await put(closed.url, pdf, sent)).toMatchObject({
    status: 409,
    body: { error: { name: 'ActionNotAllowed' } },
  });

  const broken = await door({}, { finishUpload: () => Promise.reject(new Error('SELECT secret')) });
  const answer = await put(broken.url, pdf, sent);
  expect(answer).toMatchObject({ status: 500, body: { error: { name: 'Fault' } } });
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(broken.faults).toHaveLength(1);
});

test('says that the disk is full', async () => {
  const { store } = temporaryStore();
  const { url } = await door({}, { store: { ...store, put: () => Promise.reject(new DiskFull(undefined)) } });
  expect(await put(url, pdf, sent)).toMatchObject({
    status: 507,
    body: { error: { name: 'DiskFull', field: 'file' } },
  });
});

/** The door in its own process. */
async function ownProcess(expectedHash: string) {
  const folder = temporaryFolder();
  const program = fileURLToPath(new URL('programs/door.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder, expectedHash], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = await once(child.stdout, 'data');
  return { child, folder, url: `http://127.0.0.1:${String(port).trim()}/files/${newFileToken().token}` };
}

test('leaves nothing behind when it is killed in the middle and started again', async () => {
  const { child, folder, url } = await ownProcess(sha256('x'));
  const sending = request(url, { method: 'PUT' });
  sending.on('error', () => {});
  for (const piece of pieces(4 * MIB)) sending.write(piece);
  await vi.waitFor(() => expect(filesIn(folder)).toHaveLength(1));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(filesIn(folder)).toHaveLength(1);

  createFolderStore(folder);
  expect(filesIn(folder)).toEqual([]);
});

test('takes 64 MiB without holding them in memory', async () => {
  const SIZE = 64 * MIB;
  const whole = Buffer.concat([...pieces(SIZE)]);
  const { url } = await ownProcess(sha256(whole));
  const peakKiB = async () => Number(await (await fetch(url)).text());
  await put(url, Buffer.from('a first file, so that all code is loaded')); // refused: another hash
  const before = await peakKiB();

  expect(await put(url, pieces(SIZE))).toMatchObject({ status: 201, body: { size: SIZE } });

  expect((await peakKiB()) - before).toBeLessThan(40 * 1024);
});
