import { describe, expect, test } from 'vitest';
import { REQUEST_TYPES } from '../../domain/item-types.ts';
import { periodRules } from '../../domain/periods.ts';
import { BUDAPEST } from '../../domain/treaties/budapest-185.ts';
import type { TreatyDeadline } from '../../domain/treaties/deadline-type.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { INSTRUMENT_SHAPE } from '../../domain/treaties/shape.ts';
import { isConfirmed, reaches } from '../../domain/treaties/type.ts';

const IDS = [
  'budapest-185',
  'cets-224',
  'un-cybercrime-2024',
  'untoc-18',
  'uncac-46',
  'asean-mlat-2004',
  'saarc-2008',
  'harare-commonwealth',
  'un-model-treaty-mla',
  'ets-30',
  'ets-99',
  'ets-182',
  'eu-e-evidence-2023-1543',
  'eu-eio-2014-41',
  'us-cloud-act-agreements',
  'us-18usc-2703f',
  'us-18usc-3512',
  'kr-mla-act',
  'uk-cica-2003',
  'au-macma-1987',
  'reciprocity',
  'ets-24',
  'kr-extradition-act',
  'bilateral-extradition-60',
];

/** Every period of the source, with its amount, unit, kind and confidence. */
const PERIODS: [string, number | null, TreatyDeadline['unit'], TreatyDeadline['kind'], string][] = [
  ['budapest-185/art29-hold', 60, 'day', 'minimum-hold', 'confirmed'],
  ['budapest-185/art16-order', 90, 'day', 'maximum-order', 'confirmed'],
  ['cets-224/a7-enforce-after', 30, 'day', 'waiting-period', 'unverified'],
  ['cets-224/a8-serve', 45, 'day', 'target', 'unverified'],
  ['cets-224/a8-return-subscriber', 20, 'day', 'maximum', 'unverified'],
  ['cets-224/a8-return-traffic', 45, 'day', 'maximum', 'unverified'],
  ['un-cybercrime-2024/a42-hold', 60, 'day', 'minimum-hold', 'unverified'],
  ['un-cybercrime-2024/a42-extension', null, 'day', 'request-window', 'unverified'],
  ['un-cybercrime-2024/a25-order', 90, 'day', 'maximum-order', 'unverified'],
  ['un-cybercrime-2024/a40-safe-conduct', 15, 'day', 'consecutive-days', 'unverified'],
  ['untoc-18/safe-conduct', 15, 'day', 'consecutive-days', 'confirmed'],
  ['untoc-18/suggested-deadline', null, 'day', 'target', 'confirmed'],
  ['uncac-46/safe-conduct', 15, 'day', 'consecutive-days', 'confirmed'],
  ['uncac-46/suggested-deadline', null, 'day', 'target', 'confirmed'],
  ['asean-mlat-2004/oral-confirm', 5, 'day', 'maximum', 'unverified'],
  ['asean-mlat-2004/safe-conduct', 15, 'day', 'consecutive-days', 'unverified'],
  ['harare-commonwealth/computer-data-hold', 120, 'day', 'minimum-hold', 'unverified'],
  ['un-model-treaty-mla/safe-conduct', 15, 'day', 'consecutive-days', 'unverified'],
  ['ets-30/summons-lead', 50, 'day', 'lead-time-maximum', 'confirmed'],
  ['ets-30/safe-conduct', 15, 'day', 'consecutive-days', 'confirmed'],
  ['eu-e-evidence-2023-1543/epoc-standard', 10, 'day', 'maximum', 'confirmed'],
  ['eu-e-evidence-2023-1543/epoc-emergency', 8, 'hour', 'maximum', 'confirmed'],
  ['eu-e-evidence-2023-1543/refusal-standard', 10, 'day', 'maximum', 'confirmed'],
  ['eu-e-evidence-2023-1543/refusal-emergency', 96, 'hour', 'maximum', 'confirmed'],
  ['eu-e-evidence-2023-1543/ex-post-validation', 48, 'hour', 'maximum', 'confirmed'],
  ['eu-e-evidence-2023-1543/clarification-reply', 5, 'day', 'maximum', 'unverified'],
  ['eu-e-evidence-2023-1543/epoc-pr-hold', 60, 'day', 'hold', 'confirmed'],
  ['eu-e-evidence-2023-1543/epoc-pr-extension', 30, 'day', 'hold-extension', 'confirmed'],
  ['eu-e-evidence-2023-1543/enforcement-decision', 5, 'working-day', 'maximum', 'unverified'],
  ['eu-e-evidence-2023-1543/third-country-conflict', 10, 'day', 'maximum', 'unverified'],
  ['eu-eio-2014-41/ack', 1, 'week', 'maximum', 'unverified'],
  ['eu-eio-2014-41/decision', 30, 'day', 'maximum', 'confirmed'],
  ['eu-eio-2014-41/decision-extension', 30, 'day', 'maximum', 'confirmed'],
  ['eu-eio-2014-41/execution', 90, 'day', 'maximum', 'confirmed'],
  ['eu-eio-2014-41/provisional', 24, 'hour', 'target', 'unverified'],
  ['eu-eio-2014-41/interception-objection', 96, 'hour', 'maximum', 'unverified'],
  ['us-cloud-act-agreements/comity-motion', 14, 'day', 'maximum', 'unverified'],
  ['us-cloud-act-agreements/agreement-review', 5, 'year', 'maximum', 'unverified'],
  ['us-18usc-2703f/initial', 90, 'day', 'hold', 'confirmed'],
  ['us-18usc-2703f/renewal', 90, 'day', 'hold-extension', 'confirmed'],
  ['au-macma-1987/foreign-preservation-notice', 180, 'day', 'hold', 'unverified'],
  ['ets-24/pa-may-end', 18, 'day', 'maximum', 'confirmed'],
  ['ets-24/pa-must-end', 40, 'day', 'maximum', 'confirmed'],
  ['ets-24/surrender-may-release', 15, 'day', 'maximum', 'confirmed'],
  ['ets-24/surrender-must-release', 30, 'day', 'maximum', 'confirmed'],
  ['ets-24/speciality-lapse', 45, 'day', 'maximum', 'confirmed'],
  ['kr-extradition-act/emergency-arrest', 2, 'month', 'maximum', 'confirmed'],
  ['kr-extradition-act/surrender', 30, 'day', 'maximum', 'confirmed'],
  ['bilateral-extradition-60/pa-60', 60, 'day', 'maximum', 'confirmed'],
];

