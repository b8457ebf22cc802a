import type { Gap } from '../../domain/errors.ts';
import { previewGaps } from '../../registry/gaps.ts';
import { savePart } from '../../registry/parts.ts';
import { builder } from '../builder.ts';
import { applier, me } from '../context.ts';
import { requireOne } from '../limits.ts';
import { CHANGE_ERRORS, GapRef } from './errors.ts';
import { Request, whole } from './request.ts';

const Part = builder.prismaObject('Part', {
  description: 'One part of what a request says, with its own version: `facts`, `offences`, `item/2`.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    key: t.exposeString('key'),
    version: t.exposeInt('version'),
    value: t.field({ type: 'Json', select: { value: true }, resolve: ({ value }) => value }),
    savedBy: t.relation('savedBy'),
    savedAt: t.expose('savedAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  parts: t.relation('parts', { authScopes: whole, query: { orderBy: { key: 'asc' } } }),
  gaps: t.field({
    type: [GapRef],
    authScopes: whole,
    complexity: 20,
    description:
      'What would have to be closed before submission, as the request stands. Of one request, not of a list.',
    resolve: ({ id }, _args, context, info): Promise<readonly Gap[]> => {
      requireOne(info);
      return previewGaps(context.db, applier(context), id);
    },
  }),
}));

builder.mutationField('savePart', (t) =>
  t.prismaField({
    type: Part,
    description:
      'Saves one part of the content, complete or not; version 0 for the first time. Its shape stands in `cases/request.schema.json` under `content`.',
    errors: { types: CHANGE_ERRORS },
    args: {
      request: t.arg.globalID({ required: true, for: Request }),
      key: t.arg.string({ required: true }),
      value: t.arg({ type: 'Json', required: true }),
      expectedVersion: t.arg.int({
        required: true,
        description: 'The version that the caller saw; 0 for the first time.',
      }),
    },
    resolve: async (query, _root, { request, key, value, expectedVersion }, context) => {
      const { viewer, actor } = me(context);
      const saved = await savePart(context.db, viewer, actor, { request: request.id, key, value, expectedVersion });
      context.announce(request.id);
      await context.reread();
      return await context.tx.part.findUniqueOrThrow({
        ...query,
        where: { requestId_key: { requestId: saved.request, key } },
      });
    },
  }),
);
