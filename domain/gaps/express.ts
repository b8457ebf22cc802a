import type { Gap } from '../errors.ts';
import { cite, type Statement } from '../treaties/type.ts';
import { type Draft, type ItemOf, instrumentsFor, isFilled, typeOf } from './draft.ts';
import { missing } from './missing.ts';

const HEARD: ReadonlySet<string> = new Set(['witness-hearing', 'video-hearing']);
const SWORN: ReadonlySet<string> = new Set(['witness', 'expert']);

type Placed = { item: ItemOf; field: string; type: string };

/** What an instrument makes of single items: an oath that is asked for expressly, consent to a transfer (V12) or to a video link. */
export const expressGaps = (draft: Draft): Gap[] =>
  draft.content.items.flatMap((item, index) => {
    const placed = { item, field: `items.${index}`, type: typeOf(draft, item.id) };
    return instrumentsFor(draft, item.id).flatMap(({ short, oath, transferConsent, suspectConsent }) => [
      ...(oath ? oathGaps(placed, oath, sourceOf(short, oath)) : []),
      ...(transferConsent ? consentGaps(placed, transferConsent, sourceOf(short, transferConsent)) : []),
      ...(suspectConsent ? linkGaps(placed, suspectConsent, sourceOf(short, suspectConsent)) : []),
    ]);
  });

const sourceOf = (short: string, { article = '' }: Statement): string => cite({ short }, article);

function oathGaps({ item, field, type }: Placed, { text }: Statement, source: string): Gap[] {
  const path = `${field}.oath`;
  if (HEARD.has(type) && SWORN.has(item.status ?? '') && item.oath === undefined)
    return [missing(path, `whether an oath is wished: ${text}`, source)];
  const wantsOath = type === 'mla-evidence' && /\boath\b/i.test(item.evidenceForm ?? '') && item.oath !== true;
  return wantsOath ? [missing(path, `that the oath is wished: ${text}`, source, 'warning')] : [];
}

const consentGaps = ({ item, field, type }: Placed, { text }: Statement, source: string): Gap[] =>
  type === 'prisoner-transfer' && !isFilled(item.documents)
    ? [missing(`${field}.documents`, `in writing: ${text}`, source)]
    : [];

const linkGaps = ({ item, field, type }: Placed, { text }: Statement, source: string): Gap[] =>
  type === 'video-hearing' && item.status === 'suspect' && !isFilled(item.consent)
    ? [missing(`${field}.consent`, `that the suspect consents: ${text}`, source)]
    : [];
