import { type Key, translatorsOf } from '../domain/audience.ts';
import type { Content } from '../domain/content.ts';
import { check, decide } from '../domain/decide.ts';
import { KeyReused, MlaError, NotFound, StaleVersion } from '../domain/errors.ts';
import type { Facts, Move, Prepared } from '../domain/move.ts';
import { type Action, MOVES } from '../domain/moves.ts';
import { fold, type Request } from '../domain/request.ts';
import type { Actor } from '../domain/roles.ts';
import { logAccess } from './access.ts';
import { beginAs, type Db, inTransaction, sendTogether, type Tx, type Viewer } from './db.ts';
import { deposit } from './deposit.ts';
import { gatherFacts, type House, houseIn, surroundingsOf, withPrepared } from './facts.ts';
import { canonical, chained, sha256 } from './hash.ts';
import { answeredBefore, type Claim, claimOf } from './idempotency.ts';
import { type Locked, lock, lockAll, unborn } from './locked.ts';
import { indexRequest, writeContent } from './parts.ts';
import { HOLD_REFERENCE, nextReference } from './references.ts';
import { type Written, writeDecisions } from './write.ts';

export type ApplyCommand = {
  action: Action;
  /** Absent for the first step of a file. */
  request?: string;
  /** The version of the request that the caller saw; the engine does not name one. */
  expectedVersion?: number;
  /** Made by the caller; the same key gives the same answer. */
  key: string;
  input: object;
  /** Makes the documents that the step binds, once it is known to be open; or what was made before. */
  prepare?: Prepare | Made;
};
/** Documents for a step, and files that are already in the store: their rows are written with the decision. */
export type Made = { prepared: Prepared; newFiles: readonly NewFile[] };
export type Prepare = (tx: Tx, request: Request, facts: Facts) => Promise<Made>;
export type NewFile = { id: string; hash: string; size: number; type: string; name: string };
export type Answer = {
  request: string;
  version: number;
  id: string;
  /** The request as the step has written it; absent where the key was used before, and this was answered then. */
  written?: Request;
};
export type Applier = { viewer?: Viewer; actor: Actor; org: string };

/**
 * Takes one step on a request in one transaction: claim the key, lock, decide, write the row, event, audit, outbox and
 * answer, commit. Throws an MlaError when the step is refused: then nothing has changed, and the access log says so.
 */
