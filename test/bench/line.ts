import { type Duel, short } from './rounds.ts';

/** What a measure says, one line of JSON. */
export type Line = {
  measure: string;
  unit: 'ms' | 'per s';
  p50: number;
  p95?: number;
  limit: { what: string; value: number };
  /** Value by limit, the median of the rounds; `rounds` are the lowest and the highest. */
  ratio: number;
  rounds?: [number, number];
  aim: string | null;
  met: boolean | null;
  cost?: object;
};

/** What is aimed at: of the ratio, or of the 95th percentile in the measure's own unit. */
export type Aim = { ratio?: { most?: number; least?: number }; p95?: { most: number } };
export type Report = (line: Line) => void;

export function lineOf(
  measure: string,
  unit: Line['unit'],
  { product, limit, ratio, spread }: Duel,
  { what, aim = {}, cost }: { what: string; aim?: Aim; cost?: object },
): Line {
  const checks = [
    aim.ratio?.most !== undefined && { text: `ratio <= ${aim.ratio.most}`, holds: ratio <= aim.ratio.most },
    aim.ratio?.least !== undefined && { text: `ratio >= ${aim.ratio.least}`, holds: ratio >= aim.ratio.least },
    aim.p95 && { text: `p95 <= ${aim.p95.most} ${unit}`, holds: product.p95 <= aim.p95.most },
  ].filter((check) => check !== false && check !== undefined);
  return {
    measure,
    unit,
    p50: short(product.p50),
    ...(unit === 'ms' && { p95: short(product.p95) }),
    limit: { what, value: short(limit.p50) },
    ratio: short(ratio),
    rounds: [short(spread[0]), short(spread[1])],
    aim: checks.length > 0 ? checks.map(({ text }) => text).join(', ') : null,
    met: checks.length > 0 ? checks.every(({ holds }) => holds) : null,
    ...(cost && { cost }),
  };
}
