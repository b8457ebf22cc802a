import type { RequestKind } from '../../domain/kinds.ts';
import type { ADDRESSEES } from '../../domain/letter.ts';
import type { Sentence } from './wording.ts';

/** Whom a letter is addressed to: how it begins, who is asked, how it ends. `{asks}` is what the kind of letter says. */
type AddresseeWording = Record<'opening' | 'asked' | 'closing', string> & {
  /** What stands for the addressee within what it is asked, in languages that name it there. */
  named?: string;
};

/** What a letter of one kind says for itself. `{asked}` and `{addressee}` stand for whom it is addressed to. */
type KindWording = Record<'letterTitle' | 'asks' | 'items' | 'itemsIntro', string> & {
  /** How a mail calls it: "a request for …", "our request for …". */
  one: string;
  ours: string;
  /** What it says otherwise than a request does. */
  sentences?: Partial<Record<Sentence, string>>;
};

/** The words of each kind of letter in one language. */
export type KindsWording = {
  addressees: Record<(typeof ADDRESSEES)[number], AddresseeWording>;
  kinds: Record<RequestKind, KindWording>;
};
