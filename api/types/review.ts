import type { Request as Aggregate } from '../../domain/request.ts';
import { letterOf } from '../../registry/letter-input.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { File } from './file.ts';
import { QuestionRef } from './item.ts';
import { Person } from './person.ts';
import { Request, stateOf, whole } from './request.ts';

const seen = { signedIn: true } as const;

const ReturnPointRef = builder.objectRef<Aggregate['defects'][number]>('ReturnPoint').implement({
  description: 'What needs work before the draft goes on, and the field it belongs to.',
  authScopes: seen,
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path of the field; empty where it is about the whole draft.' }),
    words: t.string({ nullable: true, resolve: ({ words }, _args, { tx }) => wordsOf(tx, words) }),
  }),
});

const AnnexRef = builder.objectRef<Aggregate['annexes'][number] & { letter: string }>('Annex').implement({
  description: 'A file attached to the letter.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id'),
    letter: t.exposeString('letter', { description: 'A, B, C ... in the order of the letter.' }),
    title: t.string({ nullable: true, resolve: ({ title }, _args, { tx }) => wordsOf(tx, title) }),
    file: t.prismaField({
      type: File,
      nullable: true,
      resolve: (query, { file }, _args, { tx }) => tx.file.findUnique({ ...query, where: { id: file.file } }),
    }),
  }),
});

const ApprovalRef = builder.objectRef<NonNullable<Aggregate['approval']>>('Approval').implement({
  description: 'Who approved which edition of the letter. An edit takes it away.',
  authScopes: seen,
  fields: (t) => ({
    by: t.prismaField({
      type: Person,
      resolve: (query, { by }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id: by } }),
    }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    edition: t.exposeInt('edition', { description: 'Which of the rendered letters.' }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  returnPoints: t.field({
    description: 'What has to be worked over before the draft goes on.',
    type: [ReturnPointRef],
    authScopes: whole,
    select: { state: true },
    resolve: (request) => [...stateOf(request).defects],
  }),
  annexes: t.field({
    type: [AnnexRef],
    authScopes: whole,
    select: { state: true },
    resolve: (request) => stateOf(request).annexes.map((annex, index) => ({ ...annex, letter: letterOf(index) })),
  }),
  deskQuestions: t.field({
    type: [QuestionRef],
    authScopes: whole,
    description: 'What the drafter asked the central authority before submission.',
    select: { state: true },
    resolve: (request) => [...stateOf(request).deskQuestions],
  }),
  approval: t.field({
    description: 'While one stands.',
    type: ApprovalRef,
    nullable: true,
    authScopes: whole,
    select: { state: true },
    resolve: (request) => stateOf(request).approval ?? null,
  }),
  endReason: t.string({
    nullable: true,
    authScopes: whole,
    description: 'Why it was declined, withdrawn or closed.',
    select: { state: true },
    resolve: (request, _args, { tx }) => {
      const reason = stateOf(request).closing?.reason;
      return reason ? wordsOf(tx, reason) : null;
    },
  }),
}));
