import { type GraphQLObjectType, getNamedType, isLeafType, isRequiredArgument } from 'graphql';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSchema } from '../../api/schema.ts';
import { globalId, type Session, signIn } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
let url: string;
let seo: Session;
let draft: string;

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  draft = await office.create('seo');
  seo = await signIn(url, 'seo');
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

type Answer = Record<string, unknown>;
const key = (): string => crypto.randomUUID();

/** Changes the draft, and gives these fields of the answer. */
async function changed(fields: string, given: object = {}): Promise<Answer> {
  const { version } = await office.read(draft);
  const input = {
    request: globalId('Request', draft),
    expectedVersion: version,
    key: key(),
    urgency: 'URGENT',
    ...given,
  };
  const { answer } = await seo.ask<{ answer: Answer }>(
    `mutation($input: ChangeRequestFrameInput!) { answer: changeRequestFrame(input: $input) { ... on Request { ${fields} } ... on Error { message } } }`,
    { input },
  );
  return answer;
}

async function read(fields: string): Promise<Answer> {
  const query = `query($id: ID!) { request(id: $id) { ${fields} } }`;
  return (await seo.ask<{ request: Answer }>(query, { id: globalId('Request', draft) })).request;
}

/** Each field of a request that needs no arguments, with a little of what is in it. */
const FIELDS = Object.values((createSchema().getType('Request') as GraphQLObjectType).getFields()) // it is one
  .filter(({ args }) => !args.some(isRequiredArgument))
  .map(({ name, type }) => (isLeafType(getNamedType(type)) ? name : `${name} { __typename }`));

describe('the answer of a step', () => {
  test.each(FIELDS)('says what the record says: %s', async (field) => {
    const [answer, now] = [await changed(field), await read(field)];
    expect(answer).toEqual(now);
  });

  test('says it again under the same key, as far as nobody went on', async () => {
    const fields = 'id reference status version urgency label';
    const [version, again] = [(await office.read(draft)).version, key()];
    const first = await changed(fields, { expectedVersion: version, key: again });
    expect(await changed(fields, { expectedVersion: version, key: again })).toEqual(first);
  });

  test('costs no look at the record where it asks for what was written', async () => {
    const spy = vi.spyOn(Client.prototype, 'query');
    const statements = async (fields: string): Promise<number> => {
      await changed(fields);
      const before = spy.mock.calls.length;
      await changed(fields);
      return spy.mock.calls.length - before;
    };
    const [written, more] = [await statements('id version status urgency label'), await statements('id version title')];
    spy.mockRestore();
    expect(more - written).toBe(4); // begin, as whom, the look, and the end
  });
});

test('a step that takes the request out of one’s sight is answered with the last look at it', async () => {
  await office.step('seo', 'askDesk', draft, { input: { question: 'Which form?' } });
  const { deskQuestions, version } = await office.read(draft);
  const oh = await signIn(url, 'oh');
  const question = deskQuestions.at(-1)?.id;
  const input = { request: globalId('Request', draft), expectedVersion: version, key: key(), question, answer: 'This' };
  const { answer } = await oh.ask<{ answer: Answer }>(
    'mutation($input: AnswerDeskInput!) { answer: answerDesk(input: $input) { ... on Request { id version } ... on Error { message } } }',
    { input },
  );
  expect(answer).toEqual({ id: globalId('Request', draft), version: version + 1 });
  const query = 'query($id: ID!) { request(id: $id) { version } }';
  expect(await oh.ask(query, { id: globalId('Request', draft) })).toEqual({ request: null });
});
