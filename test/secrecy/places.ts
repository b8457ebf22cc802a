import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type ParsedMail, simpleParser } from 'mailparser';
import { inject } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { logFile } from '../../bin/embedded/process.ts';
import { temporalDatabase } from '../../bin/embedded/temporal.ts';
import { createFolderStore, readBytes } from '../../files/store.ts';
import { LAUNCHER, run } from '../bin/support.ts';
import type { Scene } from './scene.ts';

/** Where something of a case may lie, by name. */
export type Places = Map<string, Buffer>;

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** The engine's database: its files as they lie on the disk, and every value in it whole, which pages cut apart. The engine must not run. */
export function engineDatabase({ dataFolder }: Scene): Places {
  const file = temporalDatabase(dataFolder);
  const places: Places = new Map(filesIn(dirname(file)).map((path) => [basename(path), readFileSync(path)]));
  return places.set('its values', valuesIn(file));
}

function valuesIn(file: string): Buffer {
  const database = new DatabaseSync(file);
  try {
    const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).all();
    const values = tables.flatMap(({ name }) => {
      const rows = database.prepare(`select * from "${String(name)}"`);
      rows.setReadBigInts(true);
      return rows.all().flatMap((row) => Object.values(row));
    });
    const asBytes = (value: (typeof values)[number]): Buffer =>
      value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
    return Buffer.concat(values.flatMap((value) => [asBytes(value), Buffer.from('\n\0')]));
  } finally {
    database.close();
  }
}

/** The log of the PostgreSQL that all share. */
const postgresLog = (): string => logFile(inject('servers').folder, 'postgres');

/** What the parts have written so far; of the shared log only what came since. */
export function logs({ dataFolder }: Scene, since: number): Places {
  const own = filesIn(dirname(logFile(dataFolder, 'any')));
  const places: Places = new Map(own.map((path) => [basename(path), readFileSync(path)]));
  return places.set('postgres.log', readFileSync(postgresLog()).subarray(since));
}

export const postgresLogLength = (): number => readFileSync(postgresLog()).length;

/** What the commands of the operator print. */
export async function commands({ dataFolder, house }: Scene): Promise<Places> {
  const { system, app, owner } = house.stack.urls;
  const urls = { DATABASE_URL: owner, DATABASE_APP_URL: app, DATABASE_SYSTEM_URL: system };
  const places: Places = new Map();
  for (const words of [['verify'], ['package', 'rebuild', 'MLA-2026-1'], ['doctor']]) {
    const { stdout, stderr } = await run([LAUNCHER, ...words, '--data', dataFolder], urls);
    places.set(words.join(' '), Buffer.from(stdout + stderr));
  }
  return places;
}

/** Every mail, as it came over the wire and as it lies in the store. */
export async function mails({ house, post }: Scene): Promise<Places> {
  const { db, stack } = house;
  const { rows } = await db.query<{ name: string; hash: string }>(
    `select name, hash from file where type = 'message/rfc822'`,
  );
  const store = createFolderStore(stack.filesFolder);
  const kept = (mails: readonly string[], name: string) =>
    mails.map((mail, index): [string, Buffer] => [`${name} ${index + 1}`, Buffer.from(mail)]);
  const places: Places = new Map([...kept(post.heard, 'mail'), ...kept(post.notices, 'notice')]);
  for (const { name, hash } of rows) places.set(name, await readBytes(store, hash, 2 ** 28));
  return places;
}

/** What of a mail anybody on its way reads: the headers, also those of its parts, and its text. What is attached is for the partner. */
export async function openly(mail: Buffer): Promise<Buffer> {
  const { text = '', html, attachments }: ParsedMail = await simpleParser(mail);
  const header = mail.subarray(0, mail.indexOf('\r\n\r\n')).toString('latin1');
  const parts = attachments.map(({ headers, filename }) => `${filename} ${JSON.stringify([...headers])}`);
  return Buffer.from([header, text, html || '', ...parts].join('\n'));
}

/** Everything in the record, table by table. */
export const record = ({ house }: Scene): Promise<Buffer> =>
  withClient(house.stack.urls.owner, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const dumps: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ row: string }>(`select t::text as row from "${name}" t`);
      dumps.push(...rows.map(({ row }) => row));
    }
    return Buffer.from(dumps.join('\n'));
  });

/** The package as it was sent. */
export async function sentPackage({ house }: Scene): Promise<Buffer> {
  const { rows } = await house.db.query<{ hash: string }>(
    `select package_hash as hash from transmission t join request r on r.id = t.request_id where r.reference = 'MLA-2026-1' and package_hash is not null limit 1`,
  );
  return await readBytes(createFolderStore(house.stack.filesFolder), rows[0]?.hash ?? '', 2 ** 28);
}
