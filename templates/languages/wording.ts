import type { IDENTIFIER_TYPES } from '../../domain/content.ts';
import type { ItemContent, Statement } from '../../domain/item-content.ts';
import type { ItemType } from '../../domain/item-types.ts';
import type { KindType } from '../../domain/kinds.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { Label, Urgency } from '../../domain/request.ts';
import type { Route } from '../../domain/treaties/type.ts';
import type { Direction } from '../scripts.ts';
import type { FieldName } from './fields.ts';

/** The sections of the letter in their order; also the names of its bookmarks. */
export const SECTIONS = [
  'letterhead',
  'addressee',
  'title',
  'basis',
  'office',
  'status',
  'persons',
  'facts',
  'offences',
  'items',
  'procedure',
  'purpose',
  'urgency',
  'confidentiality',
  'undertakings',
  'results',
  'closing',
  'annexes',
] as const;
export type SectionId = (typeof SECTIONS)[number];
/** The sections that have a heading with a number. */
export type HeadedSection = Exclude<SectionId, 'letterhead' | 'addressee' | 'title' | 'closing'>;

export type Marking = NonNullable<LetterInput['marking']>;
export type PersonRole = NonNullable<LetterInput['content']['persons']>[number]['role'];
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];
type Undertaking = 'reciprocity' | 'speciality' | 'returnOfOriginals' | 'deathPenalty' | 'costs' | 'dataProtection';

/** Sentences with places for values, `{name}`. A value is never read for places again. */
export type Sentence =
  | 'page'
  | 'contentHash'
  | 'inTheCase'
  | 'primaryBasis'
  | 'supportingBasis'
  | 'reciprocityBasis'
  | 'withArticle'
  | 'withArticles'
  | 'route'
  | 'voluntary'
  | 'newRequest'
  | 'followsRequest'
  | 'followsPreservation'
  | 'carriesDeathPenalty'
  | 'item'
  | 'identifiersIntro'
  | 'identifierNumbers'
  | 'noneKnown'
  | 'zoneUnknown'
  | 'period'
  | 'session'
  | 'useLimited'
  | 'answerBy'
  | 'heldUntil'
  | 'confidentialityWished'
  | 'confidentialityNotWished'
  | 'resultsIntro'
  | 'hashListWished'
  | 'forAuthority'
  | 'annex'
  | 'bytes';

/** The fixed words of the letter in one language. */
export type Wording = {
  locale: string;
  /** Tag for the spelling checker: Latin, right-to-left and East Asian text apart. */
  tags: { value: string; bidirectional: string; eastAsia: string };
  direction: Direction;
  /** How a list is joined: `a, b and c`. */
  comma: string;
  and: string;
  colon: string;
  none: string;
  unknown: string;
  /** Said of a field that has nothing to say. */
  instead: Record<Statement['says'], string>;
  yes: string;
  no: string;
  notStated: string;
  headings: Record<Exclude<HeadedSection, 'items'> | 'nexus' | 'dualCriminality' | 'identifiers', string>;
  fields: Record<FieldName, string>;
  sentences: Record<Sentence, string>;
  undertakings: Record<Undertaking, string>;
  labels: Record<Label, string>;
  urgencies: Record<Urgency, string>;
  urgencySentences: Record<Urgency, string>;
  markings: Record<Marking, string>;
  /** The way from State to State. */
  routes: Record<Route, string>;
  personRoles: Record<PersonRole, string>;
  hearingStatus: Record<'witness' | 'expert' | 'suspect', string>;
  deliveryMethods: Record<NonNullable<ItemContent['method']>, string>;
  identifierTypes: Record<IdentifierType, string>;
  itemTypes: Record<ItemType | KindType, string>;
};
