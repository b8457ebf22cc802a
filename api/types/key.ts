import { z } from 'zod';

/** What a caller makes up so that a change that is sent twice is made once. */
export const key = z
  .string()
  .min(8, { error: 'is shorter than 8 characters' })
  .max(200, { error: 'is longer than 200 characters' });

/** The argument of a change of the house; `key` alone is the name of a fact there. */
export const KEY = {
  validate: key,
  description: 'Made up by the caller: the same again under the same key changes nothing and gives the same answer.',
} as const;
