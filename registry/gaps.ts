import type { Gap } from '../domain/errors.ts';
import { NotFound } from '../domain/errors.ts';
import type { Met } from '../domain/gaps/experience.ts';
import type { Request } from '../domain/request.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one } from './db.ts';
import { gatherFacts, loadSurroundings } from './facts.ts';

/** What a submission would have to close, as the request stands, and what drafts to that partner have met with before. Changes nothing. */
export async function previewGaps(db: Db, by: Applier, id: string): Promise<readonly Gap[]> {
  return await inTransaction(
    db,
    by.viewer,
    async (tx) => {
      const row = one(await tx.query<{ state: Request }>('select state from request where id = $1', [id]));
      if (!row) throw new NotFound('this request');
      const around = await loadSurroundings(tx, by.org, row.state.partner);
      const { rows: experience } = await tx.query<Met>('select kind, code, times from partner_experience($1)', [
        row.state.partner,
      ]);
      const facts = await gatherFacts(tx, around, row.state, { needs: ['content'] }, { actor: by.actor, experience });
      return facts.gaps;
    },
    'read only',
  );
}
