import { until } from '../../bin/embedded/process.ts';

export type Change = { request: string; version: number };
/** Somebody who listens to live updates. */
export type Listener = {
  heard: { field: string; change: Change }[];
  /** What came beside changes: errors. */
  errors: unknown[];
  /** Waits until so many changes have come. */
  atLeast(count: number): Promise<void>;
  /** Resolves when the other side ends the stream. */
  ended: Promise<void>;
  stop(): void;
};

/** Seconds; a change takes milliseconds, on a machine that does nothing else. */
const PATIENCE = 30;

/** Opens a stream of live updates, as a browser's client does. */
export async function listenTo(url: string, token: string, query: string, variables: object = {}): Promise<Listener> {
  const abort = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: abort.signal,
  });
  const heard: Listener['heard'] = [];
  const errors: unknown[] = [];
  const take = (event: string): void => {
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (!data) return;
    const answer: { data?: Record<string, Change>; errors?: unknown[] } = JSON.parse(data);
    errors.push(...(answer.errors ?? []));
    for (const [field, change] of Object.entries(answer.data ?? {})) heard.push({ field, change });
  };
  const ended = readAll(response, take).catch(() => undefined);
  return {
    heard,
    errors,
    async atLeast(count) {
      if (!(await until(() => heard.length >= count, PATIENCE)))
        throw new Error(`Expected ${count} changes in ${PATIENCE} s: ${JSON.stringify(heard)}`);
    },
    ended,
    stop: () => abort.abort(),
  };
}

async function readAll(response: Response, take: (event: string) => void): Promise<void> {
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const events = (rest + Buffer.from(chunk).toString('utf8')).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) take(event);
  }
  take(rest);
}
