import type pg from 'pg';

/** A change, its audit entry and its news: the least that an action must write. */
export const TABLES = `
  create table bare_request (id int primary key, version int not null, body jsonb not null);
  create table bare_audit (id int, seq int, hash text not null, primary key (id, seq));
  create table bare_outbox (id int, seq int, primary key (id, seq));
  insert into bare_request select n, 0, '{}' from generate_series(0, 99) n`;

const WRITE = `
  with moved as (update bare_request set version = version + 1, body = $2 where id = $1 returning id, version),
    audited as (insert into bare_audit select id, version, $3 from moved)
  insert into bare_outbox select id, version from moved returning seq`;
const HASH = 'ab'.repeat(32);
const BODY = JSON.stringify({ words: 'x'.repeat(1000) });

/** One durable commit of three rows: one statement, prepared. */
export async function commitThreeRows(db: Pick<pg.Client, 'query'>, id: number): Promise<number> {
  const { rows } = await db.query({ name: 'write', text: WRITE, values: [id, BODY, HASH] });
  return rows[0].seq;
}
