import type { Parts } from '../../domain/content.ts';
import { dateIn, own, type Sheet } from '../sheet.ts';
import { captioned, cellText } from './paragraphs.ts';
import type { Inline } from './runs.ts';
import { type Cell, type FileChild, spaced, table } from './tables.ts';

type Person = Parts['persons'][number];

/** [7] Persons concerned: every name on a line of its own, in its own script. */
export function personsTable(sheet: Sheet, persons: readonly Person[]): FileChild[] {
  if (persons.length === 0) return [];
  const { fields } = sheet.words;
  return spaced(
    table(sheet, {
      widths: [8, 34, 27, 31],
      header: [fields.number, fields.name, fields.born, fields.location].map((text) => [{ text }]),
      rows: persons.map((person, index) => [
        [{ text: String(index + 1) }],
        names(sheet, person),
        birth(sheet, person),
        rest(sheet, person),
      ]),
    }),
  );
}

function names(sheet: Sheet, { names, aliases, role }: Person): Cell {
  const { words } = sheet;
  const also = aliases.map((alias) => cellText(sheet, [own(alias)]));
  return [
    cellText(sheet, [{ text: words.personRoles[role] }], 'CellCaption'),
    ...names.map((name) => cellText(sheet, [{ ...own(name), bold: true }])),
    ...(also.length === 0
      ? []
      : [cellText(sheet, [{ text: `${words.fields.alsoKnownAs}${words.colon}` }], 'CellCaption'), ...also]),
  ];
}

function birth(sheet: Sheet, { born, birthplace, nationality }: Person): Cell {
  const { words, language } = sheet;
  const known: (readonly Inline[])[] = [
    ...(born === undefined ? [] : [[own(dateIn(language, born))]]),
    ...(birthplace === undefined ? [] : [[own(birthplace)]]),
    ...(nationality === undefined ? [] : [captioned(sheet, words.fields.nationality, own(nationality))]),
  ];
  return known.length === 0 ? [{ text: words.none }] : known.map((line) => cellText(sheet, line));
}

function rest(sheet: Sheet, { location, papers, note }: Person): Cell {
  const { words } = sheet;
  const known: (readonly Inline[])[] = [
    ...(location === undefined ? [] : [[own(location)]]),
    ...(papers === undefined ? [] : [captioned(sheet, words.fields.papers, own(papers))]),
    ...(note === undefined ? [] : [captioned(sheet, words.fields.note, own(note))]),
  ];
  return known.length === 0 ? [{ text: words.none }] : known.map((line) => cellText(sheet, line));
}

/** The first name of a person, as the items refer to it. */
export const nameOf = ({ names, id }: Person): Inline => own(names[0] ?? id);
