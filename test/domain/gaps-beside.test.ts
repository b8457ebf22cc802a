import { describe, expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { DeclarationKind } from '../../domain/treaties/type.ts';
import { withItem, without, withPart } from './drafts.ts';
import { asking, declares, evidence, hearing, SERVED, withDeclaration } from './item-drafts.ts';
import { CAST } from './lifecycle/cast.ts';
import { reach } from './lifecycle/way.ts';
import { edited, refusalOf, step } from './lifecycle/world.ts';
import { COMPLETE, inFull, own } from './own-type-drafts.ts';

const ETS_30 = 'European MLA Convention';
const EXTENDED = COMPLETE['preservation-extension'].item;

type Row = [rule: string, draft: Draft, expected: string[]];

describe('what an instrument or the house asks beside', () => {
  test.each<Row>([
    [
      'an oath is asked for expressly',
      asking('witness-hearing', 'ets-30', hearing('witness')),
      [`error items.0.oath | missing-items-oath | ${ETS_30} 3(2)`],
    ],
    ['and it is an answer that none is wished', asking('witness-hearing', 'ets-30', hearing('witness', false)), []],
    ['a suspect takes none', asking('witness-hearing', 'ets-30', hearing('suspect')), []],
    [
      'a statement on oath needs the word',
      evidence('Statement on oath', 'ets-30', ['3']),
      [`warning items.0.oath | missing-items-oath | ${ETS_30} 3(2)`],
    ],
    [
      'wishes are told and block nothing',
      own('preservation', { ...COMPLETE.preservation.item, noTicket: false }),
      ['warning items.0.ticket | missing-items-ticket | house rule HR-77'],
    ],
    [
      'an extension is asked before the end',
      own('preservation-extension', EXTENDED, { today: '2026-12-01' }),
      ['error items.0.originalReference | extension-late | Budapest Convention 29(7)'],
    ],
    [
      'for a day after the end',
      own('preservation-extension', { ...EXTENDED, plannedOn: '2026-11-20', askedUntil: '2026-11-30' }),
      ['error items.0.askedUntil | date-order | house rule HR-77'],
    ],
    [
      'that reaches the request',
      own('preservation-extension', { ...EXTENDED, plannedOn: '2027-01-16' }),
      ['error items.0.plannedOn | date-order | house rule HR-77'],
    ],
    [
      'which is still to come',
      own('preservation-extension', { ...EXTENDED, plannedOn: '2026-11-01' }),
      ['error items.0.plannedOn | date-past | house rule HR-77'],
    ],
    [
      'of a hold that is on record',
      own('preservation-extension', { ...EXTENDED, originalReference: 'another' }),
      ['warning items.0.originalReference | extension-unlinked | house rule HR-77'],
    ],
    ['a class that is reached whatever the penalty', { ...petty(), offence: { class: 'corruption' } }, []],
    [
      'a penalty below the threshold, told once',
      { ...petty(), offence: { class: 'fraud' } },
      ['error offences.0.maximumYears | threshold | UNTOC 2(b)'],
    ],
    [
      'what is left open, where the offence is given',
      { ...evidence('Original'), offence: { class: 'fraud' } },
      ['warning basis.0 | basis-open | UNTOC 3(1), 18(1)'],
    ],
  ])('%s', (_, draft, expected) => expect(inFull(draft)).toEqual(expected));
});

function petty(): Draft {
  return withPart(evidence('Original'), 'offences', (all) => all.map((one) => ({ ...one, maximumYears: 3 })));
}

describe('a summons', () => {
  const served = (today: string, value?: string, kind: DeclarationKind = 'summons-lead-time') =>
    findGaps(
      withDeclaration(
        { ...without(asking('service-of-documents', 'ets-30', SERVED), 'earlier'), today },
        declares('ets-30', kind, value),
      ),
    );

  test('says by when it must be there: the last working day of the partner', () => {
    expect(served('2026-09-18', '50')).toEqual([
      {
        field: 'items.0.hearingDate',
        rule: 'summons-lead-time',
        message:
          'holds only if the summons reaches Belmora by 2026-10-09 (2026-10-11 is a day off there), 50 days before the hearing of 2026-11-30',
        source: `${ETS_30} 7(3)`,
        severity: 'warning',
      },
    ]);
  });

  test.each([
    ['is too late the day after', '2026-10-10', '50', ['summons-too-late']],
    ['is bound by no more than fifty days', '2026-10-09', '80', ['summons-lead-time']],
    ['is bound by nothing that is no number', '2026-11-02', 'some', []],
  ])('%s', (_, today, value, expected) => expect(served(today, value).map(({ rule }) => rule)).toEqual(expected));

  test('of a witness is another matter', () => {
    const draft = withItem(asking('service-of-documents', 'ets-30', SERVED), 0, { addressee: 'p3' });
    expect(findGaps(withDeclaration(draft, declares('ets-30', 'summons-lead-time', '50')))).toEqual([]);
  });
});

describe('a submission', () => {
  const gap = { field: 'facts', rule: 'missing-facts', message: 'is missing', source: 'UNTOC 18(15)(c)' };
  const wish = { ...gap, field: 'persons', severity: 'warning' as const };
  const submit = (gaps: (typeof gap)[]) =>
    step(edited(reach('draft'), CAST.drafter.id), CAST.drafter, 'submit', {}, { gaps });

  test('goes on with a warning', () => expect(submit([wish]).request.status).toBe('supervision'));
  test('is stopped by a gap, which alone is named', () =>
    expect(refusalOf(() => submit([wish, gap])).gaps).toEqual([gap]));
});
