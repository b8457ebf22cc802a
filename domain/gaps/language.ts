import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { citePartner, isFreeOfTranslation, languagesUnder, needsTranslation } from '../partners.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import { type Draft, primaryOf, primaryStack } from './draft.ts';

/** V7: the partner accepts the language of the letter, or a certified translation goes with it. */
export function languageGaps(draft: Draft): Gap[] {
  const { letterLanguage, partner, today: on } = draft;
  const primary = primaryOf(draft);
  const under = { stack: primaryStack(draft), partner, on };
  if (isFreeOfTranslation(under)) return [];
  const languages = languagesUnder(under);
  if (languages.length === 0) return [unknown(primary, draft)];
  if (letterLanguage === undefined || needsTranslation(letterLanguage, { languages }) === undefined) return [];
  const accepted = languages.map(({ tag }) => tag).join(', ');
  return [
    {
      field: 'letterLanguage',
      rule: 'translation-due',
      message: `is "${letterLanguage}", and ${partner.names.en} accepts ${accepted}: a certified translation goes with the letter`,
      source: citePartner(partner, languages[0]?.source ?? ''),
      severity: 'warning',
    },
  ];
}

/** Without a language on record nobody can say whether a translation is due. What goes to a provider is another matter. */
function unknown(primary: Instrument | undefined, { partner, isByReference }: Draft): Gap {
  const gap: Gap = {
    field: 'partner',
    rule: 'language-unknown',
    message: `is not ready: nobody has recorded the languages that ${partner.names.en} accepts`,
    source: citeRule('HR-73'),
  };
  if (!isByReference && (primary === undefined || primary.carries === 'request')) return gap;
  const { text, article } = primary?.languages ?? {};
  return {
    ...gap,
    ...(text ? { message: `${gap.message}; on the language the ${primary?.short} says: ${text}` } : {}),
    ...(primary && article ? { source: cite(primary, article) } : {}),
    severity: 'warning',
  };
}
