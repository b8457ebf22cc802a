import { InvalidInput, NotFound } from '../../domain/errors.ts';
import { cleanName } from '../../files/name.ts';
import { typeFor } from '../../files/sniff.ts';
import { createUpload } from '../../registry/tokens.ts';
import { builder } from '../builder.ts';
import { applier } from '../context.ts';
import { UPLOAD_ERRORS } from './errors.ts';
import { Hold } from './hold.ts';
import { Request, whole } from './request.ts';

export const File = builder.prismaNode('File', {
  nullable: true,
  description: 'A file of a request. Its bytes are fetched with createDownload.',
  id: { field: 'id' },
  authScopes: { signedIn: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    hash: t.exposeString('hash', { description: 'SHA-256 of its bytes, in hex.' }),
    size: t.float({ description: 'In bytes.', resolve: ({ size }) => Number(size) }),
    type: t.exposeString('type'),
    madeBy: t.exposeString('madeBy', { description: '`upload`, or the step that made it.' }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

builder.prismaObjectField(Request, 'files', (t) =>
  t.relation('files', { authScopes: whole, query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } }),
);

type Door = { url: string; expiresAt: string; fileId: string };
const Upload = builder.objectRef<Door>('Upload').implement({
  description: 'Where the bytes go: `PUT` them here once, with `Repr-Digest: sha-256=:...:`.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    url: t.exposeString('url'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    file: t.id({
      description: 'Name it in the step that uses the file, once it is uploaded.',
      resolve: ({ fileId }) => fileId,
    }),
  }),
});
builder.mutationField('createUpload', (t) =>
  t.field({
    type: Upload,
    description: 'Asks for an address to upload one file of a request to. Bytes never go through GraphQL.',
    errors: { types: UPLOAD_ERRORS },
    args: {
      request: t.arg.globalID({ required: true, for: [Request, Hold], description: 'Or a hold.' }),
      name: t.arg.string({ required: true }),
      sha256: t.arg.string(),
    },
    resolve: async (_root, { request, name, sha256 }, context) => {
      if (sha256 && !/^[0-9a-f]{64}$/.test(sha256)) {
        throw new InvalidInput('this upload', [
          { field: 'sha256', rule: 'hash', message: 'is not a SHA-256 in hex', source: 'FIPS 180-4' },
        ]);
      }
      const clean = cleanName(name);
      typeFor(clean, 'evidence');
      const made = await createUpload(context.db, applier(context), {
        request: request.id,
        name: clean,
        limit: context.uploadLimit,
        ...(sha256 ? { expectedHash: sha256 } : {}),
      });
      if (!made) throw new NotFound('this request');
      return { url: `${context.publicUrl}/files/${made.token}`, expiresAt: made.expiresAt, fileId: made.id };
    },
  }),
);
