import { EventEmitter, on } from 'node:events';
import { LIVE_CHANNEL, listen } from '../registry/listen.ts';

/** News that crosses processes: which request has moved. Carries an id; whoever listens looks for himself. */
export type Live = { changes(signal: AbortSignal): AsyncIterable<string>; stop(): Promise<void> };

/** Listens to PostgreSQL for requests that have moved. */
export function startLive(url: string): Live {
  const emitter = new EventEmitter().setMaxListeners(0);
  const listener = listen(url, LIVE_CHANNEL, (payload) => {
    if (payload) emitter.emit('changed', payload);
  });
  return {
    changes: (signal) => (signal.aborted ? none() : untilAborted(on(emitter, 'changed', { signal }), signal)), // from now on, not from the first look
    stop: () => listener.stop(),
  };
}

async function* none(): AsyncIterable<string> {}

async function* untilAborted(events: AsyncIterable<unknown[]>, signal: AbortSignal): AsyncIterable<string> {
  try {
    for await (const [id] of events) yield String(id);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
