import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { writeWholeFile } from './whole-file.ts';

export const filesFolder = (dataFolder: string): string => join(dataFolder, 'files');
export const mailFolder = (dataFolder: string): string => join(dataFolder, 'mail');

/** Makes the folder that holds everything an installation keeps, or says what is wrong with it. */
export function openDataFolder(dataFolder: string): void {
  if (existsSync(dataFolder) && !statSync(dataFolder).isDirectory()) {
    throw new Problem(
      `Cannot keep data in "${dataFolder}": it is a file, move it away or name another folder with --data`,
    );
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 }); // the database's own user must be able to pass through
  for (const name of ['files', 'logs', 'mail', 'run', 'temporal'])
    mkdirSync(join(dataFolder, name), { recursive: true, mode: 0o700 });
  accessSync(dataFolder, constants.W_OK);
}

const SECRETS = z.object({ postgres: z.string(), owner: z.string(), app: z.string(), system: z.string() });
/** Passwords of the embedded database and its roles. */
export type Secrets = z.infer<typeof SECRETS>;

const secretsFile = (dataFolder: string): string => join(dataFolder, 'secrets.json');
const password = (): string => randomBytes(24).toString('base64url');

/** The passwords of this installation, made at random at the first start. */
export function openSecrets(dataFolder: string): Secrets {
  const file = secretsFile(dataFolder);
  if (!existsSync(file)) {
    const secrets = { postgres: password(), owner: password(), app: password(), system: password() };
    writeWholeFile(file, JSON.stringify(secrets));
  }
  return readSecrets(dataFolder) ?? broken(file);
}

/** The passwords of an installation that was started before. */
export function readSecrets(dataFolder: string): Secrets | undefined {
  const file = secretsFile(dataFolder);
  if (!existsSync(file)) return undefined;
  return SECRETS.safeParse(parse(readFileSync(file, 'utf8'))).data ?? broken(file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(file: string): never {
  throw new Problem(`Cannot read the passwords in "${file}": it is damaged, put back the file that was there before`);
}
