import { createHash } from 'node:crypto';
import { Problem } from '../problem.ts';

/** One person at the API, over HTTP. */
export type Client = {
  /** Sends an operation and gives its data. */
  ask<T>(query: string, variables?: object): Promise<T>;
  prove(): Promise<void>;
  /** Uploads a file to the request; gives its id. */
  upload(request: string, name: string, bytes: Uint8Array): Promise<string>;
  download(file: string): Promise<Buffer>;
};

type Credentials = { email: string; password: string };
type Envelope = { data?: unknown; errors?: { message: string }[] };

export async function signIn(url: string, { email, password }: Credentials): Promise<Client> {
  const post = (path: string, body: object, token = ''): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });

  const entered = await post('/sign-in', { email, password });
  if (!entered.ok) throw new Problem(`Cannot sign in "${email}": the API answers ${entered.status}`);
  const { token } = (await entered.json()) as { token: string }; // what the door is documented to answer

  async function ask<T>(query: string, variables: object = {}): Promise<T> {
    const answer = (await (await post('/graphql', { query, variables }, token)).json()) as Envelope; // GraphQL's own envelope
    const [fault] = answer.errors ?? [];
    if (fault) throw new Problem(`Cannot go on as "${email}": ${fault.message}`);
    return answer.data as T; // the shape that the query asks for
  }

  return {
    ask,
    async prove() {
      const proved = await post('/prove', { password }, token);
      if (!proved.ok) throw new Problem(`Cannot prove the identity of "${email}": the API answers ${proved.status}`);
    },
    async upload(request, name, bytes) {
      const digest = createHash('sha256').update(bytes).digest();
      const { door } = await ask<{ door: Door }>(UPLOAD, { request, name, sha256: digest.toString('hex') });
      const put = await fetch(urlOf(door, name), {
        method: 'PUT',
        body: Buffer.from(bytes),
        headers: { 'repr-digest': `sha-256=:${digest.toString('base64')}:` },
      });
      if (!put.ok) throw new Problem(`Cannot upload "${name}": ${await put.text()}`);
      return door.file ?? '';
    },
    async download(file) {
      const { door } = await ask<{ door: Door }>(DOWNLOAD, { file });
      const got = await fetch(urlOf(door, file));
      if (!got.ok) throw new Problem(`Cannot download "${file}": ${await got.text()}`);
      return Buffer.from(await got.arrayBuffer());
    },
  };
}

type Door = { url?: string; file?: string; message?: string };

function urlOf({ url, message }: Door, what: string): string {
  if (!url) throw new Problem(`Cannot get an address for "${what}": ${message}`);
  return url;
}

const UPLOAD = `mutation($request: ID!, $name: String!, $sha256: String!) {
  door: createUpload(request: $request, name: $name, sha256: $sha256) { ... on Error { message } ... on Upload { url file } } }`;
const DOWNLOAD = `mutation($file: ID!) { door: createDownload(file: $file) { ... on Error { message } ... on Download { url } } }`;
