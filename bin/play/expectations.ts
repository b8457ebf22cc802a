import type { Look } from './looks.ts';
import type { Answer, Gap } from './mutations.ts';
import type { Expectation } from './steps.ts';

/** In what an answer is other than the case says; empty when all is as it says. */
export function deviations(answer: Answer, expected: Expectation | undefined): string[] {
  const isRefused = answer.message !== undefined;
  if (!expected) return isRefused ? [`it is refused: ${answer.message}`, ...gapsOf(answer)] : [];
  if (!isRefused) return [`it is not refused: the case expects ${expected.refused}`];
  return [
    ...(answer.__typename === expected.refused ? [] : [`it is refused as ${answer.__typename}: ${answer.message}`]),
    ...(expected.rule === undefined || rulesOf(answer).includes(expected.rule)
      ? []
      : [`the rule is ${rulesOf(answer).join(', ')}: the case expects ${expected.rule}`]),
    ...gapDeviations(answer, expected),
  ];
}

const rulesOf = ({ rule, gaps = [] }: Answer): string[] => [...(rule ? [rule] : []), ...gaps.map((gap) => gap.rule)];
const gapsOf = ({ gaps = [] }: Answer): string[] =>
  gaps.map(({ field, message, source }) => `${field} ${message} (${source})`);

function gapDeviations({ gaps = [] }: Answer, { gaps: expected }: Expectation): string[] {
  if (!expected) return [];
  const fits = (
    gap: { field: string; source: string },
    wanted: { field: string; source?: string | undefined },
  ): boolean => gap.field === wanted.field && (wanted.source === undefined || gap.source === wanted.source);
  return [
    ...gaps
      .filter((gap) => !expected.some((wanted) => fits(gap, wanted)))
      .map(
        ({ field, message, source }) => `a gap is named that the case does not expect: ${field} ${message} (${source})`,
      ),
    ...expected
      .filter((wanted) => !gaps.some((gap) => fits(gap, wanted)))
      .map(({ field, source = 'any source' }) => `a gap is not named that the case expects: ${field} (${source})`),
  ];
}

/** What a look should have shown and has not. */
export const unseen = (shown: readonly Gap[], { shows }: Look): string[] =>
  shows
    .filter(
      (wanted) =>
        !shown.some(
          ({ field, rule, source, message }) =>
            field === wanted.field &&
            (wanted.rule ?? rule) === rule &&
            (wanted.source ?? source) === source &&
            message.includes(wanted.says ?? ''),
        ),
    )
    .map(({ field, rule = 'any rule', says = '' }) => {
      const there = shown
        .filter((gap) => gap.field === field)
        .map((gap) => `${gap.rule} "${gap.message}" (${gap.source})`);
      return `${field} ${rule} "${says}" is not shown: ${there.join(', ') || 'nothing is, of this field'}`;
    });
