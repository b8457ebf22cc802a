import { ActionNotAllowed } from '../domain/errors.ts';
import type { Actor } from '../domain/roles.ts';
import { apply } from './apply.ts';
import type { Db } from './db.ts';

type Due = {
  request_id: string;
  org_id: string;
  kind: string;
  cycle: number;
  step: 'remind' | 'fireDeadline';
  at: string;
};

const DUE = `
  select request_id, org_id, kind, cycle, 'remind' as step, remind_at as at from deadline
  where status = 'open' and remind_at <= clock_now() - $2::interval and ($3::uuid is null or request_id = $3)
  union all
  select request_id, org_id, kind, cycle, 'fireDeadline', due_at from deadline
  where status = 'open' and due_at <= clock_now() - $2::interval and ($3::uuid is null or request_id = $3)
  order by at limit $1`;

/** Who fires: the workflow of one request, or the sweep. */
export type Firing = { limit: number; request?: string; overdueBy?: string; workflow?: Actor['workflow'] };

/** Gives the reminders and fires the deadlines that are due, each exactly once. Gives how many this call fired. */
export async function fireDue(db: Db, { limit, request, overdueBy = '0', workflow }: Firing): Promise<number> {
  const { rows } = await db.query<Due>(DUE, [limit, overdueBy, request ?? null]);
  let fired = 0;
  for (const due of rows) {
    const actor: Actor = { id: 'system', kind: 'system', roles: [], ...(workflow ? { workflow } : {}) };
    const { kind, cycle, step, at } = due;
    try {
      await apply(
        db,
        { actor, org: due.org_id },
        {
          action: step,
          request: due.request_id,
          key: `due/${due.request_id}/${kind}/${cycle}/${step}/${at}`,
          input: { kind, cycle },
        },
      );
      fired += 1;
    } catch (error) {
      if (!(error instanceof ActionNotAllowed)) throw error; // met, moved or fired by the other shot since it was read
    }
  }
  return fired;
}

/** Milliseconds until the next reminder or deadline of a request; null when there is none. */
export const DUE_IN_MS = `
  select (extract(epoch from min(least(due_at, coalesce(remind_at, due_at))) - clock_now()) * 1000)::float8 as ms
  from deadline where request_id = $1 and status = 'open'`;
