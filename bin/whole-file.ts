import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file of secrets or state so that after a crash it holds either all of the old or all of the new text. */
export function writeWholeFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
