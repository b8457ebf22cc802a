import { listen, NEWS_CHANNEL } from '../registry/listen.ts';

const POLL_MS = 1000;

export type NewsWork = {
  /** Does all that there is to do, as long as it is to go on. */
  work(goesOn: () => boolean): Promise<void>;
  failed(error: unknown): void;
  /** How long it rests after its work before news wakes it again, in milliseconds. */
  restMs?: number;
};

/** Does some work whenever there is news, and once a second. */
export function onNews(systemUrl: string, { work, failed, restMs = 0 }: NewsWork): { stop(): Promise<void> } {
  let running = true;
  let woken = true;
  let wake = (): void => {};
  const listener = listen(systemUrl, NEWS_CHANNEL, () => {
    woken = true;
    wake();
  });
  const nap = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = (async () => {
    while (running) {
      if (!woken) await nap(POLL_MS);
      woken = false;
      try {
        await work(() => running);
      } catch (error) {
        failed(error);
        if (running) await nap(POLL_MS);
      }
      if (running && restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  })();
  return {
    async stop() {
      running = false;
      wake();
      await loop;
      await listener.stop();
    },
  };
}
