import { ActionNotAllowed, InvalidInput, NotFound, StaleVersion } from '../domain/errors.ts';
import { prose } from '../domain/fields.ts';
import type { Request } from '../domain/request.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one, type Tx } from './db.ts';
import { languageDue, loadSurroundings } from './facts.ts';
import { loadLetterInput, loadSegments, type SegmentState } from './letter-input.ts';

/** The segments of a request's letter, for those who see it or translate it. */
export async function readSegments(db: Db, by: Applier, id: string): Promise<SegmentState[]> {
  return await inTransaction(db, by.viewer, async (tx) => (await load(tx, by, id, '')).segments);
}

/** Saves one segment's translation; gives it back as it stands. */
export async function saveSegment(
  db: Db,
  by: Applier,
  saved: { request: string; segment: string; text: string; expectedVersion: number },
): Promise<SegmentState> {
  const text = prose.safeParse(saved.text);
  if (!text.success) {
    throw new InvalidInput(
      'this segment',
      text.error.issues.map(({ code, message }) => ({
        field: 'text',
        rule: code,
        message,
        source: 'the shape of the content',
      })),
    );
  }
  return await inTransaction(db, by.viewer, async (tx) => {
    const { request, language, segments } = await load(tx, by, saved.request, 'for update');
    mayTranslate(request, by);
    const segment = segments.find(({ id }) => id === saved.segment);
    if (!segment) throw new NotFound('this segment');
    if (segment.version !== saved.expectedVersion)
      throw new StaleVersion(`segment "${segment.id}"`, saved.expectedVersion, segment.version);
    await tx.query(
      `insert into segment (request_id, language, segment_id, org_id, source_hash, text, version, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, 1, $7, clock_now())
       on conflict (request_id, language, segment_id) do update
       set source_hash = $5, text = $6, version = segment.version + 1, saved_by = $7, saved_at = clock_now()`,
      [request.id, language, segment.id, request.org, segment.sourceHash, text.data, by.actor.id],
    );
    return { ...segment, translation: text.data, version: segment.version + 1, current: text.data.trim() !== '' };
  });
}

/** Only the translator who has it, while it is open. */
function mayTranslate({ status, translation }: Request, { actor }: Applier): void {
  if (status === 'in-translation' && translation?.status === 'open' && translation.translator === actor.id) return;
  throw new ActionNotAllowed({
    action: 'translate',
    status,
    rule: 'own-translation',
    source: 'procedure 5.5',
    because: 'its translation is not open to you',
  });
}

async function load(
  tx: Tx,
  by: Applier,
  id: string,
  lockFor: string,
): Promise<{ request: Request; language: string; segments: SegmentState[] }> {
  const row = one(
    await tx.query<{ state: Request }>(
      `select state, set_config('app.applying', id::text, true) from request where id = $1 ${lockFor}`,
      [id],
    ),
  );
  if (!row) throw new NotFound('this request');
  const request = row.state;
  const around = await loadSurroundings(tx, by.org, request.partner);
  const language = request.translation?.language ?? languageDue(request, around);
  if (!language) return { request, language: '', segments: [] };
  const input = await loadLetterInput(tx, request, request.letter?.date ?? around.now.slice(0, 10));
  return { request, language, segments: await loadSegments(tx, id, input, language) };
}
