import type { PartKey } from '../content.ts';
import type { Ground } from '../grounds.ts';
import type { HouseRuleId } from '../house-rules.ts';
import type { ItemContent } from '../item-content.ts';
import type { RequestType } from '../item-types.ts';
import type { OffenceClass } from '../offences.ts';
import type { Urgency } from '../request.ts';
import type { TreatyDeadline } from './deadline-type.ts';

/** `confirmed`: read in the text or in a report of it. `unverified`: not found there; shown with a warning, never relied on alone. */
export const CONFIDENCES = ['confirmed', 'unverified'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
/** One line of an instrument and where it stands: `27(8)`. Its confidence is the instrument's unless it has its own. */
export type Line = { readonly article: string; readonly confidence?: Confidence };
/** A line that some instruments have no article for. */
export type Statement = { readonly text: string; readonly article?: string; readonly confidence?: Confidence };
/** For which kinds of request a line holds; for all where it does not say. */
export type Reach = { readonly only?: readonly RequestType[]; readonly except?: readonly RequestType[] };

/** What goes to a provider, or ends in surrender: no assistance that one State gives another on request. */
export const NO_ASSISTANCE = ['extradition', 'provisional-arrest', 'provider-direct', 'domain-registration'] as const;

export const ROUTES = [
  'central-authority',
  'diplomatic',
  'ministry-of-justice',
  'direct-judicial',
  'interpol',
  'aseanapol',
  'contact-point-24-7',
  'direct-provider',
  'post-to-person',
  'decentralised-it-system',
] as const;
export type Route = (typeof ROUTES)[number];

export type RouteRule = Line &
  Reach & {
    readonly route: Route;
    readonly text: string;
    /** Open at these urgencies only. */
    readonly urgencies?: readonly Urgency[];
    /** Open only where nothing coercive is asked. */
    readonly isNonCoercive?: true;
    /** A copy goes at the same time from central authority to central authority. */
    readonly isCopied?: true;
    /** So it does where the requested State has declared this. */
    readonly isCopiedWhere?: DeclarationKind;
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

/** A ground in the one vocabulary; `ownId` is the code under which the notes on the instrument list it, where they do. */
export type GroundRule = Line &
  Reach & { readonly ground: Ground; readonly ownId?: string; readonly label: string; readonly condition?: string };
export type ForbiddenRule = Line & Reach & { readonly ground: Ground; readonly text: string };
/** A rule on grounds that are not listed: closed lists allow none, open ones those of the requested State's law. */
export type OtherGrounds = Statement & Reach & { readonly isClosed: boolean; readonly ownId?: string };

/** What a Party may declare or reserve, as far as it changes the workflow. */
export const DECLARATION_KINDS = [
  'languages',
  'translation',
  'channel',
  'urgent-to-central-authority',
  'dual-criminality-for-search',
  'dual-criminality-for-preservation',
  'summons-lead-time',
  'no-direct-orders',
  'direct-orders-notified',
  'excluded-parts',
] as const;
export type DeclarationKind = (typeof DECLARATION_KINDS)[number];

/** Who must issue an order for data of some categories; the house rule is the source where the article is not confirmed. */
export type Issuing = Line &
  Reach & {
    readonly text: string;
    readonly categories: readonly NonNullable<ItemContent['dataCategory']>[];
    readonly by: readonly NonNullable<ItemContent['issuedBy']>[];
    readonly house: HouseRuleId;
  };

/** Paragraphs that apply only where no other treaty of mutual assistance binds the two States. */
export type Residual = Line & {
  readonly text: string;
  readonly of: number;
  readonly from: number;
  readonly to: number;
};

/** What can be asked under which article; for these classes of offences only, where it says so. */
export type Cover = Line & Reach & { readonly text: string; readonly offences?: readonly OffenceClass[] };

/** A legal basis: a treaty, a statute or a principle. Data only; the code that reads it knows no instrument by name. */
export type Instrument = {
  readonly id: string;
  readonly name: string;
  /** How a source cites it: `Budapest Convention 27(8)`. */
  readonly short: string;
  readonly citation: string;
  readonly kind:
    | 'bilateral-treaty'
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
  /** What goes out under it. `nothing`: a model, or a profile that is still empty. */
  readonly carries: 'request' | 'order-to-provider' | 'certificate' | 'extradition' | 'nothing';
  /** Whether it binds Parties, so that both States must be one. */
  readonly hasParties: boolean;
  /** The treaty that it adds to: a protocol binds only Parties to both, and its lines stand beside those of the treaty. */
  readonly protocolTo?: string;
  /** ISO 3166 code of the State that every agreement under it is made with: it binds no two others between themselves. */
  readonly hub?: string;
  /** ISO 3166 code: a statute says what its own State asks of those who write to it. */
  readonly statuteOf?: string;
  /** Ships switched off, and why: it applies only where an administrator has switched it on. */
  readonly isOff?: string;
  /** It reaches only offences committed since it binds both: then the date of the offence decides, too. */
  readonly onlyOffencesSince?: Statement;
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
  /** The least maximum penalty of an offence that it reaches; offences of `anyway` are reached whatever the penalty. */
  readonly threshold?: Line & {
    readonly maximumYears: number;
    readonly text: string;
    readonly anyway?: readonly OffenceClass[];
    /** What must be known of any other offence, beside its penalty. */
    readonly alsoDependsOn?: 'organised-group';
  };
  readonly covers: readonly Cover[];
  readonly routes: readonly RouteRule[];
  readonly languages: Statement & Reach;
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
  /** `requiredFor`: what it gives only where it is met: what is coercive, or these. */
  readonly dualCriminality: Statement & { readonly requiredFor?: 'coercive' | readonly RequestType[] };
  /** Where it says that an oath is taken only if it is asked for expressly. */
  readonly oath?: Statement;
  /** Where it says that a prisoner is transferred only with consent. */
  readonly transferConsent?: Statement;
  /** Where it says that a suspect is heard by video link only with consent. */
  readonly suspectConsent?: Statement;
  /** Where it opens controlled delivery for extraditable offences only. */
  readonly extraditable?: Statement;
  readonly issuing?: Issuing;
  readonly confidentiality?: Statement;
  readonly useLimits: Statement;
  readonly deadlines: readonly TreatyDeadline[];
  readonly softDuties: readonly (Line & { readonly id: string; readonly label: string })[];
  /** Declarations and reservations that it lets a Party make, as far as they change what we do. */
  readonly declarations?: readonly (Line & { readonly kind: DeclarationKind; readonly text: string })[];
  readonly extradition?: Statement;
  readonly notes?: string;
  readonly sources: readonly string[];
};

export const reaches = ({ only, except }: Reach, type: string): boolean =>
  (only === undefined || only.some((one) => one === type)) && !except?.some((one) => one === type);

/** How a line is cited: `UNTOC 18(15)(c)`; where nobody has looked up the article, that is said. */
export const cite = ({ short }: Pick<Instrument, 'short'>, article: string): string =>
  `${short} ${article === 'not confirmed' ? '(article not confirmed)' : article}`;

/** How sure a line is: its own word for it, or that of the instrument. */
export const confidenceOf = (instrument: Pick<Instrument, 'confidence'>, line: Pick<Line, 'confidence'>): Confidence =>
  line.confidence ?? instrument.confidence;
export const isConfirmed = (...[instrument, line]: Parameters<typeof confidenceOf>): boolean =>
  confidenceOf(instrument, line) === 'confirmed';

/** What a line says, with its article; one that is not confirmed says so. */
export const quote = (
  instrument: Pick<Instrument, 'short' | 'confidence'>,
  line: { readonly article: string; readonly text: string; readonly confidence?: Confidence },
): string => `${cite(instrument, line.article)}${isConfirmed(instrument, line) ? '' : ' (unverified)'}: ${line.text}`;
