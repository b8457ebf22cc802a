import type { Event, FileRef, TextRef } from '../../domain/request.ts';
import type { Tx } from '../db.ts';
import { hashOfWords } from '../hash.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile } from './record.ts';
import type { Report } from './report.ts';

/** Words that an event refers to and that lie with another request: a supplementary one takes over conditions. */
export type Quoted = { where: string; org: unknown; text: string; hash: string };

/** What a person wrote, and every file, is there under the hash that the events bind. */
export function checkReferences(file: CaseFile, { report, quoted }: Checking): void {
  const { notes, files, row, steps, where } = file;
  report.count('notes', notes.length);
  for (const { id, body, hash } of notes) {
    if (hashOfWords(id, body) !== hash) report.found(where, `note ${id} is not what was written`);
  }
  const noteHashes = new Map(notes.map(({ id, hash }) => [id, hash]));
  const fileHashes = new Map(files.map(({ id, hash }) => [id, hash]));
  const seen = new Set<string>();
  for (const { event } of steps) {
    const here = at(file, event.seq);
    for (const { text, hash } of refsIn(event, isTextRef)) {
      if (seen.has(text + hash)) continue;
      seen.add(text + hash);
      if (!noteHashes.has(text)) quoted.push({ where: here, org: row.org_id, text, hash });
      else if (noteHashes.get(text) !== hash) report.found(here, `note ${text} is not the one that it refers to`);
    }
    for (const { file: id, hash } of refsIn(event, isFileRef)) {
      if (seen.has(id + hash)) continue;
      seen.add(id + hash);
      if (!fileHashes.has(id)) report.found(here, `file ${id} is not on record`);
      else if (fileHashes.get(id) !== hash) report.found(here, `file ${id} is not the one that it refers to`);
    }
  }
}

/** Looks up what was not found with the request itself. */
export async function checkQuoted(tx: Pick<Tx, 'query'>, quoted: readonly Quoted[], report: Report): Promise<void> {
  if (quoted.length === 0) return;
  const { rows } = await tx.query<{ id: string; hash: string; org_id: string }>(
    'select n.id, n.hash, n.org_id from note n where n.id = any ($1)',
    [quoted.map(({ text }) => text)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const { where, org, text, hash } of quoted) {
    const note = known.get(text);
    if (note?.org_id !== org) report.found(where, `note ${text} is not on record`);
    else if (note?.hash !== hash) report.found(where, `note ${text} is not the one that it refers to`);
  }
}

type Fields = Readonly<Record<string, unknown>>;
const isTextRef = (value: Fields): value is TextRef =>
  typeof value['text'] === 'string' && typeof value['hash'] === 'string';
const isFileRef = (value: Fields): value is FileRef =>
  typeof value['file'] === 'string' && typeof value['hash'] === 'string';

function refsIn<R extends Fields>(event: Event, is: (value: Fields) => value is R): R[] {
  const found: R[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Fields; // an object, just checked
    if (is(fields)) found.push(fields);
    for (const field of Object.values(fields)) walk(field);
  };
  walk(event);
  return found;
}
