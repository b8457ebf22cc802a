import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseFile } from '../../bin/play/case-file.ts';
import { withChanges } from '../../bin/play/changes.ts';
import { bytesOf } from '../../bin/play/described-files.ts';
import { readCase } from '../../bin/play/read-case.ts';
import { expectationOf, isTaking, isWriting } from '../../bin/play/steps.ts';
import type { Content } from '../../domain/content.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { Request } from '../../domain/request.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import { PARTNERS } from '../../prisma/demonstration/partners.ts';

const CASES = ['blue-heron', 'salt-road'];
const read = (name: string): CaseFile => readCase(join(import.meta.dirname, `../../cases/${name}.yaml`));

type Submission = { at: string; content: Content; expected: readonly { field: string; source?: string | undefined }[] };

/** The content at each submission, with the gaps that the case expects there. */
function submissionsOf({ content: first, steps }: CaseFile): Submission[] {
  let content = first;
  return steps.flatMap((step): Submission[] => {
    if (isWriting(step)) content = withChanges(content, step.with?.change);
    if (step.do !== 'submit' && step.do !== 'resubmit') return [];
    return [{ at: step.at.slice(0, 10), content, expected: expectationOf(step)?.gaps ?? [] }];
  });
}

type Asked = {
  partner: string;
  basis: Request['basis'];
  urgency: Request['urgency'];
  items: readonly Omit<Request['items'][number], 'id'>[];
};

function gapsOf({ steps }: CaseFile, { content, at }: Submission): { field: string; source: string }[] {
  const asked = steps[0]?.with as Asked; // the input of `create`, checked by its schema
  const partner = PARTNERS.find(({ state }) => state === asked.partner);
  if (!partner) throw new Error(`Cannot find partner "${asked.partner}": the demonstration has none`);
  const items = asked.items.map((item, index) => ({ ...item, id: String(index + 1) }));
  const draft = { request: { basis: asked.basis, urgency: asked.urgency, items }, content, annexes: [] };
  const around = { partner: partner.facts, ours: ARVANIA.facts, instrumentsById: INSTRUMENTS, today: at };
  return findGaps({ ...draft, ...around }).map(({ field, source }) => ({ field, source }));
}

describe.each(CASES)('%s', (name) => {
  test('is in order', () => {
    expect(read(name).steps.length).toBeGreaterThan(20);
  });

  test('has at each submission the gaps that it expects, and none at the last', () => {
    const played = read(name);
    const submissions = submissionsOf(played);
    for (const submission of submissions) expect(gapsOf(played, submission)).toEqual(submission.expected);
    expect(submissions.map(({ expected }) => expected.length > 0)).toEqual([true, false, false]);
  });

  test('ends with the file closed', () => {
    expect(read(name).steps.at(-1)?.do).toBe('close');
  });

  test('has its partner’s steps done in the way it tells', () => {
    const steps = read(name).steps.filter(isTaking);
    const recorded = steps.filter(({ with: input }) => input !== undefined && 'record' in input);
    expect(recorded.length > 0).toBe(name === 'salt-road');
  });
});

test('a described file is always the same bytes', () => {
  expect(Buffer.from(bytesOf({ text: 'ä' })).toString('hex')).toBe('c3a4');
  expect(Buffer.from(bytesOf({ base64: 'AAEC' })).toString('hex')).toBe('000102');
  expect(bytesOf({ size: 1000 })).toHaveLength(1000);
  expect(bytesOf({ size: 1000 })).toEqual(bytesOf({ size: 1000 }));
});

test('a described page is a PDF whose table of places is right', () => {
  const pdf = Buffer.from(bytesOf({ page: 'One (line)\nØrsted’s second 문' })).toString('latin1');
  expect(pdf).toMatch(/^%PDF-1\.4\n/);
  const table = pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1]));
  const places = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) => Number(place));
  expect(places.map((place) => pdf.slice(place, place + 7))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
  );
  expect(pdf).toContain("(One \\(line\\)) '");
  expect(pdf).toContain("(Ørsted's second ?) '");
});
