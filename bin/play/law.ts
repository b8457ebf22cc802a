import { Problem } from '../problem.ts';
import type { Client } from './client.ts';
import { type Answer, FAILURES } from './mutations.ts';
import type { LawLine, Scenario } from './scenario-file.ts';

const RECORD = `mutation($kind: LawKind!, $about: String!, $key: String!, $body: Json!, $source: String!, $confidence: Confidence!, $checkedBy: String, $checkedOn: Date) {
  answer: recordLawEntry(kind: $kind, about: $about, key: $key, body: $body, source: $source, confidence: $confidence, checkedBy: $checkedBy, checkedOn: $checkedOn) { ${FAILURES} } }`;
const SET = `mutation($id: String!, $amount: Int!) { answer: setHouseRule(id: $id, amount: $amount) { ${FAILURES} } }`;

/** Sets what a scenario begins with, as its administrator does. Throws a Problem where the record refuses a line. */
export async function setTheLaw({ ask }: Client, { law = [], house = {} }: Scenario): Promise<void> {
  const set = async (what: string, mutation: string, variables: object): Promise<void> => {
    const { answer } = await ask<{ answer: Answer }>(mutation, variables);
    if (answer.message !== undefined) throw new Problem(`Cannot set ${what}: ${answer.message}`);
  };
  for (const line of law) await set(`law "${line.kind} ${line.about} ${line.key}"`, RECORD, inCapitals(line));
  for (const [id, amount] of Object.entries(house)) await set(`house rule "${id}"`, SET, { id, amount });
}

/** The API writes the words of lists in capitals. */
const inCapitals = ({ kind, confidence, ...line }: LawLine): object => ({
  ...line,
  kind: kind.toUpperCase(),
  confidence: confidence.toUpperCase(),
});
