import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { overhear, type Refusal } from './answers.ts';
import { CANARIES, SECRETS } from './canaries.ts';
import { withDatabaseAway, withFullTables } from './failures.ts';
import { answered, drafted, sent, withdrawn } from './life.ts';
import {
  commands,
  engineDatabase,
  logs,
  mails,
  openly,
  type Places,
  postgresLogLength,
  record,
  sentPackage,
} from './places.ts';
import { provokeRefusals } from './refusals.ts';
import { openScene, type Scene } from './scene.ts';
import { findIn } from './search.ts';

/** A whole life of two requests with all that can go wrong: nothing of the case lies where it must not. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });
const PLANTED = Object.values(CANARIES);
let scene: Scene;
let refusals: Refusal[];
let hidden: readonly string[];
let since: number;
/** Given to the engine on purpose, to see that the search finds what the engine keeps. */
const DECOYS = ['a walrus in the vestry', 'a badger on the rostrum', 'a heron under the pulpit'] as const;

beforeAll(async () => {
  since = postgresLogLength();
  refusals = overhear();
  scene = await openScene();
  await scene.house.until('2026-03-16T00:00:00Z');
  await plantDecoys();
  const request = await drafted(scene);
  await withFullTables(scene, request);
  await withDatabaseAway(scene, request);
  refusals.push({ kinds: ['no HTTP'], bytes: await provokeRefusals(scene, request) });
  await sent(scene, request);
  await answered(scene, request);
  await withdrawn(scene);
  hidden = [...PLANTED, ...Object.values(SECRETS), ...(await scene.keys())];
});
afterAll(async () => {
  await scene?.close();
  vi.unstubAllGlobals();
});

async function plantDecoys(): Promise<void> {
  const [open, packed, both] = DECOYS;
  const gzipped = (text: string): Buffer => gzipSync(Buffer.from(`${text} ${'and so on '.repeat(600)}`));
  const args = [open, new Uint8Array(gzipped(packed)), gzipped(both).toString('base64')];
  await scene.client.workflow.start('nobodys', { taskQueue: 'nobodys', workflowId: 'decoy', args });
}

const foundIn = (places: Places, words: readonly string[]): string[] =>
  [...places].flatMap(([name, bytes]) => findIn(bytes, words).map(({ canary, how }) => `${canary} in ${name}: ${how}`));
const missingIn = (bytes: Buffer, words: readonly string[]): string[] => {
  const found = new Set(findIn(bytes, words).map(({ canary }) => canary));
  return words.filter((word) => !found.has(word));
};

/** What says that an answer is an error: the status, the code in the envelope, the type. */
const KINDS = [
  ...['400', '401', '404', '405', '415', '422', '500', 'no HTTP'],
  ...['BAD_REQUEST', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR'],
  ...['ActionNotAllowed', 'FileTypeNotAllowed', 'Incomplete', 'InvalidInput', 'KeyReused', 'NotFound', 'StaleVersion'],
];

describe('it lies where it belongs', () => {
  test('each of the twenty strings in the record', async () => {
    expect(new Set(PLANTED).size).toBe(20);
    expect(missingIn(await record(scene), PLANTED)).toEqual([]);
  });

  test('what the letter says in the package, and in the mail that carries it', async () => {
    const { latin, hangul, cyrillic, arabic, title, fact, identifier, item, annex, translated } = CANARIES;
    const said = [latin, hangul, cyrillic, arabic, title, fact, identifier, item, annex, translated];
    expect(missingIn(await sentPackage(scene), said)).toEqual([]);
    const all = Buffer.concat([...(await mails(scene)).values()]);
    expect(missingIn(all, [...said, CANARIES.asked, CANARIES.answered])).toEqual([]);
  });
});

describe('none of it is anywhere else', () => {
  test('not in the database of the engine, where what the engine was given is found', async () => {
    await scene.killWorker();
    await scene.engine.kill();
    const database = engineDatabase(scene);
    expect([...database.keys()]).toEqual(expect.arrayContaining(['temporal.db', 'temporal.db-wal', 'its values']));
    expect(foundIn(database, hidden)).toEqual([]);
    expect(missingIn(database.get('its values') ?? Buffer.of(), DECOYS)).toEqual([]);
  });

  test('not in a log, though every part had something to tell', async () => {
    const written = logs(scene, since);
    const told = (name: string): string => written.get(`${name}.log`)?.toString() ?? '';
    expect(told('api')).toMatch(/An operation failed error 23514/); // a row that a table did not take
    expect(told('api')).toMatch(/A door failed/);
    expect(told('worker')).toMatch(/An activity failed error 22P02/); // words that are no number, quoted
    expect(told('worker')).toMatch(/Cannot deliver news to the engine/);
    expect(told('postgres')).toMatch(/terminating connection due to administrator command/);
    expect(foundIn(written, hidden)).toEqual([]);
  });

  test('not in an answer that tells of an error, of whatever kind', () => {
    const kinds = new Set(refusals.flatMap((refusal) => refusal.kinds));
    expect([...kinds]).toEqual(expect.arrayContaining(KINDS));
    expect(refusals.length).toBeGreaterThan(250);
    const answers: Places = new Map(refusals.map(({ bytes }, index) => [`${index}: ${bytes}`, bytes]));
    expect(foundIn(answers, hidden)).toEqual([]);
  });

  test('not in the headers or the text of a mail, on the wire or in the store', async () => {
    const kept = await mails(scene);
    const open: Places = new Map();
    for (const [name, mail] of kept) open.set(name, await openly(mail));
    for (const kind of [/^mail 1$/, /^notice 1$/, /-1\.eml$/, /-answer-1\.eml$/, /-withdrawal-1\.eml$/])
      expect([...open.keys()]).toContainEqual(expect.stringMatching(kind));
    for (const bytes of open.values()) expect(bytes.toString()).toMatch(/^Subject: MLA-2026-\d+$/m);
    expect(foundIn(open, hidden)).toEqual([]);
  });

  test('not in what a command prints, even of a record that somebody has changed', async () => {
    await scene.asOwner(`update note set body = 'x ' || body`, `update part set value = '"x"' where key = 'facts'`);
    const said = await commands(scene);
    expect(said.get('verify')?.toString()).toMatch(/is not what was written/);
    expect(foundIn(said, hidden)).toEqual([]);
  });
});
