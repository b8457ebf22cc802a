import { FileNameUnusable } from './errors.ts';

const MAX_BYTES = 180;
/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Control, direction and invisible characters, but for the joiners that Persian and Indic names need. */
const UNWANTED = /(?![\u200c\u200d])[\p{C}\p{DI}\p{Zl}\p{Zp}]/gu;

/** A name as a person gave it, without folders and without characters that hide what it is. */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(UNWANTED, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .replace(RESERVED, '_$&');
  if (name === '') throw new FileNameUnusable();
  return shortened(name);
}

/** The ending of a name in lower case, without the dot. */
export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const ending = Buffer.byteLength(endingOf(name)) <= 10 ? `.${endingOf(name)}` : '';
  const room = MAX_BYTES - Buffer.byteLength(ending);
  let kept = '';
  for (const { segment } of new Intl.Segmenter('und').segment(name)) {
    if (Buffer.byteLength(kept + segment) > room) break;
    kept += segment;
  }
  if (kept === '') throw new FileNameUnusable();
  return `${kept.trimEnd()}${ending}`;
}
