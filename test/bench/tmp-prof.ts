import { openRig } from './rig.ts';
import { openHouse } from './house.ts';
import { fill, untilMovedStart } from './measures/day-off.ts';
import { openPool } from '../../registry/db.ts';
import { recountOwed } from '../../registry/recount.ts';
import { withClient } from '../../bin/embedded/database.ts';
const rig = await openRig();
const house = await openHouse(rig, 'prof', { worker: false });
try {
  const db = openPool(house.config.database.system, { size: 6 });
  await recountOwed(db, { announce: () => {} });
  const n = Number(process.env['N'] ?? 500);
  await fill(house, n);
  await untilMovedStart(house);
  await withClient(rig.administrator(), async (c) => { await c.query("alter system set pg_stat_statements.track='top'"); await c.query('select pg_reload_conf(), pg_sleep(0.2)'); await c.query('select pg_stat_statements_reset()'); });
  const t = performance.now(); const cpu = process.cpuUsage();
  const moved = await recountOwed(db, { announce: () => {} });
  const d = process.cpuUsage(cpu);
  console.log('moved', moved, 'wall', (performance.now() - t).toFixed(0), 'cpu ms each', ((d.user + d.system) / 1000 / moved).toFixed(2));
  await withClient(rig.administrator(), async (c) => {
    const r = await c.query(`select calls, round((total_exec_time)::numeric,0) e, round((total_plan_time)::numeric,0) p, left(regexp_replace(query,'\\s+',' ','g'),90) q from pg_stat_statements s join pg_database d on d.oid=s.dbid where datname=$1 order by total_exec_time+total_plan_time desc limit 14`, [new URL(house.config.database.system).pathname.slice(1)]);
    for (const x of r.rows) console.log(x.calls, 'exec', x.e, 'plan', x.p, x.q);
  });
  await db.end();
} finally { await house.close(); await rig.close(); }
