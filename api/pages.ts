import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { z } from 'zod';
import { InvalidInput } from '../domain/errors.ts';
import { Prisma } from '../prisma/generated/client/client.ts';
import { LIST_MULTIPLIER } from './builder.ts';

/** How many entries a page has. */
export const PAGE_SIZES = { defaultSize: 50, maxSize: 100 } as const;
const pageSize = (wanted: number | null | undefined): number =>
  Math.min(wanted ?? PAGE_SIZES.defaultSize, PAGE_SIZES.maxSize);

type Asked = { first?: number | null | undefined; last?: number | null | undefined };
/** What a page costs, by its size. */
export const pageComplexity = ({ first, last }: Asked) => ({
  field: 1,
  multiplier: pageSize(first ?? last) / LIST_MULTIPLIER,
});

/** An instant to the microsecond, as a list sorts by it. */
const instant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0'));
const WORDS = { timestamptz: instant, uuid: z.uuid(), int: z.string().regex(/^\d{1,9}$/), text: z.string().max(500) };

/** What a list is sorted by, the first column first; together they tell every two entries apart. Never null. */
export type Columns = readonly { by: string; type: keyof typeof WORDS }[];
const SEPARATOR = ' ';

const bySql = (columns: Columns): Prisma.Sql => Prisma.join(columns.map(({ by }) => Prisma.raw(by)));

/** The place of an entry in the list, as a list of texts: the cursor holds it. */
export const placeSql = (columns: Columns): Prisma.Sql => {
  const texts = columns.map(({ by, type }) =>
    Prisma.raw(type === 'timestamptz' ? `to_char(${by}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `${by}::text`),
  );
  return Prisma.sql`array[${Prisma.join(texts)}]`;
};
/** Where an entry stands in its list. */
export type Placed = { place: string[] };
/** The entries of a page's rows, each with its place, in the order of the rows. An entry that is not seen is left out. */
export function inPlace<Key extends object, Entry extends Key>(
  rows: readonly (Key & Placed)[],
  found: readonly Entry[],
  nameOf: (key: Key) => string,
): (Entry & Placed)[] {
  const byName = new Map(found.map((entry) => [nameOf(entry), entry]));
  return rows.flatMap((row) => {
    const entry = byName.get(nameOf(row));
    return entry ? [{ ...entry, place: row.place }] : [];
  });
}
export const cursorOf = (place: readonly string[]): string => Buffer.from(place.join(SEPARATOR)).toString('base64url');

function readCursor(columns: Columns, field: string, cursor: string): Prisma.Sql {
  const place = Buffer.from(cursor, 'base64url').toString('utf8').split(SEPARATOR);
  const isOfList =
    place.length === columns.length && columns.every(({ type }, index) => WORDS[type].safeParse(place[index]).success);
  if (!isOfList) {
    throw new InvalidInput('this page', [
      { field, rule: 'cursor', message: 'is not a cursor of this list', source: 'the list' },
    ]);
  }
  return Prisma.join(columns.map(({ type }, index) => Prisma.sql`${place[index]}::${Prisma.raw(type)}`));
}

/** The end of a statement that reads one page of a list, from its conditions on. */
export function pageSql(
  { columns, descending, where }: { columns: Columns; descending: boolean; where: readonly Prisma.Sql[] },
  { before, after, limit, inverted }: ResolveCursorConnectionArgs,
): Prisma.Sql {
  const bounds = Object.entries({ after, before }).flatMap(([field, cursor]) => {
    if (!cursor) return [];
    const sign = Prisma.raw((field === 'after') === descending ? '<' : '>');
    return [Prisma.sql`(${bySql(columns)}) ${sign} (${readCursor(columns, field, cursor)})`];
  });
  const direction = descending !== inverted ? 'desc' : 'asc';
  const order = Prisma.raw(columns.map(({ by }) => `${by} ${direction}`).join(', '));
  return Prisma.sql`where ${Prisma.join([...where, ...bounds], ' and ')} order by ${order} limit ${limit}`;
}
