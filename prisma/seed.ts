import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { hashPassword } from '../registry/passwords.ts';
import { ARVANIA, type DemoPerson, OFFICES, PEOPLE } from './demonstration/arvania.ts';
import { PARTNER_PEOPLE, PARTNERS } from './demonstration/partners.ts';

/** Somebody who can sign in, and how. */
export type SeedUser = { email: string; name: string; what: string; password: string };

/** Nothing is secret in a demonstration. */
const PASSWORD = 'heron-blue-77';

/** Puts the demonstration State, its people and partners into a new database; one that has them stays as it is. */
export async function seed({
  ownerUrl,
  kind,
}: {
  ownerUrl: string;
  kind: 'demonstration' | 'practice' | 'test';
}): Promise<{ users: SeedUser[] }> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('insert into installation (id, kind) values ($1, $2) on conflict do nothing', [
      randomUUID(),
      kind,
    ]);
    await insert(client, 'org', { ...ARVANIA, calendar: ARVANIA.calendar, parties: JSON.stringify(ARVANIA.parties) });
    for (const office of OFFICES) await insert(client, 'office', { ...office, org_id: ARVANIA.id });
    for (const { names, facts, ...partner } of PARTNERS)
      await insert(client, 'authority', { ...partner, org_id: ARVANIA.id, names, facts });
    const people = [...PEOPLE, ...PARTNER_PEOPLE];
    const { rows } = await client.query('select 1 from person limit 1');
    if (rows.length === 0) await insertPeople(client, people);
    await client.query('commit');
    return { users: people.map(({ email, name, what }) => ({ email, name, what, password: PASSWORD })) };
  } finally {
    await client.end();
  }
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
