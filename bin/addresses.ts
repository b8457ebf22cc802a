import type { Config, Settings } from './config.ts';
import { readSecrets, type Secrets } from './data-folder.ts';
import { asRole, DATABASE, OWNER } from './embedded/database.ts';
import { findRunning } from './embedded/process.ts';
import { Problem } from './problem.ts';

type Role = keyof Config['database'];

/** Role names are fixed: the migrations give them their rights. */
const ROLES = { owner: OWNER, app: 'rogatory_app', system: 'rogatory_system' } as const satisfies Record<Role, string>;
const VARIABLES = { owner: 'DATABASE_URL', app: 'DATABASE_APP_URL', system: 'DATABASE_SYSTEM_URL' } as const;

export const isDatabaseExternal = ({ database }: Settings): boolean => Object.keys(database).length > 0;

/** The address at which that role reaches the database, external or embedded. */
export function databaseUrl(settings: Settings, role: Role): string {
  const { database, dataFolder } = settings;
  const given = database[role];
  if (given) return given;
  const secrets = readSecrets(dataFolder);
  if (database.owner && secrets) return asRole(database.owner, ROLES[role], secrets[role]);
  if (isDatabaseExternal(settings))
    throw new Problem(`Cannot sign in to the database as ${role}: set ${VARIABLES[role]}`);
  const port = findRunning(dataFolder, 'postgres')?.port;
  if (!port || !secrets) throw notRunning('database', dataFolder, VARIABLES[role]);
  return embeddedUrl(port, role, secrets);
}

const embeddedUrl = (port: number, role: Role, secrets: Secrets): string =>
  asRole(`postgresql://127.0.0.1:${port}/${DATABASE}`, ROLES[role], secrets[role]);

/** Where Temporal is, with what it takes to be let in. */
export function temporalAddress({ temporal, dataFolder }: Settings): Config['temporal'] {
  const port = findRunning(dataFolder, 'temporal')?.port;
  const address = temporal.address ?? (port && `127.0.0.1:${port}`);
  if (!address) throw notRunning('Temporal server', dataFolder, 'TEMPORAL_ADDRESS');
  return { ...temporal, address };
}

export function mailAddress({ smtp, dataFolder }: Settings): Config['smtp'] {
  const port = findRunning(dataFolder, 'mail')?.port;
  const url = smtp.url ?? (port && `smtp://127.0.0.1:${port}`);
  if (!url) throw notRunning('mail server', dataFolder, 'SMTP_URL');
  return { ...smtp, url };
}

/** The settings with every address filled in: the parts must run. */
export const complete = (settings: Settings): Config => ({
  ...settings,
  database: {
    owner: databaseUrl(settings, 'owner'),
    app: databaseUrl(settings, 'app'),
    system: databaseUrl(settings, 'system'),
  },
  temporal: temporalAddress(settings),
  smtp: mailAddress(settings),
});

const notRunning = (part: string, dataFolder: string, variable: string): Problem =>
  new Problem(
    `Cannot reach the embedded ${part} of "${dataFolder}": it does not run, use "rogatory start" or set ${variable}`,
  );
