import { z } from 'zod';
import { MAY_BE_ASKED } from '../duties.ts';
import { file, id, move, NO_INPUT, words } from '../move.ts';
import { met } from './clocks-of.ts';
import { unknownField } from './drafting.ts';
import { owing } from './owing.ts';

export const replyMoves = {
  answerInformation: move({
    doc: 'The central authority answers what the partner asked; the answer covers every open question.',
    source: 'procedure 3.1',
    by: ['ca-officer', 'ca-head'],
    from: ['info-asked'],
    tellsPartner: true,
    input: z.object({
      answers: z
        .array(z.object({ question: id, answer: words, files: z.array(file).max(50).default([]) }))
        .min(1)
        .max(50),
    }),
    decide: (request, { answers }, facts) => {
      const open = request.questions.filter(({ answeredAt }) => !answeredAt);
      const left = open.filter((question) => !answers.some((answer) => answer.question === question.id));
      if (left.length > 0) throw unknownField('answers', `leaves ${left.length} of ${open.length} questions open`);
      if (answers.some((answer) => !open.some((question) => question.id === answer.question)))
        throw unknownField('answers', 'answers no open question');
      const questions = request.questions.map((question) => {
        const given = answers.find((answer) => answer.question === question.id);
        return given && !question.answeredAt
          ? { ...question, answer: given.answer, files: given.files, answeredAt: facts.now }
          : question;
      });
      return {
        to: request.resumeTo ?? 'acknowledged',
        set: { questions, resumeTo: null, ...owing(request, 'answer') },
        deadlines: met(request, 'answer'),
      };
    },
  }),

  acceptConditions: move({
    doc: 'The head of the central authority accepts the conditions: they bind from now on.',
    source: 'Budapest Convention 28(3); separation of duties S5',
    by: ['ca-head'],
    from: ['conditions-offered'],
    input: NO_INPUT,
    proof: true,
    decide: (request) => ({
      to: request.resumeTo === 'partial' ? 'partial' : 'in-execution',
      set: {
        conditions: request.conditions.map((one) =>
          one.status === 'offered' ? { ...one, status: 'accepted' as const } : one,
        ),
        resumeTo: null,
      },
      deadlines: met(request, 'reply-to-conditions'),
    }),
  }),

  declineConditions: move({
    doc: 'The head of the central authority declines the conditions; the partner then goes on or refuses.',
    source: 'Budapest Convention 28(2); separation of duties S5',
    by: ['ca-head'],
    from: ['conditions-offered'],
    tellsPartner: true,
    input: z.object({ reason: words }),
    said: ['reason'],
    decide: (request) => ({
      to: request.resumeTo ?? 'acknowledged',
      set: {
        conditions: request.conditions.map((one) =>
          one.status === 'offered' ? { ...one, status: 'declined' as const } : one,
        ),
        resumeTo: null,
      },
      deadlines: met(request, 'reply-to-conditions'),
    }),
  }),

  decideSecrecy: move({
    doc: 'We decide whether the request goes on although it cannot be kept confidential.',
    source: 'Budapest Convention 27(8); UNTOC 18(20)',
    by: ['ca-head'],
    from: ['secrecy-asked'],
    input: z.object({ goOn: z.boolean(), reason: words }),
    said: ['reason'],
    decide: (request, { goOn, reason }) => {
      const secrecy = request.secrecy
        ? { ...request.secrecy, decision: goOn ? ('go-on' as const) : ('withdraw' as const) }
        : null;
      return {
        to: goOn ? (request.resumeTo ?? 'acknowledged') : 'withdrawn',
        set: { secrecy, resumeTo: null, ...(goOn ? {} : { closing: { reason }, ...owing(request, 'withdrawal') }) },
        deadlines: met(request, 'secrecy-decision'),
      };
    },
  }),

  recordEnquiry: move({
    doc: 'Our officer has asked the partner by letter or telephone how the request stands.',
    source: 'house rule HR-8; UNTOC 18(24)',
    by: ['ca-officer', 'registry'],
    from: MAY_BE_ASKED,
    input: z.object({ channel: z.enum(['letter', 'email', 'telephone', 'in-person']), note: words.optional() }),
    said: ['channel', 'note'],
    decide: (request) => ({
      to: request.status,
      set: { enquiry: request.enquiry ? { ...request.enquiry, owed: false } : { n: 1, owed: false } },
    }),
  }),
} as const;
