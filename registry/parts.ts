import { type Content, partSchema } from '../domain/content.ts';
import { ActionNotAllowed, type Gap, InvalidInput, NotFound, StaleVersion } from '../domain/errors.ts';
import type { Request } from '../domain/request.ts';
import type { Actor } from '../domain/roles.ts';
import { type Db, inTransaction, one, type Tx, type Viewer } from './db.ts';

export type SavedPart = { request: string; key: string; version: number };

/** Checks the value of a part against its schema; throws InvalidInput naming every field. */
export function parsePart(key: string, value: unknown): unknown {
  const schema = partSchema(key);
  if (!schema)
    throw new InvalidInput('this part', [
      {
        field: 'key',
        rule: 'unknown-part',
        message: 'is no part of a request',
        source: 'the shape of the content',
      },
    ]);
  const parsed = schema.safeParse(value);
  const wrong: { path: readonly PropertyKey[]; code: string; message: string }[] = parsed.success
    ? straysIn(value, parsed.data).map((path) => ({
        path,
        code: 'unknown-field',
        message: 'has a field that is unknown',
      }))
    : parsed.error.issues;
  if (parsed.success && wrong.length === 0) return parsed.data;
  const gaps = wrong.map(
    ({ path, code, message }): Gap => ({
      field: [key, ...path.map(String)].join('.'),
      rule: code,
      message,
      source: 'the shape of the content',
    }),
  );
  throw new InvalidInput('this part', gaps);
}

/** Where a field stands that the schema would drop. Its name is not repeated: anything may be in it. */
function straysIn(given: unknown, kept: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return [];
  const known = new Map<string, unknown>(Object.entries(kept));
  const fields = Object.entries(given);
  return [
    ...(fields.every(([name]) => known.has(name)) ? [] : [path]),
    ...fields.flatMap(([name, value]) => straysIn(value, known.get(name), [...path, name])),
  ];
}

/** Saves one part under its own version: a draft is never lost, even while it is incomplete. Gives the new version. */
export async function savePart(
  db: Db,
  viewer: Viewer,
  actor: Actor,
  {
    request: id,
    key,
    value,
    expectedVersion,
  }: { request: string; key: string; value: unknown; expectedVersion: number },
): Promise<SavedPart> {
  const parsed = parsePart(key, value);
  return await inTransaction(db, viewer, async (tx) => {
    const request = await lockForEdit(tx, id);
    mayEdit(request, actor);
    if (key.startsWith('item/') && !request.items.some((item) => `item/${item.id}` === key))
      throw new NotFound('this part');
    const version = await write(tx, request, { key, value: parsed, expectedVersion, by: actor.id });
    await indexWords(tx, request);
    return { request: id, key, version };
  });
}

/** Locks the row: a decision about the content waits for the save, and the save for the decision. */
async function lockForEdit(tx: Tx, id: string): Promise<Request> {
  const row = one(
    await tx.query<{ state: Request }>(
      `select state, set_config('app.applying', id::text, true) from request where id = $1 for update`,
      [id],
    ),
  );
  if (!row) throw new NotFound('this request');
  return row.state;
}

/** Who may write: the drafter in a draft; at the central authority its officers, or who opened it for an amendment. */
export function mayEdit(request: Request, actor: Actor): void {
  const refuse = (because: string): never => {
    throw new ActionNotAllowed({
      action: 'edit',
      status: request.status,
      rule: 'edit',
      source: 'procedure 3.1',
      because,
    });
  };
  const hands = [actor.id, ...(actor.standIns ?? []).map(({ id }) => id)];
  if (request.status === 'draft' || request.status === 'ca-returned') {
    if (!hands.includes(request.drafter)) refuse('it is another drafter’s');
  } else if (request.status === 'with-ca') {
    if (!actor.roles.includes('ca-officer') && !(request.amendedBy && hands.includes(request.amendedBy)))
      refuse('it lies with the central authority');
  } else if (['approved', 'in-translation', 'ready'].includes(request.status))
    refuse('it is approved: amend it first, which voids the approval');
  else refuse(`its status is "${request.status}"`);
}

