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
    rule: t.exposeString('rule', { description: 'Code of the rule, stable over versions.' }),
    message: t.exposeString('message'),
    source: t.exposeString('source', {
      description: 'An article, a declaration of the partner, or a house rule with its number.',
    }),
    warning: t.boolean({
      description: 'It is shown and blocks nothing.',
      resolve: ({ severity }) => severity === 'warning',
    }),
  }),
});

const common = { interfaces: [ErrorInterface], authScopes: open };
builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'It does not exist, or is not the caller’s to see: the answer is the same.',
  ...common,
});
builder.objectType(KeyReused, {
  name: 'KeyReused',
  description: 'The key stands for another step already: nothing was done.',
  ...common,
});
builder.objectType(ProofNeeded, {
  name: 'ProofNeeded',
  description: 'The step needs a proof of identity of the last five minutes: `POST /prove`, then the same again.',
  ...common,
});
builder.objectType(Busy, {
  name: 'Busy',
  description: 'Too much is under way. The same call with the same key may be sent again in a moment.',
  ...common,
});
builder.objectType(ActionNotAllowed, {
  name: 'ActionNotAllowed',
  description: 'The step is not open now, or not to the caller.',
  ...common,
  fields: (t) => ({
    action: t.exposeString('action'),
    status: t.field({
      type: StatusEnum,
      nullable: true,
      resolve: ({ status }) => STATUSES.find((one) => one === status) ?? null,
    }),
    rule: t.exposeString('rule', { description: 'Code of the rule that closes it.' }),
    source: t.exposeString('source', { description: 'Where the rule stands.' }),
  }),
});
builder.objectType(Incomplete, {
  name: 'Incomplete',
  description: 'The request has gaps: all of them are named at once.',
  ...common,
  fields: (t) => ({ gaps: t.expose('gaps', { type: [GapRef] }) }),
});
builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  description: 'What was sent breaks rules of form: all faults are named at once.',
  ...common,
  fields: (t) => ({ gaps: t.expose('gaps', { type: [GapRef] }) }),
});
builder.objectType(StaleVersion, {
  name: 'StaleVersion',
  description: 'Somebody changed it since the caller read it: nothing was done.',
  ...common,
  fields: (t) => ({
    expected: t.exposeInt('expected', { description: 'The version that the caller named.' }),
    actual: t.exposeInt('actual', { description: 'The version there is.' }),
  }),
});
builder.objectType(FileTypeNotAllowed, {
  name: 'FileTypeNotAllowed',
  description: 'Files of this type are not taken.',
  ...common,
});
builder.objectType(FileNameUnusable, {
  name: 'FileNameUnusable',
  description: 'Nothing is left of the name once it is cleaned.',
  ...common,
});
builder.objectType(MessageTooLarge, {
  name: 'MessageTooLarge',
  description: 'The message is larger than mail servers take: another channel is needed.',
  ...common,
});

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
