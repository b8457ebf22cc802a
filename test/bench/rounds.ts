/** What one round of a measure gave. */
export type Round = { p50: number; p95: number };

/** The value below which a share of ascending ones lies. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => at(ascending(values), 0.5);
export function roundOf(samples: readonly number[]): Round {
  const sorted = ascending(samples);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) };
}

/** A figure to three digits. */
export const short = (value: number): number => Number(value.toPrecision(3));

/** Milliseconds that each of `count` runs of `work` took, one after the other. */
export async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await work(index);
    samples.push(performance.now() - started);
  }
  return samples;
}

/** How often a second `clients` loops at once get through `work`, for so many milliseconds. */
export async function rate(
  clients: number,
  milliseconds: number,
  work: (client: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  let done = 0;
  const loop = async (client: number): Promise<void> => {
    while (performance.now() - started < milliseconds) {
      await work(client);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
  return (done * 1000) / (performance.now() - started);
}

export type Duel = { product: Round; limit: Round; ratio: number; spread: [number, number] };
type Side = () => Promise<Round>;

/**
 * Product and limit in turns, back to back, so that whatever else the machine does meets both. The first turn of each
 * only warms them up. Values are medians of the rounds, the ratio is the median of the rounds' own ratios.
 */
export async function duel(rounds: number, product: Side, limit: Side): Promise<Duel> {
  const turns: { product: Round; limit: Round }[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const result = { product: await product(), limit: await limit() };
    if (turn > 0) turns.push(result);
  }
  const over = (side: 'product' | 'limit'): Round => ({
    p50: median(turns.map((turn) => turn[side].p50)),
    p95: median(turns.map((turn) => turn[side].p95)),
  });
  const ratios = ascending(turns.map((turn) => turn.product.p50 / turn.limit.p50));
  return {
    product: over('product'),
    limit: over('limit'),
    ratio: median(ratios),
    spread: [ratios[0] ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
  };
}
