import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Store } from '../../files/store.ts';
import { databaseUrl } from '../addresses.ts';
import { filesFolder } from '../data-folder.ts';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { Problem } from '../problem.ts';
import { withDatabase } from '../with-database.ts';

type Options = { data?: string; json?: true; out?: string };

export function addPackage(program: Command): void {
  program
    .command('package')
    .description('work on what was sent')
    .command('rebuild')
    .argument('<reference>', 'reference of the request, such as MLA-2026-1')
    .description('make the sent package again from the stored files and compare its hash')
    .option(...DATA)
    .option('--out <file>', 'keep the package in this file')
    .option(...JSON_OUTPUT)
    .action(rebuild);
}

async function rebuild(reference: string, options: Options): Promise<void> {
  const settings = settingsFor(options);
  const [{ sentPackage }, { buildPackage, rebuildPackage }, { createFolderStore }] = await Promise.all([
    import('../../registry/rebuild-package.ts'),
    import('../../files/package.ts'),
    import('../../files/store.ts'),
  ]);
  const { hash, sentHash } = await withDatabase(settings, async () => {
    const store = createFolderStore(filesFolder(settings.dataFolder));
    const sent = await sentPackage({ systemUrl: databaseUrl(settings, 'system'), store, reference });
    if (!sent) throw new Problem(`Cannot rebuild the package of "${reference}": nothing has been dispatched yet`);
    const { sentHash, ...parts } = sent;
    const { hash } = options.out
      ? await buildPackage({ ...parts, store: { ...store, put: into(options.out) } })
      : await rebuildPackage({ ...parts, store });
    return { hash, sentHash };
  });
  const isSame = hash === sentHash;
  if (options.json) console.log(JSON.stringify({ reference, hash, sentHash, isSame }));
  else console.log(`${reference}: SHA-256 ${hash}, ${isSame ? 'the same as was sent' : `but ${sentHash} was sent`}`);
  process.exitCode = isSame ? 0 : 1;
}

/** Writes a stream into a file of the caller's, as large as it may be. */
function into(path: string): Store['put'] {
  return async (stream) => {
    const sum = createHash('sha256');
    let size = 0;
    await writeFile(
      path,
      (async function* () {
        for await (const chunk of stream) {
          sum.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      })(),
    );
    return { hash: sum.digest('hex'), size, head: new Uint8Array() };
  };
}
