import { createHash } from 'node:crypto';

/** The id of something in the demonstration, the same in every installation (a version 8 UUID of its name). */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`rogatory demonstration ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
