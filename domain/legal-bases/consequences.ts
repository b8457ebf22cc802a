import { isCoercive } from '../item-types.ts';
import { isWithin } from '../legal-basis.ts';
import { declared } from '../states.ts';
import {
  type Confidence,
  type DeclarationKind,
  type Instrument,
  type Reach,
  type RouteRule,
  reaches,
} from '../treaties/type.ts';
import type { Question } from './question.ts';
import { displacing } from './remarks.ts';
import { lineOf, routed, stackOf, statutesBeside } from './stack.ts';

/** What follows: the lines of the instruments that are read as one, and what the statute of the requested State asks. */
export function consequences(instrument: Instrument, question: Question) {
  const { type, instruments } = question;
  const stack = stackOf({ instruments, bases: [instrument.id], types: [type], between: question });
  const all = [...stack, ...statutesBeside(stack, question)];
  const other = displacing(question, instrument);
  const lines = <L extends Said>(field: (one: Instrument) => readonly L[], from: readonly Instrument[] = stack) =>
    from.flatMap((one) =>
      field(one)
        .filter((line) => reaches(line, type) && !(other?.confidence === 'confirmed' && isResidual(line, one)))
        .map((line) => lineOf(one, line)),
    );
  const [consultation] = lines((one) => (one.consultation ? [one.consultation] : []));
  const [postponement] = lines((one) => (one.postponement ? [one.postponement] : []));
  const forbidden = lines((one) => one.forbiddenRefusals, all);
  const isClosed = lines((one) => one.otherGrounds).some((line) => line.isClosed);
  return {
    articles: instrument.hasParties ? articlesFor(instrument, type) : [],
    routes: lines((one) => one.routes, routed(stack)).filter((line) => isOpen(line, stack, question)),
    languages: lines((one) => [one.languages], all),
    form: lines((one) => [one.form], all),
    contents: lines((one) => one.contents, all),
    refusalGrounds: lines((one) => one.refusalGrounds, isClosed ? stack : all).filter(
      ({ ground }) => !forbidden.some((line) => line.ground === ground),
    ),
    forbidden,
    dualCriminality: lines((one) => [one.dualCriminality]),
    ...(consultation ? { consultation } : {}),
    ...(postponement ? { postponement } : {}),
    useLimits: lines((one) => [one.useLimits]),
    confidence: instrument.confidence,
  };
}

type Said = Reach & { readonly article?: string; readonly confidence?: Confidence };

/** Whether a line stands in articles that yield to another treaty. */
const isResidual = ({ article }: Said, { residual }: Instrument): boolean =>
  article?.split(', ').every((one) => residual.some((line) => isWithin(one, line))) ?? false;

/** Those that carry the type, each once; a line without a number that is known has none to rely on. */
const articlesFor = ({ covers }: Instrument, type: string): string[] => [
  ...new Set(
    covers
      .filter((line) => reaches(line, type) && /\d/.test(line.article))
      .flatMap(({ article }) => article.split(', ')),
  ),
];

/** Whether a route is open at this urgency, by what the requested State has declared. */
function isOpen(line: RouteRule, stack: readonly Instrument[], { type, urgency, requested, date }: Question): boolean {
  const told = (kind: DeclarationKind) =>
    stack.flatMap(({ id }) => declared(requested, { instrument: id, kind, on: date }));
  const only = told('channel').flatMap(({ value }) => value ?? []);
  const isUrgentToAuthority = urgency !== 'normal' && told('urgent-to-central-authority').length > 0;
  return (
    (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
    (line.isNonCoercive === undefined || !isCoercive(type)) &&
    !(isUrgentToAuthority && line.route === 'direct-judicial') &&
    (only.length === 0 || only.includes(line.route))
  );
}
