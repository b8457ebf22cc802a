import type { LetterInput } from '../../domain/letter.ts';
import { dateIn, own, type Sheet } from '../sheet.ts';
import { blocksOf, hasText } from './blocks.ts';
import { cellText, subheading } from './paragraphs.ts';
import type { Inline } from './runs.ts';
import { type Entry, entries, type FileChild } from './tables.ts';

/** [9] Offences with provision, penalty and limitation; then why the conduct is punishable in both States. */
export function offences(sheet: Sheet, input: LetterInput): FileChild[] {
  const { headings } = sheet.words;
  const { dualCriminality } = input.content;
  const list = (input.content.offences ?? []).flatMap((offence) => [
    subheading(sheet, [own(offence.name)]),
    ...entries(sheet, entriesOf(sheet, offence)),
  ]);
  if (!hasText(dualCriminality)) return list;
  return [...list, subheading(sheet, headings.dualCriminality), ...blocksOf(sheet, dualCriminality)];
}

type Offence = NonNullable<LetterInput['content']['offences']>[number];

function entriesOf(sheet: Sheet, offence: Offence): Entry[] {
  const { fields, sentences } = sheet.words;
  const penalty: Inline[][] = [[own(offence.penalty)]];
  if (offence.deathPenalty) penalty.push([{ text: sentences.carriesDeathPenalty }]);
  return [
    [fields.provision, [own(offence.provision)]],
    [fields.text, offence.text === undefined ? undefined : [own(offence.text)]],
    [fields.penalty, penalty.map((line) => cellText(sheet, line))],
    [
      fields.limitation,
      offence.limitation === undefined ? undefined : [own(dateIn(sheet.language, offence.limitation))],
    ],
  ];
}
