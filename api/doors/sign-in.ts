import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Db } from '../../registry/db.ts';
import { prove, type SignedIn, signIn, signOut, whoIs } from '../../registry/sessions.ts';
import { answerFault, answerJson, answerNotFound } from './downloads.ts';

export type SessionDeps = { db: Db; onFault(error: unknown): void };

const LIMIT = 4096;
const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024) });
const proof = z.object({ password: z.string().max(1024) });

/** The token of an `Authorization: Bearer` header; empty when there is none. */
export const bearerOf = (header: string | null | undefined): string =>
  /^Bearer ([\w-]{20,100})$/.exec(header ?? '')?.[1] ?? '';

/** `POST /sign-in`, `/prove`, `/sign-out`: JSON in, JSON out. Wrong is wrong, with no hint what. */
export async function handleSession(
  req: IncomingMessage,
  res: ServerResponse,
  { db, onFault }: SessionDeps,
): Promise<void> {
  const door = req.method === 'POST' ? DOORS[req.url ?? ''] : undefined;
  if (!door) return await answerNotFound(req, res);
  try {
    const body = await readJson(req);
    const { status, answer } = await door(db, body, bearerOf(req.headers.authorization));
    await answerJson(req, res, status, answer);
  } catch (error) {
    onFault(error);
    await answerFault(req, res);
  }
}

type Answered = { status: number; answer: object };
const refused = (status: number, name: string, message: string): Answered => ({
  status,
  answer: { error: { name, message } },
});
const MALFORMED = refused(400, 'InvalidInput', 'Cannot read this: it is not the JSON that the door takes');
const WRONG = refused(
  401,
  'NotSignedIn',
  'Cannot sign in: the address or the password is wrong, or too many were wrong; wait a little',
);

const DOORS: Record<string, (db: Db, body: unknown, token: string) => Promise<Answered>> = {
  async '/sign-in'(db, body) {
    const given = credentials.safeParse(body);
    if (!given.success) return MALFORMED;
    const session = await signIn(db, given.data.email, given.data.password);
    return session ? { status: 200, answer: session } : WRONG;
  },
  async '/prove'(db, body, token) {
    const given = proof.safeParse(body);
    if (!given.success) return MALFORMED;
    return await withSession(db, token, async (who) =>
      (await prove(db, who, given.data.password)) ? { status: 200, answer: { proved: true } } : WRONG,
    );
  },
  async '/sign-out'(db, _body, token) {
    return await withSession(db, token, async (who) => {
      await signOut(db, who);
      return { status: 200, answer: { signedOut: true } };
    });
  },
};

async function withSession(db: Db, token: string, work: (who: SignedIn) => Promise<Answered>): Promise<Answered> {
  const who = token ? await whoIs(db, token) : undefined;
  return who ? await work(who) : refused(401, 'NotSignedIn', 'Cannot do this: nobody is signed in');
}

/** The body as JSON; undefined when it is none or too long. */
async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > LIMIT) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}
