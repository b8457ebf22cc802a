import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The workflows by name, each with its file. */
const FILES = {
  outgoingRequestWorkflow: 'outgoing-request.ts',
  translationWorkflow: 'translation.ts',
  transmissionWorkflow: 'transmission.ts',
} as const;
export type WorkflowName = keyof typeof FILES;

/** A bundle of the same names in which one workflow does nothing. Gives its file. */
export async function bundleWithEmptied(folder: string, emptied: WorkflowName): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const modules = join(folder, 'node_modules'); // the bundler looks for them from here
  if (!existsSync(modules)) symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), modules);
  const exported = Object.entries(FILES).map(([name, file]) =>
    name === emptied
      ? `export async function ${name}() {}`
      : `export { ${name} } from ${JSON.stringify(fileURLToPath(new URL(`../../workflows/${file}`, import.meta.url)))};`,
  );
  const index = join(folder, `${emptied}.ts`);
  writeFileSync(index, exported.join('\n'));
  const { code } = await bundleWorkflowCode({ workflowsPath: index, logger: new DefaultLogger('ERROR') });
  const file = join(folder, `${emptied}.js`);
  writeFileSync(file, code);
  return file;
}
