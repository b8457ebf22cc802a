import type { Parts } from '../../domain/content.ts';
import { type LetterInput, nameIn } from '../../domain/letter.ts';
import { dateIn, ltr, own, type Sheet } from '../sheet.ts';
import { basisSentences } from './basis.ts';
import { cellText, minorHeading, paragraph } from './paragraphs.ts';
import { fill, type Inline } from './runs.ts';
import { type Cell, type Entry, entries, type FileChild } from './tables.ts';

/** [4] The opening, and what the request rests on. */
export function opening(sheet: Sheet, input: LetterInput): FileChild[] {
  const { language, words } = sheet;
  const { requesting, requested } = input;
  const sentence = fill(words.sentences.opening, {
    requesting: own(nameIn(requesting.state, language)),
    requestingAuthority: own(nameIn(requesting.authority, language)),
    requested: own(nameIn(requested.state, language)),
    requestedAuthority: own(nameIn(requested.authority, language)),
  });
  const voluntary = input.isVoluntary ? [words.sentences.voluntary] : [];
  return [sentence, ...basisSentences(sheet, input), ...voluntary].map((text) => paragraph(sheet, text));
}

/** [5] Who asks, how to reach and to verify them, and the proceedings. */
export function requestingOffice(sheet: Sheet, { content: { office, case: proceedings } }: LetterInput): FileChild[] {
  const { fields } = sheet.words;
  const who: Entry[] =
    office === undefined
      ? []
      : [
          [fields.authority, lines(sheet, [own(office.name)], optional(office.address))],
          [fields.officer, contact(sheet, office.officer)],
          [fields.mobile, optional(office.mobile, ltr)],
          [fields.hours, [own(office.hours), { text: ' (' }, ltr(office.zone), { text: ')' }]],
          [fields.secondContact, office.second === undefined ? undefined : contact(sheet, office.second)],
        ];
  const what: Entry[] =
    proceedings === undefined
      ? []
      : [
          [fields.case, [ltr(proceedings.number)]],
          [fields.conductedBy, [own(proceedings.authority)]],
          [fields.court, optional(proceedings.court)],
          [fields.stage, [own(proceedings.stage)]],
          [fields.decisions, optional(proceedings.decisions)],
        ];
  return entries(sheet, [...who, ...what]);
}

const optional = (text: string | undefined, as: (text: string) => Inline = own): Inline[] | undefined =>
  text === undefined || text === '' ? undefined : [as(text)];

/** A cell of several lines. */
const lines = (sheet: Sheet, ...content: readonly (readonly Inline[] | undefined)[]): Cell =>
  content.flatMap((line) => (line === undefined || line.length === 0 ? [] : [cellText(sheet, line)]));

type Contact = Parts['office']['officer'];

function contact(sheet: Sheet, { name, function: position, telephone, email }: Contact): Cell {
  return lines(sheet, [{ ...own(name), bold: true }], optional(position), [ltr(telephone)], optional(email, ltr));
}

/** [6] New, or what it follows; linked preservation with its dates as the record knows them. */
export function requestStatus(sheet: Sheet, { content, holds }: LetterInput): FileChild[] {
  const { sentences } = sheet.words;
  const earlier = content.earlier ?? [];
  const others = holds.filter((hold) => earlier.every((entry) => entry.reference !== hold.reference));
  const intro = earlier.map((entry) =>
    fill(entry.kind === 'request' ? sentences.followsRequest : sentences.followsPreservation, {
      reference: ltr(entry.reference),
      date: own(dateIn(sheet.language, entry.askedOn)),
    }),
  );
  return [
    ...(intro.length === 0 ? [[{ text: sentences.newRequest }]] : intro).map((text) => paragraph(sheet, text)),
    ...earlier.flatMap((entry) => {
      if (entry.kind === 'request') return entries(sheet, correspondence(sheet, entry));
      const hold = holds.find(({ reference }) => reference === entry.reference);
      return preservation(sheet, entry, hold);
    }),
    ...others.flatMap((hold) => preservation(sheet, { reference: hold.reference }, hold)),
  ];
}

type Earlier = Partial<Parts['earlier'][number]> & { reference: string };
type Hold = LetterInput['holds'][number];

/** Who answered an earlier request, and how. */
function correspondence({ words: { fields } }: Sheet, { answeredBy, channel }: Earlier): Entry[] {
  return [
    [fields.answeredBy, optional(answeredBy)],
    [fields.channel, optional(channel)],
  ];
}

function preservation(sheet: Sheet, entry: Earlier, hold: Hold | undefined): FileChild[] {
  const { fields } = sheet.words;
  const date = (day: string | undefined) => (day === undefined ? undefined : [own(dateIn(sheet.language, day))]);
  const until: Cell | undefined =
    hold === undefined
      ? undefined
      : lines(sheet, [{ ...own(dateIn(sheet.language, hold.until)), bold: true }], [own(hold.source)]);
  return [
    minorHeading(sheet, fields.preservation),
    ...entries(sheet, [
      [fields.preservationRequest, [ltr(entry.reference)]],
      [fields.askedOn, date(entry.askedOn)],
      [fields.ticket, optional(entry.ticket, ltr)],
      [fields.preservedFrom, date(hold?.preservedFrom ?? entry.preservedFrom)],
      [fields.statedEnd, date(entry.statedEnd)],
      [fields.heldUntil, until],
      [fields.custodian, optional(entry.custodian)],
      ...correspondence(sheet, entry),
    ]),
  ];
}
