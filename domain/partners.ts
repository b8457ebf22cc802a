import type { Calendar } from './dates.ts';
import type { Channel } from './request.ts';
import { declared, type StateFacts } from './states.ts';
import type { Instrument, Route } from './treaties/type.ts';

/** What a partner asks of every letter beyond the instruments. */
export const DEMANDS = [
  'offence-text',
  'penalty-statement',
  'death-penalty-assurance',
  'dual-criminality',
  'reciprocity',
  'speciality',
  'return-of-originals',
  'costs',
  'data-protection',
] as const;
export type Demand = {
  readonly id: (typeof DEMANDS)[number];
  readonly text: string;
  /** Where the partner says so, and when somebody last looked. */
  readonly source: string;
  readonly checkedOn: string;
};

/** What a provider acts on: of its own will, on a request for preservation, on an order, in an emergency, or only on what its own State serves. */
export const PROCESSES = ['voluntary', 'preservation', 'order', 'emergency', 'served'] as const;

/** What is known of a partner State and its authority, each with its source. */
export type PartnerFacts = StateFacts & {
  /** The languages it accepts, as BCP 47 tags; the first is the one to translate into. */
  readonly languages: readonly { readonly tag: string; readonly source: string }[];
  readonly demands: readonly Demand[];
  /** Treaties of mutual assistance between us and it that are not in the catalogue; they displace residual articles. */
  readonly otherTreaties: readonly { readonly name: string; readonly since: string; readonly source: string }[];
  /** The legal routes and the means that it takes; empty where it has declared none. */
  readonly routes: readonly { readonly route: Route; readonly source: string }[];
  readonly channels: readonly { readonly channel: Channel; readonly source: string }[];
  readonly calendar: Calendar;
  /** It is a provider, and what it acts on. */
  readonly provider?: { readonly accepts: readonly (typeof PROCESSES)[number][]; readonly source: string } | undefined;
};

/** Under which instruments, read as one, a letter goes to a partner, and on which day. */
export type Under = { partner: PartnerFacts; stack: readonly Instrument[]; on: string };

/** An instrument that leaves it to Parties to reserve translations asks none of one that has not (ETS 30 16). */
export const isFreeOfTranslation = ({ stack, partner, on }: Under): boolean =>
  partner.isComplete &&
  stack.some(
    ({ id, declarations = [] }) =>
      declarations.some(({ kind }) => kind === 'translation') &&
      declared(partner, { instrument: id, kind: 'translation', on }).length === 0,
  );

/** The languages that a State has notified under the instruments. */
export const notifiedLanguages = (
  stack: readonly Pick<Instrument, 'id'>[],
  state: StateFacts,
  on: string,
): PartnerFacts['languages'] =>
  stack
    .flatMap(({ id }) => declared(state, { instrument: id, kind: 'languages', on }))
    .flatMap(({ value = '', source }) =>
      value.split(/[\s,;]+/).flatMap((tag) => (tag === '' ? [] : [{ tag, source }])),
    );

/** The languages that the partner has notified under the instruments; else those on record. */
export function languagesUnder({ stack, partner, on }: Under): PartnerFacts['languages'] {
  const notified = notifiedLanguages(stack, partner, on);
  return notified.length > 0 ? notified : partner.languages;
}

/** V7: the language that a letter under an instrument must be translated into; undefined where it goes as it is. */
export const translationDue = (letterLanguage: string, under: Under): string | undefined =>
  isFreeOfTranslation(under) ? undefined : needsTranslation(letterLanguage, { languages: languagesUnder(under) });

/** The language that a letter must be translated into; undefined where it is among those that are taken. */
export function needsTranslation(
  letterLanguage: string,
  { languages }: Pick<PartnerFacts, 'languages'>,
): string | undefined {
  const accepts = languages.some(({ tag }) => covers(tag, letterLanguage));
  return accepts ? undefined : languages[0]?.tag;
}

/** Basic filtering of RFC 4647: `en` covers `en-GB`, not the other way round. */
function covers(range: string, tag: string): boolean {
  const [wanted, given] = [range.toLowerCase(), tag.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}-`);
}

/** How a partner's own rule is cited. */
export const citePartner = ({ names }: Pick<PartnerFacts, 'names'>, source: string): string => `${names.en}: ${source}`;
