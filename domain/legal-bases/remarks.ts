import { declared } from '../states.ts';
import { type Confidence, confidenceOf, type Instrument } from '../treaties/type.ts';
import { because, bindsBoth, type Check, type Finding, resting } from './checks.ts';
import type { Question } from './question.ts';
import { anything, type Between, bindsThem } from './stack.ts';

/** What yields to another treaty, and what a declaration changes: the instrument applies all the same. */
export const remarks: Check = (instrument, question) => {
  const { type, requested, date } = question;
  const other = displacing(question, instrument);
  const yielding = other
    ? instrument.residual.map(
        (line): Finding => ({
          answer: 'yes',
          reason: because(instrument, `${other.name} binds the two: ${line.text}`, {
            ...line,
            confidence: other.confidence === 'unverified' ? other.confidence : confidenceOf(instrument, line),
          }),
        }),
      )
    : [];
  const kind = 'dual-criminality-for-preservation';
  const line = instrument.declarations?.find((one) => one.kind === kind);
  const [reservation] = PRESERVING.has(type) ? declared(requested, { instrument: instrument.id, kind, on: date }) : [];
  return [
    ...yielding,
    ...(reservation && line
      ? [
          {
            answer: 'yes' as const,
            reason: resting(
              because(instrument, `${requested.names.en} has reserved: ${line.text}`, line),
              [{ fact: reservation, says: `${requested.names.en} has reserved it` }],
              question,
            ),
          },
        ]
      : []),
    ...(instrument.kind === 'principle'
      ? [{ answer: 'yes' as const, reason: because(instrument, lastResort(question)) }]
      : []),
  ];
};

const PRESERVING: ReadonlySet<string> = new Set(['preservation', 'preservation-extension']);

/** Treaties of assistance that bind the two on the day; a scheme is none. */
const treatiesOf = (between: Between): Instrument[] =>
  Object.values(between.instruments).filter(
    (one) =>
      one.carries === 'request' && one.hasParties && one.kind !== 'non-binding-scheme' && bindsThem(one, between),
  );

/** The treaty to which residual articles yield, and how sure it is that it binds: one that has none itself, and is no protocol. */
export function displacing(
  between: Between,
  than: Pick<Instrument, 'id'>,
): { name: string; confidence: Confidence } | undefined {
  const { otherTreaties = [], date } = between;
  const other = otherTreaties.find(({ since }) => since <= date);
  if (other) return { name: other.name, confidence: 'confirmed' };
  const treaty = treatiesOf(between).find(
    ({ id, residual, protocolTo }) => id !== than.id && residual.length === 0 && protocolTo === undefined,
  );
  if (!treaty) return undefined;
  const isSure = bindsBoth(treaty, anything(between)).every(({ reason }) => reason?.confidence !== 'unverified');
  return { name: treaty.short, confidence: isSure ? 'confirmed' : 'unverified' };
}

function lastResort(question: Question): string {
  const { requesting, requested, otherTreaties = [], date } = question;
  const isBoundSomehow = treatiesOf(question).length > 0 || otherTreaties.some(({ since }) => since <= date);
  if (isBoundSomehow) return 'a treaty binds the two: this is the last resort';
  const isKnown = requesting.isComplete && requested.isComplete;
  return `no treaty of assistance between ${requesting.names.en} and ${requested.names.en} is on record${isKnown ? '' : ', which is not to say that there is none'}`;
}