async function write(
  tx: Tx,
  request: Request,
  part: { key: string; value: unknown; expectedVersion: number; by: string },
): Promise<number> {
  const { key, value, expectedVersion, by } = part;
  const saved =
    one(
      await tx.query<{ version: number }>(
        `insert into part (request_id, key, org_id, version, value, saved_by, saved_at) select $1, $2, $3, 1, $4, $5, clock_now() where $6 = 0
       on conflict do nothing returning version`,
        [request.id, key, request.org, JSON.stringify(value), by, expectedVersion],
      ),
    ) ??
    one(
      await tx.query<{ version: number }>(
        `update part set version = version + 1, value = $3, saved_by = $4, saved_at = clock_now() where request_id = $1 and key = $2 and version = $5 returning version`,
        [request.id, key, JSON.stringify(value), by, expectedVersion],
      ),
    );
  if (!saved) {
    const actual = one(
      await tx.query<{ version: number }>('select version from part where request_id = $1 and key = $2', [
        request.id,
        key,
      ]),
    );
    throw new StaleVersion('this part', expectedVersion, actual?.version ?? 0);
  }
  await tx.query(
    `insert into part_revision (request_id, key, version, org_id, value, saved_by, saved_at, edition) values ($1, $2, $3, $4, $5, $6, clock_now(), $7)`,
    [request.id, key, saved.version, request.org, JSON.stringify(value), by, request.edition],
  );
  return saved.version;
}

/** Writes what a draft says from its first step on: the first version of each part, of the drafter where the engine drafts. */
export async function writeContent(
  tx: Tx,
  request: Request,
  { items, ...parts }: Content,
  { kind, id }: Pick<Actor, 'kind' | 'id'>,
): Promise<void> {
  const by = kind === 'system' ? request.drafter : id;
  const said = items.filter((item) => Object.keys(item).length > 1);
  const given = [...Object.entries(parts), ...said.map(({ id, ...item }) => [`item/${id}`, item] as const)];
  const values = given.map(([key, value]) => ({ key, value: parsePart(key, value) }));
  await tx.query(FIRST_PARTS, [request.id, request.org, by, JSON.stringify(values)]);
  await indexWords(tx, request);
}

const FIRST_PARTS = `
  with given as (select * from jsonb_to_recordset($4::jsonb) as g(key text, value jsonb)),
    saved as (
      insert into part (request_id, key, org_id, version, value, saved_by, saved_at)
      select $1::uuid, key, $2::uuid, 1, value, $3::uuid, clock_now() from given returning key, value, saved_at)
  insert into part_revision (request_id, key, version, org_id, value, saved_by, saved_at, edition)
  select $1::uuid, key, 1, $2::uuid, value, $3::uuid, saved_at, 0 from saved`;

/** Makes a request findable by its reference, the names of the partner and its State, and these words. */
export async function indexRequest(tx: Tx, { id, org, partner, reference }: Request, words = ''): Promise<void> {
  await tx.query(`select index_request($1, $2, concat_ws(' ', $3::text, $4::text, (${PARTNER_NAMES})))`, [
    id,
    org,
    reference,
    words,
    partner,
  ]);
}

const PARTNER_NAMES = `select string_agg(name, ' ') from authority a,
  lateral (select value as name from jsonb_each_text(a.names) union select value from jsonb_each_text(a.facts -> 'names')) n where a.id = $5::uuid`;

/** Keeps the search index and the title of the list in step with the content. */
async function indexWords(tx: Tx, request: Request): Promise<void> {
  const { rows } = await tx.query<{ key: string; value: unknown }>(
    'select key, value from part where request_id = $1',
    [request.id],
  );
  const title = rows.find(({ key }) => key === 'title')?.value as Content['title']; // saved through its schema
  await indexRequest(tx, request, rows.map(({ value }) => textsIn(value)).join(' '));
  await tx.query('update request set title = $2 where id = $1 and title is distinct from $2', [
    request.id,
    title ? `${title.case}: ${title.offence}` : '',
  ]);
}

const textsIn = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(textsIn).join(' ')
      : '';
