import { z } from 'zod';
import { ActionNotAllowed } from '../errors.ts';
import { isTheTranslator, notTheTranslator, translationCurrent } from '../guards.ts';
import { type Guard, mark, move, NO_INPUT, words } from '../move.ts';
import type { Translation } from '../papers.ts';
import { cancelled, met, started } from './clocks-of.ts';

const stands =
  (...statuses: Translation['status'][]): Guard =>
  (request) =>
    request.translation && statuses.includes(request.translation.status)
      ? undefined
      : {
          rule: 'translation-status',
          source: 'procedure 3.1',
          because: `the translation is ${request.translation?.status ?? 'not asked for'}`,
        };
const taken: Guard = (request) =>
  request.translation?.translator === undefined
    ? undefined
    : { rule: 'translation-taken', source: 'procedure 3.1', because: 'a translator has it' };

export const translationMoves = {
  openTranslation: move({
    doc: 'Hands the approved letter to the translators.',
    source: 'procedure 3.1, V7',
    by: 'system',
    from: ['approved'],
    input: NO_INPUT,
    needs: ['segments'],
    decide: (request, _input, facts) => {
      if (!facts.translateInto)
        throw new ActionNotAllowed({
          action: 'translate',
          status: request.status,
          rule: 'V7',
          source: 'V7',
          because: 'the partner accepts its language',
        });
      const keep = request.translation?.language === facts.translateInto ? request.translation.translator : undefined;
      return {
        to: 'in-translation',
        set: { translation: { language: facts.translateInto, status: 'open', ...(keep ? { translator: keep } : {}) } },
        deadlines: [...cancelled(request, 'translation'), started(request, facts, 'translation')],
      };
    },
  }),

  takeTranslation: move({
    doc: 'A translator takes the letter on.',
    source: 'procedure 5.5',
    by: ['translator'],
    from: ['in-translation'],
    input: NO_INPUT,
    guards: [stands('open'), taken],
    decide: (request, _input, facts) => ({
      to: request.status,
      set: { translation: { language: '', ...request.translation, status: 'open', translator: facts.actor.id } },
    }),
  }),

  finishTranslation: move({
    doc: 'The translator states that the translation is complete and accurate; the translated letter is rendered and stored.',
    source: 'procedure 5.5',
    by: ['translator'],
    from: ['in-translation'],
    input: z.object({ sworn: z.boolean(), registration: mark.optional(), machineAid: z.boolean().default(false) }),
    said: ['sworn', 'registration', 'machineAid'],
    needs: ['segments'],
    guards: [stands('open'), isTheTranslator, translationCurrent],
    decide: (request, _input, facts) => {
      const letter = facts.prepared?.letter;
      if (!letter || !request.translation)
        throw new Error(`Cannot finish the translation of "${request.id}": no translated letter was prepared`);
      const { file, hash, contentHash } = letter;
      const { comment: _dealtWith, ...translation } = request.translation;
      return {
        to: request.status,
        set: { translation: { ...translation, status: 'done', letter: { file, hash, contentHash } } },
      };
    },
  }),

  returnTranslation: move({
    doc: 'The reviser gives the translation back with a comment.',
    source: 'procedure 5.5',
    by: ['reviser'],
    from: ['in-translation'],
    input: z.object({ comment: words }),
    said: ['comment'],
    tellsTranslators: true,
    guards: [stands('done'), notTheTranslator],
    decide: (request, { comment }) => ({
      to: request.status,
      set: { translation: { language: '', ...request.translation, status: 'open', comment } },
    }),
  }),

  certifyTranslation: move({
    doc: 'A reviser other than the translator certifies the translated letter.',
    source: 'procedure 3.1, 5.5; separation of duties S4',
    by: ['reviser'],
    from: ['in-translation'],
    input: z.object({ letter: z.string().regex(/^[0-9a-f]{64}$/, { error: 'is not the SHA-256 of a letter' }) }),
    needs: ['segments'],
    guards: [stands('done'), notTheTranslator, translationCurrent],
    decide: (request, { letter }, facts) => {
      if (!request.translation || request.translation.letter?.hash !== letter) {
        throw new ActionNotAllowed({
          action: 'certify',
          status: request.status,
          rule: 'letter-outdated',
          source: 'procedure 5.5',
          because: 'this is not the translated letter that lies here: read it again',
        });
      }
      return {
        to: request.status,
        set: { translation: { ...request.translation, status: 'certified', certifiedBy: facts.actor.id } },
        deadlines: met(request, 'translation'),
      };
    },
  }),

  makeReady: move({
    doc: 'The approved letter, translated where the partner needs it, is ready to go.',
    source: 'procedure 3.1, V7',
    by: 'system',
    from: ['approved', 'in-translation'],
    input: NO_INPUT,
    needs: ['segments'],
    guards: [
      translationCurrent,
      (request, facts) =>
        facts.translateInto === undefined || request.translation?.status === 'certified'
          ? undefined
          : { rule: 'V7', source: 'V7', because: 'its translation is not certified' },
    ],
    decide: (request) => ({ to: 'ready', set: {}, deadlines: cancelled(request, 'translation') }),
  }),
} as const;
