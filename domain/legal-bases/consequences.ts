import { isCoercive } from '../item-types.ts';
import { declared } from '../states.ts';
import {
  type Confidence,
  type DeclarationKind,
  type Instrument,
  type Reach,
  type RouteRule,
  reaches,
  type Statement,
} from '../treaties/type.ts';
import type { Judged, Of, Question } from './question.ts';
import { lineOf } from './stack.ts';

/** What follows: the lines of the instrument, of its protocols that apply, and what the statute of the requested State asks. */
export function consequences(instrument: Instrument, question: Question, judged: readonly Judged[]) {
  const { type, requested } = question;
  const protocols = judged.filter((one) => one.instrument.protocolTo === instrument.id && one.verdict === 'yes');
  const stacked = [instrument, ...protocols.map((one) => one.instrument)];
  const statutes = Object.values(question.instruments).filter(
    (one) =>
      one.statuteOf === requested.code &&
      one.carries === 'request' &&
      one.id !== instrument.id &&
      one.covers.some((line) => reaches(line, type)),
  );
  const lines = <L extends Reach & { readonly confidence?: Confidence }>(
    field: (one: Instrument) => readonly L[],
    from: readonly Instrument[],
  ) =>
    from.flatMap((one) =>
      field(one)
        .filter((line) => reaches(line, type))
        .map((line) => lineOf(one, line)),
    );
  const first = (field: (one: Instrument) => Statement | undefined): Of<Statement> | undefined =>
    stacked
      .flatMap((one) => {
        const line = field(one);
        return line ? [lineOf(one, line)] : [];
      })
      .at(0);
  const [consultation, postponement] = [first((one) => one.consultation), first((one) => one.postponement)];
  return {
    articles: instrument.hasParties ? articlesFor(instrument, type) : [],
    routes: routesFor(instrument, question),
    languages: lineOf(instrument, instrument.languages),
    form: lineOf(instrument, instrument.form),
    contents: lines((one) => one.contents, instrument.carries === 'request' ? [...stacked, ...statutes] : stacked),
    refusalGrounds: lines((one) => one.refusalGrounds, stacked),
    forbidden: lines((one) => one.forbiddenRefusals, stacked),
    dualCriminality: lineOf(instrument, instrument.dualCriminality),
    ...(consultation ? { consultation } : {}),
    ...(postponement ? { postponement } : {}),
    useLimits: lineOf(instrument, instrument.useLimits),
    confidence: instrument.confidence,
  };
}

/** Those that carry the type, each once; a line without a number that is known has none to rely on. */
const articlesFor = ({ covers }: Instrument, type: string): string[] => [
  ...new Set(
    covers
      .filter((line) => reaches(line, type) && /\d/.test(line.article))
      .flatMap(({ article }) => article.split(', ')),
  ),
];

/** The routes that are open to the type at this urgency, less what the requested State has declared. */
function routesFor(instrument: Instrument, { type, urgency, requested, date }: Question): Of<RouteRule>[] {
  const told = (kind: DeclarationKind) => declared(requested, { instrument: instrument.id, kind, on: date });
  const only = told('channel').flatMap(({ value }) => value ?? []);
  const isUrgentToAuthority = urgency !== 'normal' && told('urgent-to-central-authority').length > 0;
  const isOpen = (line: RouteRule): boolean =>
    reaches(line, type) &&
    (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
    (line.isNonCoercive === undefined || !isCoercive(type)) &&
    !(isUrgentToAuthority && line.route === 'direct-judicial') &&
    (only.length === 0 || only.includes(line.route));
  return instrument.routes.filter(isOpen).map((line) => lineOf(instrument, line));
}
