import { createHash } from 'node:crypto';

/** Names of bookmarks are at most 40 letters, digits and underscores. */
const LONGEST = 40;

/** A stable name for an item's or an annex's bookmark, made of its id. */
function bookmark(kind: 'item' | 'annex', id: string): string {
  const name = `${kind}_${id.replaceAll(/[^A-Za-z0-9]/gu, '_')}`;
  if (name.length <= LONGEST && /^[a-z0-9-]*$/u.test(id)) return name;
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 10);
  return `${name.slice(0, LONGEST - digest.length - 1)}_${digest}`;
}

export const itemBookmark = (id: string): string => bookmark('item', id);
export const annexBookmark = (id: string): string => bookmark('annex', id);
