import { readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { type CaseFile, caseSchema } from './case-file.ts';
import { crossFaults } from './cross-faults.ts';
import { faultsOf, type Located, type Path, readYaml } from './faults.ts';

const [BAD_DATA, NO_INPUT] = [65, 66]; // EX_DATAERR, EX_NOINPUT of sysexits.h

/** Reads a case file; everything that is wrong with it is told at once, each with its line. */
export function readCase(file: string): CaseFile {
  const { found, faults } = parseCase(readText(file, { what: 'case', exitCode: NO_INPUT }));
  if (found) return found;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = faults.map(({ line, reason }) => `  line ${line}: ${reason}`);
  throw new Problem(`Cannot play "${file}": ${count}\n${lines.join('\n')}`, { exitCode: BAD_DATA });
}

/** The case, or every fault in the order of the lines. */
export function parseCase(text: string): { found?: CaseFile; faults: Located[] } {
  const yaml = readYaml(text);
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  const parsed = caseSchema.safeParse(yaml.value);
  const faults = [...faultsOf(parsed.error, yaml.value), ...crossFaults(yaml.value)];
  const located = faults.map(({ path, reason }) => ({ line: yaml.lineOf(path), reason: `${nameOf(path)} ${reason}` }));
  if (!parsed.success || located.length > 0) return { faults: located.sort((a, b) => a.line - b.line) };
  return { found: parsed.data as CaseFile, faults: [] }; // content and steps were checked by schemas built from the record's own
}

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
