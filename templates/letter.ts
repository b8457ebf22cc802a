import { Document } from 'docx';
import { mayLack } from '../domain/item-types.ts';
import { canonicalLetter, forPartner, type LetterInput, nameIn } from '../domain/letter.ts';
import { bytesOf, sha256 } from './docx-bytes.ts';
import { type HeadedSection, SECTIONS, type SectionId } from './languages/wording.ts';
import { blocksOf, hasText } from './parts/blocks.ts';
import { annexes, closing, confidentiality, results, undertakings, urgency } from './parts/ending.ts';
import { itemsSection } from './parts/items.ts';
import { addressee, letterhead, title, urgencyBanner } from './parts/letterhead.ts';
import { pageFooter, pageHeader } from './parts/margins.ts';
import { offences } from './parts/offences.ts';
import { paragraph, sectionHeading, subheading } from './parts/paragraphs.ts';
import { personsTable } from './parts/persons.ts';
import { opening, requestingOffice, requestStatus } from './parts/proceedings.ts';
import type { FileChild } from './parts/tables.ts';
import { clean } from './scripts.ts';
import { createSheet, type Instruments, type Language, type Sheet } from './sheet.ts';
import { NUMBERING, PAGE, stylesOf } from './styles.ts';
import { LETTER_TEMPLATE } from './version.ts';

export type RenderedLetter = { bytes: Uint8Array; contentHash: string; template: string };

/** The letter of request as a Word document. The same input gives the same bytes. */
export async function renderLetter(
  input: LetterInput,
  language: Language,
  instruments: Instruments,
): Promise<RenderedLetter> {
  const sheet = createSheet(language, instruments, input);
  const contentHash = contentHashOf(input, language);
  const children = bodyOf(sheet, input);
  const document = new Document({
    title: clean(`${sheet.words.letterTitle} ${input.reference}`),
    creator: clean(nameIn(input.requesting.authority, language)),
    lastModifiedBy: clean(nameIn(input.requesting.authority, language)),
    customProperties: [
      { name: 'Reference', value: clean(input.reference) },
      { name: 'Language', value: language },
      { name: 'Template', value: LETTER_TEMPLATE },
      { name: 'ContentSHA256', value: contentHash },
    ],
    styles: stylesOf(sheet),
    numbering: NUMBERING,
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: pageHeader(sheet, input) },
        footers: { default: pageFooter(sheet, { reference: input.reference, template: LETTER_TEMPLATE, contentHash }) },
        children,
      },
    ],
  });
  const bytes = await bytesOf(document, { date: input.date.slice(0, 10), language });
  return { bytes, contentHash, template: LETTER_TEMPLATE };
}

/** What the footer shows: the SHA-256 of what the partner is told, the language, and the words it is told in. */
export const contentHashOf = (input: LetterInput, language: Language): string =>
  sha256(canonicalLetter(forPartner(input), language, LETTER_TEMPLATE));

/** What each section says; nothing where it has nothing to say. */
const CONTENT: Record<SectionId, (sheet: Sheet, input: LetterInput) => FileChild[]> = {
  letterhead: (sheet, input) => [...letterhead(sheet, input.requesting), ...urgencyBanner(sheet, input)],
  addressee,
  title,
  basis: opening,
  office: requestingOffice,
  status: requestStatus,
  persons: (sheet, { content }) => personsTable(sheet, content.persons ?? []),
  facts,
  offences,
  items: itemsSection,
  procedure: (sheet, { content }) => blocksOf(sheet, content.procedure ?? []),
  purpose,
  urgency,
  confidentiality,
  undertakings,
  results,
  closing,
  annexes,
};

const HEADLESS: readonly SectionId[] = ['letterhead', 'addressee', 'title', 'closing'];
/** Left out when they have nothing to say; any other section then says so. */
const OPTIONAL: readonly SectionId[] = ['persons', 'procedure', 'confidentiality', 'undertakings', 'annexes'];

const hasHeading = (section: SectionId): section is HeadedSection => !HEADLESS.includes(section);

function bodyOf(sheet: Sheet, input: LetterInput): FileChild[] {
  let number = 0;
  return SECTIONS.flatMap((section) => {
    const content = CONTENT[section](sheet, input);
    if (!hasHeading(section)) return content;
    if (content.length === 0 && mayBeLeftOut(section, input)) return [];
    number += 1;
    const heading = sectionHeading(sheet, sheet.words.headings[section], { number, bookmark: section });
    return [heading, ...(content.length === 0 ? [paragraph(sheet, sheet.words.notStated)] : content)];
  });
}

const mayBeLeftOut = (section: SectionId, input: LetterInput): boolean =>
  OPTIONAL.includes(section) || isLacked(section, input);

const isLacked = (section: SectionId, { items }: LetterInput): boolean =>
  items.length > 0 && items.every(({ type }) => mayLack(type).includes(section));

/** [8] The facts in order of time, and what ties them to the requested State. */
function facts(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const nexus = hasText(content.nexus)
    ? [subheading(sheet, sheet.words.headings.nexus), ...blocksOf(sheet, content.nexus)]
    : [];
  return [...blocksOf(sheet, content.facts ?? []), ...nexus];
}

/** [12] What the answer is for; where speciality is undertaken, that it binds the use. */
function purpose(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const limited = content.undertakings?.speciality === true ? [paragraph(sheet, sheet.words.sentences.useLimited)] : [];
  return [...blocksOf(sheet, content.purpose ?? []), ...limited];
}
