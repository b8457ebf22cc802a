import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { hashPassword } from '../registry/passwords.ts';
import { ARVANIA, type DemoPerson, OFFICES, PEOPLE, ROSTER } from './demonstration/arvania.ts';
import { idOf } from './demonstration/ids.ts';
import { PARTNER_PEOPLE, PARTNERS } from './demonstration/partners.ts';
import { insertLines } from './insert-lines.ts';
import { demonstrationLines, keepFacts, referenceLines } from './lines.ts';

/** Somebody who can sign in, and how. */
export type SeedUser = { email: string; name: string; what: string; password: string };

/** Nothing is secret in a demonstration. */
const PASSWORD = 'heron-blue-77';

/** What is in a database, and who can sign in as far as that is no secret. */
export type Seeded = { state: string; users: SeedUser[] };

/**
 * Puts the demonstration State, its people, partners and law into a new database; one that has them stays as it is. A
 * real installation has a State, people and law of its own: nothing is put there.
 */
export async function seed({
  ownerUrl,
  kind,
}: {
  ownerUrl: string;
  kind: 'demonstration' | 'practice' | 'test';
}): Promise<Seeded> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const real = await client.query("select state_names ->> 'en' as state from org, installation where kind = 'real'");
    if (real.rows[0]) return { state: real.rows[0].state, users: [] };
    await client.query('begin');
    await client.query('insert into installation (id, kind) values ($1, $2) on conflict do nothing', [
      randomUUID(),
      kind,
    ]);
    await insert(client, 'org', { ...ARVANIA });
    for (const office of OFFICES) await insert(client, 'office', { ...office, org_id: ARVANIA.id });
    for (const { names, facts, ...partner } of PARTNERS)
      await insert(client, 'authority', { ...partner, org_id: ARVANIA.id, names, facts });
    const people = [...PEOPLE, ...PARTNER_PEOPLE];
    const { rows } = await client.query('select 1 from person limit 1');
    if (rows.length === 0) await insertPeople(client, people);
    for (const turn of ROSTER) await insert(client, 'duty_turn', { ...turn, org_id: ARVANIA.id });
    await insertLaw(client);
    await client.query('commit');
    const state = ARVANIA.state_names.en;
    return { state, users: people.map(({ email, name, what }) => ({ email, name, what, password: PASSWORD })) };
  } finally {
    await client.end();
  }
}

/** The law of the demonstration, where there is none yet. */
async function insertLaw(client: Client): Promise<void> {
  const { rows } = await client.query('select 1 from law_entry limit 1');
  if (rows.length > 0) return;
  const lines = [...demonstrationLines(), ...referenceLines()];
  await insertLines(client, { org: ARVANIA.id, author: idOf('person/admin') }, lines);
  await keepFacts(client, { org: ARVANIA.id, state: ARVANIA.state }, lines);
  // Nothing has been counted yet that a day off of these could move.
  await client.query('update recount set done_at = clock_now() where not exists (select 1 from event)');
}

async function insertPeople(client: Client, people: readonly DemoPerson[]): Promise<void> {
  const password = await hashPassword(PASSWORD);
  for (const { office, authority, what: _, ...person } of people) {
    await insert(client, 'person', {
      ...person,
      org_id: ARVANIA.id,
      office_id: office ?? null,
      authority_id: authority ?? null,
      password,
    });
  }
}

async function insert(client: Client, table: string, row: object): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) on conflict (id) do nothing`,
    Object.values(row),
  );
}
