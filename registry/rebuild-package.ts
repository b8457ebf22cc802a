import { NotFound } from '../domain/errors.ts';
import type { Request } from '../domain/request.ts';
import { one, openPool, type Tx } from './db.ts';
import { letterOf } from './letter-input.ts';
import { entriesOf, readEntry, type StoredFiles } from './stored-zip.ts';

/** A stored file in a package. */
export type Entry = { name: string; hash: string };

/** The data that goes with the letter: written into the package alone, so that a rebuild takes them from there. */
export const REQUEST_DATA = 'request.json';

/** The stored files that make up the package of a request as it stands; `names` are those of its files by id. */
export function packageEntries({ letter, translation, annexes }: Request, names: ReadonlyMap<string, string>): Entry[] {
  return [
    ...(letter ? [{ name: `letter.${letter.language}.docx`, hash: letter.hash }] : []),
    ...(translation?.letter ? [{ name: `letter.${translation.language}.docx`, hash: translation.letter.hash }] : []),
    ...annexes.map(({ file: { file, hash } }, index) => ({
      name: `annexes/${letterOf(index)}-${names.get(file) ?? 'annex'}`,
      hash,
    })),
  ];
}

export type SentPackage = { sentHash: string; entries: Entry[]; extra: { name: string; bytes: Uint8Array }[] };

/** What was sent of a request, and what it was made of. Undefined where nothing was dispatched yet. */
export async function sentPackage(given: {
  systemUrl: string;
  store: StoredFiles;
  reference: string;
}): Promise<SentPackage | undefined> {
  const { systemUrl, store, reference } = given;
  const db = openPool(systemUrl, { size: 1 });
  try {
    const sql = 'select state from request where reference = $1 order by created_at limit 1';
    const request = one(await db.query<{ state: Request }>(sql, [reference]))?.state;
    if (!request) throw new NotFound(`request "${reference}"`);
    const sentHash = request.transmissions.findLast(({ purpose }) => purpose === 'request')?.package?.hash;
    if (sentHash === undefined) return undefined;
    const entries = packageEntries(request, await namesOf(db, request.id));
    return { sentHash, entries, extra: [{ name: REQUEST_DATA, bytes: await dataOf(store, sentHash) }] };
  } finally {
    await db.end();
  }
}

async function dataOf(store: StoredFiles, hash: string): Promise<Uint8Array> {
  const entry = (await entriesOf(store, hash)).find(({ name }) => name === REQUEST_DATA);
  if (!entry) throw new Error(`Cannot rebuild package "${hash}": it has no data of the request`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readEntry(store, hash, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function namesOf(tx: Pick<Tx, 'query'>, request: string): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>('select id, name from file where request_id = $1', [
    request,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
