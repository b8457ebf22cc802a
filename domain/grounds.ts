import { cite, type Instrument, type Reach, reaches } from './treaties/type.ts';

/** The one vocabulary of grounds for refusal. `bank-secrecy` is in it because treaties forbid it. */
export const GROUNDS = [
  'political-offence',
  'military-offence',
  'fiscal-offence',
  'bank-secrecy',
  'essential-interests',
  'discrimination',
  'ne-bis-in-idem',
  'no-dual-criminality',
  'death-penalty',
  'torture-or-fair-trial',
  'form-defect',
  'domestic-prohibition',
  'legal-system',
  'immunity-privilege-press',
  'fundamental-rights',
  'national-security-sources',
  'territorial',
  'threshold',
  'no-reciprocity',
  'no-assurance',
  'data-protection',
  'burden-or-de-minimis',
  'not-covered-by-treaty',
  'impossible',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** Whether the instrument lets a partner refuse on a ground, and where it says so. */
export type Judgement = { allowed: boolean; article?: string; note: string };

/** Judges a refusal of these types of item by the instruments that are read as one; what holds for each type must allow it. */
export function judgeRefusal(
  stack: readonly Instrument[],
  itemTypes: readonly string[],
  ground: Ground | 'not-stated',
): Judgement {
  if (stack.length === 0) return { allowed: true, note: 'not judged: the legal basis is not in the catalogue' };
  if (ground === 'not-stated') return unstated(stack);
  if (ground === 'impossible') return { allowed: true, note: 'no refusal: record the items as impossible' };
  const judgements = (itemTypes.length === 0 ? ['mla-evidence'] : itemTypes).map((type) => judge(stack, type, ground));
  return judgements.find(({ allowed }) => !allowed) ?? judgements[0] ?? { allowed: true, note: 'nothing was refused' };
}

function unstated(stack: readonly Instrument[]): Judgement {
  const one = stack.find(({ reasons }) => reasons !== undefined);
  if (!one?.reasons)
    return { allowed: true, note: 'no ground was stated, and nothing obliges the partner to state one' };
  return {
    allowed: false,
    article: cite(one, one.reasons.article),
    note: 'reasons are due for any refusal: ask for them',
  };
}

/** What one of them forbids, no other allows. */
function judge(stack: readonly Instrument[], type: string, ground: Ground): Judgement {
  const about = (line: Reach & { ground: Ground }): boolean => line.ground === ground && reaches(line, type);
  const [forbidden] = stack.flatMap((one) => one.forbiddenRefusals.filter(about).map((line) => ({ one, line })));
  if (forbidden)
    return { allowed: false, article: cite(forbidden.one, forbidden.line.article), note: forbidden.line.text };
  const [listed] = stack.flatMap((one) => one.refusalGrounds.filter(about).map((line) => ({ one, line })));
  if (listed) {
    const { one, line } = listed;
    return { allowed: true, article: cite(one, line.article), note: line.condition ?? line.label };
  }
  const [other] = stack.flatMap((one) =>
    one.otherGrounds.filter((line) => reaches(line, type)).map((line) => ({ one, line })),
  );
  if (!other) return { allowed: true, note: 'the instrument says nothing of this ground' };
  const { one, line } = other;
  return {
    allowed: !line.isClosed,
    ...(line.article === undefined ? {} : { article: cite(one, line.article) }),
    note: line.text,
  };
}
