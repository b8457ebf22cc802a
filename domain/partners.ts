import type { Calendar } from './dates.ts';
import type { Channel } from './request.ts';
import type { StateFacts } from './states.ts';
import type { Route } from './treaties/type.ts';

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
};

/** The language that a letter must be translated into for this partner; undefined where it takes the letter as it is. */
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
