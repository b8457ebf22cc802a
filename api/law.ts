import { catalogueOf, type HouseLaw } from '../domain/catalogue.ts';
import { dateIn } from '../domain/dates.ts';
import type { AnyEntry } from '../domain/law-entries.ts';
import type { StateFacts } from '../domain/states.ts';
import { INSTRUMENTS, type Instruments } from '../domain/treaties/instruments.ts';
import { type Context, me, type Tx } from './context.ts';

type Row = { facts: StateFacts; law: HouseLaw; now: Date; zone: string };
/** Our own State, the catalogue as we have it, this instant and our day. */
type House = Pick<Row, 'facts' | 'law' | 'zone'> & { catalogue: Instruments; now: string; today: string };
const known = new WeakMap<Tx, Promise<House>>();

/** The house of the viewer, read once in a snapshot. */
export function houseOnce(context: Context): Promise<House> {
  const house = known.get(context.tx) ?? load(context);
  known.set(context.tx, house);
  return house;
}

async function load(context: Context): Promise<House> {
  const [row] = await context.tx.$queryRaw<
    Row[]
  >`select facts, law, clock_now() as now, zone from org where id = ${me(context).org}::uuid`;
  if (!row) throw new Error('Cannot load the house of a viewer: it does not exist');
  const now = row.now.toISOString();
  return { ...row, catalogue: catalogueOf(INSTRUMENTS, row.law), now, today: dateIn(now, row.zone) };
}

type Line = {
  kind: string;
  about: string;
  key: string;
  body: unknown;
  source: string;
  confidence: string;
  checkedBy: string | null;
  checkedOn: Date | null;
};

/** The day that somebody looked, as a calendar date. */
export const dayOf = ({ checkedOn }: Pick<Line, 'checkedOn'>): string | null =>
  checkedOn?.toISOString().slice(0, 10) ?? null;

const IN_ORDER = [{ kind: 'asc' }, { about: 'asc' }, { key: 'asc' }, { at: 'asc' }, { id: 'asc' }] as const;
export const inOrder = [...IN_ORDER];

type Which = { kinds?: readonly string[] | null | undefined; about?: string | null | undefined };

/** Which lines are asked for: those that stand, unless ended ones are, too. */
export const linesWhere = (
  context: Context,
  { kinds, about, ended }: Which & { ended?: boolean | null | undefined },
) => ({
  orgId: me(context).org,
  ...(kinds ? { kind: { in: [...kinds] } } : {}),
  ...(about == null ? {} : { about }),
  ...(ended ? {} : { endedAt: null }),
});

/** The lines that stand, as the domain knows them. */
export async function standingLines(context: Context, which: Which = {}): Promise<AnyEntry[]> {
  const rows = await context.tx.lawEntry.findMany({ where: linesWhere(context, which), orderBy: inOrder });
  return rows.map((row: Line) => {
    const { kind, about, key, body, source, confidence, checkedBy } = row;
    const checkedOn = dayOf(row);
    const checked = { ...(checkedBy ? { checkedBy } : {}), ...(checkedOn ? { checkedOn } : {}) };
    return { kind, about, key, body, source, confidence, ...checked } as AnyEntry; // written through its schema
  });
}
