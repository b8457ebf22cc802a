import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readPlayed } from '../../bin/play/read-case.ts';
import { runScenario, type ScenarioOutcome } from '../../bin/play/scenario.ts';
import { SCENARIO, type Scenario } from '../../bin/play/scenario-file.ts';
import { failuresOf } from '../../bin/play/tell-scenario.ts';
import { PEOPLE } from '../../prisma/demonstration/arvania.ts';
import { PARTNER_PEOPLE } from '../../prisma/demonstration/partners.ts';
import { PASSWORD } from '../support/client.ts';
import { openStack } from '../support/stack.ts';

const FOLDER = join(import.meta.dirname, '../../cases/scenarios');
const USERS = [...PEOPLE, ...PARTNER_PEOPLE].map(({ email, name, what }) => ({
  email,
  name,
  what,
  password: PASSWORD,
}));

/** Plays a scenario on an installation to practise in that has nothing yet; the engine alone drives. */
async function play(name: string): Promise<ScenarioOutcome> {
  const scenario = readPlayed<Scenario>(join(FOLDER, `${name}.yaml`), SCENARIO);
  const stack = await openStack({ kind: 'practice' });
  try {
    const [{ url }] = await Promise.all([stack.startApi(), stack.startWorker({ reconciler: false })]);
    return await runScenario({ scenario, stack: { ...stack, url, users: USERS }, lines: new PassThrough().resume() });
  } finally {
    await stack.close();
  }
}
const PATIENCE = 240_000;

describe.each(['a1-preservation', 'a3-giving-effect', 'a4-direct-order', 'a6-epoc', 'night-call', 'silent-year'])(
  '%s',
  (name) => {
    test(
      'is played on the whole product, and all that it expects holds',
      async () => {
        const outcome = await play(name);
        expect(failuresOf(outcome)).toEqual([]);
        expect(outcome.expectations.length).toBeGreaterThan(8);
        const instants = outcome.events.map(({ at }) => at);
        expect(instants).toEqual(instants.toSorted());
        expect(instants.filter((at) => !at.endsWith('00.000Z'))).toEqual([]);
      },
      PATIENCE,
    );
  },
);

test(
  'the same file and seed give the same events at the same instants',
  async () => {
    const played = await Promise.all([play('seeded-week'), play('seeded-week')]);
    const [first, second] = played.map(({ events }) =>
      events.map(({ request, seq, at, action, from, to, actor }) => ({ request, seq, at, action, from, to, actor })),
    );
    expect(first?.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
  },
  PATIENCE,
);
