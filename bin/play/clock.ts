import { Client, Connection } from '@temporalio/client';
import { taskQueueOf } from '../../domain/installation.ts';
import { type Agenda, clockNow, moveClock, quiet } from '../../registry/clock.ts';
import { openPool } from '../../registry/db.ts';
import { readInstallation } from '../../registry/installation.ts';
import type { News } from '../../registry/outbox.ts';
import { poker } from '../../workflows/relay.ts';
import type { Config } from '../config.ts';

export type Clock = {
  /** Puts the clock to the instant at which a new record begins, also in the past. */
  begin(instant: string): Promise<void>;
  /** Moves the clock on to an instant; the engine does meanwhile whatever falls due. */
  moveTo(instant: string): Promise<void>;
  /** From now on the clock stands, too, where these act. */
  follow(agenda: Agenda): void;
  /** Waits until the engine has nothing left to do. */
  quiet(): Promise<void>;
  close(): Promise<void>;
};

/** The clock of an installation that can move it: anywhere while nothing has happened, then forward. */
export async function openClock({ database, temporal }: Config): Promise<Clock> {
  let agenda: Agenda | undefined;
  const { address, namespace, apiKey, tls } = temporal;
  const connection = await Connection.connect({ address, ...(apiKey ? { apiKey } : {}), ...(tls ? { tls } : {}) });
  const db = openPool(database.system, { size: 2 });
  const taskQueue = taskQueueOf(await readInstallation(db), temporal.taskQueue);
  const poke = poker(new Client({ connection, namespace }), taskQueue);
  const pokeAll = async (news: readonly News[]): Promise<void> => {
    await Promise.all(news.map(poke));
  };
  const stands = { stands: true } as const; // whatever is played at an instant carries that instant
  return {
    begin: (instant) => moveClock(db, new Date(instant).toISOString(), pokeAll, stands),
    async moveTo(instant) {
      if (Date.parse(instant) > Date.parse(await clockNow(db)))
        await moveClock(db, new Date(instant).toISOString(), pokeAll, { ...stands, ...(agenda && { agenda }) });
    },
    follow(given) {
      agenda = given;
    },
    quiet: () => quiet(db),
    async close() {
      await db.end();
      await connection.close();
    },
  };
}
