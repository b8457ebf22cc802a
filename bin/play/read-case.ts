import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Problem } from '../problem.ts';
import { type CaseFile, caseSchema, stepSchema } from './case-file.ts';
import { crossFaults, type Layout } from './cross-faults.ts';
import { type Fault, faultsOf, type Located, type Path, readYaml } from './faults.ts';

const [BAD_DATA, NO_INPUT] = [65, 66]; // EX_DATAERR, EX_NOINPUT of sysexits.h

/** A kind of file that can be played: its schema, and how it is laid out. */
export type FileKind = { what: string; schema: z.ZodType; layout: Layout; more?(raw: unknown): Fault[] };

/** A case has one request, which needs no name. */
export const CASE: FileKind = {
  what: 'case',
  schema: caseSchema,
  layout: { stepSchema, requestsOf: (_raw, steps) => [{ base: [], steps }], begins: ['create'] },
};

/** Reads a file that is to be played; everything that is wrong with it is told at once, each with its line. */
export function readPlayed<T>(file: string, kind: FileKind): T {
  const { found, faults } = parsePlayed<T>(readText(file, { what: kind.what, exitCode: NO_INPUT }), kind);
  if (found) return found;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = faults.map(({ line, reason }) => `  line ${line}: ${reason}`);
  throw new Problem(`Cannot play "${file}": ${count}\n${lines.join('\n')}`, { exitCode: BAD_DATA });
}
export const readCase = (file: string): CaseFile => readPlayed(file, CASE);

/** What a file says, or every fault in the order of the lines. */
export function parsePlayed<T>(text: string, { schema, layout, more }: FileKind): { found?: T; faults: Located[] } {
  const yaml = readYaml(text);
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  const parsed = schema.safeParse(yaml.value);
  const faults = [
    ...faultsOf(parsed.error, yaml.value),
    ...crossFaults(yaml.value, layout),
    ...(more?.(yaml.value) ?? []),
  ];
  const located = faults.map(({ path, reason }) => ({ line: yaml.lineOf(path), reason: `${nameOf(path)} ${reason}` }));
  if (!parsed.success || located.length > 0) return { faults: located.sort((a, b) => a.line - b.line) };
  return { found: parsed.data as T, faults: [] }; // content and steps were checked by schemas built from the record's own
}
export const parseCase = (text: string): { found?: CaseFile; faults: Located[] } => parsePlayed(text, CASE);

export const nameOf = (path: Path): string => (path.length === 0 ? 'the file' : path.join('.'));

/** The text of a file that somebody names. Throws a Problem that says why it cannot be read. */
export function readText(file: string, { what, exitCode }: { what: string; exitCode: number }): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // undefined on other errors
    const why = WHY[code];
    if (why === undefined) throw error;
    throw new Problem(`Cannot read ${what} "${file}": ${why}`, { exitCode, cause: error });
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder, name a file',
  EACCES: 'this user may not read it',
};
