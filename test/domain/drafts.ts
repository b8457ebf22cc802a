import type { Content, Parts } from '../../domain/content.ts';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { Demand, PartnerFacts } from '../../domain/partners.ts';
import type { StateFacts } from '../../domain/states.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { SALT_ROAD } from '../templates/salt-road.ts';

export const parties = (...instruments: string[]) =>
  instruments.map((instrument) => ({ instrument, since: '2015-01-01', source: 'treaty office' }));
export const OURS: StateFacts = {
  code: 'ARV',
  names: { en: 'Arvania' },
  memberships: parties('budapest-185', 'untoc-18'),
  declarations: [],
  isComplete: true,
};

export const BELMORA: PartnerFacts = {
  code: 'BEL',
  names: { en: 'Belmora' },
  languages: [{ tag: 'fr', source: 'declaration of 2016' }],
  demands: [],
  memberships: OURS.memberships,
  declarations: [],
  isComplete: true,
  otherTreaties: [],
  routes: [],
  channels: [],
  calendar: { zone: 'Europe/Brussels', weekend: [6, 7], holidays: [] },
};
export const demand = (id: Demand['id'], text: string): Demand => ({
  id,
  text,
  source: 'notice of 2019',
  checkedOn: '2026-01-15',
});
export const QASIRA: PartnerFacts = {
  ...BELMORA,
  code: 'QAS',
  names: { en: 'Qasira' },
  languages: [{ tag: 'ar', source: 'notice of 2019' }],
  demands: [
    demand('offence-text', 'the text of the offence, for translation into Arabic'),
    demand('penalty-statement', 'the penalty'),
    demand('death-penalty-assurance', 'an assurance that the death penalty will not be carried out'),
  ],
  memberships: parties('untoc-18'),
};

export const draftOf = (
  { basis, urgency, items, content, annexes }: LetterInput,
  partner: PartnerFacts,
  today: string,
): Draft => ({
  request: {
    basis,
    urgency,
    items: items.map(({ id, type, basis: own }) => ({ id, type, ...(own ? { basis: own } : {}) })),
  },
  content: structuredClone(content),
  annexes,
  partner,
  ours: OURS,
  instrumentsById: INSTRUMENTS,
  today,
});
export const heron = (): Draft => draftOf(BLUE_HERON, BELMORA, '2026-03-06');
export const salt = (): Draft => {
  const draft = draftOf(SALT_ROAD, QASIRA, '2026-08-03');
  return withPart(draft, 'offences', (offences) => offences.map((offence) => ({ ...offence, text: 'Whoever ...' })));
};

export function withPart<K extends keyof Parts>(draft: Draft, part: K, change: (value: Parts[K]) => Parts[K]): Draft {
  const value = draft.content[part];
  if (value === undefined) throw new Error(`Cannot change part "${part}": the draft has none`);
  return { ...draft, content: { ...draft.content, [part]: change(value as Parts[K]) } }; // the part of this key
}
export const without = (draft: Draft, ...parts: (keyof Parts)[]): Draft => {
  const kept = Object.entries(draft.content).filter(([part]) => !parts.some((one) => one === part));
  return { ...draft, content: Object.fromEntries(kept) as Content }; // fewer parts of the same content
};
export const withItem = (
  draft: Draft,
  index: number,
  change: { [K in keyof ItemContent]?: ItemContent[K] | undefined },
): Draft => ({
  ...draft,
  content: {
    ...draft.content,
    items: draft.content.items.map((item, at) => (at === index ? ({ ...item, ...change } as typeof item) : item)),
  }, // undefined takes a field away
});
export const asked = (draft: Draft, ...instruments: string[]): Draft => ({
  ...draft,
  request: {
    ...draft.request,
    basis: instruments.map((instrument) => ({ instrument, articles: ['1'] })),
    items: draft.request.items.map(({ id, type }) => ({ id, type })),
  },
});
export const told = (draft: Draft) => findGaps(draft).map(({ field, source }) => `${field} | ${source}`);
