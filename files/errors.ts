import { MlaError } from '../domain/errors.ts';

/** A file that cannot be taken or given. `field` is where the fault lies; no message repeats a name or content. */
export abstract class FileError extends MlaError {
  abstract readonly field: string;
}

export class FileTooLarge extends FileError {
  override readonly name = 'FileTooLarge';
  override readonly field = 'file';
  readonly limit: number;
  constructor(limit: number) {
    super(`Cannot take this file: it is larger than the limit of ${limit} bytes`);
    this.limit = limit;
  }
}

export class FileEmpty extends FileError {
  override readonly name = 'FileEmpty';
  override readonly field = 'file';
  constructor() {
    super('Cannot take this file: it has no content');
  }
}

export class DiskFull extends FileError {
  override readonly name = 'DiskFull';
  override readonly field = 'file';
  constructor(cause: unknown) {
    super('Cannot store this file: the disk of the file store is full, make room and try again', { cause });
  }
}

export class FileMissing extends FileError {
  override readonly name = 'FileMissing';
  override readonly field = 'hash';
  readonly hash: string;
  constructor(hash: string) {
    super(`Cannot read file "${hash}": it is not in the store`);
    this.hash = hash;
  }
}

export class FileDamaged extends FileError {
  override readonly name = 'FileDamaged';
  override readonly field = 'hash';
  readonly hash: string;
  constructor(hash: string, cause?: unknown) {
    super(`Cannot use file "${hash}": its content in the store is not what was stored`, { cause });
    this.hash = hash;
  }
}

/** The name's ending is on no list, or not on the list of this purpose. */
export class FileTypeNotAllowed extends FileError {
  override readonly name = 'FileTypeNotAllowed';
  override readonly field = 'name';
  readonly allowed: readonly string[];
  constructor(allowed: readonly string[]) {
    super(`Cannot take this file: the ending of its name is none of ${allowed.join(', ')}`);
    this.allowed = allowed;
  }
}

/** The name promises one type, the content is another. */
export class FileTypeMismatch extends FileError {
  override readonly name = 'FileTypeMismatch';
  override readonly field = 'file';
  readonly expected: string;
  readonly found: string;
  constructor(expected: string, found: string) {
    super(`Cannot take this file: its name says "${expected}", its content is ${found}`);
    this.expected = expected;
    this.found = found;
  }
}

export class MacrosNotAllowed extends FileError {
  override readonly name = 'MacrosNotAllowed';
  override readonly field = 'file';
  constructor() {
    super('Cannot take this file: it carries macros, save it without them');
  }
}

export class FileNameUnusable extends FileError {
  override readonly name = 'FileNameUnusable';
  override readonly field = 'name';
  constructor() {
    super('Cannot take this file: nothing is left of its name without control characters and folders');
  }
}

export class DigestMissing extends FileError {
  override readonly name = 'DigestMissing';
  override readonly field = 'digest';
  constructor() {
    super('Cannot take this file: announce its SHA-256 in the header Repr-Digest or Digest');
  }
}

export class DigestMismatch extends FileError {
  override readonly name = 'DigestMismatch';
  override readonly field = 'digest';
  constructor() {
    super('Cannot take this file: its SHA-256 is not the one announced, send it again');
  }
}

export class SizeMismatch extends FileError {
  override readonly name = 'SizeMismatch';
  override readonly field = 'size';
  readonly expected: number;
  readonly size: number;
  constructor(expected: number, size: number) {
    super(`Cannot take this file: ${expected} bytes were announced, ${size} came`);
    this.expected = expected;
    this.size = size;
  }
}

export class UploadStalled extends FileError {
  override readonly name = 'UploadStalled';
  override readonly field = 'file';
  constructor() {
    super('Cannot take this file: it came too slowly, ask for a new upload address');
  }
}

export class MessageTooLarge extends FileError {
  override readonly name = 'MessageTooLarge';
  override readonly field = 'attachments';
  readonly limit: number;
  constructor(limit: number) {
    super(
      `Cannot compose this message: it is larger than the limit of ${limit} bytes, send it through another channel`,
    );
    this.limit = limit;
  }
}
