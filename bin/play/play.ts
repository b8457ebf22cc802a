import { Problem } from '../problem.ts';
import { type Cast, playerOf } from './cast.ts';
import type { Clock } from './clock.ts';
import { deviations, unseen } from './expectations.ts';
import type { Out } from './lines.ts';
import { shownOtherwise } from './looks.ts';
import { type Outcome, perform } from './perform.ts';
import { findHolds, openStages, type Play, type Stages } from './stage.ts';
import { type CaseStep, expectationOf, isLooking, isLookingAtHold } from './steps.ts';
import { openWatch, type Watch } from './watch.ts';

/** What an expectation of a step came to. */
export type StepOutcome = { what: 'step'; at: string; by: string; do: string; holds: boolean; found: string[] };
export type Played = { stages: Stages; steps: StepOutcome[] };

type Playing = {
  clock: Clock;
  /** Those who act, signed in. */
  cast: Cast;
  out: Out;
  /** Whether a refusal that is other than expected ends the play; otherwise it is told at the end. */
  isStrict: boolean;
  /** The instant to which the time passes after the last step. */
  until?: string | undefined;
};

/** Plays every step at its instant. Throws a Problem where a step goes otherwise that everything after it rests on. */
export async function playSteps(play: Play, { clock, cast, out, isStrict, until }: Playing): Promise<Played> {
  const stages = openStages(play, cast, playerOf(cast, play.reader));
  const printing = openWatch(play.title, stages, out);
  const watch: Watch = {
    ...printing,
    async look() {
      await findHolds(stages);
      await printing.look();
    },
  };
  const steps: StepOutcome[] = [];
  for (const step of play.steps) {
    await goOnTo(step.at, clock, watch);
    const outcome = await perform(stages, step);
    const strayed = strayedFrom(step, outcome);
    const isExpected = expectationOf(step) !== undefined || isLooking(step) || isLookingAtHold(step);
    if (strayed.length > 0 && (isStrict || !isExpected)) throw otherwise(step, strayed);
    const { at, by, do: action } = step;
    if (isExpected) steps.push({ what: 'step', at, by, do: action, holds: strayed.length === 0, found: strayed });
    await clock.quiet();
    await watch.stepped(step, outcome);
  }
  if (until) await goOnTo(until, clock, watch);
  return { stages, steps };
}

/** In what a step went otherwise than the file says. */
function strayedFrom(step: CaseStep, outcome: Outcome): string[] {
  if ('count' in outcome) return [];
  if ('shown' in outcome) return isLooking(step) ? unseen(outcome.shown, step.expect) : [];
  if ('hold' in outcome) return isLookingAtHold(step) ? shownOtherwise(outcome.hold, step.expect) : [];
  return deviations(outcome, expectationOf(step));
}

/** Lets the time pass until an instant, from one due instant to the next: each shows what was done then. */
async function goOnTo(instant: string, clock: Clock, watch: Watch): Promise<void> {
  const target = Date.parse(instant);
  let reached = Number.NEGATIVE_INFINITY;
  for (let next = watch.nextDue(); next !== undefined && next <= target && next > reached; next = watch.nextDue()) {
    reached = next;
    await clock.moveTo(new Date(next).toISOString());
    await watch.look();
  }
  await clock.moveTo(instant);
  await watch.look();
}

function otherwise({ at, by, do: action }: CaseStep, strayed: readonly string[]): Problem {
  const lines = strayed.map((line) => `  ${line}`);
  return new Problem(`Cannot play "${action}" by "${by}" at ${at}: it went otherwise\n${lines.join('\n')}`);
}
