import { isCoercive } from '../item-types.ts';
import { declared } from '../states.ts';
import { type DeclarationKind, type Instrument, type Reach, type RouteRule, reaches } from '../treaties/type.ts';
import type { Judged, Question } from './question.ts';

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
  const of = <L extends Reach>(lines: (one: Instrument) => readonly L[], from: readonly Instrument[]) =>
    from.flatMap((one) =>
      lines(one)
        .filter((line) => reaches(line, type))
        .map((line) => ({ ...line, instrument: one.id })),
    );
  const first = <S>(field: (one: Instrument) => S | undefined): S | undefined =>
    stacked.map(field).find((one) => one !== undefined);
  const [consultation, postponement] = [first((one) => one.consultation), first((one) => one.postponement)];
  return {
    articles: instrument.hasParties ? articlesFor(instrument, type) : [],
    routes: routesFor(instrument, question),
    languages: instrument.languages,
    form: instrument.form,
    contents: of((one) => one.contents, instrument.carries === 'request' ? [...stacked, ...statutes] : stacked),
    refusalGrounds: of((one) => one.refusalGrounds, stacked),
    forbidden: of((one) => one.forbiddenRefusals, stacked),
    dualCriminality: instrument.dualCriminality,
    ...(consultation ? { consultation } : {}),
    ...(postponement ? { postponement } : {}),
    useLimits: instrument.useLimits,
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
function routesFor(instrument: Instrument, { type, urgency, requested, date }: Question): RouteRule[] {
  const told = (kind: DeclarationKind) => declared(requested, { instrument: instrument.id, kind, on: date });
  const only = told('channel').flatMap(({ value }) => value ?? []);
  const isUrgentToAuthority = urgency !== 'normal' && told('urgent-to-central-authority').length > 0;
  return instrument.routes.filter(
    (line) =>
      reaches(line, type) &&
      (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
      (line.isNonCoercive === undefined || !isCoercive(type)) &&
      !(isUrgentToAuthority && line.route === 'direct-judicial') &&
      (only.length === 0 || only.includes(line.route)),
  );
}
