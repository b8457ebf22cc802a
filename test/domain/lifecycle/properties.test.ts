import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATUSES } from '../../../domain/request.ts';
import {
  changesRightly,
  isLegal,
  isRecorded,
  isWaitedFor,
  keepsHandsApart,
  keepsItsWord,
  namesWhy,
} from './invariants.ts';
import { firstDraft, play, type Try } from './model.ts';
import type { World } from './world.ts';

// Thousands of refusals: where each was thrown is of no interest.
Error.stackTraceLimit = 0;

const n = fc.nat({ max: 999 });
const attempt: fc.Arbitrary<Try> = fc.record({
  mode: fc.nat({ max: 9 }),
  who: n,
  what: n,
  how: n,
  wait: fc.nat({ max: 8 }),
});

/** Plays a sequence of tries, and looks at the request after each. */
function run(translated: boolean, tries: readonly Try[]): World {
  let world = firstDraft(translated);
  for (const one of tries) {
    const before = world;
    const json = JSON.stringify(before.request);
    const outcome = play(before, one);
    world = outcome.world;
    keepsItsWord(outcome);
    if (outcome.error) {
      namesWhy(outcome.error);
      expect(JSON.stringify(world.request)).toBe(json);
      continue;
    }
    isLegal(world);
    isWaitedFor(world);
    if (world.events.length > before.events.length) {
      changesRightly(before.request, world);
      keepsHandsApart(world);
    }
  }
  isRecorded(world);
  return world;
}

test('no sequence of commands by anybody reaches an illegal state', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(attempt, { minLength: 20, maxLength: 90, size: 'max' }), (translated, tries) => {
      run(translated, tries);
    }),
    { numRuns: 120 },
  );
});

test('such sequences come to every state of the procedure', () => {
  const reached = new Set<string>();
  const long = fc.array(attempt, { minLength: 80, maxLength: 100, size: 'max' });
  for (const tries of fc.sample(long, { numRuns: 120, seed: 11 })) {
    for (const { to } of run(true, tries).events) reached.add(to);
  }
  expect(STATUSES.filter((status) => !reached.has(status))).toEqual([]);
});
