import type { Command } from 'commander';
import { z } from 'zod';
import { line, zone } from '../../domain/fields.ts';
import type { Installed } from '../../prisma/init.ts';
import { LANGUAGES } from '../../templates/sheet.ts';
import { databaseUrl } from '../addresses.ts';
import { requireUse } from '../folder-use.ts';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { migrateDatabase } from '../prepare.ts';
import { Problem } from '../problem.ts';
import { stateOf } from '../reference.ts';
import { parseOptions, strictly } from '../strict.ts';
import { withDatabase } from '../with-database.ts';

const given = { error: 'is missing' };
const words = z.string(given).pipe(line.refine((text) => text.trim() !== '', { error: 'is empty' }));
const email = z.string(given).pipe(z.email({ error: 'is not an e-mail address' }));

const SHAPE = {
  state: z.string(given),
  authority: words,
  address: words,
  telephone: words,
  email,
  hours: words,
  zone: z.string(given).pipe(zone),
  language: z.enum(LANGUAGES, { error: `is none of ${LANGUAGES.join(', ')}` }),
  administrator: email,
  administratorName: words.optional(),
};

export function addInit(program: Command): void {
  strictly(program.command('init'))
    .description('make an installation for a State in a new data folder, or in the database of DATABASE_URL')
    .option('--state <code>', 'the State that it serves: its ISO 3166 code')
    .option('--authority <name>', 'name of its central authority')
    .option('--address <address>', 'its address, in one line')
    .option('--telephone <number>', 'its telephone, with the code of the country')
    .option('--email <address>', 'its e-mail address')
    .option('--hours <hours>', 'when it answers: "Monday to Friday, 09:00 to 18:00"')
    .option('--zone <zone>', 'its IANA time zone')
    .option('--language <tag>', `the language of its letters: ${LANGUAGES.join(', ')}`)
    .option('--administrator <email>', 'who administers it; the password is shown once')
    .option('--administrator-name <name>', 'the name of that person (default: the e-mail address)')
    .option(...DATA)
    .option(...JSON_OUTPUT)
    .action(runInit);
}

async function runInit(options: { data?: string; json?: true } & Record<string, unknown>): Promise<void> {
  const { administrator: address, administratorName: name = address, ...house } = parseOptions(SHAPE, options);
  const state = stateOf('--state', house.state).names.en;
  const settings = settingsFor(options);
  requireUse(settings.dataFolder, 'start');
  const { findInstallation, initialise } = await import('../../prisma/init.ts');
  const password = await withDatabase(settings, async () => {
    const owner = databaseUrl(settings, 'owner');
    const before = await findInstallation(owner);
    if (before) throw isThere(before);
    await migrateDatabase({ owner, app: databaseUrl(settings, 'app'), system: databaseUrl(settings, 'system') });
    const made = await initialise(owner, { ...house, administrator: { email: address, name } });
    if ('there' in made) throw isThere(made.there);
    return made.password;
  });
  const { dataFolder } = settings;
  if (options.json) console.log(JSON.stringify({ state, dataFolder, administrator: address, password }));
  else console.log(inWords({ state, dataFolder, administrator: address, password }));
}

const isThere = ({ kind, state }: Installed): Problem =>
  new Problem(
    `Cannot make an installation here: there is one already, of ${state || 'no State yet'} (${kind}), name another folder with --data or another database`,
  );

const inWords = ({ state, dataFolder, administrator, password }: Record<string, string>): string =>
  [
    `This installation serves ${state}. Its administrator signs in as ${administrator} with this password, which is shown this once:`,
    `  ${password}`,
    `Open it with: rogatory start --data ${dataFolder}`,
  ].join('\n');
