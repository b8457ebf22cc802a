import type { Request } from './request.ts';

/** What nothing is in yet of a file that begins. */
export const NOTHING_YET = {
  items: [],
  annexes: [],
  edition: 0,
  defects: [],
  transmissions: [],
  questions: [],
  conditions: [],
  deliveries: [],
  deskQuestions: [],
  chases: 0,
} as const satisfies Partial<Request>;
