import { type Out, printHeading } from './lines.ts';
import type { ClaimOutcome, ScenarioOutcome } from './scenario.ts';

/** What must be put right before a scenario is as it says: expectations that do not hold, a record that does not verify. */
export const failuresOf = ({ expectations, violations }: ScenarioOutcome): string[] => [
  ...expectations.filter(({ holds }) => !holds).map((one) => `${inWords(one)}: ${one.found.join('; ')}`),
  ...violations.map(({ where, what }) => `the record does not verify: ${where} ${what}`),
];

/** An expectation as it stands in the file, in one line. */
function inWords({ what, holds: _, found: __, ...fields }: ClaimOutcome): string {
  const said = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  return [what, ...said].join(', ');
}

export function tellScenario(outcome: ScenarioOutcome, out: Out): void {
  const { expectations, notices, events } = outcome;
  const failures = failuresOf(outcome);
  printHeading(`${events.length} events, ${notices.length} notices, ${expectations.length} expectations`, out);
  out.write(
    failures.length === 0 ? 'All expectations hold\n' : failures.map((line) => `Does not hold: ${line}\n`).join(''),
  );
}
