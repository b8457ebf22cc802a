import { createFolderStore } from '../../files/store.ts';
import type { Stack } from '../stack.ts';

export type Verified = { violations: readonly { where: string; what: string }[]; counted: string };

/** Recomputes the record: what is not as its events make it, and how much was looked at. */
export async function verifyRecord({ config, filesFolder }: Pick<Stack, 'config' | 'filesFolder'>): Promise<Verified> {
  const { verify } = await import('../../registry/verify.ts');
  const store = createFolderStore(filesFolder);
  const { violations, counted } = await verify({ systemUrl: config.database.system, store });
  const checked = Object.entries(counted).map(([what, count]) => `${count} ${what}`);
  return { violations, counted: checked.join(', ') };
}
