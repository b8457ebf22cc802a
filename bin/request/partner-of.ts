import type { Draft } from '../../domain/gaps/draft.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import { PARTNERS } from '../../prisma/demonstration/partners.ts';
import { calendarOf, languagesOf, stateOf } from '../reference.ts';

/** What is shipped of a State that is asked: the whole record of a demonstration State, public sources on any other. */
export function partnerOf(code: string, on: string): Pick<Draft, 'partner' | 'isByReference'> {
  const known = PARTNERS.find(({ state }) => state === code);
  if (known) return { partner: known.facts };
  const year = Number(on.slice(0, 4));
  const calendar = calendarOf('to', code, { zone: 'UTC', from: year - 1, to: year + 2 });
  const isOurs = code === ARVANIA.state;
  const languages = isOurs ? [{ tag: ARVANIA.letter_language, source: 'demonstration' }] : languagesOf(code);
  const partner = {
    ...stateOf('to', code),
    languages,
    demands: [],
    otherTreaties: [],
    routes: [],
    channels: [],
    calendar,
  };
  return { partner, ...(isOurs ? {} : { isByReference: true }) };
}