export async function apply(db: Db, by: Applier, command: ApplyCommand): Promise<Answer> {
  const client = await db.connect();
  let broken: Error | undefined;
  try {
    sendTogether(client);
    const begun = client.query(beginAs(client, by.viewer));
    return await claimed(client, by, command, { begun, commit: () => client.query('commit') });
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    if (error instanceof MlaError && !broken) {
      await logAccess(client, by.org, {
        what: 'refused',
        who: by.actor.id,
        action: command.action,
        request: command.request ?? null,
        why: error.name,
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

const UNIQUE_VIOLATION = '23505';

/**
 * Takes steps of the system on several requests side by side in one short transaction, and does what goes with them: all,
 * or nothing where one is refused or its key was used before. A viewer's step opens one request at a time to the
 * transaction, so this is not for them.
 */
export const applyTogether = (
  db: Db,
  by: Omit<Applier, 'viewer'>,
  commands: readonly (ApplyCommand & { request: string })[],
  also: (tx: Tx, answers: readonly Answer[]) => Promise<void>,
): Promise<void> =>
  inTransaction(db, undefined, async (tx) => {
    const locked = await lockAll(
      tx,
      commands.map(({ request }) => request),
    );
    const house = houseIn(tx, by.org);
    const decided: Decided[] = [];
    for (const command of commands) {
      const { written, answer } = await decideOn(tx, by, command, { house, locked: locked.get(command.request) });
      const { body } = claimBy(by, command);
      decided.push({ answer, written: { ...written, claim: { ...written.claim, body } } });
    }
    const writing = writeDecisions(
      tx,
      decided.map(({ written }) => written),
    );
    await writing.catch((error: { code?: string }) => {
      throw error.code === UNIQUE_VIOLATION ? new KeyReused() : error;
    });
    const answers = decided.map(({ answer }) => answer);
    await also(tx, answers);
  });

/** What goes out together with a step's own statements, so that neither waits for the other. */
type Around = {
  begun: Promise<unknown>;
  /** After a statement that failed, PostgreSQL takes it for a rollback. */
  commit: () => Promise<unknown>;
};

const claimBy = (by: Applier, { action, request, expectedVersion, key, input }: ApplyCommand): Claim => ({
  by,
  key,
  body: sha256(canonical({ action, request: request ?? null, expectedVersion: expectedVersion ?? null, input })),
});

async function claimed(tx: Tx, by: Applier, command: ApplyCommand, { begun, commit }: Around): Promise<Answer> {
  const claim = claimBy(by, command);
  const claiming = tx.query(claimOf(claim));
  const locking = command.request ? lock(tx, command.request, 'for update') : undefined;
  const looking = command.request ? surroundingsOf(tx, by.org, command.request) : undefined;
  const [{ rows }, , locked, around] = await Promise.all([claiming, begun, locking, looking]);
  const house = around ? async () => around : houseIn(tx, by.org);
  if (rows.length > 0) return await step(tx, by, command, { commit, house, locked });
  const answer = await answeredBefore<Answer>(tx, claim);
  await commit();
  return answer;
}

/** What a step is taken in. */
type Standing = { house: House; locked: Locked | undefined };

async function step(
  tx: Tx,
  by: Applier,
  command: ApplyCommand,
  { commit, ...standing }: Standing & Pick<Around, 'commit'>,
): Promise<Answer> {
  const { written, answer, content } = await decideOn(tx, by, command, standing);
  const { next } = written;
  sendTogether(tx);
  const writing = writeDecisions(tx, [written]);
  if (content) {
    await Promise.all([writing, writeContent(tx, next, content, by.actor)]);
    await commit();
  } else await Promise.all([writing, command.request ? undefined : indexRequest(tx, next), commit()]);
  return { ...answer, written: next };
}

/** `content`: what a draft that is made of another says from the first. */
type Decided = { written: Written; answer: Answer; content?: Content };

async function decideOn(tx: Tx, by: Applier, command: ApplyCommand, { house, locked }: Standing): Promise<Decided> {
  const { action, key } = command;
  const found = command.request ? locked : await unborn(tx, by.org, action, command.input);
  if (!found) throw new NotFound('this request');
  const known = await look(tx, by, command, found, house);
  const { request, auditHash } = found;
  check(request, action, known); // before anything is said of the input
  const { input, notes, files } = await deposit(tx, request.id, MOVES[action].input, command.input);
  const { facts, newFiles } = await prepared(tx, request, command, known);
  const event = decide(request, { action, input: input as Record<string, unknown> }, facts); // deposited along the move's own schema
  const previous = command.request ? request : undefined;
  const next = fold(previous, event);
  const answer = { request: request.id, version: next.version, id: facts.id };
  const written: Written = {
    previous,
    next,
    event,
    auditHash: chained(auditHash, event),
    previousHash: auditHash,
    notes,
    files,
    newFiles,
    shownTo: shownTo(MOVES[action], next),
    claim: { actor: by.actor.id, key, answer },
    facts,
  };
  const content = (MOVES[action] as Move).carries?.(input as Record<string, unknown>, facts, next); // as above
  return { written, answer, ...(content ? { content } : {}) };
}

/** Who sees the words and files of a step beside those who read the whole file. */
function shownTo({ partnerStep, tellsPartner, tellsTranslators }: Move, next: Request): Key[] {
  if (partnerStep || tellsPartner) return [`authority:${next.partner}`];
  return tellsTranslators ? translatorsOf(next) : [];
}

/** Everything that a decision on a request rests on. */
async function look(
  tx: Tx,
  by: Applier,
  {
    action,
    request: existing,
    expectedVersion,
    input,
  }: Pick<ApplyCommand, 'action' | 'request' | 'expectedVersion'> & { input?: object },
  { request, parent, source }: Locked,
  house = houseIn(tx, by.org),
): Promise<Facts> {
  if (expectedVersion !== undefined && expectedVersion !== request.version)
    throw new StaleVersion(`request "${request.reference}"`, expectedVersion, request.version);
  const around = await house(request.partner);
  const facts = await gatherFacts(tx, around, request, MOVES[action], { actor: by.actor, input, source });
  if (existing) return facts;
  const pattern = request.kind === 'hold' ? HOLD_REFERENCE : around.reference_pattern;
  const reference = await nextReference(tx, by.org, facts.today, pattern);
  return { ...facts, reference, ...(parent ? { parent } : {}) };
}

async function prepared(
  tx: Tx,
  request: Request,
  { prepare }: ApplyCommand,
  facts: Facts,
): Promise<{ facts: Facts; newFiles: readonly NewFile[] }> {
  if (!prepare) return { facts, newFiles: [] };
  const made = typeof prepare === 'function' ? await prepare(tx, request, facts) : prepare;
  return { facts: await withPrepared(tx, facts, request, made.prepared), newFiles: made.newFiles };
}

/**
 * Whether a step is open now, for documents that take long to make; `work` sees the request and its facts. Changes
 * nothing. Undefined where the key was used before: then there is an answer already.
 */
export async function preview<T>(
  db: Db,
  by: Applier,
  command: { action: Action; request: string; expectedVersion: number; key: string },
  work: (tx: Tx, request: Request, facts: Facts) => Promise<T>,
): Promise<T | undefined> {
  return await inTransaction(db, by.viewer, async (tx) => {
    const used = await tx.query('select 1 from idempotency where actor = $1 and key = $2', [by.actor.id, command.key]);
    if (used.rows.length > 0) return undefined;
    const locked = await lock(tx, command.request, '');
    if (!locked) throw new NotFound('this request');
    const facts = await look(tx, by, command, locked);
    check(locked.request, command.action, facts);
    return await work(tx, locked.request, facts);
  });
}
