import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { citePartner, needsTranslation, type PartnerFacts } from '../partners.ts';
import { declared, type StateFacts } from '../states.ts';
import { cite, type Instrument } from '../treaties/type.ts';
import { type Draft, primaryOf, primaryStack } from './draft.ts';

type Language = PartnerFacts['languages'][number];

/** V7: the partner accepts the language of the letter, or a certified translation goes with it. */
export function languageGaps(draft: Draft): Gap[] {
  const { letterLanguage, partner } = draft;
  const primary = primaryOf(draft);
  const stack = primaryStack(draft);
  if (stack.some((one) => isFree(one, draft))) return [];
  const languages = languagesOf(stack, draft);
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

/** An instrument that leaves it to Parties to reserve translations asks none of one that has not. */
const isFree = ({ id, declarations = [] }: Instrument, { partner, today: on }: Draft): boolean =>
  partner.isComplete &&
  declarations.some(({ kind }) => kind === 'translation') &&
  declared(partner, { instrument: id, kind: 'translation', on }).length === 0;

/** The languages that the partner has notified under the instruments that are read as one; else those on record. */
const languagesOf = (stack: readonly Instrument[], { partner, today: on }: Draft): readonly Language[] => {
  const notified = notifiedLanguages(stack, partner, on);
  return notified.length > 0 ? notified : partner.languages;
};

export const notifiedLanguages = (
  stack: readonly Pick<Instrument, 'id'>[],
  state: StateFacts,
  on: string,
): Language[] =>
  stack
    .flatMap(({ id }) => declared(state, { instrument: id, kind: 'languages', on }))
    .flatMap(({ value = '', source }) =>
      value.split(/[\s,;]+/).flatMap((tag) => (tag === '' ? [] : [{ tag, source }])),
    );

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
