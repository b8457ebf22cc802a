import type { LetterInput } from '../../domain/letter.ts';
import type { Basis } from '../../domain/request.ts';
import { ltr, own, type Sheet } from '../sheet.ts';
import { fill, type Inline } from './runs.ts';

const RECIPROCITY = 'reciprocity';

/** `a, b and c`, each on its own so that scripts do not mix. */
export function joined({ words }: Sheet, parts: readonly Inline[]): Inline[] {
  return parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [{ text: index === parts.length - 1 ? words.and : words.comma }, part];
  });
}

/** An instrument with the articles relied on. */
export function basisText(sheet: Sheet, { instrument, articles }: Basis): Inline[] {
  const title = own(sheet.instruments.titles(instrument, sheet.language));
  if (articles.length === 0) return [title];
  const sentence = articles.length === 1 ? 'withArticle' : 'withArticles';
  return fill(sheet.words.sentences[sentence], { instrument: title, articles: joined(sheet, articles.map(ltr)) });
}

/** The sentences of the opening: the primary basis, the supporting ones, reciprocity where there is no treaty. */
export function basisSentences(sheet: Sheet, input: LetterInput): Inline[][] {
  const { sentences } = sheet.words;
  const treaties = input.basis.filter((basis) => basis.instrument !== RECIPROCITY);
  const lines = treaties.map((basis, index) =>
    fill(index === 0 ? sentences.primaryBasis : sentences.supportingBasis, { basis: basisText(sheet, basis) }),
  );
  if (treaties.length === input.basis.length) return lines;
  return [...lines, [{ text: sentences.reciprocityBasis }]];
}
