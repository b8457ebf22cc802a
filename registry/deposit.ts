import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { InvalidInput } from '../domain/errors.ts';
import type { FileRef, TextRef } from '../domain/request.ts';
import type { Tx } from './db.ts';
import { hashOfWords } from './hash.ts';

export type Note = TextRef & { body: string };
export type Deposit = { input: unknown; notes: Note[]; files: FileRef[] };

/** Puts the words of an input aside and looks its files up: what goes on to the decision holds references only. */
export async function deposit(tx: Tx, request: string, schema: z.ZodType, input: unknown): Promise<Deposit> {
  const notes: Note[] = [];
  const wanted = new Map<string, string>();
  walk(schema, input, '', (kind, value, path) => {
    if (kind === 'file') wanted.set(value, path);
    return value;
  });
  const files = wanted.size === 0 ? new Map<string, FileRef>() : await filesOf(tx, request, wanted);
  const deposited = walk(schema, input, '', (kind, value) => {
    if (kind === 'file') return files.get(value);
    const id = randomUUID();
    const note = { text: id, hash: hashOfWords(id, value), body: value };
    notes.push(note);
    return { text: note.text, hash: note.hash };
  });
  return { input: deposited, notes, files: [...files.values()] };
}

async function filesOf(tx: Tx, request: string, wanted: ReadonlyMap<string, string>): Promise<Map<string, FileRef>> {
  const { rows } = await tx.query('select id, hash from file where request_id = $1 and id = any ($2)', [
    request,
    [...wanted.keys()],
  ]);
  const found = new Map<string, FileRef>(rows.map(({ id, hash }) => [id, { file: id, hash }]));
  const missing = [...wanted].filter(([id]) => !found.has(id));
  if (missing.length > 0) {
    throw new InvalidInput(
      'these files',
      missing.map(([, field]) => ({
        field,
        rule: 'unknown-file',
        message: 'is not a file uploaded to this request',
        source: 'the record',
      })),
    );
  }
  return found;
}

type Visit = (kind: 'text' | 'file', value: string, path: string) => unknown;

/** Copies a value along its schema, passing words and files through `visit`. */
function walk(schema: z.ZodType, value: unknown, path: string, visit: Visit): unknown {
  const kind = schema.meta()?.['deposit'];
  if ((kind === 'text' || kind === 'file') && typeof value === 'string') return visit(kind, value, path);
  const def = schema.def as {
    type: string;
    innerType?: z.ZodType;
    element?: z.ZodType;
    shape?: { [key: string]: z.ZodType };
  }; // zod's own public definition
  if (def.innerType) return value === undefined ? undefined : walk(def.innerType, value, path, visit);
  if (def.type === 'array' && def.element && Array.isArray(value)) {
    const element = def.element;
    return value.map((entry, index) => walk(element, entry, `${path}.${index}`, visit));
  }
  if (def.type !== 'object' || !def.shape || typeof value !== 'object' || value === null) return value;
  const shape = def.shape;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const inner = shape[key];
      return [key, inner ? walk(inner, field, path ? `${path}.${key}` : key, visit) : field];
    }),
  );
}
