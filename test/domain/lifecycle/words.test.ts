import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { MlaError } from '../../../domain/errors.ts';
import type { Action } from '../../../domain/moves.ts';
import { ENGINE, IN_ROLE, uuid } from './cast.ts';
import { ROWS } from './procedure.ts';
import { byLetter, COURIER, inputFor, type Place, reach } from './way.ts';
import { deposited, lastEvent, moveOf, STEPS_OF_REQUESTS, step, type World } from './world.ts';

/** Everything that a step can be told, beyond what it must. */
const MORE: { [A in Action]?: (world: World) => object } = {
  create: () => ({ items: [{ type: 'data-traffic', basis: [{ instrument: 'untoc-18', articles: ['18(3)'] }] }] }),
  changeFrame: () => ({ basis: [{ instrument: 'untoc-18', articles: ['18(3)'] }] }),
  addItem: () => ({ basis: [{ instrument: 'untoc-18', articles: ['18(3)'] }] }),
  finishTranslation: () => ({ sworn: false, registration: 'TR-118', machineAid: true }),
  dispatch: () => ({ ...COURIER, carrier: 'Falcon' }),
  deliver: () => ({ files: [uuid(3010), uuid(3011)] }),
  settleItems: (world) => ({
    items: world.request.items.map(({ id: item }) => ({
      item,
      result: 'refused',
      reason: 'the minister said no',
      ground: 'essential-interests',
    })),
  }),
  answerInformation: ({ request }) => ({
    answers: request.questions.map(({ id: question }) => ({
      question,
      answer: 'the first eleven',
      files: [uuid(3012)],
    })),
  }),
  close: () => ({ originals: 'returned', feedback: { score: 2, words: 'slow, but it came' }, reason: 'all is here' }),
};

/** A place where each step is open, and by whom. */
function opening(action: Action): { place: Place; world: World; actor: (typeof IN_ROLE)['drafter'] } {
  const rows = ROWS.filter((row) => row.action === action);
  const row =
    rows.find(({ place }) => place === 'executed/verified') ?? rows.find(({ by }) => by === 'ca-officer') ?? rows[0];
  const place = row?.place ?? 'sent';
  const { by = 'system' } = row ?? {};
  return { place, world: reach(place), actor: by === 'system' ? ENGINE : IN_ROLE[by] };
}
const fullInput = (action: Action, world: World): object => ({
  ...inputFor(action, world),
  ...(moveOf(action).partnerStep
    ? { ...byLetter(world), record: { channel: 'letter', officer: 'C. Laurent', reference: 'MJ/1', paper: uuid(3013) } }
    : {}),
  ...MORE[action]?.(world),
});

type Leaf = { path: string; isWords: boolean };
const defOf = (schema: z.ZodType) =>
  schema.def as { type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType> }; // zod's own public definition

/** Copies an input along its schema, with each text that a person wrote put in another's words. */
function rewritten(
  schema: z.ZodType,
  value: unknown,
  path: string,
  write: (leaf: Leaf, text: string) => string,
): unknown {
  const isWords = schema.meta()?.['deposit'] === 'text';
  const { type, innerType, element, shape } = defOf(schema);
  if (innerType) return rewritten(innerType, value, path, write);
  if (typeof value === 'string') return isWords || type !== 'enum' ? write({ path, isWords }, value) : value;
  if (element && Array.isArray(value))
    return value.map((one, index) => rewritten(element, one, `${path}.${index}`, write));
  if (!shape || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      shape[key] ? rewritten(shape[key], one, path ? `${path}.${key}` : key, write) : one,
    ]),
  );
}
function leavesOf(action: Action, input: object): Leaf[] {
  const leaves: Leaf[] = [];
  rewritten(moveOf(action).input, input, '', (leaf, text) => {
    leaves.push(leaf);
    return text;
  });
  return leaves;
}

const SENTENCE = 'Canary Heron met the clerk at the bank on a Tuesday, and was not seen again';
const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : 'hash' in value
      ? [String(value.hash)]
      : Object.values(value).flatMap(refsIn);

/** What is told in words or marks; the engine's own steps on clocks and mails carry codes of the house. */
const OWN: readonly Action[] = ['remind', 'fireDeadline', 'recountDeadlines', 'prepareMail'];
const told = STEPS_OF_REQUESTS.filter(
  (action) => !OWN.includes(action) && leavesOf(action, fullInput(action, opening(action).world)).length > 0,
);

describe.each(told)('%s', (action) => {
  const { world, actor } = opening(action);
  const input = fullInput(action, world);

  test('keeps every word and file that it was given, by reference, in its event', () => {
    const event = JSON.stringify(lastEvent(step(world, actor, action, input)));
    const refs = refsIn(deposited(action, input, world.request.version + 1));

    expect(refs.filter((hash) => !event.includes(hash))).toEqual([]);
  });

  test('holds no word of a person in its event', () => {
    const words = rewritten(moveOf(action).input, input, '', ({ isWords }, text) => (isWords ? SENTENCE : text));
    expect(JSON.stringify(step(world, actor, action, words as object).events)).not.toContain('Canary'); // an object along an object schema
  });

  const plain = leavesOf(action, input).filter(({ isWords }) => !isWords);
  test.each(plain)('has no room for a sentence at $path', ({ path }) => {
    const smuggled = rewritten(moveOf(action).input, input, '', (leaf, text) => (leaf.path === path ? SENTENCE : text));
    expect(() => step(world, actor, action, smuggled as object)).toThrow(MlaError); // likewise
  });
});

test('what a translator stated, and what was checked at closing, stays in the record', () => {
  const saidOf = (action: Action) => {
    const { world, actor } = opening(action);
    return lastEvent(step(world, actor, action, fullInput(action, world)));
  };

  expect(saidOf('finishTranslation')).toMatchObject({
    said: { sworn: false, registration: 'TR-118', machineAid: true },
  });
  expect(saidOf('close')).toMatchObject({
    said: { conditionsMet: true, originals: 'returned', feedback: { score: 2 } },
  });
  expect(saidOf('recordEnquiry')).toMatchObject({ said: { channel: 'telephone' } });
});
