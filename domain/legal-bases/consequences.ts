import { isCoercive } from '../item-types.ts';
import { declared } from '../states.ts';
import {
  type Confidence,
  type DeclarationKind,
  type Instrument,
  type Reach,
  type RouteRule,
  reaches,
} from '../treaties/type.ts';
import type { Of, Question } from './question.ts';
import { lineOf, routed, stackOf } from './stack.ts';

/** What follows: the lines of the instruments that are read as one, and what the statute of the requested State asks. */
export function consequences(instrument: Instrument, question: Question) {
  const { type, requested, instruments } = question;
  const stack = stackOf({ instruments, bases: [instrument.id], types: [type], between: question });
  const statutes = Object.values(instruments).filter(
    (one) =>
      one.statuteOf === requested.code &&
      one.carries === 'request' &&
      one.id !== instrument.id &&
      one.covers.some((line) => reaches(line, type)),
  );
  const lines = <L extends Reach & { readonly confidence?: Confidence }>(
    field: (one: Instrument) => readonly L[],
    from: readonly Instrument[] = stack,
  ): Of<L>[] =>
    from.flatMap((one) =>
      field(one)
        .filter((line) => reaches(line, type))
        .map((line) => lineOf(one, line)),
    );
  const [consultation] = lines((one) => (one.consultation ? [one.consultation] : []));
  const [postponement] = lines((one) => (one.postponement ? [one.postponement] : []));
  return {
    articles: instrument.hasParties ? articlesFor(instrument, type) : [],
    routes: routesFor(stack, question),
    languages: lines((one) => [one.languages]),
    form: lines((one) => [one.form]),
    contents: lines((one) => one.contents, instrument.carries === 'request' ? [...stack, ...statutes] : stack),
    refusalGrounds: lines((one) => one.refusalGrounds),
    forbidden: lines((one) => one.forbiddenRefusals),
    dualCriminality: lines((one) => [one.dualCriminality]),
    ...(consultation ? { consultation } : {}),
    ...(postponement ? { postponement } : {}),
    useLimits: lines((one) => [one.useLimits]),
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
function routesFor(stack: readonly Instrument[], { type, urgency, requested, date }: Question): Of<RouteRule>[] {
  const told = (kind: DeclarationKind) =>
    stack.flatMap(({ id }) => declared(requested, { instrument: id, kind, on: date }));
  const only = told('channel').flatMap(({ value }) => value ?? []);
  const isUrgentToAuthority = urgency !== 'normal' && told('urgent-to-central-authority').length > 0;
  const isOpen = (line: RouteRule): boolean =>
    reaches(line, type) &&
    (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
    (line.isNonCoercive === undefined || !isCoercive(type)) &&
    !(isUrgentToAuthority && line.route === 'direct-judicial') &&
    (only.length === 0 || only.includes(line.route));
  return routed(stack).flatMap((one) => one.routes.filter(isOpen).map((line) => lineOf(one, line)));
}
