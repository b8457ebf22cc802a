import type { Content, Parts } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { isCoercive } from '../item-types.ts';
import { citePartner, type Demand, type PartnerFacts } from '../partners.ts';
import { type Draft, isFilled, typesOf } from './draft.ts';
import { missing } from './missing.ts';

type Undertaking = Exclude<keyof Parts['undertakings'], 'further'>;
type Meets = (draft: Draft) => readonly string[];

const ofOffences =
  (isMissing: (offence: Parts['offences'][number]) => boolean, field: string): Meets =>
  ({ content: { offences = [] } }) =>
    offences.flatMap((offence, index) => (isMissing(offence) ? [`offences.${index}.${field}`] : []));
const undertaken =
  (name: Undertaking): Meets =>
  ({ content }) =>
    content.undertakings?.[name] ? [] : [`undertakings.${name}`];
const mayBePutToDeath = ({ offences = [] }: Content): boolean => offences.some(({ deathPenalty }) => deathPenalty);

/** For each demand that a partner can make: the fields that do not meet it. */
const UNMET: Record<Demand['id'], Meets> = {
  'offence-text': ofOffences(({ text }) => !isFilled(text), 'text'),
  'penalty-statement': ofOffences(({ penalty }) => !isFilled(penalty), 'penalty'),
  /** V8 */
  'death-penalty-assurance': (draft) => (mayBePutToDeath(draft.content) ? undertaken('deathPenalty')(draft) : []),
  /** V9 */
  'dual-criminality': (draft) =>
    typesOf(draft).some(isCoercive) && !isFilled(draft.content.dualCriminality) ? ['dualCriminality'] : [],
  reciprocity: undertaken('reciprocity'),
  speciality: undertaken('speciality'),
  'return-of-originals': undertaken('returnOfOriginals'),
  costs: undertaken('costs'),
  'data-protection': undertaken('dataProtection'),
};

/** What this partner asks of every letter. */
export const demandGaps = (draft: Draft): Gap[] =>
  draft.partner.demands.flatMap(({ id, text, source }) =>
    UNMET[id](draft).map((field) => missing(field, text, citePartner(draft.partner, source))),
  );

/** V7: without a language on record nobody can say whether a translation is due. */
export const languageGaps = ({ partner }: { partner: PartnerFacts }): Gap[] =>
  partner.languages.length > 0
    ? []
    : [
        {
          field: 'partner',
          rule: 'language-unknown',
          message: `is not ready: nobody has recorded the languages that ${partner.names.en} accepts`,
          source: citeRule('HR-73'),
        },
      ];
