import { z } from 'zod';
import { UNDER_WAY } from '../exchange.ts';
import { isField } from '../field-path.ts';
import { letterIsCurrent, notTheAuthor, notTheEndorser, ownDraft, ownOffice } from '../guards.ts';
import { id, letterHash, move, NO_INPUT, path, words } from '../move.ts';
import type { Status } from '../request.ts';
import { met, paused, started } from './clocks-of.ts';
import { unknownField } from './drafting.ts';
import { boundLetter } from './submission.ts';

/** The file is, or has been, with the central authority and is not at rest. */
const AT_HOME: readonly Status[] = ['with-ca', 'ca-returned', 'approved', 'in-translation', 'ready'];
const NOT_AT_REST: readonly Status[] = [...AT_HOME, 'sent', 'delivery-failed', ...UNDER_WAY, 'executed', 'refused'];

export const reviewMoves = {
  endorse: move({
    doc: 'The head of the office passes the draft to the central authority.',
    source: 'procedure 3.1; separation of duties S1',
    by: ['supervisor'],
    from: ['supervision'],
    input: NO_INPUT,
    guards: [ownOffice, notTheAuthor],
    decide: (request, _input, facts) => ({
      to: 'with-ca',
      set: { endorsedBy: facts.actor.standsInFor ?? facts.actor.id },
      deadlines: [started(request, facts, 'ca-review')],
    }),
  }),

  sendBack: move({
    doc: 'The head of the office gives the draft back to its drafter with a comment.',
    source: 'procedure 3.1',
    by: ['supervisor'],
    from: ['supervision'],
    input: z.object({ comment: words }),
    guards: [ownOffice],
    decide: (request, { comment }, facts) => ({
      to: 'draft',
      set: { defects: [{ field: '', words: comment }] },
      deadlines: [started(request, facts, 'drafting')],
    }),
  }),

  assignOfficer: move({
    doc: 'Gives the file to an officer of the central authority, or to another one.',
    source: 'house rule HR-23',
    by: ['ca-head', 'ca-officer'],
    from: NOT_AT_REST,
    input: z.object({ officer: id }),
    decide: (request, { officer }, { staff }) => {
      const named = staff.find((person) => person.id === officer);
      if (!named?.roles.some((role) => role === 'ca-officer' || role === 'ca-head'))
        throw unknownField('officer', 'names no officer of the central authority');
      return { to: request.status, set: { officer } };
    },
  }),

  returnForCorrection: move({
    doc: 'Returns the draft with the fields that need work. The review clock stands still meanwhile.',
    source: 'procedure 3.1',
    by: ['ca-officer', 'ca-head'],
    from: ['with-ca'],
    input: z.object({
      defects: z
        .array(z.object({ field: path, words }))
        .min(1, { error: 'name at least one field' })
        .max(100),
    }),
    decide: (request, { defects }, facts) => {
      const strange = defects.findIndex(({ field }) => !isField(request, field));
      if (strange >= 0)
        throw unknownField(`defects.${strange}.field`, 'names no field that this request has or may have');
      return {
        to: 'ca-returned',
        set: { defects, amendedBy: null },
        deadlines: [...paused(request, facts, 'ca-review'), started(request, facts, 'drafting')],
      };
    },
  }),

  renderLetter: move({
    doc: 'Renders the letter again after an edit at the central authority, as a new version.',
    source: 'house rule HR-20',
    by: ['ca-officer', 'ca-head', 'drafter'],
    from: ['with-ca'],
    input: NO_INPUT,
    needs: ['content'],
    guards: [
      (request, facts) =>
        facts.actor.roles.includes('ca-officer') || facts.actor.roles.includes('ca-head')
          ? undefined
          : ownDraft(request, facts),
    ],
    decide: (request, _input, facts) => ({ to: 'with-ca', set: boundLetter(request, facts) }),
  }),

  approve: move({
    doc: 'Approves exactly the stored letter and its annexes. Needs a fresh proof of identity.',
    source: 'procedure 3.1; separation of duties S1',
    by: ['ca-officer', 'ca-head'],
    from: ['with-ca'],
    input: z.object({ letter: letterHash }),
    proof: true,
    needs: ['content'],
    guards: [notTheAuthor, notTheEndorser, letterIsCurrent],
    decide: (request, { letter }, facts) => {
      if (request.letter?.hash !== letter)
        throw unknownField('letter', 'is not the letter that lies here for approval: read it again');
      return {
        to: 'approved',
        set: {
          approval: { by: facts.actor.standsInFor ?? facts.actor.id, at: facts.now, edition: request.edition },
          amendedBy: null,
        },
        deadlines: met(request, 'ca-review'),
      };
    },
  }),

  decline: move({
    doc: 'Declines the request for good; it can only come back as a new version.',
    source: 'procedure 3.1',
    by: ['ca-head'],
    from: ['with-ca'],
    input: z.object({ reason: words }),
    decide: (_request, { reason }) => ({ to: 'ca-declined', set: { closing: { reason } } }),
  }),

  reopen: move({
    doc: 'Takes a declined request up again as a new version.',
    source: 'procedure 3.1: reopened only as a new version',
    by: ['drafter'],
    from: ['ca-declined'],
    input: NO_INPUT,
    guards: [ownDraft],
    decide: (request, _input, facts) => ({
      to: 'draft',
      set: { edition: request.edition + 1, letter: null, endorsedBy: null, approval: null, closing: null },
      deadlines: [started(request, facts, 'drafting')],
    }),
  }),

  answerDesk: move({
    doc: 'The desk answers a question that the drafter asked before submission.',
    source: 'house rule HR-22',
    by: ['ca-officer', 'ca-head'],
    from: ['draft', 'supervision', 'ca-returned'],
    input: z.object({ question: id, answer: words }),
    decide: (request, { question, answer }, facts) => {
      if (!request.deskQuestions.some((asked) => asked.id === question && !asked.answer))
        throw unknownField('question', 'names no open question');
      return {
        to: request.status,
        set: {
          deskQuestions: request.deskQuestions.map((asked) =>
            asked.id === question ? { ...asked, answer, answeredAt: facts.now } : asked,
          ),
        },
      };
    },
  }),
} as const;
