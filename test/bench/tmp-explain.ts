import { openRig } from './rig.ts';
import { openHouse } from './house.ts';
import { fill, untilMovedStart } from './measures/day-off.ts';
import { openPool } from '../../registry/db.ts';
import { recountOwed } from '../../registry/recount.ts';
const rig = await openRig();
const house = await openHouse(rig, 'prof', { worker: false });
try {
  const db = openPool(house.config.database.system, { size: 1 });
  await recountOwed(db, { announce: () => {} });
  await fill(house, 200);
  await untilMovedStart(house);
  let captured: any; let n = 0;
  const pool: any = db; const orig = pool.connect.bind(pool);
  pool.connect = async () => { const c = await orig(); if (!c.wrapped) { c.wrapped = true; const q = c.query.bind(c); c.query = async (...a: any[]) => { if (a[0]?.name === 'write') { n++; if (n === 100) { const lit = a[0].values.map((v: any) => v === null ? 'null' : Array.isArray(v) ? `array[${v.map((x) => c.escapeLiteral(x)).join(',')}]::text[]` : typeof v === 'boolean' ? String(v) : c.escapeLiteral(String(v))); let text: string = a[0].text.replace(/\$(\d+)/g, (_: string, i: string) => '§' + i + '§'); text = text.replace(/§(\d+)§/g, (_: string, i: string) => lit[Number(i) - 1]); await q('savepoint x'); const r = await q('explain (analyze, buffers, costs off, summary on) ' + text); captured = r.rows.map((x: any) => x['QUERY PLAN']).join('\n'); await q('rollback to savepoint x'); } } return q(...a); }; } return c; };
  await recountOwed(db, { announce: () => {}, lanes: 1 });
  console.log(captured);
  await db.end();
} finally { await house.close(); await rig.close(); }
