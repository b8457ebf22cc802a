import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS } from '../../domain/decide.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import type { Role } from '../../domain/roles.ts';
import { PEOPLE } from '../../prisma/demonstration/arvania.ts';
import { PARTNER_PEOPLE } from '../../prisma/demonstration/partners.ts';
import { ask, type Heard, someAtOnce, wholeRecord } from '../api/support.ts';
import { globalId, signIn, upperFirst } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { sampleInput } from './sample-input.ts';

/** Every step of a hold, tried over HTTP by everybody who may not take it there. */
let stack: TestStack;
let office: Office;
let url: string;
const NOBODY = 'nobody';
const ALL: { email: string; roles: readonly Role[] }[] = [...PEOPLE, ...PARTNER_PEOPLE, { email: NOBODY, roles: [] }];
const tokens = new Map([[NOBODY, '']]);
const STEPS = ACTIONS.filter((action) => {
  const { of, by }: Move = MOVES[action];
  return of === 'hold' && by !== 'system' && !FIRST_STEPS.has(action);
});

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  for (const { email } of ALL) if (email !== NOBODY) tokens.set(email, (await signIn(url, email)).token);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const query = (step: string): string =>
  `mutation($input: ${upperFirst(step)}Input!) { answer: ${step}(input: $input) { __typename ... on Error { message } } }`;
const take = (who: string, action: Action, hold: string, expectedVersion: number): Promise<Heard> => {
  const input = { ...sampleInput(MOVES[action].input), hold, expectedVersion, key: randomUUID() };
  return ask(url, tokens.get(who) ?? '', query(action), { input });
};
const sees = async (who: string, id: string): Promise<boolean> => {
  const asked = await ask(url, tokens.get(who) ?? '', 'query($id: ID!) { hold(id: $id) { version } }', {
    id: globalId('Hold', id),
  });
  return asked.text.includes('"version"');
};

const STATES: readonly [status: string, go: (hold: string) => Promise<unknown>][] = [
  ['requested', async () => {}],
  ['active', (hold) => office.step('laurent', 'confirmHold', hold, { input: { effectiveOn: '2026-03-16' } })],
  [
    'release-proposed',
    (hold) => office.step('seo', 'proposeRelease', hold, { input: { reason: 'The case has ended' } }),
  ],
];
let hold = '';

describe.each(STATES)('a hold that is %s', (status, go) => {
  test('takes no step from anybody who may not take it', async () => {
    hold ||= await office.openHold();
    await go(hold);
    const { status: now, version } = await office.read(hold);
    expect(now).toBe(status);
    const before = await wholeRecord(stack.urls.owner);
    const tries = await Promise.all(
      ALL.map(async ({ email, roles }) => {
        const visible = await sees(email, hold);
        const mine = (action: Action): boolean =>
          visible &&
          roles.some((role) => (MOVES[action] as Move).by.includes(role)) &&
          (MOVES[action] as Move).from.some((one) => one === status);
        return STEPS.filter((action) => !mine(action)).map((action) => ({ email, action, visible }));
      }),
    );
    const faults = await someAtOnce(tries.flat(), 8, async ({ email, action, visible }) => {
      const heard = await take(email, action, hold, version);
      const other = visible ? heard : await take(email, action, randomUUID(), version);
      const wanted = visible
        ? '"__typename":"ActionNotAllowed"'
        : email === NOBODY
          ? 'NOT_FOUND'
          : '"__typename":"NotFound"';
      return heard.text.includes(wanted) && heard.text === other.text
        ? ''
        : `${email} ${action}: ${heard.text.slice(0, 200)}`;
    });
    expect(faults.filter(Boolean)).toEqual([]);
    expect(tries.flat().filter(({ visible }) => !visible).length).toBeGreaterThan(50);
    expect(await wholeRecord(stack.urls.owner)).toEqual(before);
  });
});
