/** Base of the failures a caller can act on. Anything else that is thrown is a bug: it is logged, and the API masks it. */
export abstract class MlaError extends Error {
  abstract override readonly name: string;
}

/** One thing that is missing or wrong, with the field it belongs to and where the rule stands. */
export type Gap = {
  /** Path of the field: `facts`, `items.2.reason`, `identifiers.1.port`. */
  field: string;
  /** Code of the rule, stable and translatable. */
  rule: string;
  message: string;
  /** An article, a partner's declaration, or a house rule with its number. */
  source: string;
  /** It is shown and blocks nothing. Where it does not say, it blocks. */
  severity?: 'warning';
};

export const blocks = ({ severity }: Gap): boolean => severity !== 'warning';

/** What does not exist for this viewer, whether or not it exists. */
export class NotFound extends MlaError {
  override readonly name = 'NotFound';
  /** The field that named it, where the answer has no other place to say so. */
  readonly field: string | undefined;
  constructor(what: string, field?: string) {
    super(`Cannot find ${what}: it does not exist or is not yours to see`);
    this.field = field;
  }
}

/** The step is not open in this state, to this person, or at this time; `rule` says which rule forbids it. */
export class ActionNotAllowed extends MlaError {
  override readonly name = 'ActionNotAllowed';
  readonly action: string;
  readonly status: string;
  readonly rule: string;
  readonly source: string;
  constructor(args: { action: string; status: string; rule: string; source: string; because: string }) {
    super(`Cannot ${args.action} this request: ${args.because}`);
    this.action = args.action;
    this.status = args.status;
    this.rule = args.rule;
    this.source = args.source;
  }
}

/** Every gap at once, so that a draft is right the first time. */
export class Incomplete extends MlaError {
  override readonly name = 'Incomplete';
  readonly gaps: Gap[];
  constructor(action: string, gaps: Gap[]) {
    super(`Cannot ${action} this request: ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} to close first`);
    this.gaps = gaps;
  }
}

/** Input that breaks a rule of form. */
export class InvalidInput extends MlaError {
  override readonly name = 'InvalidInput';
  readonly gaps: Gap[];
  constructor(what: string, gaps: Gap[]) {
    super(`Cannot take ${what}: ${gaps.map((gap) => `${gap.field} ${gap.message}`).join('; ')}`);
    this.gaps = gaps;
  }
}

/** Somebody changed it since the caller read it. */
export class StaleVersion extends MlaError {
  override readonly name = 'StaleVersion';
  readonly expected: number;
  readonly actual: number;
  constructor(what: string, expected: number, actual: number) {
    super(`Cannot change ${what} at version ${expected}: it is at version ${actual} now`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** The password was made for the person, who has not chosen one yet. */
export class PasswordChangeNeeded extends MlaError {
  override readonly name = 'PasswordChangeNeeded';
  constructor() {
    super('Cannot sign in with this password: it was made for you once, choose your own at POST /password');
  }
}

/** The idempotency key was used before with another body. */
export class KeyReused extends MlaError {
  override readonly name = 'KeyReused';
  constructor() {
    super('Cannot use this idempotency key: it was used before with another body');
  }
}

/** The step needs a proof of identity no older than five minutes. */
export class ProofNeeded extends MlaError {
  override readonly name = 'ProofNeeded';
  constructor(action: string) {
    super(`Cannot ${action} this request: prove your identity again first, a proof holds for five minutes`);
  }
}

/** Too many operations are under way; trying again later helps. */
export class Busy extends MlaError {
  override readonly name = 'Busy';
  constructor() {
    super('Cannot answer now: too much is under way, try again in a moment');
  }
}
