import type { Config } from './config.ts';
import { step } from './launcher/progress.js';

type Kind = 'demonstration' | 'test';

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

/** Brings the database to the newest form; answers with the migrations that were applied. */
export async function migrateDatabase({ owner, app, system }: Config['database']): Promise<string[]> {
  const { migrate } = await import('../prisma/migrate.ts');
  const passwords = { appPassword: passwordOf(app), systemPassword: passwordOf(system) };
  return step('Migrating the database', async () => (await migrate({ ownerUrl: owner, ...passwords })).applied);
}

/** Puts in the State, its offices, people and partners; those who are there stay as they are. */
export async function seedDatabase(ownerUrl: string, kind: Kind) {
  const [{ seed }, { ARVANIA }] = await Promise.all([
    import('../prisma/seed.ts'),
    import('../prisma/demonstration/arvania.ts'),
  ]);
  const { users } = await step('Seeding the database', () => seed({ ownerUrl, kind }));
  return { state: ARVANIA.state_names.en, users };
}

export type SeedUser = Awaited<ReturnType<typeof seedDatabase>>['users'][number];
