import { createHash, randomUUID } from 'node:crypto';
import { dawdle, knock, send } from '../api/support.ts';
import { scan } from '../journeys/salt-road-case.ts';
import { FRAME, LAURENT, SMALL } from '../journeys/small-case.ts';
import { globalId, type Session } from '../support/client.ts';
import { CANARIES, CONTENT, SECRETS } from './canaries.ts';
import { failing } from './failures.ts';
import type { Scene } from './scene.ts';

/** Everything that people get wrong while they write of the case. Each answer is an error, and is overheard; what is given back came from below HTTP. */
export async function provokeRefusals(scene: Scene, request: string): Promise<Buffer> {
  const { house } = scene;
  const seo = await house.as('seo');
  for (const text of [CANARIES.latin, Object.values(CANARIES).join(' / '), `\u0007${SECRETS.control}`])
    await Promise.all([misread(seo, text), mistyped(seo, request, text), misplaced(scene, seo, text)]);
  await Promise.all([misuploaded(seo, request), outOfTurn(scene, request), incomplete(scene)]);
  return Buffer.from(await atTheDoors(scene, seo));
}

const quoted = (text: string): string => JSON.stringify(text);

/** Operations that cannot be read, with a text of the case in each place where one can stand. */
async function misread(seo: Session, text: string): Promise<void> {
  const filtered = 'query($a: RequestFilter) { requests(filter: $a) { edges { cursor } } }';
  const operations: [string, object?][] = [
    [`{ me { name } } ${quoted(text)}`],
    [`{ me { name } } ${text}`],
    [`{ me(name: ${quoted(text)}) { name } }`],
    [`{ me { name @include(if: ${quoted(text)}) } }`],
    [`{ requests(first: ${quoted(text)}) { edges { cursor } } }`],
    [`{ requests(sort: ${quoted(text)}) { edges { cursor } } }`],
    [`{ requests(filter: { urgency: ${quoted(text)} }) { edges { cursor } } }`],
    [`{ deadlines(before: ${quoted(text)}) { kind } }`],
    ['query($a: Int) { requests(first: $a) { edges { cursor } } }', { a: text }],
    ['query($a: RequestSort) { requests(sort: $a) { edges { cursor } } }', { a: text }],
    ['query($a: DateTime) { deadlines(before: $a) { kind } }', { a: text }],
    ['query($a: String) { requests(after: $a) { edges { cursor } } }', { a: text }],
    ['query($a: String) { requests(after: $a) { edges { cursor } } }', { a: Buffer.from(text).toString('base64url') }],
    [filtered, { a: { [text]: 1 } }],
    [filtered, { a: text }],
    [filtered, { a: { partner: globalId('Authority', text) } }],
    ['query($a: ID!) { node(id: $a) { id } }', { a: text }],
    ['query($a: ID!) { node(id: $a) { id } }', { a: globalId('Request', text) }],
    ['query($a: ID!) { request(id: $a) { id } }', { a: globalId(text, randomUUID()) }],
    ['query($a: ID!) { request(id: $a) { id } }', { [text]: text }],
  ];
  await Promise.all(operations.map(([query, variables]) => seo.raw(query, variables)));
}

/** What is saved in the wrong form, or under a name that is none. */
async function mistyped(seo: Session, request: string, text: string): Promise<void> {
  const { items: _, ...parts } = SMALL;
  for (const key of [...Object.keys(parts), 'item/1']) {
    for (const value of [text, { [text]: text }, [{ kind: text, id: text, role: text, type: text, text }]])
      await failing(seo.savePart(request, key, value, 99));
  }
  await failing(seo.savePart(request, 'facts', [{ kind: 'paragraph', id: 'f0', text: text.padEnd(20_001, text) }], 99));
  const stray = { case: 'a', offence: 'b', [text]: { [text]: text } };
  await failing(seo.savePart(request, 'title', stray, 99));
  await failing(seo.savePart(request, 'office', { officer: stray }, 99));
  await failing(seo.savePart(request, text, text, 0));
  await failing(seo.savePart(request, SECRETS.part, text, 0));
  await failing(seo.savePart(request, `item/${text}`, { title: text, description: [] }, 0));
  await failing(seo.step('createRequest', '', { ...FRAME, basis: [{ instrument: text, articles: [text] }] }));
  await failing(seo.step('createRequest', '', { ...FRAME, requested: text, partner: text, items: [{ type: text }] }));
  await failing(seo.step('createRequest', '', { ...FRAME, items: [{ type: text }] }));
  await failing(seo.step('askDesk', request, { question: text.padEnd(20_001, text) }));
  await failing(seo.step('attachAnnex', request, { file: globalId('File', text), title: text }));
  await failing(seo.step('removeItem', request, { item: text }));
  await failing(seo.step('submitRequest', globalId('Request', text), { key: text }));
}

/** What is sent to an address that is none, in a form that is none. */
async function misplaced({ house: { url } }: Scene, seo: Session, text: string): Promise<void> {
  const authorization = `Bearer ${seo.token}`;
  const post = (body: string, type = 'application/json'): Promise<unknown> =>
    send(`${url}/graphql`, { method: 'POST', headers: { authorization, 'content-type': type }, body });
  const query = 'query a { me { name } }';
  await post(`{ "query": "${text}`);
  await post(quoted(text));
  await post(JSON.stringify([{ query: text }]));
  await post(JSON.stringify({ query, operationName: text }));
  await post(JSON.stringify({ query, [text]: 1 }));
  await post(JSON.stringify({ query, variables: text }));
  await post(JSON.stringify({ query, extensions: { [text]: text } }));
  await post(text, 'text/plain');
  const path = encodeURIComponent(text);
  await send(`${url}/graphql?query=${path}`, { headers: { authorization } });
  for (const method of ['GET', 'PUT', 'POST', 'DELETE']) {
    await send(`${url}/${path}`, { method });
    await send(`${url}/files/${path}?name=${path}`, { method });
  }
}

