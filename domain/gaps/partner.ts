import type { Parts } from '../content.ts';
import type { Gap } from '../errors.ts';
import { isCoercive } from '../item-types.ts';
import { citePartner, type Demand } from '../partners.ts';
import { declared, recorded } from '../states.ts';
import { cite, confidenceOf, type DeclarationKind } from '../treaties/type.ts';
import { mayBePutToDeath } from './assurances.ts';
import { type Draft, governingOf, instrumentsOf, isFilled, isUnlisted, typesOf } from './draft.ts';
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

/** For each demand that a partner can make: the fields that do not meet it. */
const UNMET: Record<Demand['id'], Meets> = {
  'offence-text': ofOffences(({ text }) => !isFilled(text), 'text'),
  'penalty-statement': ofOffences(({ penalty }) => !isFilled(penalty), 'penalty'),
  /** V8 */
  'death-penalty-assurance': (draft) => (mayBePutToDeath(draft) ? undertaken('deathPenalty')(draft) : []),
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
  isUnlisted(draft)
    ? []
    : draft.partner.demands.flatMap(({ id, text, source }) =>
        UNMET[id](draft).map((field) => missing(field, text, citePartner(draft.partner, source))),
      );

/** V9: the types for which a Party may make dual criminality a condition by declaration. */
const CONDITIONAL: Partial<Record<DeclarationKind, { types: readonly string[]; severity?: 'warning' }>> = {
  'dual-criminality-for-search': { types: ['search-seizure'] },
  /** It allows a refusal, and only for offences that the treaty does not name. */
  'dual-criminality-for-preservation': { types: ['preservation', 'preservation-extension'], severity: 'warning' },
};

/** V9: dual criminality where the partner has made it a condition, or where what an item is judged by requires it. */
export const dualCriminalityGaps = (draft: Draft): Gap[] =>
  isFilled(draft.content.dualCriminality) ? [] : [...declaredGaps(draft), ...requiredGaps(draft)];

function declaredGaps(draft: Draft): Gap[] {
  const { partner, today: on } = draft;
  return instrumentsOf(draft).flatMap((instrument) =>
    (instrument.declarations ?? []).flatMap(({ kind, text, article }) => {
      const { types = [], severity } = CONDITIONAL[kind] ?? {};
      const isAsked = typesOf(draft).some((type) => types.includes(type));
      const [declaration] = declared(partner, { instrument: instrument.id, kind, on });
      if (!isAsked || !declaration) return [];
      const said = recorded({ ...declaration, text: `${partner.names.en} has declared ${text}` });
      const weight = declaration.confidence === 'unverified' ? 'warning' : severity;
      return [inBothStates(said, cite(instrument, article), weight)];
    }),
  );
}

function requiredGaps(draft: Draft): Gap[] {
  return draft.request.items.flatMap(({ id, type }) =>
    governingOf(draft, id).flatMap((instrument) => {
      const { dualCriminality: line, short } = instrument;
      const { requiredFor = [], text, article } = line;
      const isRequired = requiredFor === 'coercive' ? isCoercive(type) : requiredFor.some((one) => one === type);
      if (!isRequired) return [];
      const confidence = confidenceOf(instrument, line);
      const source = article === undefined ? short : cite(instrument, article);
      return [
        inBothStates(recorded({ text, confidence }), source, confidence === 'unverified' ? 'warning' : undefined),
      ];
    }),
  );
}

const inBothStates = (why: string, source: string, severity: Gap['severity']): Gap =>
  missing('dualCriminality', `why it is an offence in both States: ${why}`, source, severity);
