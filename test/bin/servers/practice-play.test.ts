import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAIN, type Outcome, run } from '../support.ts';

const FOLDER = join(import.meta.dirname, '../../../cases/scenarios');
const PATIENCE = 240_000;
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rogatory-scenario-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const play = (file: string, ...more: string[]): Promise<Outcome> =>
  run([MAIN, 'practice', 'play', file, '--data', join(root, 'play'), ...more]);

test(
  'a scenario is played by the command: one object, and every document marked as practice',
  async () => {
    const out = join(root, 'out');
    const { code, stdout, stderr } = await play(join(FOLDER, 'a9-service.yaml'), '--json', '--out', out);
    expect([code, stderr.split('\n').filter((line) => line.startsWith('Cannot'))]).toEqual([0, []]);
    const { expectations, violations } = JSON.parse(stdout); // one object and nothing else
    expect([expectations.filter(({ holds }: { holds: boolean }) => !holds), violations]).toEqual([[], []]);
    expect(expectations.length).toBeGreaterThan(8);
    const folder = join(out, 'kael');
    const letter = unzipSync(readFileSync(join(folder, 'letter.docx')));
    const text = Object.values(letter).map((bytes) => Buffer.from(bytes).toString('utf8'));
    expect(text.join('\n')).toContain('PRACTICE');
    const sent = unzipSync(readFileSync(join(folder, 'package.zip')));
    const request = Object.entries(sent).find(([path]) => path.endsWith('request.json'))?.[1];
    expect(JSON.parse(Buffer.from(request ?? []).toString('utf8'))).toMatchObject({ letter: { marking: 'practice' } });
    const mail = readFileSync(join(folder, 'mail.eml'), 'utf8');
    expect([mail.includes('*** EXERCICE'), mail.includes('*** PRACTICE')]).toEqual([true, true]);
  },
  PATIENCE,
);

test(
  'everything that does not hold is told, and the exit code says so',
  async () => {
    const file = join(root, 'wrong.yaml');
    const year = readFileSync(join(FOLDER, 'silent-year.yaml'), 'utf8');
    const wrong = year
      .replace('due: 2026-04-19', 'due: 2026-04-20')
      .replace('overdue-silence, on: 2026-07-19', 'overdue-silence, on: 2026-07-18');
    writeFileSync(file, wrong);
    const { code, stdout } = await play(file);
    expect(code).toBe(1);
    expect(stdout.split('\n').filter((line) => line.startsWith('Does not hold'))).toEqual([
      expect.stringMatching(/^Does not hold: deadline, .*: due is 2026-04-19$/),
      expect.stringMatching(/^Does not hold: notice, .*: it came on 2026-07-19$/),
    ]);
  },
  PATIENCE,
);
