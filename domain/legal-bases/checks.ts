import {
  type Answer,
  type Checked,
  type Declaration,
  declared,
  isStale,
  type Standing,
  type StateFacts,
  standing,
} from '../states.ts';
import { type Confidence, type Cover, type Instrument, isConfirmed, NO_ASSISTANCE, reaches } from '../treaties/type.ts';
import type { Question, Reason } from './question.ts';

/** What one check finds. `yes` may say why; where it says nothing there is nothing to say. */
export type Finding = { answer: Answer; reason?: Reason; dependsOn?: string };
export type Check = (instrument: Instrument, question: Question) => readonly Finding[];

/** Words for a finding; of an article that carries them, its confidence. */
export function because(
  instrument: Instrument,
  text: string,
  line?: { article?: string; confidence?: Confidence },
): Reason {
  const confidence = line && !isConfirmed(instrument, line) ? 'unverified' : 'confirmed';
  return { text, ...(line?.article === undefined ? {} : { article: line.article }), confidence };
}

/** A fact on record that decided, and what it says: `Belmora is a Party`. */
export type Deciding = { fact: Checked | undefined; says: string };

/** The reason, with what is to be said of the facts that it rests on: not confirmed, or checked by nobody for a year (amber). */
export function resting(reason: Reason, deciding: readonly Deciding[], { date, today = date }: Question): Reason {
  const told = deciding.flatMap(({ fact, says }) => (fact ? [{ ...fact, says }] : []));
  const open = told.filter(({ confidence }) => confidence === 'unverified');
  const old = told.filter((fact) => isStale(fact, today));
  const list = (facts: readonly { says: string }[]): string => facts.map(({ says }) => `that ${says}`).join(' and ');
  return {
    ...reason,
    text: [
      reason.text,
      ...(open.length > 0 ? [`not confirmed is ${list(open)}`] : []),
      ...(old.length > 0 ? [`amber, not checked for a year: ${list(old)}`] : []),
    ].join('; '),
    confidence: open.length > 0 ? 'unverified' : reason.confidence,
    ...(old.length > 0 ? { isStale: true } : {}),
  };
}

export const isUsable: Check = (instrument, { date, switchedOn = [] }) => {
  const { carries, isOff, id, inForce, kind } = instrument;
  const no = (text: string): Finding[] => [{ answer: 'no', reason: because(instrument, text) }];
  if (kind === 'model') return no('a model to start a treaty from is no basis');
  if (isOff !== undefined && !switchedOn.includes(id)) return no(`switched off: ${isOff}`);
  if (carries === 'nothing') return no('an empty profile is no basis');
  if (inForce.since !== undefined && inForce.since > date) return no(`in force only from ${inForce.since}`);
  return [];
};

export const isTheirs: Check = (instrument, { requesting, requested }) => {
  const { statuteOf } = instrument;
  if (statuteOf === undefined) return [];
  if (statuteOf === requested.code)
    return [
      {
        answer: 'yes',
        reason: because(
          instrument,
          `the statute of ${requested.names.en}, to which the request goes; it rests on reciprocity`,
        ),
      },
    ];
  const text =
    statuteOf === requesting.code
      ? `the statute of ${requesting.names.en} governs what it sends and receives; it binds nobody else`
      : 'the statute of another State';
  return [{ answer: 'no', reason: because(instrument, text) }];
};

/** Both States, and for a protocol the treaty, too. */
export const bindsBoth: Check = (instrument, question) => {
  if (!instrument.hasParties) return [];
  const { instruments, requesting, requested } = question;
  const { hub } = instrument;
  if (hub !== undefined && ![requesting, requested].some(({ code }) => code === hub))
    return [{ answer: 'no', reason: because(instrument, `its agreements are made with ${hub} alone`) }];
  const needed = [instrument, ...(instrument.protocolTo ? [instruments[instrument.protocolTo]] : [])];
  const standings = needed.flatMap((one) =>
    one ? [requesting, requested].map((state) => ({ one, state, ...standing(state, one.id, question.date) })) : [],
  );
  if (!standings.every(({ answer }) => answer === 'yes'))
    return standings.map((found) => membership(instrument, found, question));
  const both = isCatalogued(instrument) ? `both are Parties to the ${instrument.short}` : 'it binds the two';
  const plain = because(instrument, `${both} on ${question.date}`);
  return [{ answer: 'yes', reason: resting(plain, standings.map(deciding), question) }];
};

const isCatalogued = ({ kind }: Instrument): boolean => kind !== 'bilateral-treaty';

type Found = Standing & { one: Instrument; state: StateFacts };

const deciding = ({ by, state, one, answer }: Found): Deciding => ({
  fact: by,
  says: `${state.names.en} is ${answer === 'no' ? 'no' : 'a'} Party to the ${one.short}`,
});

