import type { Db } from './db.ts';

/** Throws when the application's role is a superuser, bypasses row-level security, or owns a table. */
export async function requireLeastPrivilege(db: Db): Promise<void> {
  const { rows } = await db.query<{ role: string; excess: boolean }>(
    `select current_user as role, r.rolsuper or r.rolbypassrls or r.rolcreaterole
       or exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relowner = r.oid)
       or pg_has_role(current_user, 'rogatory_system', 'member') as excess
     from pg_roles r where r.rolname = current_user`,
  );
  if (rows[0]?.excess !== false)
    throw new Error(`Cannot start: the database role "${rows[0]?.role}" may do more than the application needs`);
}
