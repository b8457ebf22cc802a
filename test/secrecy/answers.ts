import { vi } from 'vitest';
import { z } from 'zod';

/** An answer that tells of an error, as it came over the wire. */
export type Refusal = {
  /** What says so: the status of the door, the code in the envelope, the type of the answer. */
  kinds: string[];
  bytes: Buffer;
};

const NAMELESS = { code: 'no code' };
const ENVELOPE = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }).catch(NAMELESS) })).default([]),
  data: z.object({ answer: z.object({ __typename: z.string(), message: z.string().optional() }).nullish() }).nullish(),
});

/** Listens to all that the API answers from now on, and keeps every answer that tells of an error. */
export function overhear(): Refusal[] {
  const refusals: Refusal[] = [];
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (...call: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(...call);
    const body = Buffer.from(await response.clone().arrayBuffer());
    const kinds = kindsOf(response.status, body.toString());
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
    if (kinds.length > 0) refusals.push({ kinds, bytes: Buffer.concat([Buffer.from(`${headers}\n`), body]) });
    return response;
  });
  return refusals;
}

function kindsOf(status: number, body: string): string[] {
  const { errors = [], data } = ENVELOPE.safeParse(parsed(body)).data ?? {};
  const { __typename: type = '', message } = data?.answer ?? {};
  return [
    ...(status >= 400 ? [String(status)] : []),
    ...errors.map(({ extensions }) => extensions.code),
    ...(message === undefined ? [] : [type]),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a file, or no words at all
  }
}
