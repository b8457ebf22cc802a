import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { InstallationKind } from '../domain/installation.ts';
import { calendarFrom, stateFacts } from '../domain/law-facts.ts';
import { hashPassword } from '../registry/passwords.ts';
import { insertLines } from './insert-lines.ts';
import { linesOfOwn, referenceLines } from './lines.ts';
import { holidayLines } from './reference/holidays.ts';

/** What an installation is set up with: its State, its central authority, and who administers it. */
export type NewHouse = {
  /** A code of ISO 3166, or of a State of the demonstration. */
  state: string;
  authority: string;
  address: string;
  telephone: string;
  email: string;
  hours: string;
  zone: string;
  /** The tag of the language that letters are written in. */
  language: string;
  administrator: { email: string; name: string };
};
export type Installed = { kind: InstallationKind; state: string };

/** Days off are entered for this year and so many more. */
const YEARS_AHEAD = 2;

/** The installation that a database holds; undefined where it holds none. */
export async function findInstallation(ownerUrl: string): Promise<Installed | undefined> {
  return await connected(ownerUrl, async (client) => {
    const { rows } = await client.query("select to_regclass('public.installation') is not null as there");
    return rows[0].there ? await installed(client) : undefined;
  });
}

async function installed(client: Client): Promise<Installed | undefined> {
  const { rows } = await client.query<Installed>(
    "select i.kind, coalesce((select state_names ->> 'en' from org order by id limit 1), '') as state from installation i",
  );
  return rows[0];
}

/** Makes a real installation in a database that holds none: gives the administrator's password, which nothing keeps, or what is there already. */
export async function initialise(
  ownerUrl: string,
  house: NewHouse,
): Promise<{ password: string } | { there: Installed }> {
  const password = randomBytes(18).toString('base64url');
  const hash = await hashPassword(password);
  return await connected(ownerUrl, async (client) => {
    await client.query('begin');
    const { rowCount } = await client.query(
      "insert into installation (id, kind) values ($1, 'real') on conflict do nothing",
      [randomUUID()],
    );
    if (!rowCount) return { there: (await installed(client)) ?? { kind: 'real', state: house.state } };
    await insertHouse(client, house, hash);
    await client.query('commit');
    return { password };
  });
}

async function insertHouse(client: Client, house: NewHouse, password: string): Promise<void> {
  const { state, authority, address, telephone, email, hours, zone, language, administrator } = house;
  const [org, author] = [randomUUID(), randomUUID()];
  const { rows } = await client.query('select extract(year from clock_now() at time zone $1)::int as year', [zone]);
  const own = [...linesOfOwn(state, zone)];
  const isKnown = own.some(({ kind }) => kind === 'holiday'); // a State of the demonstration has days off of its own
  if (!isKnown) own.push(...holidayLines(state, rows[0].year, rows[0].year + YEARS_AHEAD));
  const facts = stateFacts(state, own);
  await client.query(
    `insert into org (id, state, state_names, authority_names, address, telephone, email, hours, zone, letter_language, calendar, facts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      org,
      state,
      JSON.stringify(facts?.names),
      JSON.stringify({ en: authority, [language]: authority }),
      address,
      telephone,
      email,
      hours,
      zone,
      language,
      JSON.stringify(calendarFrom(own)),
      JSON.stringify(facts),
    ],
  );
  await client.query(
    `insert into person (id, org_id, email, name, roles, password) values ($1, $2, $3, $4, array['administrator'], $5)`,
    [author, org, administrator.email, administrator.name, password],
  );
  await insertLines(client, { org, author }, [...own, ...referenceLines(state)]);
}

async function connected<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // what was not committed is undone
  }
}
