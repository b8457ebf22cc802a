import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAIN, type Outcome, run } from '../bin/support.ts';

const FOLDER = join(import.meta.dirname, '../../cases/scenarios');
const PATIENCE = 240_000;
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rogatory-scenario-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const play = (file: string, ...more: string[]): Promise<Outcome> =>
  run([MAIN, 'practice', 'play', file, '--data', join(root, 'play'), ...more]);

describe.each(['a9-service', 'a3-giving-effect', 'silent-year'])('%s', (name) => {
  test(
    'is played on the whole product, and all that it expects holds',
    async () => {
      const { code, stdout, stderr } = await play(join(FOLDER, `${name}.yaml`), '--json', '--out', join(root, name));
      expect([code, stderr.split('\n').filter((line) => line.startsWith('Cannot'))]).toEqual([0, []]);
      const { expectations, events, violations } = JSON.parse(stdout); // one object and nothing else
      expect(expectations.filter(({ holds }: { holds: boolean }) => !holds)).toEqual([]);
      expect(expectations.length).toBeGreaterThan(8);
      expect(violations).toEqual([]);
      expect(events.map(({ at }: { at: string }) => at)).toEqual(events.map(({ at }: { at: string }) => at).toSorted());
      expect(events.filter(({ at }: { at: string }) => !at.endsWith('00.000Z'))).toEqual([]);
    },
    PATIENCE,
  );
});

test(
  'the same file and seed give the same events at the same instants',
  async () => {
    const played: object[][] = [];
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout } = await play(join(FOLDER, 'seeded-week.yaml'), '--json');
      expect(code).toBe(0);
      const { events } = JSON.parse(stdout) as { events: Record<string, unknown>[] };
      played.push(
        events.map(({ request, seq, at, action, from, to, actor }) => ({ request, seq, at, action, from, to, actor })),
      );
    }
    expect(played[0]?.length).toBeGreaterThan(100);
    expect(played[1]).toEqual(played[0]);
  },
  2 * PATIENCE,
);

test('what was played is marked as practice on every document', () => {
  const folder = join(root, 'a9-service', 'kael');
  const letter = unzipSync(readFileSync(join(folder, 'letter.docx')));
  const text = Object.values(letter)
    .map((bytes) => Buffer.from(bytes).toString('utf8'))
    .join('\n');
  expect(text).toContain('PRACTICE');
  const sent = unzipSync(readFileSync(join(folder, 'package.zip')));
  const request = Object.entries(sent).find(([path]) => path.endsWith('request.json'))?.[1];
  expect(JSON.parse(Buffer.from(request ?? []).toString('utf8'))).toMatchObject({ letter: { marking: 'practice' } });
  const mail = readFileSync(join(folder, 'mail.eml'), 'utf8');
  expect([mail.includes('*** EXERCICE'), mail.includes('*** PRACTICE')]).toEqual([true, true]);
});

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
