import type { PrismaClient } from '../prisma/generated/client/client.ts';
import type { Viewer } from '../registry/db.ts';
import type { Tx } from './context.ts';

export type Snapshot = { tx: Tx; end(): Promise<void> };

/** The connections themselves are set to one snapshot a transaction, read only. */
const OPTIONS = { timeout: 5000, maxWait: 2000 } as const;

/** Opens a read-only snapshot as the viewer; nobody sees nothing. It stays open until `end`. */
export async function openSnapshot(prisma: PrismaClient, viewer: Viewer | undefined): Promise<Snapshot> {
  const opened = Promise.withResolvers<Tx>();
  const ended = Promise.withResolvers<void>();
  const whole = prisma
    .$transaction(async (tx) => {
      await tx.$queryRaw`select set_config('app.org', ${viewer?.org ?? ''}, true), set_config('app.user', ${viewer?.user ?? ''}, true),
        set_config('app.keys', ${viewer?.keys.join(',') ?? ''}, true), set_config('app.requests', ${viewer?.requests.join(',') ?? ''}, true), set_config('app.applying', '', true)`;
      opened.resolve(tx);
      await ended.promise;
    }, OPTIONS)
    .catch((error: unknown) => {
      opened.reject(error);
    });
  const tx = await opened.promise;
  return {
    tx,
    async end() {
      ended.resolve();
      await whole;
    },
  };
}
