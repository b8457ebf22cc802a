import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { rulesOf } from '../item-types.ts';
import { type Draft, isFilled, typeOf, typesOf } from './draft.ts';
import { missing } from './missing.ts';

const isEmergency = (type: string): boolean => rulesOf(type)?.isEmergency === true;

/** V3: what an emergency must show; without it the request is only urgent. */
export function emergencyGaps(draft: Draft): Gap[] {
  if (!typesOf(draft).some(isEmergency)) return [];
  const { office, items } = draft.content;
  const without = (field: string, what: string): Gap =>
    missing(field, `${what}; without it the request is only urgent`, citeRule('HR-78'));
  return [
    ...items.flatMap(({ id, emergencyFacts }, index) =>
      isEmergency(typeOf(draft, id)) && !isFilled(emergencyFacts)
        ? [
            without(
              `items.${index}.emergencyFacts`,
              'facts that show a significant and imminent risk to life or safety',
            ),
          ]
        : [],
    ),
    ...(isFilled(office?.officer?.name) ? [] : [without('office.officer.name', 'the officer on duty')]),
    ...(isFilled(office?.mobile) ? [] : [without('office.mobile', 'the mobile number of the officer on duty')]),
  ];
}
