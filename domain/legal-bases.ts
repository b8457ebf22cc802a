import {
  bindsBoth,
  type Check,
  coversType,
  isReserved,
  isTheirs,
  isUsable,
  reachesClass,
  reachesPast,
  reachesPenalty,
} from './legal-bases/checks.ts';
import { consequences } from './legal-bases/consequences.ts';
import type { Judged, LegalBasis, Question, Reason } from './legal-bases/question.ts';
import { remarks } from './legal-bases/remarks.ts';
import type { Answer } from './states.ts';
import type { Instrument } from './treaties/type.ts';

/** The order in which kinds of instruments are to be tried (procedure 1.2). */
const ORDER = {
  'bilateral-treaty': 1,
  'regional-treaty': 2,
  extradition: 2,
  'eu-directive': 3,
  'eu-regulation': 3,
  'multilateral-treaty': 4,
  'executive-agreement': 4,
  'non-binding-scheme': 5,
  'domestic-statute': 6,
  principle: 7,
  model: 8,
} as const satisfies Record<Instrument['kind'], number>;

/** Every instrument of the catalogue, those that apply first, in the order in which they are to be tried (procedure 1.2). */
export function legalBases(question: Question): LegalBasis[] {
  const judged = Object.values(question.instruments).map((instrument) => judge(instrument, question));
  const place = (one: Judged): number[] => placeOf(one, question);
  const inOrder = [...judged].sort((a, b) => compare(place(a), place(b)));
  const chosen = inOrder.filter(({ verdict }) => verdict !== 'no');
  return [...chosen, ...inOrder.filter(({ verdict }) => verdict === 'no')].map((one, index) => ({
    id: one.instrument.id,
    applies: APPLIES[one.verdict],
    rank: index < chosen.length ? index + 1 : null,
    dependsOn: one.dependsOn,
    reasons: one.findings,
    ...consequences(one.instrument, question),
  }));
}

const VERDICTS = { yes: 0, unknown: 1, no: 2 } as const satisfies Record<Answer, number>;
const APPLIES = { yes: true, unknown: 'unknown', no: false } as const satisfies Record<Answer, LegalBasis['applies']>;

/** By kind; what applies before what may; by the order of the catalogue, a protocol right behind its treaty. */
function placeOf({ instrument, verdict }: Judged, { instruments }: Question): number[] {
  const treaty = instrument.protocolTo === undefined ? undefined : instruments[instrument.protocolTo];
  const { kind, statuteOf, id } = treaty ?? instrument;
  const ids = Object.keys(instruments);
  return [
    statuteOf === undefined ? ORDER[kind] : ORDER['domestic-statute'],
    VERDICTS[verdict],
    ids.indexOf(id),
    treaty ? 1 + ids.indexOf(instrument.id) : 0,
  ];
}

/** The first number that differs decides. */
const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((one, index) => one - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** In this order: what is found first is said first. */
export const CHECKS: readonly Check[] = [
  isUsable,
  isTheirs,
  bindsBoth,
  coversType,
  reachesClass,
  reachesPenalty,
  reachesPast,
  isReserved,
  remarks,
];

function judge(instrument: Instrument, question: Question): Judged {
  const findings = CHECKS.flatMap((check) => check(instrument, question));
  const answers = findings.map(({ answer }) => answer);
  const verdict = answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
  const telling = verdict === 'no' ? findings.filter(({ answer }) => answer === 'no') : findings;
  return {
    instrument,
    verdict,
    findings: once(telling.flatMap(({ reason }) => reason ?? [])),
    dependsOn: verdict === 'unknown' ? [...new Set(findings.flatMap(({ dependsOn }) => dependsOn ?? []))] : [],
  };
}

const once = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter(({ text }, index) => reasons.findIndex((one) => one.text === text) === index);
