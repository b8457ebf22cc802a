import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { databaseUrl } from '../../../bin/addresses.ts';
import { readSettings } from '../../../bin/config.ts';
import { withClient } from '../../../bin/embedded/database.ts';
import { stopAllLeftovers } from '../../../bin/leftovers.ts';
import { startStack } from '../../../bin/stack.ts';
import { ask, knock } from '../../api/support.ts';
import { freePort, MAIN, type Outcome, run, temporaryFolder } from '../support.ts';

const HOUSE = {
  state: 'BE',
  authority: 'Service public fédéral Justice, Coopération internationale pénale',
  address: '115 boulevard de Waterloo, 1000 Bruxelles',
  telephone: '+32 2 555 00 00',
  email: 'entraide@justice.example',
  hours: 'Monday to Friday, 09:00 to 17:00',
  zone: 'Europe/Brussels',
  language: 'fr',
  administrator: 'admin@justice.example',
};
const init = (dataFolder: string, more: Record<string, string | undefined> = {}): Promise<Outcome> => {
  const options = Object.entries({ ...HOUSE, ...more }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  return run([MAIN, 'init', '--json', '--data', dataFolder, ...options]);
};

/** The administrator adds a partner, an office and a drafter; what the drafter sees once signed in. */
async function peopled(url: string, administrator: string): Promise<unknown> {
  const change = async (mutation: string, fields: string): Promise<Record<string, never>> => {
    const heard = await ask(url, administrator, `mutation { answer: ${mutation} { __typename ${fields} } }`);
    expect([heard.errors, heard.text]).toEqual([[], expect.not.stringContaining('Invalid')]);
    return heard.data?.['answer'] ?? {};
  };
  const body = '{ names: { en: "Federal Office of Justice" }, address: "Adenauerallee 99, 53113 Bonn" }';
  const line = `kind: AUTHORITY, about: "DE", key: "central-authority", body: ${body}, source: "their letter", confidence: CONFIRMED`;
  await change(`recordLawEntry(${line})`, '');
  const { id } = await change('addOffice(name: "Parquet de Bruxelles")', '... on Office { id }');
  const drafter = { email: 'drafter@justice.example', newPassword: 'a password of my own' };
  const person = `email: "${drafter.email}", name: "Anne Martin", roles: [DRAFTER], office: "${id}"`;
  const { password } = await change(`addPerson(${person})`, '... on EnteredPerson { password }');
  expect((await knock(url, '/password', { ...drafter, password })).status).toBe(200);
  const signedIn = await knock(url, '/sign-in', { email: drafter.email, password: drafter.newPassword });
  return (await ask(url, JSON.parse(signedIn.text).token, '{ me { roles } offices { name } }')).data;
}

test('an installation is made for a State, once, and opened without the demonstration', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  onTestFinished(() => stopAllLeftovers(dataFolder));
  const made = await init(dataFolder);
  expect([made.code, made.stderr.split('\n').filter((line) => line.startsWith('Cannot'))]).toEqual([0, []]);
  const { password, ...told } = JSON.parse(made.stdout);
  expect(told).toEqual({ state: 'Belgium', dataFolder, administrator: HOUSE.administrator });

  const again = await init(dataFolder, { state: 'NL' });
  expect([again.code, again.stdout]).toEqual([1, '']);
  expect(again.stderr).toMatch(
    /^Cannot make an installation here: there is one already, of Belgium \(real\), name another/m,
  );

  const config = readSettings({ PORT: String(await freePort()) });
  const stack = await startStack({ dataFolder, config, opener: 'start', hasUi: false });
  try {
    expect([stack.state, stack.users]).toEqual(['Belgium', []]);
    const signIn = await fetch(`${stack.url}/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ email: HOUSE.administrator, password }),
    });
    expect(signIn.status).toBe(200);
    const { token } = (await signIn.json()) as { token: string };
    expect(await peopled(stack.url, token)).toEqual({
      me: { roles: ['DRAFTER'] },
      offices: [{ name: 'Parquet de Bruxelles' }],
    });
    const [house, day] = await withClient(databaseUrl({ ...config, dataFolder }, 'owner'), async (owner) => {
      const { rows } = await owner.query(
        `select i.kind, o.state, o.state_names ->> 'ar' as arabic, o.authority_names, o.zone, o.letter_language, o.calendar ->> 'zone' as calendar,
           (select count(*)::int from org) as houses, (select count(*)::int from person) as people, (select count(*)::int from authority) as authorities,
           (select array_agg(distinct left(d ->> 'date', 4)::int) = array[y, y + 1, y + 2] from jsonb_array_elements(o.calendar -> 'holidays') d,
             lateral (select extract(year from now() at time zone o.zone)::int as y) years group by y) as years,
           (select array_agg(distinct source) from law_entry where kind = 'holiday') as tables, i.moved = '0' as still
         from installation i, org o`,
      );
      const moved = await owner
        .query("select move_clock(now() + interval '1 day')")
        .catch((error: Error) => error.message);
      return [rows[0], moved];
    });
    expect(house).toEqual({
      kind: 'real',
      state: 'BE',
      arabic: 'بلجيكا',
      authority_names: { en: HOUSE.authority, fr: HOUSE.authority },
      zone: HOUSE.zone,
      letter_language: 'fr',
      calendar: HOUSE.zone,
      houses: 1,
      people: 2,
      authorities: 1,
      years: true,
      tables: [expect.stringMatching(/^date-holidays /)],
      still: true,
    });
    expect(day).toMatch(/has none to move/);
  } finally {
    await stack.stop();
  }
}, 120_000);

test('one for a State of the demonstration has the facts of that State', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  onTestFinished(() => stopAllLeftovers(dataFolder));
  const { code, stdout } = await init(dataFolder, { state: 'XQA', zone: 'Asia/Riyadh', language: 'ar' });

  expect([code, JSON.parse(stdout).state]).toEqual([0, 'Qasira']);
}, 60_000);

test.each<[string, Record<string, string | undefined>, string]>([
  [
    'a State that is none',
    { state: 'BX' },
    'Cannot find State "BX" of --state: it is no code of a State, did you mean AX',
  ],
  ['no State', { state: undefined }, 'Cannot run this command: --state is missing'],
  [
    'a zone that is none',
    { zone: 'Mars/Olympus' },
    'Cannot run this command: --zone is not an IANA time zone or a UTC offset',
  ],
  [
    'a language that we have no letters in',
    { language: 'ko' },
    'Cannot run this command: --language is none of en, fr, ar',
  ],
  [
    'an address that is none',
    { administrator: 'me' },
    'Cannot run this command: --administrator is not an e-mail address',
  ],
  ['hidden marks', { authority: 'a\u202Eb' }, 'Cannot run this command: --authority has hidden direction marks'],
])('%s is told before anything is started', async (_what, wrong, sentence) => {
  const { code, stdout, stderr } = await init(join(temporaryFolder(), 'data'), wrong);

  expect([code, stdout, stderr.trim()]).toEqual([2, '', sentence]);
});
