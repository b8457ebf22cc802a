import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto'; // CommonJS

export const { History } = proto.temporal.api.history.v1;
export type History = proto.temporal.api.history.v1.IHistory;

const FOLDER = new URL('./histories/', import.meta.url);
export const fileOf = (name: string): string => fileURLToPath(new URL(`${name}.json`, FOLDER));

/** The machine and the place it was recorded at are nobody's business; replay does not look at them. */
const FOREIGN = new Set(['identity', 'stackTrace']);

export function writeHistory(name: string, history: History): void {
  const plain = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  const json = JSON.stringify(plain, (key, value) => (FOREIGN.has(key) ? 'recorder' : value), 1);
  writeFileSync(fileOf(name), `${json}\n`);
}

export const historyNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort();

export const readHistory = (name: string): History =>
  History.fromObject(JSON.parse(readFileSync(fileOf(name), 'utf8')) as object);
