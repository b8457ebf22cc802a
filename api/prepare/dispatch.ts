import { randomUUID } from 'node:crypto';
import { COPY_MAY_FOLLOW, copyRecipient, owesCopy } from '../../domain/copies.ts';
import type { Facts } from '../../domain/move.ts';
import type { Channel, FileRef, Request } from '../../domain/request.ts';
import { buildPackage } from '../../files/package.ts';
import type { Store } from '../../files/store.ts';
import { type Made, type NewFile, preview } from '../../registry/apply.ts';
import type { Tx } from '../../registry/db.ts';
import {
  type Addressee,
  inTranslation,
  loadAddressee,
  loadLetterInput,
  loadSegments,
  partyOf,
  type SegmentState,
} from '../../registry/letter-input.ts';
import { loadMailFacts } from '../../registry/mail-facts.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { requestJson } from '../../templates/request-json.ts';
import { applier, type Context } from '../context.ts';
import { type Bag, coverSheetOf, type Material, messageOf, type Recipient } from './wire.ts';

export type Dispatch = Bag & {
  request: string;
  expectedVersion: number;
  key: string;
  channel: Channel;
  copyTracking?: string;
};
/** The steps that send. */
export type Sending = 'dispatch' | 'sendAlone';
type Packaged = Pick<NewFile, 'id' | 'hash' | 'size'>;
type Gathered = Material & {
  segments: SegmentState[];
  /** The package that was frozen before, where the request has been dispatched. */
  sent?: Packaged;
  /** The central authority that a copy is still to go to. */
  copyTo?: { id: string; addressee: Addressee };
};

/**
 * Freezes what is sent: the package, for e-mail the message that carries it, for the courier the sheet that goes with
 * it; the same once more for a copy. Done before the decision: annexes may be large. A new attempt sends what was frozen;
 * a used key needs nothing.
 */
export async function prepareDispatch(
  context: Context,
  dispatch: Dispatch,
  action: Sending = 'dispatch',
): Promise<Made | undefined> {
  const material = await preview(context.db, applier(context), { ...dispatch, action }, gather);
  if (!material) return undefined;
  const { request, mail, copyTo, sent } = material;
  const messageId = messageIdOf(material, request.partner);
  const isFrozen = isFrozenAs(request, messageId, dispatch.channel);
  const fresh = isFrozen || hasGone(request) ? undefined : await packageOf(context.store, material);
  const packaged = fresh ?? sent;
  if (!packaged) throw new Error(`Cannot dispatch "${request.id}": it has no package`);
  const freeze = (recipient: Recipient, tracking: string | undefined): Promise<NewFile> =>
    dispatch.channel === 'email'
      ? messageOf(context, material, packaged, recipient)
      : coverSheetOf(context.store, material, { ...dispatch, ...(tracking ? { tracking } : {}) }, recipient);
  const kind = dispatch.channel === 'email' ? 'wire' : 'coverSheet';

  const itself = fresh ? await freeze({ messageId, email: mail.addressee.email }, dispatch.tracking) : undefined;
  const copy = copyTo ? await frozenCopy(material, copyTo, dispatch, freeze) : undefined;
  const prepared = {
    messageId,
    ...(fresh ? { package: refOf(fresh) } : {}),
    ...(itself ? { [kind]: refOf(itself) } : {}),
    ...(copy ? { copy: { ...copy.as, ...(copy.file ? { [kind]: refOf(copy.file) } : {}) } } : {}),
  };
  return { prepared, newFiles: [fresh, itself, copy?.file].filter((file) => file !== undefined) };
}

/** The copy under an id of its own; one that failed by this channel goes again as it was frozen. */
async function frozenCopy(
  material: Gathered,
  { id, addressee }: NonNullable<Gathered['copyTo']>,
  { channel, tracking, copyTracking }: Dispatch,
  freeze: (recipient: Recipient, tracking: string | undefined) => Promise<NewFile>,
): Promise<{ as: { id: string; messageId: string }; file?: NewFile }> {
  const { request } = material;
  const as = { id: randomUUID(), messageId: messageIdOf(material, id) };
  if (isFrozenAs(request, as.messageId, channel)) return { as };
  const copy = partyOf(addressee);
  const bag = hasGone(request) ? tracking : copyTracking;
  return { as, file: await freeze({ messageId: as.messageId, email: addressee.email, copy }, bag) };
}

const messageIdOf = ({ mail, request }: Material, recipient: string): string =>
  messageIdFor(mail.installation, { request: request.id, version: String(request.edition), recipient });
const isFrozenAs = ({ transmissions }: Request, messageId: string, channel: Channel): boolean =>
  transmissions.some((sent) => sent.messageId === messageId && sent.channel === channel);
const hasGone = ({ status }: Request): boolean => COPY_MAY_FOLLOW.includes(status);
const refOf = ({ id, hash }: NewFile): FileRef => ({ file: id, hash });

async function gather(tx: Tx, request: Request, facts: Facts): Promise<Gathered> {
  const input = await loadLetterInput(tx, request, request.letter?.date ?? '');
  const segments = request.translation ? await loadSegments(tx, request.id, input, request.translation.language) : [];
  const before = request.transmissions.findLast(({ purpose }) => purpose === 'request')?.package;
  const { rows } = await tx.query<{ id: string; name: string; size: string }>(
    'select id, name, size from file where id = any ($1)',
    [[...request.annexes.map(({ file }) => file.file), ...(before ? [before.file] : [])]],
  );
  const annexes = request.annexes.map(({ file }, index) => ({
    name: `annexes/${input.annexes[index]?.letter ?? index}-${rows.find(({ id }) => id === file.file)?.name ?? 'annex'}`,
    hash: file.hash,
  }));
  const size = Number(rows.find(({ id }) => id === before?.file)?.size);
  const to = owesCopy(request) ? copyRecipient(request, facts) : undefined;
  return {
    request,
    input,
    segments,
    annexes,
    mail: await loadMailFacts(tx, request),
    ...(before ? { sent: { id: before.file, hash: before.hash, size } } : {}),
    ...(to ? { copyTo: { id: to, addressee: await loadAddressee(tx, to) } } : {}),
  };
}

/** Letter, translation, annexes, request.json and manifest: exactly what was approved and certified, by hash. */
export async function packageOf(
  store: Store,
  { request, input, segments, annexes }: Omit<Gathered, 'mail' | 'sent' | 'copyTo'>,
): Promise<NewFile> {
  const { letter, translation } = request;
  if (!letter) throw new Error(`Cannot package "${request.id}": it has no letter`);
  const translated = translation?.letter ? inTranslation(input, segments) : undefined;
  const texts = [
    { language: letter.language, template: letter.template, contentHash: letter.contentHash },
    ...(translation?.letter && translated
      ? [
          {
            language: translation.language,
            template: letter.template,
            contentHash: translation.letter.contentHash,
            segments: segments.flatMap(({ id, translation: text }) => (text === undefined ? [] : [{ id, text }])),
          },
        ]
      : []),
  ];
  const { hash, size } = await buildPackage({
    store,
    entries: [
      { name: `letter.${letter.language}.docx`, hash: letter.hash },
      ...(translation?.letter ? [{ name: `letter.${translation.language}.docx`, hash: translation.letter.hash }] : []),
      ...annexes,
    ],
    extra: [{ name: 'request.json', bytes: new TextEncoder().encode(requestJson(input, texts)) }],
  });
  return {
    id: randomUUID(),
    hash,
    size,
    type: 'application/zip',
    name: `${request.reference}-package-${request.edition}.zip`,
  };
}
