import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { InvalidInput, MlaError } from '../../domain/errors.ts';
import {
  DigestMismatch,
  DigestMissing,
  FileError,
  FileTooLarge,
  SizeMismatch,
  UploadStalled,
} from '../../files/errors.ts';
import { type FileType, type Purpose, sniff, typeFor } from '../../files/sniff.ts';
import type { Store } from '../../files/store.ts';
import { tokenHashIn } from '../../files/token.ts';
import { isBusy } from '../error-answers.ts';
import { answerJson, answerNotFound, answerTrouble, isGone } from './downloads.ts';

export type Upload = {
  id: string;
  /** Cleaned; its ending says what type the content must have. */
  name: string;
  purpose?: Purpose | undefined;
  /** In bytes. */
  limit: number;
  /** SHA-256 in hex. */
  expectedHash?: string | undefined;
  expectedSize?: number | undefined;
};

export type UploadDeps = {
  store: Store;
  /** Takes the token: it works once, whatever becomes of the upload. */
  takeUpload(tokenHash: string): Promise<Upload | undefined>;
  /** Called when the bytes are safely stored. */
  finishUpload(id: string, file: { hash: string; size: number; type: FileType }): Promise<void>;
  /** Told of what is a bug or a broken part. */
  onFault(error: unknown): void;
  /** An upload that brings fewer bytes than this in a window is given up. */
  pace?: { windowMs: number; bytes: number };
};

const PACE = { windowMs: 30_000, bytes: 30 * 1024 };

/** How each refusal is answered; any other that a user can act on is a conflict with what is on record. */
const STATUS: Readonly<Record<string, number>> = {
  DigestMissing: 400,
  UploadStalled: 408,
  FileTooLarge: 413,
  FileTypeNotAllowed: 415,
  FileTypeMismatch: 415,
  MacrosNotAllowed: 415,
  DigestMismatch: 422,
  SizeMismatch: 422,
  FileEmpty: 422,
  DiskFull: 507,
};

/** `PUT /files/<single-use token>`: the body goes to the disk as it comes, and is kept only when all of it is right. */
export async function handleUpload(req: IncomingMessage, res: ServerResponse, deps: UploadDeps): Promise<void> {
  try {
    const tokenHash = req.method === 'PUT' ? tokenHashIn(req.url) : undefined;
    const upload = tokenHash === undefined ? undefined : await deps.takeUpload(tokenHash);
    if (!upload) return await answerNotFound(req, res);
    await answerJson(req, res, 201, { id: upload.id, ...(await receive(req, upload, deps)) });
  } catch (error) {
    if (isGone(error) || req.errored) return;
    if (!(error instanceof MlaError || isBusy(error))) deps.onFault(error);
    if (res.headersSent) res.destroy();
    else await answerRefusal(req, res, error);
  }
}

async function receive(
  req: IncomingMessage,
  upload: Upload,
  { store, finishUpload, pace = PACE }: UploadDeps,
): Promise<{ hash: string; size: number; type: FileType }> {
  const { id, name, purpose = 'document', limit, expectedHash, expectedSize } = upload;
  let type = typeFor(name, purpose);
  const announced = announcedHash(req);
  if (announced === undefined && expectedHash === undefined) throw new DigestMissing();
  const length = req.headers['content-length'];
  if (length !== undefined && Number(length) > limit) throw new FileTooLarge(limit);
  if (length !== undefined && expectedSize !== undefined && Number(length) !== expectedSize) {
    throw new SizeMismatch(expectedSize, Number(length));
  }

  const { hash, size } = await store.put(paced(req, pace), limit, async (file) => {
    if (expectedSize !== undefined && file.size !== expectedSize) throw new SizeMismatch(expectedSize, file.size);
    if ([announced, expectedHash].some((wanted) => wanted !== undefined && wanted !== file.hash)) {
      throw new DigestMismatch();
    }
    type = await sniff({ ...file, name, purpose });
  });
  await finishUpload(id, { hash, size, type });
  return { hash, size, type };
}

/** The SHA-256 that the headers announce, in hex: `Repr-Digest` (RFC 9530) or `Digest` (RFC 3230). */
function announcedHash(req: IncomingMessage): string | undefined {
  const header = req.headers['repr-digest'] ?? req.headers['digest'];
  if (header === undefined) return undefined;
  const value = /(?:^|,)\s*sha-256=(?::([\w+/]{43}=):|([\w+/]{43}=))\s*(?:[,;]|$)/i.exec(String(header));
  if (!value) throw new DigestMissing();
  return Buffer.from(value[1] ?? value[2] ?? '', 'base64').toString('hex');
}

/** The body, given up when it comes too slowly. Giving up leaves the connection open for the answer. */
function paced(req: IncomingMessage, { windowMs, bytes }: { windowMs: number; bytes: number }): Transform {
  let seen = 0;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(null, chunk);
    },
  });
  const timer = setInterval(() => {
    if (seen < bytes) body.destroy(new UploadStalled());
    seen = 0;
  }, windowMs);
  body.once('end', () => clearInterval(timer)).once('close', () => clearInterval(timer));
  body.on('error', () => {}); // who reads the body is told; it may break before anybody reads
  req.once('error', (error) => body.destroy(error));
  if (req.destroyed) body.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  return req.pipe(body);
}

async function answerRefusal(req: IncomingMessage, res: ServerResponse, error: unknown): Promise<void> {
  if (!(error instanceof MlaError) || isBusy(error)) return answerTrouble(req, res, error);
  const field =
    error instanceof FileError ? error.field : error instanceof InvalidInput ? error.gaps[0]?.field : undefined;
  return answerJson(req, res, STATUS[error.name] ?? 409, {
    error: { name: error.name, message: error.message, field },
  });
}
