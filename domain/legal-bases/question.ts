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
  urgency: Urgency;
  offence?: { class?: OffenceClass; maximumYears?: number; date?: string };
  /** The catalogue, with the bilateral treaties of the installation. */
  instruments: Instruments;
  /** Treaties of assistance between the two that are known and not in the catalogue. */
  otherTreaties?: readonly { readonly name: string; readonly since: string }[];
  /** Instruments that ship switched off and were switched on here. */
  switchedOn?: readonly string[];
};

export type Reason = { text: string; article?: string; confidence: Confidence };

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
  routes: readonly RouteRule[];
  languages: Statement;
  form: Statement;
  contents: readonly (ContentRule & { instrument: string })[];
  refusalGrounds: readonly (GroundRule & { instrument: string })[];
  forbidden: readonly (ForbiddenRule & { instrument: string })[];
  dualCriminality: Statement;
  consultation?: Statement;
  postponement?: Statement;
  useLimits: Statement;
  confidence: Confidence;
};

/** An instrument with the verdict on it. */
export type Judged = {
  instrument: Instrument;
  verdict: Answer;
  findings: readonly Reason[];
  dependsOn: readonly string[];
};