/** The doors for people: wrong passwords, addresses of nobody, forms that are none. */
async function atTheDoors({ house: { url } }: Scene, seo: Session): Promise<string> {
  const { email, password } = SECRETS;
  await knock(url, '/sign-in', { email, password });
  await knock(url, '/sign-in', { email: 'seo@arvania.example', password });
  await knock(url, '/sign-in', { email, password: { password } });
  await knock(url, '/sign-in', { email, password: password.repeat(100) });
  await knock(url, '/sign-in', `${email} ${password}`);
  await knock(url, '/prove', { password }, seo.token);
  await knock(url, '/prove', { password }, password);
  await knock(url, '/sign-out', {}, password);
  const body = `{"email":"${email}","password":"${password}`;
  await send(`${url}/sign-in`, { method: 'POST', body });
  return await dawdle(url, `POST /sign-in HTTP/1.1\r\nHost: a\r\nNo header ${email}\r\n\r\n${body}`);
}

/** Files that are refused for their name, their type, their hash. */
async function misuploaded(seo: Session, request: string): Promise<void> {
  const program = `${CANARIES.annex}.exe`;
  await failing(seo.upload(request, program, 'x'));
  await failing(seo.upload(request, CANARIES.annex, CANARIES.fact)); // no PDF
  await failing(seo.upload(request, CANARIES.evidence.replace('.txt', '.docx'), scan(CANARIES.fact)));
  await failing(seo.upload(request, CANARIES.evidence, ''));
  const door =
    'mutation($request: ID!, $name: String!, $sha256: String) { answer: createUpload(request: $request, name: $name, sha256: $sha256) { __typename ... on Upload { url } ... on Error { message } } }';
  await seo.raw(door, { request, name: CANARIES.annex, sha256: CANARIES.fact });
  await seo.raw(door, { request, name: '///', sha256: null });
  for (const digest of [`sha-256=:${createHash('sha256').digest('base64')}:`, encodeURIComponent(CANARIES.fact)]) {
    const named = { request, name: CANARIES.annex, sha256: null };
    const { answer } = await seo.ask<{ answer: { url: string } }>(door, named);
    await send(answer.url, { method: 'PUT', body: scan(CANARIES.fact), headers: { 'repr-digest': digest } });
    await send(answer.url, { method: 'PUT', body: scan(CANARIES.fact) }); // its token was for one time
  }
}

/** Steps of the wrong people, at the wrong time, on what has changed meanwhile. */
async function outOfTurn({ house }: Scene, request: string): Promise<void> {
  const { reason, refusal, condition, object, fact } = CANARIES;
  const steps: [string, object][] = [
    ['withdrawRequest', { reason }],
    ['declineRequest', { reason }],
    ['sendBackRequest', { comment: CANARIES.returned }],
    ['returnRequest', { defects: [{ field: fact, words: CANARIES.returned }] }],
    ['answerDesk', { question: randomUUID(), answer: fact }],
    ['refuseRequest', { ground: 'NOT_STATED', reason: refusal }],
    ['offerConditions', { conditions: [{ kind: 'SPECIALITY', words: condition, items: ['9'] }] }],
    ['deliverItems', { items: [{ item: '9', result: 'DONE' }], object }],
    ['approveRequest', { letter: fact }],
    ['closeRequest', { feedback: { score: 9, words: CANARIES.feedback }, reason }],
  ];
  const tries = ['noh', 'jang', 'moon', LAURENT].map(async (login) => {
    const person = await house.as(login);
    for (const [step, input] of steps) await failing(person.step(step, request, input));
    await failing(person.savePart(request, 'title', { case: CANARIES.title, offence: fact }, 0));
    await failing(person.upload(request, CANARIES.annex, 'x'));
  });
  await Promise.all(tries);
  const seo = await house.as('seo');
  await failing(seo.savePart(request, 'title', { case: CANARIES.title, offence: fact }, 99));
  await failing(seo.step('askDesk', request, { question: CANARIES.deskQuestion, expectedVersion: 99 }));
  const key = randomUUID();
  const other = await house.draft({ ...FRAME, key }, SMALL);
  await failing(seo.step('withdrawRequest', other, { key, reason }));
}

/** A draft that says almost nothing right, submitted. */
async function incomplete({ house }: Scene): Promise<void> {
  const { title, persons = [], identifiers = [], facts } = CONTENT;
  const gappy = {
    ...SMALL,
    ...(title ? { title } : {}),
    ...(facts ? { facts } : {}),
    persons: persons.map((person) => ({ ...person, born: '2099-01-01', role: 'witness' as const })),
    identifiers: identifiers.map(({ id }) => ({
      id,
      type: 'ip' as const,
      value: CANARIES.identifier,
      noneKnown: false,
      leftOut: false,
    })),
    items: SMALL.items.map((item) => ({ ...item, title: CANARIES.item, description: [], persons: ['nobody'] })),
  };
  const request = await house.draft(FRAME, gappy);
  await (await house.as('seo')).step('submitRequest', request);
}
