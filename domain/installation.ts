/** What an installation is for. Only a real one's clock is the world's, and only its documents bear no mark. */
export const INSTALLATION_KINDS = ['real', 'demonstration', 'practice', 'test'] as const;
export type InstallationKind = (typeof INSTALLATION_KINDS)[number];
export type Installation = { id: string; kind: InstallationKind };

/** Whether an administrator may order the clock on. */
export const hasOrders = (installation: Installation | undefined): boolean =>
  installation?.kind === 'practice' || installation?.kind === 'test';

const PRACTICE_QUEUE = 'rogatory-practice-';
/** Whether a task queue is one that only practice installations have. */
export const isPracticeQueue = (queue: string): boolean => queue.startsWith(PRACTICE_QUEUE);
/**
 * The queue by which the engine finds the workers of an installation. A practice installation has one by its own id,
 * whatever it is told: on a cluster that several share, its workers get nobody else's tasks.
 */
export const taskQueueOf = (installation: Installation | undefined, told: string): string =>
  installation?.kind === 'practice' ? `${PRACTICE_QUEUE}${installation.id}` : told;
