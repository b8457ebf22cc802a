import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';
import { isPracticeQueue } from '../domain/installation.ts';
import { Problem } from './problem.ts';

/** As Temporal's client takes it. */
type Tls = { clientCertPair?: { crt: Buffer; key: Buffer }; serverRootCACertificate?: Buffer };

/** Everything that the product is told from outside. A part that has an address here is external; any other is embedded. */
export type Settings = {
  dataFolder: string;
  database: { owner?: string; app?: string; system?: string };
  temporal: { address?: string; namespace: string; apiKey?: string; tls?: Tls; taskQueue: string };
  smtp: { url?: string; from: string };
  /** `publicUrl`: what others call us, where that is not host and port (behind a proxy). */
  http: { host: string; port: number; publicUrl?: string };
  graphiql: boolean;
  reconciler: boolean;
  /** The most bytes that an uploaded file may have. */
  uploadLimit: number;
};

/** Settings with the address of every part filled in. */
export type Config = Settings & {
  database: { owner: string; app: string; system: string };
  temporal: Settings['temporal'] & { address: string };
  smtp: { url: string; from: string };
};

const withProtocol = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `is not an address such as ${example}` }).optional();
const database = withProtocol(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/rogatory');
const hostAndPort = z
  .string()
  .regex(/^[^\s/:]+:\d{1,5}$/, { error: 'is not an address such as temporal.example:7233' });
const flag = z.enum(['0', '1'], { error: 'is neither 0 nor 1' });
const file = z.string().transform((path, context) => {
  try {
    return readFileSync(path);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a file that this user can read' });
    return z.NEVER;
  }
});

export const port = z
  .string()
  .refine((text) => /^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536, { error: 'is not a port from 1 to 65535' })
  .transform(Number);

const UNITS: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };
const bytes = z.string().transform((text, context) => {
  const [, amount, unit = ''] = /^([1-9]\d{0,14})(KiB|MiB|GiB|TiB)?$/.exec(text) ?? [];
  const size = Number(amount) * (UNITS[unit] ?? 1);
  if (Number.isSafeInteger(size)) return size;
  context.addIssue({ code: 'custom', message: 'is not a size such as 10GiB, 500MiB or 1048576 (bytes)' });
  return z.NEVER;
});

const VARIABLES = z.object({
  ROGATORY_DATA: z.string().default('.data'),
  ROGATORY_GRAPHIQL: flag.default('0'),
  ROGATORY_RECONCILER: flag.default('1'),
  DATABASE_URL: database,
  DATABASE_APP_URL: database,
  DATABASE_SYSTEM_URL: database,
  TEMPORAL_ADDRESS: hostAndPort.optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS_CERT: file.optional(),
  TEMPORAL_TLS_KEY: file.optional(),
  TEMPORAL_TLS_CA: file.optional(),
  TEMPORAL_TASK_QUEUE: z
    .string()
    .refine((queue) => !isPracticeQueue(queue), { error: 'is a queue that practice installations have' })
    .default('rogatory'),
  SMTP_URL: withProtocol(/^smtps?$/, 'smtp://user:password@mail.example:587'),
  MAIL_FROM: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8480),
  PUBLIC_URL: withProtocol(/^https?$/, 'https://requests.justice.example'),
  UPLOAD_LIMIT: bytes.prefault('10GiB'),
});

/** Variables that mean nothing without another one. */
const NEEDS = [
  ['SMTP_URL', 'MAIL_FROM'],
  ['TEMPORAL_API_KEY', 'TEMPORAL_ADDRESS'],
  ['TEMPORAL_TLS_CA', 'TEMPORAL_ADDRESS'],
  ['TEMPORAL_TLS_CERT', 'TEMPORAL_ADDRESS'],
  ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'],
  ['TEMPORAL_TLS_KEY', 'TEMPORAL_TLS_CERT'],
] as const;

const OWN = Object.keys(VARIABLES.shape);

/** Reads the environment once; all its faults are told together. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value)); // empty means not set
  const parsed = VARIABLES.safeParse(given);
  const faults = [
    ...strangers(Object.keys(given)),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => fault(String(path[0]), message, given)),
    ...NEEDS.filter(([name, needed]) => given[name] && !given[needed]).map(
      ([name, needed]) => `  ${needed}: is missing, ${name} needs it`,
    ),
  ];
  if (parsed.success && faults.length === 0) return toSettings(parsed.data);
  const count = faults.length === 1 ? '1 variable is wrong' : `${faults.length} variables are wrong`;
  throw new Problem(`Cannot use this environment: ${count}\n${faults.join('\n')}`, { exitCode: 78 });
}

const strangers = (names: string[]): string[] =>
  names
    .filter((name) => name.startsWith('ROGATORY_') && !OWN.includes(name))
    .map((name) => `  ${name}: is not known, there are ${OWN.filter((own) => own.startsWith('ROGATORY_')).join(', ')}`);

/** Quotes the value, except where it may hold a password. */
const fault = (name: string, message: string, given: NodeJS.ProcessEnv): string =>
  /URL|KEY/.test(name) ? `  ${name}: ${message}` : `  ${name}: "${given[name]}" ${message}`;

function toSettings(env: z.infer<typeof VARIABLES>): Settings {
  const { TEMPORAL_TLS_CERT: crt, TEMPORAL_TLS_KEY: key, TEMPORAL_TLS_CA: ca } = env;
  const tls: Tls = { ...(crt && key && { clientCertPair: { crt, key } }), ...(ca && { serverRootCACertificate: ca }) };
  return {
    dataFolder: resolve(env.ROGATORY_DATA),
    database: defined({ owner: env.DATABASE_URL, app: env.DATABASE_APP_URL, system: env.DATABASE_SYSTEM_URL }),
    temporal: {
      ...defined({ address: env.TEMPORAL_ADDRESS, apiKey: env.TEMPORAL_API_KEY }),
      ...(Object.keys(tls).length > 0 && { tls }),
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.TEMPORAL_TASK_QUEUE,
    },
    smtp: { ...defined({ url: env.SMTP_URL }), from: env.MAIL_FROM ?? 'central.authority@justice.arvania.example' },
    http: { host: env.HOST, port: env.PORT, ...defined({ publicUrl: env.PUBLIC_URL }) },
    graphiql: env.ROGATORY_GRAPHIQL === '1',
    reconciler: env.ROGATORY_RECONCILER === '1',
    uploadLimit: env.UPLOAD_LIMIT,
  };
}

/** The same object without what is undefined. */
function defined<T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> }; // the entries are those of T
}

/** Where this machine keeps programs and what may be kept for the next time. */
export type Machine = { path: readonly string[]; cacheFolder: string };

export function readMachine(environment: NodeJS.ProcessEnv = process.env): Machine {
  const caches = environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return { path: (environment['PATH'] ?? '').split(delimiter).filter(Boolean), cacheFolder: join(caches, 'rogatory') };
}

type Variable = keyof typeof VARIABLES.shape;

/** The environment for a child process: without the product's own variables but those it inherits or is told. */
export function childEnvironment(
  told: Readonly<Record<string, string>>,
  inherits: readonly Variable[] = [],
): NodeJS.ProcessEnv {
  const isKept = (name: string): boolean => !OWN.includes(name) || inherits.some((inherited) => inherited === name);
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name))), ...told };
}
