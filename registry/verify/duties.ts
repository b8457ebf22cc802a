import {
  fourEyes,
  notTheAuthor,
  notTheEndorser,
  notTheProposer,
  notTheSender,
  notTheTranslator,
} from '../../domain/guards.ts';
import type { Facts, Guard } from '../../domain/move.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile } from './record.ts';

/** The separation of duties, by the step that it binds. These guards look at the actor and at the file alone. */
const SEPARATED: ReadonlyMap<string, readonly Guard[]> = new Map([
  ['endorse', [notTheAuthor]],
  ['approve', [notTheAuthor, notTheEndorser]],
  ['dispatch', [fourEyes]],
  ['sendAlone', [notTheAuthor, notTheEndorser]],
  ['confirmEmergency', [notTheAuthor, notTheSender]],
  ['withholdConfirmation', [notTheAuthor, notTheSender]],
  ['certifyTranslation', [notTheTranslator]],
  ['confirmRelease', [notTheProposer]],
]);

/** No step was taken by somebody whose earlier part in the file forbids it. */
export function checkDuties(file: CaseFile, { report }: Checking): void {
  for (const { event, before, after } of file.steps) {
    const { action, actor, seq } = event;
    for (const guard of before ? (SEPARATED.get(action) ?? []) : []) {
      const refusal = before && guard(before, { actor } as Pick<Facts, 'actor'> as Facts); // all that these guards look at
      if (refusal) report.found(at(file, seq), `${refusal.rule}: ${refusal.because}`);
    }
    if ((action === 'approve' || action === 'sendAlone') && after.approval?.by !== (actor.standsInFor ?? actor.id)) {
      report.found(at(file, seq), 'the approval is in the name of somebody else');
    }
  }
}
