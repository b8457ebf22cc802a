import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { withClient } from '../../bin/embedded/database.ts';
import type { House } from './house.ts';
import type { Rig } from './rig.ts';
import { short } from './rounds.ts';

/** What one action costs, counted over many while nothing is timed. */
export type Cost = {
  /** Statements that each process sends, `begin` and `commit` included. */
  statements: { api: number; worker: number };
  /** Milliseconds that PostgreSQL plans and executes them; waiting for the disk at a commit is not among them. */
  sqlMs: { api: number; worker: number };
  /** Transactions that wrote. */
  commits: number;
  walKiB: number;
  cpuMs: { api: number; worker: number; temporal: number; postgres: number };
};

const TICKS_PER_SECOND = 100;

/** Does `work`, which is `actions` actions and all that follows from them, and counts. */
export async function costOf(rig: Rig, house: House, actions: number, work: () => Promise<unknown>): Promise<Cost> {
  return await withClient(rig.administrator(), async (client) => {
    await track(client, 'top');
    await client.query('select pg_stat_statements_reset()');
    const [before, used] = [await writes(client), cpuOf(rig, house)];
    await work();
    const [after, usedNow] = [await writes(client), cpuOf(rig, house)];
    const byRole = await statementsOf(client, new URL(house.config.database.system).pathname.slice(1));
    await track(client, 'none');
    const each = (value: number): number => short(value / actions);
    const of = (role: string, what: 'calls' | 'ms'): number => each(byRole.get(role)?.[what] ?? 0);
    const spent = (part: keyof Cost['cpuMs']): number => each(usedNow[part] - used[part]);
    return {
      statements: { api: of('rogatory_app', 'calls'), worker: of('rogatory_system', 'calls') },
      sqlMs: { api: of('rogatory_app', 'ms'), worker: of('rogatory_system', 'ms') },
      commits: each(after.xid - before.xid),
      walKiB: each((after.wal - before.wal) / 1024),
      cpuMs: { api: spent('api'), worker: spent('worker'), temporal: spent('temporal'), postgres: spent('postgres') },
    };
  });
}

async function track(client: pg.Client, what: 'top' | 'none'): Promise<void> {
  await client.query(`alter system set pg_stat_statements.track = '${what}'`);
  await client.query('select pg_reload_conf(), pg_sleep(0.1)'); // every process reads it before its next statement
}

async function writes(client: pg.Client): Promise<{ xid: number; wal: number }> {
  const { rows } = await client.query(
    `select pg_snapshot_xmax(pg_current_snapshot())::text::float8 as xid, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal`,
  );
  return rows[0];
}

/** The house's own statements: what the benchmark asks bears a mark, but for the question whether all is quiet. */
async function statementsOf(client: pg.Client, database: string): Promise<Map<string, { calls: number; ms: number }>> {
  const { rows } = await client.query<{ role: string; calls: number; ms: number }>(
    `select r.rolname as role, sum(s.calls)::float8 as calls, sum(s.total_exec_time + s.total_plan_time) as ms
     from pg_stat_statements s join pg_roles r on r.oid = s.userid join pg_database d on d.oid = s.dbid
     where d.datname = $1 and s.query !~ '/[*] bench [*]/|as pending$' group by 1`,
    [database],
  );
  return new Map(rows.map(({ role, ...sums }) => [role, sums]));
}

/** Milliseconds of CPU that each part has used since it was started. */
function cpuOf(rig: Rig, { api, worker }: House): Cost['cpuMs'] {
  const all = processes();
  const of = (pid: number | undefined): number => all.find((one) => one.pid === pid)?.own ?? 0;
  const server = all.filter(({ pid, parent }) => pid === rig.postgres.pid || parent === rig.postgres.pid);
  const ended = all.find(({ pid }) => pid === rig.postgres.pid)?.ofEndedChildren ?? 0;
  return {
    api: of(api.pid),
    worker: of(worker?.pid),
    temporal: of(rig.temporal.pid),
    postgres: server.reduce((sum, { own }) => sum + own, ended),
  };
}

/** Milliseconds of CPU that a process has used since it was started. */
export const cpuOfProcess = (pid: number): number => processes().find((one) => one.pid === pid)?.own ?? 0;

type Usage = { pid: number; parent: number; own: number; ofEndedChildren: number };

function processes(): Usage[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const fields = statOf(pid);
      if (!fields) return [];
      const ms = (...places: number[]): number =>
        places.reduce((sum, place) => sum + Number(fields[place]), 0) * (1000 / TICKS_PER_SECOND);
      return [{ pid: Number(pid), parent: Number(fields[1]), own: ms(11, 12), ofEndedChildren: ms(13, 14) }];
    });
}

/** The fields of /proc/PID/stat from the third on; the name before them may hold anything. */
function statOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // it has just ended
  }
}
