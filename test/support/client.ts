import { createHash, randomUUID } from 'node:crypto';

/** What a step answers with: the request, or a typed error. */
export type Answer = {
  __typename: string;
  message?: string;
  gaps?: { field: string; rule: string; message: string; source: string }[];
} & Record<string, unknown>;

/** Of everybody in the seed. */
export const PASSWORD = 'heron-blue-77';
const ABROAD: Record<string, string> = {
  laurent: 'c.laurent@justice.belmora.example',
  salem: 'm.salem@justice.qasira.example',
};
/** A person's address by the login; an address is its own. */
export const addressOf = (login: string): string =>
  ABROAD[login] ?? (login.includes('@') ? login : `${login}@arvania.example`);

/** The id by which the API knows a record. */
export const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');
/** The record's id inside a GraphQL id. */
export const plain = (id: string): string =>
  id.includes('-') ? id : (Buffer.from(id, 'base64').toString('utf8').split(':')[1] ?? id);

/** A person at the API, over HTTP. */
export type Session = {
  token: string;
  /** Sends an operation; throws when the answer has top-level errors. */
  ask<T = Record<string, never>>(query: string, variables?: object): Promise<T>;
  /** Sends an operation and gives the whole answer. */
  raw(
    query: string,
    variables?: object,
  ): Promise<{
    status: number;
    body: { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] };
  }>;
  prove(): Promise<void>;
  /** Takes a step on a request at the version it has now; gives what it answers. */
  step(name: string, request: string, input?: object): Promise<Answer>;
  /** The same; throws unless the answer is the request. */
  does(name: string, request: string, input?: object): Promise<Answer>;
  /** Saves a part over the version it has now, or over the one given. */
  savePart(request: string, key: string, value: unknown, expectedVersion?: number): Promise<Answer>;
  upload(request: string, name: string, bytes: Uint8Array | string): Promise<string>;
  download(file: string): Promise<Buffer>;
};

const FIELDS = `__typename ... on Error { message } ... on Incomplete { gaps { field rule message source } } ... on InvalidInput { gaps { field rule message source } }
  ... on ActionNotAllowed { rule source status } ... on StaleVersion { expected actual }`;
const REQUEST = `... on Request { id reference now: status version }`;

export const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
export const mutation = (name: string): string =>
  `mutation($input: ${upperFirst(name)}Input!) { answer: ${name}(input: $input) { ${FIELDS} ${REQUEST} } }`;

async function post(url: string, body: object, token?: string): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
}

/** People at one API: each signs in once, when first needed. */
export type People = { as(login: string): Promise<Session>; everybody(): Promise<Session[]> };

export function peopleAt(url: string): People {
  const sessions = new Map<string, Promise<Session>>();
  return {
    as(login) {
      const session = sessions.get(login) ?? signIn(url, login);
      sessions.set(login, session);
      return session;
    },
    everybody: () => Promise.all(sessions.values()),
  };
}

/** Signs a person in. */
export async function signIn(url: string, login: string): Promise<Session> {
  const response = await post(`${url}/sign-in`, { email: addressOf(login), password: PASSWORD });
  const { token } = (await response.json()) as { token: string };
  if (!response.ok) throw new Error(`Cannot sign in "${login}": ${response.status}`);

  const raw: Session['raw'] = async (query, variables = {}) => {
    const answer = await post(`${url}/graphql`, { query, variables }, token);
    return { status: answer.status, body: (await answer.json()) as never }; // GraphQL's own envelope
  };
  const ask = async <T>(query: string, variables?: object): Promise<T> => {
    const { body } = await raw(query, variables);
    if (body.errors) throw new Error(`Cannot ask: ${JSON.stringify(body.errors)}`);
    return body.data as T; // the shape is the test's to know
  };
  const versionOf = async (request: string): Promise<number> =>
    (
      await ask<{ request: { version: number } | null }>('query($id: ID!) { request(id: $id) { version } }', {
        id: request,
      })
    ).request?.version ?? 1;
  const partVersion = async (request: string, key: string): Promise<number> => {
    const { request: now } = await ask<{ request: { parts: { key: string; version: number }[] } }>(
      'query($id: ID!) { request(id: $id) { parts { key version } } }',
      { id: request },
    );
    return now.parts.find((part) => part.key === key)?.version ?? 0;
  };
  const step: Session['step'] = async (name, request, input = {}) => {
    const address = name === 'createRequest' ? {} : { request, expectedVersion: await versionOf(request) };
    const { answer } = await ask<{ answer: Answer }>(mutation(name), {
      input: { ...address, key: randomUUID(), ...input },
    });
    return answer;
  };
  return {
    token,
    raw,
    ask,
    async prove() {
      const proved = await post(`${url}/prove`, { password: PASSWORD }, token);
      if (!proved.ok) throw new Error(`Cannot prove "${login}": ${proved.status}`);
    },
    step,
    async does(name, request, input) {
      const answer = await step(name, request, input);
      if (answer.__typename !== 'Request') throw new Error(`"${login}" cannot ${name}: ${JSON.stringify(answer)}`);
      return answer;
    },
    async savePart(request, key, value, given) {
      const expectedVersion = given ?? (await partVersion(request, key));
      const { answer } = await ask<{ answer: Answer }>(
        `mutation($request: ID!, $key: String!, $value: Json!, $expectedVersion: Int!) {
          answer: savePart(request: $request, key: $key, value: $value, expectedVersion: $expectedVersion) { ${FIELDS} ... on Part { key version } } }`,
        { request, key, value, expectedVersion },
      );
      return answer;
    },
    async upload(request, name, content) {
      const bytes = Buffer.from(content);
      const digest = createHash('sha256').update(bytes).digest();
      const { answer } = await ask<{ answer: { __typename: string; url: string; file: string } }>(
        `mutation($request: ID!, $name: String!, $sha256: String!) { answer: createUpload(request: $request, name: $name, sha256: $sha256) { __typename ... on Error { message } ... on Upload { url file } } }`,
        { request, name, sha256: digest.toString('hex') },
      );
      if (answer.__typename !== 'Upload') throw new Error(`Cannot upload: ${JSON.stringify(answer)}`);
      const put = await fetch(answer.url, {
        method: 'PUT',
        body: bytes,
        headers: { 'repr-digest': `sha-256=:${digest.toString('base64')}:` },
      });
      if (!put.ok) throw new Error(`Cannot upload "${name}": ${put.status} ${await put.text()}`);
      return answer.file;
    },
    async download(file) {
      const { answer } = await ask<{ answer: { __typename: string; url: string } }>(
        'mutation($file: ID!) { answer: createDownload(file: $file) { __typename ... on Error { message } ... on Download { url } } }',
        { file },
      );
      if (answer.__typename !== 'Download') throw new Error(`Cannot download: ${JSON.stringify(answer)}`);
      return Buffer.from(await (await fetch(answer.url)).arrayBuffer());
    },
  };
}
