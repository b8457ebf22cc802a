import { z } from 'zod';
import { MAY_BE_ASKED } from '../duties.ts';
import { InvalidInput } from '../errors.ts';
import { OWED_PURPOSES } from '../exchange.ts';
import { calendarDate } from '../fields.ts';
import { ownDraft } from '../guards.ts';
import { file, id, mark, move, NO_INPUT, words } from '../move.ts';
import { met } from './clocks-of.ts';
import { unknownField } from './drafting.ts';
import { AFTER_SENDING, owing } from './owing.ts';

const late = (today: string): InvalidInput =>
  new InvalidInput('this step', [
    { field: 'on', rule: 'not-in-future', message: `is after today (${today})`, source: 'house rule HR-21' },
  ]);

export const replyMoves = {
  answerInformation: move({
    doc: 'The central authority answers what the partner asked; the answer covers every open question, in its own words or as the drafter proposed.',
    source: 'procedure 3.1',
    by: ['ca-officer', 'ca-head'],
    from: ['info-asked'],
    tellsPartner: true,
    input: z.object({
      answers: z
        .array(z.object({ question: id, answer: words.optional(), files: z.array(file).max(50).default([]) }))
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
        if (!given || question.answeredAt) return question;
        const { proposal, ...asked } = question;
        const answer = given.answer ?? proposal?.words;
        if (!answer) throw unknownField('answers', 'has no words, and the drafter has proposed none');
        const files = [...(given.answer ? [] : (proposal?.files ?? [])), ...given.files];
        return { ...asked, answer, files, answeredAt: facts.now };
      });
      return {
        to: request.resumeTo ?? 'acknowledged',
        set: { questions, resumeTo: null, ...owing(request, 'answer') },
        deadlines: met(request, 'answer'),
      };
    },
  }),

  proposeAnswer: move({
    doc: 'The drafter proposes to the central authority what to answer the partner.',
    source: 'procedure 3.1: answer sent by the drafter through the central authority',
    by: ['drafter'],
    from: ['info-asked'],
    guards: [ownDraft],
    input: z.object({ question: id, answer: words, files: z.array(file).max(50).default([]) }),
    decide: (request, { question, answer, files }) => {
      if (!request.questions.some((asked) => asked.id === question && !asked.answeredAt))
        throw unknownField('question', 'names no open question');
      const questions = request.questions.map((asked) =>
        asked.id === question ? { ...asked, proposal: { words: answer, files } } : asked,
      );
      return { to: 'info-asked', set: { questions } };
    },
  }),

  replyToRefusal: move({
    doc: 'The central authority replies to a refusal: that its ground is none of the instrument, or what has changed. The partner may take the request up again.',
    source: 'procedure 3.1: options after a refusal; Budapest Convention 27(6)',
    by: ['ca-officer', 'ca-head'],
    from: ['refused'],
    tellsPartner: true,
    input: z.object({ reply: words }),
    decide: (request, { reply }, facts) => {
      const { refusal } = request;
      const words = refusal?.words ?? reply;
      const replied = {
        id: facts.id,
        words,
        askedOn: refusal?.on ?? facts.today,
        answer: reply,
        answeredAt: facts.now,
      };
      return {
        to: 'refused',
        set: { questions: [...request.questions, replied], ...owing(request, 'answer') },
      };
    },
  }),

  recordWriting: move({
    doc: 'Our officer has sent the partner an answer, the news of a withdrawal, or the question after a lapse, by courier or another way.',
    source: 'procedure 3.1; UNTOC 18(24)',
    by: ['registry', 'ca-officer', 'ca-head'],
    from: AFTER_SENDING,
    input: z.object({
      purpose: z.enum(OWED_PURPOSES),
      on: calendarDate,
      tracking: mark.optional(),
      paper: file.optional(),
    }),
    decide: (request, { purpose, on, tracking, paper }, { today }) => {
      const owed = request.owed ?? [];
      const mine = owed.find((one) => one.purpose === purpose);
      if (!mine || request.channel === 'email') throw unknownField('purpose', 'is not owed by the hand of a person');
      if (on > today) throw late(today);
      if (tracking === undefined && paper === undefined)
        throw unknownField('paper', 'is missing, and so is a tracking number: one of them shows that it went');
      const written = {
        ...mine,
        on,
        ...(tracking === undefined ? {} : { tracking }),
        ...(paper === undefined ? {} : { paper }),
      };
      return {
        to: request.status,
        set: { owed: owed.filter((one) => one !== mine), written: [...(request.written ?? []), written] },
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
    by: ['ca-officer', 'ca-head', 'registry'],
    from: MAY_BE_ASKED,
    input: z.object({ channel: z.enum(['letter', 'email', 'telephone', 'in-person']), note: words.optional() }),
    said: ['channel', 'note'],
    decide: (request) => ({
      to: request.status,
      set: { enquiry: request.enquiry ? { ...request.enquiry, owed: false } : { n: 1, owed: false } },
    }),
  }),
} as const;
