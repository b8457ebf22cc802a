import type { Installation } from '../domain/installation.ts';
import { type Db, one } from './db.ts';

/** The installation that a database holds; undefined where it is not set up yet. */
export async function readInstallation(db: Pick<Db, 'query'>): Promise<Installation | undefined> {
  const made = one(await db.query<{ is: boolean }>("select to_regclass('public.installation') is not null as is"));
  return made?.is ? one(await db.query<Installation>('select id, kind from installation')) : undefined;
}
