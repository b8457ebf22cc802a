import { ActionNotAllowed } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import { type Facts, move, NO_INPUT } from '../move.ts';
import type { Letter } from '../papers.ts';
import type { Changes, Request, Status } from '../request.ts';
import { cancelled, met, resumed, started } from './clocks-of.ts';

const REVISED: readonly Status[] = ['approved', 'in-translation', 'ready'];

/** The letter that a submission binds: rendered and stored before the decision, checked against the content in it. */
export function boundLetter(request: Request, facts: Facts): Changes {
  const letter = facts.prepared?.letter;
  if (!letter || letter.contentHash !== facts.contentHash) {
    throw new ActionNotAllowed({
      action: 'bind',
      status: request.status,
      rule: 'letter-outdated',
      source: 'house rule HR-20',
      because: 'its contents changed while the letter was rendered',
    });
  }
  const editors = [...facts.editors, ...(request.amendedBy ? [request.amendedBy] : [])]; // a lowered label is no part that somebody saved
  const bound: Letter = {
    ...letter,
    annexes: request.annexes.map((annex) => annex.file),
    editors: [...new Set(editors)],
  };
  return { letter: bound, edition: request.edition + 1, defects: [], amendedBy: null };
}

export const submissionMoves = {
  submit: move({
    doc: 'Submits the draft to the head of the office. Names every gap at once; renders and binds the letter.',
    source: 'procedure 3.1, V1-V11',
    by: ['drafter'],
    from: ['draft'],
    input: NO_INPUT,
    needs: ['content'],
    guards: [ownDraft],
    decide: (request, _input, facts) => ({
      to: 'supervision',
      set: boundLetter(request, facts),
      deadlines: met(request, 'drafting'),
    }),
  }),

  resubmit: move({
    doc: 'Gives the corrected draft back to the central authority as a new version.',
    source: 'procedure 3.1',
    by: ['drafter'],
    from: ['ca-returned'],
    input: NO_INPUT,
    needs: ['content'],
    guards: [ownDraft],
    decide: (request, _input, facts) => ({
      to: 'with-ca',
      set: boundLetter(request, facts),
      deadlines: [...met(request, 'drafting'), ...resumed(request, facts, 'ca-review')],
    }),
  }),

  amend: move({
    doc: 'Opens an approved request for an edit: the approval is void and the file goes back to the central authority.',
    source: 'procedure 3.1: an edit after approval goes back to the central authority',
    by: ['drafter', 'ca-officer'],
    from: REVISED,
    input: NO_INPUT,
    guards: [
      (request, facts) => (facts.actor.roles.includes('ca-officer') ? undefined : ownDraft(request, facts)),
      (request) =>
        request.transmissions.some(({ status }) => status !== 'failed')
          ? { rule: 'transmission-under-way', source: 'procedure 3.1', because: 'it has been dispatched' }
          : undefined,
    ],
    decide: (request, _input, facts) => ({
      to: 'with-ca',
      set: { approval: null, amendedBy: facts.actor.id, ...reopened(request) },
      deadlines: [...cancelled(request, 'translation'), started(request, facts, 'ca-review')],
    }),
  }),
} as const;

/** A translation of what is being edited is no longer certified; its segments stay, and those unchanged stay good. */
const reopened = ({ translation }: Request): Changes =>
  translation
    ? {
        translation: {
          language: translation.language,
          status: 'open',
          ...(translation.translator ? { translator: translation.translator } : {}),
        },
      }
    : {};
