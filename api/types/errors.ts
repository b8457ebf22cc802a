import {
  ActionNotAllowed,
  Busy,
  type Gap,
  Incomplete,
  InvalidInput,
  KeyReused,
  type MlaError,
  NotFound,
  ProofNeeded,
  StaleVersion,
} from '../../domain/errors.ts';
import { STATUSES } from '../../domain/request.ts';
import { FileNameUnusable, FileTypeNotAllowed, MessageTooLarge } from '../../files/errors.ts';
import { builder } from '../builder.ts';
import { StatusEnum } from './enums.ts';

const open = { public: true } as const;

const ErrorInterface = builder.interfaceRef<MlaError>('Error').implement({
  description: 'A failure that the caller can act on. Its type says how; its message says it in words.',
  authScopes: open,
  fields: (t) => ({ message: t.exposeString('message') }),
});

export const GapRef = builder.objectRef<Gap>('Gap').implement({
  description: 'One thing that is missing or wrong.',
  authScopes: open,
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path of the field: `facts`, `identifiers.1.port`.' }),
    rule: t.exposeString('rule'),
    message: t.exposeString('message'),
    source: t.exposeString('source', {
      description: 'An article, a declaration of the partner, or a house rule with its number.',
    }),
  }),
});

const common = { interfaces: [ErrorInterface], authScopes: open };
builder.objectType(NotFound, { name: 'NotFound', ...common });
builder.objectType(KeyReused, { name: 'KeyReused', ...common });
builder.objectType(ProofNeeded, { name: 'ProofNeeded', ...common });
builder.objectType(Busy, { name: 'Busy', ...common });
builder.objectType(ActionNotAllowed, {
  name: 'ActionNotAllowed',
  ...common,
  fields: (t) => ({
    action: t.exposeString('action'),
    status: t.field({
      type: StatusEnum,
      nullable: true,
      resolve: ({ status }) => STATUSES.find((one) => one === status) ?? null,
    }),
    rule: t.exposeString('rule'),
    source: t.exposeString('source'),
  }),
});
builder.objectType(Incomplete, {
  name: 'Incomplete',
  ...common,
  fields: (t) => ({ gaps: t.expose('gaps', { type: [GapRef] }) }),
});
builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  ...common,
  fields: (t) => ({ gaps: t.expose('gaps', { type: [GapRef] }) }),
});
builder.objectType(StaleVersion, {
  name: 'StaleVersion',
  ...common,
  fields: (t) => ({ expected: t.exposeInt('expected'), actual: t.exposeInt('actual') }),
});
builder.objectType(FileTypeNotAllowed, { name: 'FileTypeNotAllowed', ...common });
builder.objectType(FileNameUnusable, { name: 'FileNameUnusable', ...common });
builder.objectType(MessageTooLarge, { name: 'MessageTooLarge', ...common });

/** What any change may answer with beside its result. */
export const CHANGE_ERRORS = [
  NotFound,
  ActionNotAllowed,
  Incomplete,
  InvalidInput,
  StaleVersion,
  KeyReused,
  ProofNeeded,
  Busy,
];
/** What asking for an upload may answer with. */
export const UPLOAD_ERRORS = [...CHANGE_ERRORS, FileTypeNotAllowed, FileNameUnusable];
/** What a dispatch may answer with: the mail may be larger than a server takes. */
export const DISPATCH_ERRORS = [...CHANGE_ERRORS, MessageTooLarge];
