import type { Seeded } from '../prisma/seed.ts';
import type { Config } from './config.ts';
import { step } from './launcher/progress.js';

type Kind = 'demonstration' | 'practice';

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

/** Brings the database to the newest form; answers with the migrations that were applied. */
export async function migrateDatabase({ owner, app, system }: Config['database']): Promise<string[]> {
  const { migrate } = await import('../prisma/migrate.ts');
  const passwords = { appPassword: passwordOf(app), systemPassword: passwordOf(system) };
  return step('Migrating the database', async () => (await migrate({ ownerUrl: owner, ...passwords })).applied);
}

/** Puts in the State, its offices, people, partners and law; what is there stays as it is, and so does a real installation. */
export async function seedDatabase(ownerUrl: string, kind: Kind): Promise<Seeded> {
  const { seed } = await import('../prisma/seed.ts');
  return await step('Seeding the database', () => seed({ ownerUrl, kind }));
}

export type { SeedUser } from '../prisma/seed.ts';
