/** A failure of the set-up that the reader can do something about: shown as one sentence, without a stack. */
export class SetupProblem extends Error {}
