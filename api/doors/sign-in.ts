import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { PasswordChangeNeeded } from '../../domain/errors.ts';
import type { Db } from '../../registry/db.ts';
import { changePassword, prove, type SignedIn, signIn, signOut, whoIs } from '../../registry/sessions.ts';
import { isBusy } from '../error-answers.ts';
import { answerJson, answerNotFound, isGone } from './downloads.ts';

export type SessionDeps = { db: Db; onFault(error: unknown): void };

const LIMIT = 4096;
/** Passwords that are looked at at once, each by a core; and how many may wait for their turn. */
const AT_ONCE = 2;
const MOST_WAITING = 100;
/** A wrong sign-in is answered on the next beat: a wrong password is written down, an unknown address is not, and writing takes time. */
export const BEAT_MS = 250;

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((given) => given.isWellFormed() && !given.includes('\0'));
const credentials = z.object({ email: text(320), password: text(1024) });
const proof = z.object({ password: text(1024) });
const change = credentials.extend({ newPassword: text(1024) });
const SHORTEST = 12;

/** The token of an `Authorization: Bearer` header; empty when there is none. */
export const bearerOf = (header: string | null | undefined): string =>
  /^Bearer ([\w-]{20,100})$/.exec(header ?? '')?.[1] ?? '';

/** `POST /sign-in`, `/password`, `/prove`, `/sign-out`: JSON in, JSON out. Wrong is wrong, with no hint what. */
export async function handleSession(
  req: IncomingMessage,
  res: ServerResponse,
  { db, onFault }: SessionDeps,
): Promise<void> {
  const door = req.method === 'POST' ? DOORS.get(req.url ?? '') : undefined;
  if (!door) return await answerNotFound(req, res);
  try {
    const body = await readJson(req);
    const { status, answer } = await door(db, body, bearerOf(req.headers.authorization));
    await answerJson(req, res, status, answer);
  } catch (error) {
    if (isGone(error) || req.errored || res.headersSent) return;
    if (!isBusy(error)) onFault(error);
    const { status, answer } = isBusy(error) ? BUSY : BROKEN;
    await answerJson(req, res, status, answer);
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
const UNFIT = refused(
  422,
  'InvalidInput',
  `Cannot take this password: newPassword is the one that you have, or shorter than ${SHORTEST} characters`,
);
const BUSY = refused(503, 'Busy', 'Cannot answer now: too much is under way, try again in a moment');
const BROKEN = refused(500, 'Fault', 'Cannot answer: something broke, it was noted');

const DOORS = new Map<string, (db: Db, body: unknown, token: string) => Promise<Answered>>([
  [
    '/sign-in',
    async (db, body) => {
      const given = credentials.safeParse(body);
      if (!given.success) return MALFORMED;
      const { email, password } = given.data;
      return await onTheBeat(async () => {
        const session = await signIn(db, email, password);
        return session ? { status: 200, answer: session } : WRONG;
      });
    },
  ],
  [
    '/password',
    async (db, body) => {
      const given = change.safeParse(body);
      if (!given.success) return MALFORMED;
      const { password, newPassword } = given.data;
      if (newPassword.length < SHORTEST || newPassword === password) return UNFIT;
      return await onTheBeat(async () =>
        (await changePassword(db, given.data)) ? { status: 200, answer: { changed: true } } : WRONG,
      );
    },
  ],
  [
    '/prove',
    async (db, body, token) => {
      const given = proof.safeParse(body);
      if (!given.success) return MALFORMED;
      return await withSession(db, token, (who) =>
        inTurn(async () =>
          (await prove(db, who, given.data.password)) ? { status: 200, answer: { proved: true } } : WRONG,
        ),
      );
    },
  ],
  [
    '/sign-out',
    (db, _body, token) =>
      withSession(db, token, async (who) => {
        await signOut(db, who);
        return { status: 200, answer: { signedOut: true } };
      }),
  ],
]);

/** Looks at a password in its turn; a wrong one is answered on the next beat. */
async function onTheBeat(look: () => Promise<Answered>): Promise<Answered> {
  const start = performance.now();
  const answered = await inTurn(async () => {
    try {
      return await look();
    } catch (error) {
      if (error instanceof PasswordChangeNeeded) return refused(403, error.name, error.message);
      throw error;
    }
  });
  if (answered === WRONG) await setTimeout(BEAT_MS - ((performance.now() - start) % BEAT_MS));
  return answered;
}

let underWay = 0;
const waiting: (() => void)[] = [];

/** A password costs a core and 19 MiB on purpose: a crowd of them must not take the machine from everybody else. */
async function inTurn(look: () => Promise<Answered>): Promise<Answered> {
  if (waiting.length >= MOST_WAITING) return BUSY;
  if (underWay < AT_ONCE) underWay += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve)); // takes over the place of who goes
  try {
    return await look();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

async function withSession(db: Db, token: string, work: (who: SignedIn) => Promise<Answered>): Promise<Answered> {
  const who = token ? await whoIs(db, token) : undefined;
  return who ? await work(who) : refused(401, 'NotSignedIn', 'Cannot do this: nobody is signed in');
}

/** The body as JSON; undefined when it is none or too long. What is too long is not kept, but the answer is given. */
async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  const isWhole = await new Promise<boolean>((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
      else resolve(false);
    });
    req.once('end', () => resolve(size <= LIMIT));
    req.once('error', reject);
  });
  if (!isWhole) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}
