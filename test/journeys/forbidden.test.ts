import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutationOf } from '../../api/mutation-names.ts';
import { ACTIONS } from '../../domain/decide.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { STATUSES, type Status } from '../../domain/request.ts';
import type { Role } from '../../domain/roles.ts';
import { PEOPLE } from '../../prisma/demonstration/arvania.ts';
import { PARTNER_PEOPLE } from '../../prisma/demonstration/partners.ts';
import { ask, type Heard, someAtOnce, wholeRecord } from '../api/support.ts';
import { globalId, mutation, signIn } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { sampleInput } from './sample-input.ts';
import { smallDraft, WAYS } from './ways.ts';

/**
 * Every step, tried over HTTP by everybody who may not take it. In every state, whoever may take a step elsewhere or another
 * takes here is refused; the same person with the same step, seen or unseen, open or not, is tried in two states only. That
 * each role is refused each step in each state is the table of test/domain/lifecycle/refusals.test.ts, without a server.
 */
let stack: TestStack;
let office: Office;
let url: string;
let request: string;
const tokens = new Map<string, string>();

/** Everybody there is, and nobody; of two who hold the same keys, one. */
const NOBODY = 'nobody';
const ALL: { email: string; roles: readonly Role[] }[] = [
  ...PEOPLE,
  ...PARTNER_PEOPLE,
  { email: NOBODY, roles: [] },
].filter(({ email }) => !/^(moon|petit)@/.test(email));
/** Whoever has no part in a request of the Harun office to Belmora, whatever becomes of it. */
const OUTSIDERS = ['han', 'noh', 'ryu', 'admin', 'm.salem', NOBODY];
/** Those of a hold are tried in forbidden-holds.test.ts. */
const STEPS = ACTIONS.filter((action) => MOVES[action].by !== 'system' && !('of' in MOVES[action]));

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  const named = ALL.filter(({ email }) => email !== NOBODY);
  for (const { email } of named) tokens.set(email, (await signIn(url, email)).token);
  tokens.set(NOBODY, '');
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const hasPart = ({ by }: Move, roles: readonly Role[]): boolean => roles.some((role) => by.includes(role));
type Try = { who: string; action: Action; sees: boolean };
const sees = async (who: string): Promise<boolean> => {
  const heard = await ask(url, tokens.get(who) ?? '', 'query($id: ID!) { request(id: $id) { version } }', {
    id: globalId('Request', request),
  });
  return heard.text.includes('"version"');
};
const take = (who: string, action: Action, id: string, expectedVersion: number): Promise<Heard> => {
  const { input }: Move = MOVES[action];
  const variables = { ...sampleInput(input), request: id, expectedVersion, key: randomUUID() };
  return ask(url, tokens.get(who) ?? '', mutation(mutationOf(action)), { input: variables });
};

/** The steps that somebody may not take here: those of this state that are another's, and one's own of other states; all of both where it is out of sight. */
async function forbidden(status: Status): Promise<Try[]> {
  const tries: Try[] = [];
  for (const { email, roles } of ALL) {
    const visible = await sees(email);
    for (const action of STEPS.filter((name) => !FIRST_STEPS.has(name))) {
      const move: Move = MOVES[action];
      const isMine = hasPart(move, roles);
      const isOpen = move.from.includes(status);
      if ((visible ? isMine !== isOpen : isMine || isOpen) && isNew(email, action, visible, isOpen))
        tries.push({ who: email, action, sees: visible });
    }
  }
  return tries;
}

/** What somebody is told of a request that does not exist. */
function unknownTo(who: string, action: Action): Promise<Heard> {
  const key = `${who} ${action}`;
  const answer = unknown.get(key) ?? take(who, action, randomUUID(), 1);
  unknown.set(key, answer);
  return answer;
}
const unknown = new Map<string, Promise<Heard>>();

const AT_STATES = 2;
const triedAt = new Map<string, number>();
/** Whether this has not been tried in as many states as are enough: where it is open and where not, seen and unseen. */
function isNew(...what: unknown[]): boolean {
  const key = what.join(' ');
  const count = triedAt.get(key) ?? 0;
  triedAt.set(key, count + 1);
  return count < AT_STATES;
}

/** What was wrong with an answer; undefined for a refusal as it should be. */
async function fault({ who, action, sees: visible }: Try, version: number): Promise<string | undefined> {
  const heard = await take(who, action, request, version);
  const told = heard.text.slice(0, 200);
  if (visible) return heard.text.includes('"__typename":"ActionNotAllowed"') ? undefined : `${who} ${action}: ${told}`;
  const other = await unknownTo(who, action);
  const isUnseen = who === NOBODY ? heard.text.includes('NOT_FOUND') : heard.text.includes('"__typename":"NotFound"');
  return isUnseen && heard.text === other.text && heard.status === other.status
    ? undefined
    : `${who} ${action}: ${told}`;
}

test('the ways lead to every state, and each step is open in one of them', () => {
  expect(WAYS.map(({ status }) => status).sort()).toEqual([...STATUSES].sort());
});

describe.each(WAYS)('a request that is $status', ({ status, go, anew }) => {
  test('takes no step from anybody who may not take it', async () => {
    if (!request || anew) request = await (anew ?? smallDraft)(office);
    await go(office, request);
    const { status: now, version } = await office.read(request);
    expect(now).toBe(status);
    const tries = await forbidden(status);
    expect(OUTSIDERS.filter((who) => tries.some((one) => one.who.startsWith(who) && one.sees))).toEqual([]);

    const before = await wholeRecord(stack.urls.owner);
    const faults = await someAtOnce(tries, 8, (one) => fault(one, version));
    expect(faults.filter(Boolean)).toEqual([]);
    expect(await wholeRecord(stack.urls.owner)).toEqual(before);
  });
});

const wasTried = (who: string, action: Action, isOpen: boolean): boolean =>
  [true, false].some((visible) => triedAt.has([who, action, visible, isOpen].join(' ')));
const isOutsider = (email: string): boolean => OUTSIDERS.some((who) => email.startsWith(who));

test('each step was tried where it was open by everybody who may not take it, and where it was not by those who may', () => {
  const missing = STEPS.filter((action) => !FIRST_STEPS.has(action)).flatMap((action) =>
    ALL.filter(({ email, roles }) => {
      const isMine = hasPart(MOVES[action], roles);
      const wrongPerson = (!isMine || isOutsider(email)) && !wasTried(email, action, true);
      return wrongPerson || (isMine && !wasTried(email, action, false));
    }).map(({ email }) => `${email} ${action}`),
  );
  expect(missing).toEqual([]);
});

test.each(STEPS.filter((action) => FIRST_STEPS.has(action)))('nobody but a drafter takes %s', async (action) => {
  const before = await wholeRecord(stack.urls.owner);
  for (const { email, roles } of ALL.filter(({ roles }) => !roles.includes('drafter'))) {
    const from = action === 'create' ? {} : { source: globalId('Request', request) };
    const input = { ...sampleInput(MOVES[action].input), ...from, key: randomUUID() };
    const heard = await ask(url, tokens.get(email) ?? '', mutation(mutationOf(action)), { input });
    const isHidden = action !== 'create' && heard.text.includes('"__typename":"NotFound"');
    const wanted = isHidden ? 'NotFound' : email === NOBODY ? 'NOT_FOUND' : 'ActionNotAllowed';
    expect(heard.text, `${email} ${roles}`).toContain(wanted);
  }
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});
