import { blocks, type Gap } from '../../domain/errors.ts';
import { findGaps } from '../../domain/gaps.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import type { Framed } from './frame.ts';

type Severity = 'error' | 'warning';
export type CheckedGap = Omit<Gap, 'severity'> & { article: string | null; severity: Severity };
/** What is told of a request: whether it could be submitted as it stands, on which basis, and all that is wrong with it. */
export type Checked = { submittable: boolean; basis: string | null; gaps: CheckedGap[] };

export function check({ draft }: Framed): Checked {
  const gaps = findGaps(draft);
  return {
    submittable: !gaps.some(blocks),
    basis: draft.request.basis[0]?.instrument ?? null,
    gaps: gaps.map(told),
  };
}

const told = ({ field, rule, message, source, severity }: Gap): CheckedGap => ({
  field,
  rule,
  message,
  source,
  article: articleOf(source),
  severity: severity ?? 'error',
});

/** The longest names first: some begin with another. */
const SHORTS = Object.values(INSTRUMENTS)
  .map(({ short }) => short)
  .sort((a, b) => b.length - a.length);

/** `27(8)` of `Budapest Convention 27(8)`; null where the source is no article, or its number is not confirmed. */
function articleOf(source: string): string | null {
  const short = SHORTS.find((one) => source.startsWith(`${one} `));
  const rest = short === undefined ? '' : source.slice(short.length + 1);
  return /^\d/.test(rest) ? rest : null;
}

export function inWords({ submittable, basis, gaps }: Checked, { isChosen }: Framed): string {
  const name = basis === null ? undefined : INSTRUMENTS[basis]?.name;
  const why = isChosen ? ', the first that applies: the file names none' : '';
  const basisLine =
    basis === null ? 'Legal basis: none applies' : `Legal basis: ${basis}${name ? ` (${name})` : ''}${why}`;
  const count = (severity: Severity) => {
    const number = gaps.filter((gap) => gap.severity === severity).length;
    return `${number} ${severity}${number === 1 ? '' : 's'}`;
  };
  return [
    basisLine,
    ...gaps.map(({ severity, field, message, source }) => `  ${severity.padEnd(8)}${field} ${message} (${source})`),
    `It could ${submittable ? '' : 'not '}be submitted: ${count('error')}, ${count('warning')}`,
  ].join('\n');
}
