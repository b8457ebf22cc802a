import type { Channel, Label } from '../../domain/request.ts';

export type Message = {
  /** The same in every attempt. */
  messageId: string;
  /** What is sent: the frozen mail, or the scan of the signed letter. */
  wireHash: string;
  attempt: number;
};

export type Receipt = {
  /** The channel's own words: the server's answer, the tracking number. */
  reference: string;
  /** SHA-256 of what was received, from a channel that returns it. */
  digest?: string;
};

/**
 * A way to send. `send` resolves with the receipt; it throws `NotSent` or `RefusedByWire` when it knows that nothing was
 * taken. After any other error nobody knows, and a machine must not send again.
 */
export type ChannelAdapter = {
  id: Channel;
  /** The other side takes the same message id once: sending again does no harm. */
  dedupes: boolean;
  /** The other side can be asked whether it has a message id. */
  canQuery: boolean;
  /** A receipt carries the hash of what was received. */
  returnsDigest: boolean;
  /** The highest handling label that it may carry. */
  ceiling: Label;
  send(message: Message, signal: AbortSignal): Promise<Receipt>;
};

/**
 * Nothing left the house: sending again does no harm. `mayHelp` says whether it is of any use without a person.
 * The messages of these errors go into the workflow's history: codes only, never the words of a server.
 */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly mayHelp: boolean;
  constructor(messageId: string, because: string, mayHelp: boolean) {
    super(`Cannot send message "${messageId}": ${because}`);
    this.mayHelp = mayHelp;
  }
}

/** The other side said no, for good. `answer` has its words, for the officer. */
export class RefusedByWire extends Error {
  override readonly name = 'RefusedByWire';
  readonly code: number;
  readonly answer: string;
  constructor(messageId: string, code: number, answer: string) {
    super(`Cannot send message "${messageId}": the server refused it with ${code}`);
    this.code = code;
    this.answer = answer;
  }
}

/** The message may have arrived or not. `answer` has the last words of the other side, if there were any. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly answer: string | undefined;
  constructor(messageId: string, because: string, answer?: string) {
    super(`Cannot tell whether message "${messageId}" arrived: ${because}`);
    this.answer = answer;
  }
}
