import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutationOf } from '../../api/mutation-names.ts';
import { createSchema } from '../../api/schema.ts';
import { caseSchemaText } from '../../bin/play/case-file.ts';
import { parseCase } from '../../bin/play/read-case.ts';
import { STEP_NAMES } from '../../bin/play/steps.ts';

/** After a change on purpose: `node bin/play/write-schema.ts`. */
test('the published schema of a case file is that of the code', () => {
  const published = readFileSync(join(import.meta.dirname, '../../cases/case.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(caseSchemaText()));
});

test('the API has a mutation for every step that a case can name', () => {
  const mutations = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
  expect(mutations).toEqual(expect.arrayContaining(STEP_NAMES.map(mutationOf)));
});

test('the page on case files lists every step', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/cases.md'), 'utf8');
  const table = page.split('\n').filter((line) => line.startsWith('| '));
  const listed = table.flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(listed.sort()).toEqual([...STEP_NAMES].sort());
});

test('the example on that page is a case in order', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/cases.md'), 'utf8');
  const example = /## Example\n\n```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  expect(parseCase(example).faults).toEqual([]);
});
