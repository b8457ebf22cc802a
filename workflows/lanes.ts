/** What is on the wire when it is to stop may end in this time. */
const GRACE_MS = 5_000;

type Work<L> = {
  due: () => Promise<readonly string[]>;
  goesOn: () => boolean;
  deliver: (id: string, lane: L) => Promise<void>;
};

/** Delivers all that is due, in as many lanes side by side as there are, until nothing is due any more or it is to stop. */
export async function throughLanes<L>(lanes: readonly L[], { due, goesOn, deliver }: Work<L>): Promise<void> {
  for (let waiting = await due(); waiting.length > 0 && goesOn(); waiting = await due()) {
    const left = waiting.values();
    const run = async (lane: L): Promise<void> => {
      for (const id of left) if (goesOn()) await deliver(id, lane);
    };
    const runs = await Promise.allSettled(lanes.map(run)); // what is on the wire ends before anybody else may look
    for (const ended of runs) if (ended.status === 'rejected') throw ended.reason;
  }
}

/** Stops a loop, and cuts off after a while what is on the wire still. */
export async function stopWith(loop: { stop(): Promise<void> }, wire: AbortController): Promise<void> {
  const timer = setTimeout(() => wire.abort(), GRACE_MS);
  await loop.stop();
  clearTimeout(timer);
}
