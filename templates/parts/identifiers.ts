import type { Parts } from '../../domain/content.ts';
import { code, own, type Sheet } from '../sheet.ts';
import { captioned, cellText, paragraph } from './paragraphs.ts';
import { type FileChild, spaced, table } from './tables.ts';

export type Identifier = Parts['identifiers'][number];

/** What the letter prints of the identifiers; their place in this list is their number. */
export const printedIdentifiers = (identifiers: readonly Identifier[] | undefined): Identifier[] =>
  (identifiers ?? []).filter((identifier) => !identifier.leftOut);

/** Accounts, addresses and numbers, exactly as on file; an instant with its zone, and the port. */
export function identifiersTable(sheet: Sheet, identifiers: readonly Identifier[]): FileChild[] {
  const { fields, sentences } = sheet.words;
  return [
    paragraph(sheet, sentences.identifiersIntro, { keepNext: true }),
    ...spaced(
      table(sheet, {
        widths: [8, 15, 44, 21, 12],
        header: [fields.number, fields.type, fields.value, fields.instant, fields.port].map((text) => [{ text }]),
        rows: identifiers.map((identifier, index) => row(sheet, identifier, index + 1)),
      }),
    ),
  ];
}

function row(sheet: Sheet, identifier: Identifier, number: number) {
  const { fields, identifierTypes, none, sentences, unknown } = sheet.words;
  const { type, value, provider, note, port, noneKnown } = identifier;
  return [
    [{ text: String(number) }],
    [{ text: identifierTypes[type] }],
    [
      cellText(sheet, [code(value)]),
      ...(provider === undefined ? [] : [cellText(sheet, captioned(sheet, fields.provider, own(provider)))]),
      ...(note === undefined ? [] : [cellText(sheet, [own(note)])]),
      ...(noneKnown ? [cellText(sheet, [{ text: sentences.noneKnown, italics: true }])] : []),
    ],
    instant(sheet, identifier),
    [port === undefined ? { text: noneKnown ? unknown : none } : code(String(port))],
  ];
}

/** An offset stands beside the time, the name of a zone below it. */
const LONGEST_BESIDE_TIME = '+01:00'.length;

function instant(sheet: Sheet, { localTime, zone, noneKnown }: Identifier) {
  const { none, sentences } = sheet.words;
  if (localTime === undefined) return [{ text: none }];
  const [day = '', time = ''] = localTime.split('T');
  const isShort = zone !== undefined && zone.length <= LONGEST_BESIDE_TIME;
  return [
    cellText(sheet, [code(day)]),
    cellText(sheet, [code(isShort ? `${time} ${zone}` : time)]),
    ...(zone === undefined || isShort ? [] : [cellText(sheet, [code(zone)])]),
    ...(zone === undefined && noneKnown ? [cellText(sheet, [{ text: sentences.zoneUnknown, italics: true }])] : []),
  ];
}

/** `1-4, 7`: the numbers of a long list, runs of them together. */
export function ranges(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && number <= run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