function membership(instrument: Instrument, found: Found, question: Question): Finding {
  const { answer, state, one } = found;
  const { en } = state.names;
  const { date } = question;
  if (answer === 'yes') return { answer };
  if (answer === 'no') {
    const no = because(instrument, `${en} is no Party to the ${one.short} on ${date}`);
    return { answer, reason: resting(no, [deciding(found)], question) };
  }
  return {
    answer,
    dependsOn: `party:${state.code}`,
    reason: because(instrument, `whether ${en} is a Party to the ${one.short} is not on record`),
  };
}

export const coversType: Check = (instrument, question) =>
  coveringLines(instrument, question).length > 0 || instrument.carries === 'nothing'
    ? []
    : [{ answer: 'no', reason: because(instrument, `the ${instrument.short} does not reach "${question.type}"`) }];

const linesFor = ({ covers }: Instrument, type: string): Cover[] => covers.filter((line) => reaches(line, type));

/** A treaty of assistance reaches what a protocol between the two adds: they are read as one. */
const coveringLines = (instrument: Instrument, question: Question): Cover[] => [
  ...linesFor(instrument, question.type),
  ...Object.values(question.instruments)
    .filter(
      (one) =>
        one.protocolTo === instrument.id &&
        !NO_ASSISTANCE.some((type) => type === question.type) &&
        bindsBoth(one, question).every(({ answer }) => answer === 'yes'),
    )
    .flatMap((one) => linesFor(one, question.type))
    .filter(({ offences }) => offences === undefined || offences.some((one) => one === question.offence?.class)),
];

/** The class of the offence, where the articles that reach the type are for some classes only. */
export const reachesClass: Check = (instrument, { type, offence = {} }) => {
  const lines = linesFor(instrument, type);
  if (lines.length === 0 || lines.some(({ offences }) => offences === undefined)) return [];
  const classes = [...new Set(lines.flatMap(({ offences = [] }) => offences))];
  const [line] = lines;
  if (offence.class === undefined) {
    const text = `it is for offences of these classes: ${classes.join(', ')}`;
    return [{ answer: 'unknown', dependsOn: 'offence-class', reason: because(instrument, text, line) }];
  }
  return classes.includes(offence.class)
    ? []
    : [
        {
          answer: 'no',
          reason: because(instrument, `it does not reach offences of the class "${offence.class}"`, line),
        },
      ];
};

/** The least penalty, for offences that are not reached whatever the penalty. */
export const reachesPenalty: Check = (instrument, { offence = {} }) => {
  const { threshold, applicability } = instrument;
  if (!threshold) return [];
  const { anyway = [], maximumYears, text, alsoDependsOn } = threshold;
  if (offence.class !== undefined && anyway.includes(offence.class)) return [];
  const { maximumYears: most } = offence;
  if (most !== undefined && most < maximumYears) {
    const is = offence.class === undefined && anyway.length > 0 ? 'unknown' : 'no';
    return [{ answer: is, dependsOn: 'offence-class', reason: because(instrument, text, threshold) }];
  }
  if (most !== undefined && alsoDependsOn === undefined) return [];
  const missing = [
    ...(offence.class === undefined && anyway.length > 0 ? ['offence-class'] : []),
    ...(most === undefined ? ['max-penalty'] : []),
  ];
  const isGroup = missing.length === 0 && alsoDependsOn !== undefined;
  return [
    ...missing.map(
      (dependsOn): Finding => ({ answer: 'unknown', dependsOn, reason: because(instrument, text, threshold) }),
    ),
    ...(isGroup
      ? [
          {
            answer: 'unknown' as const,
            dependsOn: alsoDependsOn,
            reason: because(instrument, applicability?.text ?? text, applicability ?? threshold),
          },
        ]
      : []),
  ];
};

/** The day of the offence, where the instrument reaches only what came after it. */
export const reachesPast: Check = (instrument, question) => {
  const { requesting, requested, offence = {} } = question;
  const { onlyOffencesSince: clause } = instrument;
  if (!clause) return [];
  if (offence.date === undefined)
    return [{ answer: 'unknown', dependsOn: 'offence-date', reason: because(instrument, clause.text, clause) }];
  const { date } = offence;
  const unbound = [requesting, requested]
    .map((state) => ({ one: instrument, state, ...standing(state, instrument.id, date) }))
    .filter(({ answer }) => answer !== 'yes');
  const no = because(instrument, `${clause.text}; the offence is of ${date}`, clause);
  return unbound.length === 0 ? [] : [{ answer: 'no', reason: resting(no, unbound.map(deciding), question) }];
};

/** A reservation that takes the type out. */
export const isReserved: Check = (instrument, question) => {
  const { type, requested, date } = question;
  if (type !== 'provider-direct') return [];
  const [one] = declared(requested, { instrument: instrument.id, kind: 'no-direct-orders', on: date });
  return one ? [{ answer: 'no', reason: reserved(instrument, one, question) }] : [];
};

/** That the requested State has reserved something, with the article that lets it. */
export function reserved(instrument: Instrument, one: Declaration, question: Question): Reason {
  const { en } = question.requested.names;
  const line = instrument.declarations?.find(({ kind }) => kind === one.kind);
  const says = `${en} has reserved it`;
  return resting(because(instrument, `${says}: ${one.text}`, line), [{ fact: one, says }], question);
}
