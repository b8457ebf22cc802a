import type { Translation } from '../../domain/papers.ts';
import type { SegmentState } from '../../registry/letter-input.ts';
import { readSegments, saveSegment } from '../../registry/segments.ts';
import { builder } from '../builder.ts';
import { applier } from '../context.ts';
import { requireOne } from '../limits.ts';
import { wordsOf } from '../words.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { File } from './file.ts';
import { Request, stateOf } from './request.ts';

const Segment = builder.objectRef<SegmentState>('Segment').implement({
  description: 'One piece of the letter to translate.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.exposeString('id'),
    source: t.exposeString('text'),
    translation: t.string({ nullable: true, resolve: ({ translation }) => translation ?? null }),
    version: t.exposeInt('version'),
    current: t.exposeBoolean('current', { description: 'Whether the translation is of the text as it stands.' }),
  }),
});

const TranslationRef = builder.objectRef<Translation & { request: string }>('Translation').implement({
  description: 'The letter in the language that the partner accepts.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    language: t.exposeString('language'),
    status: t.exposeString('status', { description: 'open, done, certified' }),
    comment: t.string({
      nullable: true,
      description: 'Why the reviser gave it back.',
      resolve: ({ comment }, _args, { tx }) => (comment ? wordsOf(tx, comment) : null),
    }),
    letter: t.prismaField({
      type: File,
      nullable: true,
      resolve: (query, { letter }, _args, { tx }) =>
        letter ? tx.file.findUnique({ ...query, where: { id: letter.file } }) : null,
    }),
    segments: t.field({
      type: [Segment],
      complexity: 20,
      description: 'Of one request, not of a list.',
      resolve: ({ request }, _args, context, info) => {
        requireOne(info);
        return readSegments(context.db, applier(context), request);
      },
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  translation: t.field({
    type: TranslationRef,
    nullable: true,
    select: { state: true },
    authScopes: ({ readers, translators, id }) => ({
      $any: { wholeFile: { readers, id }, translating: translators },
    }),
    resolve: (request) => {
      const { id, translation } = stateOf(request);
      return translation ? { ...translation, request: id } : null;
    },
  }),
}));

builder.mutationField('saveSegment', (t) =>
  t.field({
    type: Segment,
    description: 'Saves the translation of one segment under its own version; version 0 for the first time.',
    errors: { types: CHANGE_ERRORS },
    args: {
      request: t.arg.globalID({ required: true, for: Request }),
      segment: t.arg.string({ description: 'Its id.', required: true }),
      text: t.arg.string({ required: true }),
      expectedVersion: t.arg.int({
        required: true,
        description: 'The version that the caller saw; 0 for the first time.',
      }),
    },
    resolve: (_root, { request, segment, text, expectedVersion }, context) =>
      saveSegment(context.db, applier(context), { request: request.id, segment, text, expectedVersion }),
  }),
);
