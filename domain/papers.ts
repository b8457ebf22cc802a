import type { FileRef, TextRef } from './request.ts';

/** The letter as it was rendered and stored: what approval binds. */
export type Letter = FileRef & {
  contentHash: string;
  language: string;
  template: string;
  /** The day it bears, and the one by which it asks for an answer. */
  date: string;
  answerBy?: string;
  annexes: readonly FileRef[];
  /** Who wrote any revision since the letter before. */
  editors: readonly string[];
};

export type Translation = {
  language: string;
  status: 'open' | 'done' | 'certified';
  translator?: string;
  /** The translated letter as certified. */
  letter?: FileRef & { contentHash: string };
  certifiedBy?: string;
  /** Why the reviser gave it back. */
  comment?: TextRef;
};