const instruments = Object.values(INSTRUMENTS);
const twice = (all: readonly string[]): string[] => all.filter((one, index) => all.indexOf(one) !== index);

describe('the catalogue has what its source has', () => {
  test('the 24 instruments and no other', () => {
    expect(Object.keys(INSTRUMENTS)).toEqual(IDS);
    expect(IDS).toHaveLength(24);
  });

  test('the 49 periods and no other, each with its amount, unit, kind and confidence', () => {
    const told = periodRules(INSTRUMENTS).map(
      ({ id: rule, instrument: one, line: { amount, unit, kind, ...rest } }) => [
        rule,
        amount,
        unit,
        kind,
        isConfirmed(one, rest) ? 'confirmed' : 'unverified',
      ],
    );
    expect(told).toEqual(PERIODS);
    expect(PERIODS).toHaveLength(49);
  });
});

describe('each instrument', () => {
  test.each(instruments.map((one) => [one.id, one] as const))('%s has the shape of one', (_, one) => {
    expect(INSTRUMENT_SHAPE.safeParse(one).error?.issues ?? []).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['an article that is empty', { reasons: { article: '' } }, 'reasons.article'],
    ['a word of confidence that there is not', { confidence: 'likely' }, 'confidence'],
    [
      'a type of item that nobody knows',
      { covers: [{ text: 'x', article: '1', only: ['mind-reading'] }] },
      'covers.0.only.0',
    ],
    [
      'a part of the contents that there is not',
      { contents: [{ ...BUDAPEST.contents[0], fields: ['office.colour'] }] },
      'contents.0.fields.0',
    ],
    [
      'a field of an item that there is not',
      { contents: [{ ...BUDAPEST.contents[0], fields: ['item.colour'] }] },
      'contents.0.fields.0',
    ],
    ['a period of no days', { deadlines: [{ ...BUDAPEST.deadlines[0], amount: 0 }] }, 'deadlines.0.amount'],
    ['a field that the type does not have', { parties: [] }, ''],
  ])('is refused for %s', (_, change, path) => {
    const { error } = INSTRUMENT_SHAPE.safeParse({ ...BUDAPEST, ...change });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  test.each(instruments.map((one) => [one.id, one] as const))('%s names nothing twice', (_, one) => {
    const { deadlines, contents, softDuties } = one;
    expect([deadlines, contents, softDuties].flatMap((lines) => twice(lines.map((entry) => entry.id)))).toEqual([]);
  });

  test('covers something, unless nothing goes out under it', () => {
    expect(instruments.filter(({ carries, covers }) => covers.length === 0 && carries !== 'nothing')).toEqual([]);
  });

  test('points only to instruments and periods that there are', () => {
    const pointed = instruments.flatMap(({ protocolTo = [] }) => [protocolTo]);
    expect(pointed.flat().filter((one) => !IDS.includes(one))).toEqual([]);
    const prolonged = instruments.flatMap((one) =>
      one.deadlines.flatMap(({ prolongs }) => (prolongs ? `${one.id}/${prolongs.id}` : [])),
    );
    expect(prolonged.filter((one) => !PERIODS.some(([rule]) => rule === one))).toEqual([]);
    expect(prolonged).toHaveLength(3);
  });

  const requests = instruments.filter(({ carries }) => carries === 'request');
  test.each(requests.map((one) => [one.id, one] as const))(
    '%s, or its treaty, rules on refusal of all it covers',
    (_, one) => {
      const treaty = INSTRUMENTS[one.protocolTo ?? ''];
      const rules = [one, ...(treaty ? [treaty] : [])].flatMap(({ refusalGrounds, otherGrounds }) => [
        ...refusalGrounds,
        ...otherGrounds,
      ]);
      const covered = REQUEST_TYPES.filter((type) => one.covers.some((entry) => reaches(entry, type)));
      expect(covered.filter((type) => !rules.some((rule) => reaches(rule, type)))).toEqual([]);
      expect(covered).not.toEqual([]);
    },
  );
});
