import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment, readMachine } from '../config.ts';

/** Generates one thing for the launcher, which knows when that is due: `client` or `bundle`. */
const [part] = process.argv.slice(2);
if (part === 'client') generateClient();
else await writeBundle();

function generateClient(): void {
  const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
  const schema = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));
  // Where the generators are; npm has it on the path, who starts us without npm has not.
  const commands = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
  const env = childEnvironment({
    PATH: [commands, ...readMachine().path].join(delimiter),
    // Without this Prisma downloads an engine that it does not use; it only asks whether the file can be executed.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'generate', `--schema=${schema}`], { env });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  process.exitCode = status ?? 1;
}

async function writeBundle(): Promise<void> {
  const file = fileURLToPath(new URL('../../workflows/bundle.js', import.meta.url));
  const { bundle } = await import('../../workflows/bundle.ts');
  await bundle(`${file}.new`);
  renameSync(`${file}.new`, file); // a worker that starts meanwhile never sees half of it
}
