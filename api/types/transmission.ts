import type { Channel, FileRef, Transmission as Sent, TextRef } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { Authority } from './authority.ts';
import { ChannelEnum } from './enums.ts';
import { File } from './file.ts';
import { Request, shared, stateOf, whole } from './request.ts';

const fileOf = (ref: FileRef | undefined): { id: string } => ({ id: ref?.file ?? '' });

const SignatoryRef = builder.objectRef<NonNullable<Sent['signatory']>>('Signatory').implement({
  description: 'Who signed the letter in the courier’s bag.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    name: t.string({ nullable: true, resolve: ({ name }, _args, { tx }) => wordsOf(tx, name) }),
    office: t.string({ nullable: true, resolve: ({ office }, _args, { tx }) => wordsOf(tx, office) }),
    on: t.field({ type: 'Date', resolve: ({ on }) => on }),
  }),
});

const TransmissionRef = builder.objectRef<Sent>('Transmission').implement({
  description: 'Something sent, or to be sent, exactly once.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.exposeString('id'),
    purpose: t.exposeString('purpose', { description: 'request, copy, enquiry, answer, withdrawal, lapse' }),
    to: t.prismaField({
      type: Authority,
      nullable: true,
      description: 'Of a copy: the central authority that it goes to. Everything else goes to the partner.',
      resolve: (query, sent, _args, { tx }) =>
        sent.to ? tx.authority.findUnique({ ...query, where: { id: sent.to } }) : null,
    }),
    channel: t.field({ type: ChannelEnum, resolve: ({ channel }): Channel => channel }),
    status: t.exposeString('status', { description: 'prepared, sending, sent, failed, unknown, disputed' }),
    attempt: t.exposeInt('attempt', { description: 'Counts the tries; each is asked for by a person.' }),
    messageId: t.exposeString('messageId', {
      description: 'The same for every attempt: it says what is sent, and to whom.',
    }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    signatory: t.field({
      type: SignatoryRef,
      nullable: true,
      description: 'Courier: who signed the letter in the bag.',
      resolve: ({ signatory }) => signatory ?? null,
    }),
    tracking: t.string({
      description: 'Courier: the tracking number.',
      nullable: true,
      resolve: ({ tracking }) => tracking ?? null,
    }),
    receipt: t.string({
      description: 'What the channel answered.',
      nullable: true,
      resolve: ({ receipt }, _args, { tx }) => words(receipt, (ref) => wordsOf(tx, ref)),
    }),
    package: t.prismaField({
      type: File,
      nullable: true,
      resolve: (query, sent, _args, { tx }) =>
        sent.package ? tx.file.findUnique({ ...query, where: fileOf(sent.package) }) : null,
    }),
    wire: t.prismaField({
      description: 'The message as it went over the wire; of a courier, the scan of the signed letter.',
      type: File,
      nullable: true,
      resolve: (query, sent, _args, { tx }) =>
        sent.wire ? tx.file.findUnique({ ...query, where: fileOf(sent.wire) }) : null,
    }),
    coverSheet: t.prismaField({
      description: 'Courier: the sheet that goes with the bag.',
      type: File,
      nullable: true,
      resolve: (query, sent, _args, { tx }) =>
        sent.coverSheet ? tx.file.findUnique({ ...query, where: fileOf(sent.coverSheet) }) : null,
    }),
    proof: t.prismaField({
      description: 'The receipt of the delivery, once it is filed.',
      type: File,
      nullable: true,
      resolve: (query, sent, _args, { tx }) =>
        sent.proof ? tx.file.findUnique({ ...query, where: fileOf(sent.proof) }) : null,
    }),
  }),
});

const words = (
  ref: TextRef | undefined,
  read: (ref: TextRef) => Promise<string | null>,
): Promise<string | null> | null => (ref ? read(ref) : null);

builder.prismaObjectFields(Request, (t) => ({
  transmissions: t.field({
    type: [TransmissionRef],
    authScopes: whole,
    select: { state: true },
    resolve: (request) => [...stateOf(request).transmissions],
  }),
  package: t.prismaField({
    type: File,
    nullable: true,
    authScopes: shared,
    description: 'The package as it was sent.',
    select: { state: true },
    resolve: (query, request, _args, { tx }) => {
      const sent = stateOf(request).transmissions.findLast(
        ({ purpose, status }) => purpose === 'request' && status === 'sent',
      )?.package;
      return sent ? tx.file.findUnique({ ...query, where: { id: sent.file } }) : null;
    },
  }),
  letter: t.prismaField({
    type: File,
    nullable: true,
    authScopes: whole,
    description: 'The letter as it was rendered and stored last: what an approval binds.',
    select: { state: true },
    resolve: (query, request, _args, { tx }) => {
      const { letter } = stateOf(request);
      return letter ? tx.file.findUnique({ ...query, where: { id: letter.file } }) : null;
    },
  }),
}));
