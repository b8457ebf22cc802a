import type { RequestType } from '../item-types.ts';
import type { OffenceClass } from '../offences.ts';
import type { Urgency } from '../request.ts';
import type { Answer, StateFacts } from '../states.ts';
import type { Instruments } from '../treaties/instruments.ts';
import type {
  Confidence,
  ContentRule,
  ForbiddenRule,
  GroundRule,
  Instrument,
  RouteRule,
  Statement,
} from '../treaties/type.ts';

/** What is asked of whom, and when. */
export type Question = {
  requesting: StateFacts;
  requested: StateFacts;
  type: RequestType;
  /** The day of the request. */
  date: string;
  /** The day by which a fact is older than a year; that of the request unless told. */
  today?: string;
  urgency: Urgency;
  offence?: { class?: OffenceClass; maximumYears?: number; date?: string };
  /** The catalogue, with the bilateral treaties of the installation. */
  instruments: Instruments;
  /** Treaties of assistance between the two that are known and not in the catalogue. */
  otherTreaties?: readonly { readonly name: string; readonly since: string }[];
  /** Instruments that ship switched off and were switched on here. */
  switchedOn?: readonly string[];
};

/** Why. Its confidence is the weakest of the line and of the facts that decided; one of these that nobody has checked for a year makes it stale. */
export type Reason = { text: string; article?: string; confidence: Confidence; isStale?: true };

/** A line with the instrument that it stands in, and how sure it is. */
export type Of<L> = L & { instrument: string; confidence: Confidence };

/** One instrument as a legal basis: whether it applies, why, and what follows where it does or may. */
export type LegalBasis = {
  id: string;
  applies: true | false | 'unknown';
  /** 1 is the first choice; null where it does not apply. */
  rank: number | null;
  /** What must be known before it can be said: `party:KR`, `offence-class`, `max-penalty`, `offence-date`, `organised-group`. */
  dependsOn: readonly string[];
  reasons: readonly Reason[];
  /** Those to rely on for what is asked. */
  articles: readonly string[];
  routes: readonly Of<RouteRule>[];
  languages: readonly Of<Statement>[];
  form: readonly Of<Statement>[];
  contents: readonly Of<ContentRule>[];
  refusalGrounds: readonly Of<GroundRule>[];
  forbidden: readonly Of<ForbiddenRule>[];
  dualCriminality: readonly Of<Statement>[];
  consultation?: Of<Statement>;
  postponement?: Of<Statement>;
  useLimits: readonly Of<Statement>[];
  confidence: Confidence;
};

/** An instrument with the verdict on it. */
export type Judged = {
  instrument: Instrument;
  verdict: Answer;
  findings: readonly Reason[];
  dependsOn: readonly string[];
};
