import type { HouseLaw } from '../../domain/catalogue.ts';
import { type AnyEntry, ENTRY_BODIES, keyFault, OF_INSTRUMENTS } from '../../domain/law-entries.ts';
import { calendarFrom, houseLaw, OUR_KEY, partnerFacts, stateFacts } from '../../domain/law-facts.ts';
import type { Tx } from '../db.ts';
import { standing } from '../law.ts';
import { isSame } from './record.ts';
import type { Report } from './report.ts';

type Org = { id: string; state: string; state_names: unknown; facts: unknown; calendar: unknown; law: HouseLaw };
type Authority = { id: string; state: string; key: string; facts: unknown };

/** Every line is as it was entered and has the shape of its kind, and what decisions read is what the lines make it. */
export async function checkLaw(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  await checkLog(tx, report);
  const { rows } = await tx.query<Org>('select id, state, state_names, facts, calendar, law from org order by id');
  for (const org of rows) await checkFacts(tx, org, report);
}

async function checkFacts(tx: Pick<Tx, 'query'>, org: Org, report: Report): Promise<void> {
  const entries = await standing(tx, org.id);
  const broken = entries.filter((entry) => !fits(entry));
  for (const entry of broken) report.found(placeOf(entry), 'is not of the shape of its kind');
  if (broken.length > 0) return; // nothing can be computed of them
  const of = Map.groupBy(entries, ({ about }) => about);
  const ours = of.get(org.state) ?? [];
  const law = houseLaw(entries.filter(({ kind }) => OF_INSTRUMENTS.includes(kind)));
  const facts = stateFacts(org.state, ours);
  const made = { facts, state_names: facts?.names, calendar: calendarFrom(ours, OUR_KEY), law };
  for (const part of ['facts', 'state_names', 'calendar', 'law'] as const) {
    if (made[part] && !isSame(org[part], asStored(made[part])))
      report.found(`law of ${org.state}`, `what decisions read as "${part}" is not what its lines make it`);
  }
  const { rows } = await tx.query<Authority>(
    'select id, state, key, facts from authority where org_id = $1 order by id',
    [org.id],
  );
  for (const { id, state, key, facts } of rows) {
    const partner = partnerFacts(state, of.get(state) ?? [], key);
    if (partner && !isSame(facts, asStored(partner)))
      report.found(`authority ${id}`, `what decisions read of ${state} is not what its lines make it`);
  }
}

const fits = ({ kind, key, body }: AnyEntry): boolean =>
  ENTRY_BODIES[kind].safeParse(body).success && keyFault(kind, key) === undefined;
const placeOf = ({ kind, about, key }: Pick<AnyEntry, 'kind' | 'about' | 'key'>): string =>
  `law of ${about}, ${kind}${key === '' ? '' : ` "${key}"`}`;
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

type Logged = { what?: unknown; entry?: unknown; who?: unknown; hash?: unknown };
type Line = Pick<AnyEntry, 'kind' | 'about' | 'key'> & { id: string; hash: string; ended_by: string | null };

/** Each line is in the access log once with the hash of all that it says, and its end under the name of who ended it. */
async function checkLog(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const { rows } = await tx.query<{ body: string }>(
    `select body from access where body like '%"law%' order by stream, seq`,
  );
  const logged = rows.map(({ body }) => parsed(body));
  const entered = Map.groupBy(
    logged.filter(({ what }) => what === 'law'),
    ({ entry }) => entry,
  );
  const ended = Map.groupBy(
    logged.filter(({ what }) => what === 'law-ended'),
    ({ entry }) => entry,
  );
  const lines = await tx.query<Line>('select e.id, kind, about, key, ended_by, law_hash(e) as hash from law_entry e');
  report.count('lines of the law', lines.rows.length);
  for (const line of lines.rows) {
    const [marks, ends] = [entered.get(line.id) ?? [], ended.get(line.id) ?? []];
    if (marks.length !== 1 || marks[0]?.hash !== line.hash)
      report.found(placeOf(line), 'is not what the access log has of it');
    if (ends.length !== (line.ended_by ? 1 : 0) || (line.ended_by && ends[0]?.who !== line.ended_by))
      report.found(placeOf(line), 'its end is not what the access log has of it');
  }
  const there = new Set<unknown>(lines.rows.map(({ id }) => id));
  for (const { entry } of logged.filter((one) => one.what === 'law' && !there.has(one.entry)))
    report.found(`line ${String(entry)} of the law`, 'is gone');
}

/** What cannot be read is no mark of a line: the check of the access log names it. */
function parsed(body: string): Logged {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
