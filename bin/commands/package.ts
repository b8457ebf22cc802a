import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { databaseUrl } from '../addresses.ts';
import { filesFolder } from '../data-folder.ts';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
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
  const [{ rebuildPackage }, { createFolderStore }] = await Promise.all([
    import('../../registry/rebuild-package.ts'),
    import('../../files/store.ts'),
  ]);
  const { bytes, hash, sentHash } = await withDatabase(settings, () => {
    const store = createFolderStore(filesFolder(settings.dataFolder));
    return rebuildPackage({ systemUrl: databaseUrl(settings, 'system'), store, reference });
  });
  if (options.out) writeFileSync(options.out, bytes);
  const isSame = hash === sentHash;
  if (options.json) console.log(JSON.stringify({ reference, hash, sentHash, isSame }));
  else console.log(`${reference}: SHA-256 ${hash}, ${isSame ? 'the same as was sent' : `but ${sentHash} was sent`}`);
  process.exitCode = isSame ? 0 : 1;
}
