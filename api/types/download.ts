import { conditionsOn } from '../../domain/conditions.ts';
import { NotFound } from '../../domain/errors.ts';
import { createDownload } from '../../registry/tokens.ts';
import { builder } from '../builder.ts';
import { applier } from '../context.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { File } from './file.ts';
import { ConditionRef } from './item.ts';
import { shared, stateOf } from './request.ts';

type OpenFile = {
  url: string;
  expiresAt: string;
  file: string;
  request: { id: string; readers: string[]; state: unknown };
};
const Download = builder.objectRef<OpenFile>('Download').implement({
  description: 'Where the bytes are, for a few minutes. Each download is logged before its first byte.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    url: t.exposeString('url'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    conditions: t.field({
      type: [ConditionRef],
      authScopes: ({ request }) => shared(request),
      unauthorizedResolver: () => [],
      description:
        'The accepted conditions that bind its use: those for everything, and those for the items that it was delivered for. None for those who only translate.',
      resolve: ({ request, file }) => conditionsOn(stateOf(request), file),
    }),
  }),
});

builder.mutationField('createDownload', (t) =>
  t.field({
    type: Download,
    description: 'Asks for an address to download a file from.',
    errors: { types: CHANGE_ERRORS },
    args: { file: t.arg.globalID({ required: true, for: File }) },
    resolve: async (_root, { file }, context) => {
      const made = await createDownload(context.db, applier(context), file.id);
      if (!made) throw new NotFound('this file');
      await context.reread();
      const seen = await context.tx.file.findUnique({ where: { id: file.id }, select: { request: true } });
      if (!seen) throw new NotFound('this file');
      const url = `${context.publicUrl}/files/${made.token}`;
      return { url, expiresAt: made.expiresAt, file: file.id, request: seen.request };
    },
  }),
);
