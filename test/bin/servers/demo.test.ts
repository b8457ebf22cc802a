import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { stopAllLeftovers } from '../../../bin/leftovers.ts';
import { LAUNCHER, run, temporaryFolder } from '../support.ts';

const BLUE_HERON = join(import.meta.dirname, '../../../cases/blue-heron.yaml');

/** The case as far as the partner's first word: what every kind of result comes from. */
function shortCase(folder: string): string {
  const whole = parse(readFileSync(BLUE_HERON, 'utf8'));
  const last = whole.steps.findIndex((step: { do: string }) => step.do === 'acknowledge');
  const file = join(folder, 'short.yaml');
  writeFileSync(file, stringify({ ...whole, steps: whole.steps.slice(0, last + 1) }));
  return file;
}

test('the demonstration plays a case and writes down what it came to', async () => {
  const folder = temporaryFolder();
  const [data, out] = [join(folder, 'data'), join(folder, 'the results')];
  onTestFinished(() => stopAllLeftovers(join(data, 'demo')));
  mkdirSync(data);

  const args = ['demo', '--case', shortCase(folder), '--out', out, '--data', data];
  const { code, stdout, stderr } = await run([LAUNCHER, ...args]);

  expect([code, stderr.split('\n').filter((line) => line.startsWith('Cannot'))]).toEqual([0, []]);
  expect(stdout).toContain(`Results in ${out}`);
  expect(stdout).toContain('Record verified: 0 violations');
  expect(readdirSync(out).sort()).toEqual(
    ['deadlines.json', 'letter.docx', 'letter.fr.docx', 'mail.eml', 'package.zip', 'timeline.json'].sort(),
  );
  const bytes = (name: string): string => readFileSync(join(out, name), 'latin1');
  for (const zip of ['letter.docx', 'letter.fr.docx', 'package.zip'])
    expect(bytes(zip).slice(0, 4)).toBe('PK\u0003\u0004');
  expect(bytes('mail.eml')).toMatch(/^Subject: MLA-2026-1\r?$/m);

  const { reference, events } = JSON.parse(bytes('timeline.json'));
  expect(reference).toBe('MLA-2026-1');
  expect(events.map(({ seq }: { seq: number }) => seq)).toEqual(events.map((_: object, index: number) => index + 1));
  for (const event of events)
    expect(event).toMatchObject({
      time: expect.stringMatching(/^2026-03-\d\dT/),
      actor: expect.stringMatching(/./),
      action: expect.stringMatching(/^[a-zA-Z]+$/),
      to: expect.stringMatching(/^[a-z-]+$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  expect([events[0].from, events.at(-1).from, events.at(-1).to]).toEqual([null, 'sent', 'acknowledged']);
  const { deadlines } = JSON.parse(bytes('deadlines.json'));
  expect(deadlines.length).toBeGreaterThan(3);
  for (const { explanation } of deadlines)
    expect(explanation).toContainEqual({ date: expect.stringMatching(/^2026-/), text: expect.stringMatching(/./) });
}, 240_000);
