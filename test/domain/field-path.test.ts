import { describe, expect, test } from 'vitest';
import { PART_KEYS } from '../../domain/content.ts';
import { isField } from '../../domain/field-path.ts';
import type { Request } from '../../domain/request.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';

const file = { file: 'f1', hash: 'a'.repeat(64) };
const request: Pick<Request, 'items' | 'annexes'> = {
  items: BLUE_HERON.items.map((item, index) => ({ ...item, id: String(index + 1) })),
  annexes: [{ id: 'a1', title: { text: 't1', hash: 'h1' }, file }],
};

describe('a request has, or may have', () => {
  test.each([
    ...PART_KEYS,
    ...['basis', 'basis.0', 'label', 'urgency', 'partner', 'items', 'annexes', 'annexes.0'],
    ...['items.0', 'items.2.reason', 'items.4.basis', 'items.1.period.from', 'items.0.description.3.text'],
    ...['item/3', 'item/3.reason', 'title.case', 'office.officer.telephone', 'office.second', 'office.second.name'],
    ...['persons.0.born', 'persons.7.names.1', 'identifiers.2.port', 'offences.0.limitation', 'undertakings.further.0'],
  ])('%s', (field) => {
    expect(isField(request, field)).toBe(true);
  });
});

describe('a request has no', () => {
  test.each([
    ...['nosuch', 'nosuch.99.zzz', 'constructor', '__proto__', 'facts.zzz', 'facts.0.zzz', 'title.0', 'title.case.x'],
    ...[
      `items.${BLUE_HERON.items.length}`,
      'items.x',
      'items.0.zzz',
      'items.-1',
      'items.00',
      'item/99',
      'item/1.zzz',
      'items.0.period.zzz',
    ],
    ...['annexes.1', 'annexes.0.title', 'label.0', 'basis.x', 'persons.born', 'persons.0.', 'facts.', '', '.'],
  ])('%s', (field) => {
    expect(isField(request, field)).toBe(false);
  });
});
