/** A failure of the set-up that the reader can do something about: shown as one sentence, without a stack. */
export class SetupProblem extends Error {}

/** What the operating system says, and what to do about it. @type {Record<string, string | undefined>} */
const REASONS = {
  EACCES: 'this user may not write there, run it as the user who owns the folder',
  EPERM: 'this user may not write there, run it as the user who owns the folder',
  EROFS: 'it is on a read-only disk, copy the project to another one',
  ENOSPC: 'the disk is full, free some space and start again',
  EDQUOT: 'your disk quota is used up, free some space and start again',
};

/**
 * The sentence for a failure of the set-up; undefined for a bug.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupProblem) return error.message;
  const { code = '', path = '' } = /** @type {NodeJS.ErrnoException} */ (error);
  const reason = REASONS[code];
  return reason && `Cannot set up "${path}": ${reason}`;
}
