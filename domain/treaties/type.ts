import type { ItemContent, PartKey } from '../content.ts';
import type { Ground } from '../grounds.ts';
import type { HouseRuleId, Unit } from '../house-rules.ts';
import type { RequestType } from '../item-types.ts';
import type { Urgency } from '../request.ts';

/** `confirmed`: read in the text or in a report of it. `unverified`: not found there; shown with a warning, never relied on alone. */
export type Confidence = 'confirmed' | 'unverified';
/** One line of an instrument and where it stands: `27(8)`. Its confidence is the instrument's unless it has its own. */
export type Line = { readonly article: string; readonly confidence?: Confidence };
/** A line that some instruments have no article for. */
export type Statement = { readonly text: string; readonly article?: string; readonly confidence?: Confidence };

/** For which kinds of request a line holds; for all where it does not say. */
export type Reach = { readonly only?: readonly RequestType[]; readonly except?: readonly RequestType[] };

export type Route =
  | 'central-authority'
  | 'diplomatic'
  | 'ministry-of-justice'
  | 'direct-judicial'
  | 'interpol'
  | 'aseanapol'
  | 'contact-point-24-7'
  | 'direct-provider'
  | 'post-to-person'
  | 'decentralised-it-system';

export type RouteRule = Line &
  Reach & {
    readonly route: Route;
    readonly text: string;
    /** Open at these urgencies only. */
    readonly urgencies?: readonly Urgency[];
    /** Open only where nothing coercive is asked. */
    readonly isNonCoercive?: true;
  };

/** A part, a field of a part, or a field of each item: `facts`, `office.name`, `item.property`. */
export type FieldPath = PartKey | `${PartKey}.${string}` | 'items' | `item.${keyof ItemContent}`;

export type ContentRule = Line &
  Reach & {
    readonly id: string;
    readonly label: string;
    readonly fields: readonly FieldPath[];
    /** Asked for where possible: its absence is no gap. */
    readonly isWherePossible?: true;
    /** Of the rules that share a name, one has to be met. */
    readonly alternative?: string;
    /** The house rule that stands in where there is no article to cite. */
    readonly house?: HouseRuleId;
  };

export type GroundRule = Line &
  Reach & { readonly ground: Ground; readonly label: string; readonly condition?: string };
export type ForbiddenRule = Line & Reach & { readonly ground: Ground; readonly text: string };
/** A rule on grounds that are not listed: closed lists allow none, open ones those of the requested State's law. */
export type OtherGrounds = Statement & Reach & { readonly isClosed: boolean };

export type TreatyDeadline = Line & {
  readonly id: string;
  readonly text: string;
  /** Null where the figure is stated in the case. */
  readonly amount: number | null;
  readonly unit: Unit | 'week';
  readonly startsOn: string;
  readonly isRenewable: boolean;
  readonly kind:
    | 'minimum-hold'
    | 'hold'
    | 'hold-extension'
    | 'maximum'
    | 'maximum-order'
    | 'target'
    | 'waiting-period'
    | 'request-window'
    | 'consecutive-days'
    | 'lead-time-maximum';
  readonly actor: string;
  readonly onExpiry?: string;
};

/** Paragraphs that apply only where no other treaty of mutual assistance binds the two States. */
export type Residual = Line & {
  readonly text: string;
  readonly of: number;
  readonly from: number;
  readonly to: number;
};

/** A legal basis: a treaty, a statute or a principle. Data only; the code that reads it knows no instrument by name. */
export type Instrument = {
  readonly id: string;
  readonly name: string;
  /** How a source cites it: `Budapest Convention 27(8)`. */
  readonly short: string;
  readonly citation: string;
  readonly kind:
    | 'multilateral-treaty'
    | 'regional-treaty'
    | 'non-binding-scheme'
    | 'model'
    | 'eu-regulation'
    | 'eu-directive'
    | 'executive-agreement'
    | 'domestic-statute'
    | 'principle'
    | 'extradition';
  /** Whether it binds Parties, so that both States must be one. */
  readonly hasParties: boolean;
  readonly lastArticle?: number;
  readonly confidence: Confidence;
  readonly inForce: {
    readonly status: string;
    readonly since?: string;
    readonly asOf?: string;
    readonly note?: string;
  };
  readonly residual: readonly Residual[];
  readonly applicability?: Statement;
  /** The least penalty of an offence that it covers. */
  readonly threshold?: Line & { readonly maximumYears: number; readonly text: string };
  /** What can be asked under which article. */
  readonly covers: readonly (Line & Reach & { readonly text: string })[];
  readonly routes: readonly RouteRule[];
  readonly languages: Statement;
  readonly form: Statement;
  readonly contents: readonly ContentRule[];
  readonly contentsNote?: string;
  readonly refusalGrounds: readonly GroundRule[];
  readonly otherGrounds: readonly OtherGrounds[];
  readonly forbiddenRefusals: readonly ForbiddenRule[];
  /** Where it says that a refusal needs reasons. */
  readonly reasons?: Line;
  readonly consultation?: Statement;
  readonly postponement?: Statement;
  readonly dualCriminality: Statement;
  readonly confidentiality?: Statement;
  readonly useLimits: Statement;
  readonly deadlines: readonly TreatyDeadline[];
  readonly softDuties: readonly (Line & { readonly id: string; readonly label: string })[];
  readonly extradition?: Statement;
  readonly notes?: string;
  readonly sources: readonly string[];
};

export const reaches = ({ only, except }: Reach, type: string): boolean =>
  (only === undefined || only.some((one) => one === type)) && !except?.some((one) => one === type);

/** How a line is cited: `UNTOC 18(15)(c)`. */
export const cite = ({ short }: Pick<Instrument, 'short'>, article: string): string => `${short} ${article}`;

export const isConfirmed = (
  instrument: Pick<Instrument, 'confidence'>,
  line: { readonly confidence?: Confidence },
): boolean => (line.confidence ?? instrument.confidence) === 'confirmed';
