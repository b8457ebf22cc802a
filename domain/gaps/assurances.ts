import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { cite, isConfirmed, reaches } from '../treaties/type.ts';
import { type Draft, instrumentsOf, typesOf } from './draft.ts';
import { missing } from './missing.ts';

/** V8: whether an offence is punishable by death under our own law. */
export const mayBePutToDeath = ({ content: { offences = [] }, isCapital }: Draft): boolean =>
  isCapital || offences.some(({ deathPenalty }) => deathPenalty);

/** What the requested State must be able to rely on beyond what it demands of every letter. */
export const assuranceGaps = (draft: Draft): Gap[] => [...deathGaps(draft), ...specialityGaps(draft)];

/** An instrument by which a request may be refused for the death penalty; of extradition it takes the assurance to get it. */
function deathGaps(draft: Draft): Gap[] {
  const types = typesOf(draft);
  if (!mayBePutToDeath(draft) || draft.content.undertakings?.deathPenalty) return [];
  return instrumentsOf(draft).flatMap((instrument) =>
    instrument.refusalGrounds
      .filter((line) => line.ground === 'death-penalty' && types.some((type) => reaches(line, type)))
      .map((line) => {
        const isOwed = types.includes('extradition') && isConfirmed(instrument, line);
        const what = `an assurance on the death penalty: ${line.label} ${line.condition ?? 'is a ground for refusal'}`;
        return missing(
          'undertakings.deathPenalty',
          what,
          cite(instrument, line.article),
          isOwed ? undefined : 'warning',
        );
      }),
  );
}

const specialityGaps = (draft: Draft): Gap[] =>
  typesOf(draft).includes('extradition') && !draft.content.undertakings?.speciality
    ? [missing('undertakings.speciality', 'the assurance of speciality', citeRule('HR-80'))]
    : [];
