import { startApi } from '../../../bin/children.ts';
import { stopProcess } from '../../../bin/embedded/process.ts';
import type { Bench } from '../bench.ts';
import { connect } from '../connect.ts';
import { cpuOfProcess } from '../cost.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import { startProgram } from '../program.ts';
import { duel, roundOf } from '../rounds.ts';
import { change, type Draft, newDraft } from './mutation.ts';

/** From the start of `rogatory api` until it has answered a mutation; the databases are up. */
export async function start({ open, rounds, report }: Bench): Promise<void> {
  const house = await open('start', { worker: false });
  const { token } = await house.as('seo');
  const draft = await newDraft(house);
  let cpuMs = 0;
  const result = await duel(
    rounds.few ? 3 : 5,
    async () => {
      await stopProcess(house.config.dataFolder, house.api);
      const sample = await untilChanged(house, token, draft);
      cpuMs = cpuOfProcess(house.api.pid);
      return roundOf([sample]);
    },
    async () => roundOf([await untilGreeted()]),
  );
  report(
    lineOf('start to the first answered mutation', 'ms', result, {
      what: 'a bare Node.js process with yoga hello',
      cost: { cpuMs: { api: cpuMs } },
    }),
  );
}

async function untilChanged(house: House, token: string, draft: Draft): Promise<number> {
  const begun = performance.now();
  const started = startApi(house.config);
  const client = connect(house.url, { token });
  for (;;) {
    try {
      await change(client, draft);
      break;
    } catch (error) {
      if (!isRefused(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  const taken = performance.now() - begun;
  client.close();
  house.api = await started;
  return taken;
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET');

async function untilGreeted(): Promise<number> {
  const begun = performance.now();
  const hello = await startProgram('hello');
  const client = connect(hello.url);
  await client.ask('{ hello }');
  const taken = performance.now() - begun;
  client.close();
  await hello.stop();
  return taken;
}
