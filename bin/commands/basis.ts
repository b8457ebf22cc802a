import type { Command } from 'commander';
import { z } from 'zod';
import { calendarDate } from '../../domain/fields.ts';
import { REQUEST_TYPES } from '../../domain/item-types.ts';
import type { LegalBasis } from '../../domain/legal-bases/question.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import { OFFENCE_CLASSES } from '../../domain/offences.ts';
import { notifiedLanguages } from '../../domain/partners.ts';
import { URGENCIES } from '../../domain/request.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { nearest } from '../nearest.ts';
import { JSON_OUTPUT } from '../options.ts';
import { languagesOf, stateOf } from '../reference.ts';
import { parseOptions, strictly } from '../strict.ts';

/** One of some words; for another one the nearest is suggested. */
const oneOf = <W extends string>(words: readonly [W, ...W[]]) =>
  z.enum(words, {
    error: ({ input }) => {
      if (input === undefined) return 'is missing';
      const near = nearest(String(input), words);
      return `is not known: "${input}"${near ? `, did you mean ${near}` : ''}`;
    },
  });
const given = { error: 'is missing' };
const years = z.coerce.number({ error: 'is no number of years' }).min(0).max(100);
const [firstType, ...otherTypes] = REQUEST_TYPES;

const SHAPE = {
  from: z.string(given),
  to: z.string(given),
  type: oneOf([firstType ?? 'mla-evidence', ...otherTypes]),
  date: z.string(given).pipe(calendarDate),
  offenceClass: oneOf(OFFENCE_CLASSES).optional(),
  offenceDate: calendarDate.optional(),
  maxPenalty: years.optional(),
  urgency: oneOf(URGENCIES).default('normal'),
};

export function addBasis(program: Command): void {
  strictly(program.command('basis'))
    .description('say which instruments can carry a request between two States, why, and what follows')
    .option('--from <state>', 'code of the requesting State')
    .option('--to <state>', 'code of the requested State')
    .option('--type <type>', 'what is asked: data-content, witness-hearing, preservation')
    .option('--date <date>', 'the day of the request')
    .option('--offence-class <class>', `class of the offence: ${OFFENCE_CLASSES.join(', ')}`)
    .option('--offence-date <date>', 'the day of the offence, where that matters')
    .option('--max-penalty <years>', 'the maximum penalty of the offence in years')
    .option('--urgency <urgency>', `${URGENCIES.join(', ')} (default: normal)`)
    .option(...JSON_OUTPUT)
    .action(run);
}

function run(options: Record<string, unknown>): void {
  const { from, to, type, date, urgency, offenceClass, offenceDate, maxPenalty } = parseOptions(SHAPE, options);
  const requested = stateOf('--to', to);
  const languages = (id: string): string[] => {
    const treaty = INSTRUMENTS[id]?.protocolTo;
    const notified = notifiedLanguages([{ id }, ...(treaty ? [{ id: treaty }] : [])], requested, date);
    return (notified.length > 0 ? notified : languagesOf(to)).map(({ tag }) => tag);
  };
  const bases = legalBases({
    requesting: stateOf('--from', from),
    requested,
    type,
    date,
    urgency,
    offence: {
      ...(offenceClass ? { class: offenceClass } : {}),
      ...(offenceDate ? { date: offenceDate } : {}),
      ...(maxPenalty === undefined ? {} : { maximumYears: maxPenalty }),
    },
    instruments: INSTRUMENTS,
  });
  console.log(
    options['json']
      ? JSON.stringify({ bases: bases.map((one) => inJson(one, languages(one.id))) })
      : bases.map(inWords).join('\n'),
  );
}

/** What follows is told of what applies or may; of the rest, why not. */
const inJson = (basis: LegalBasis, languages: readonly string[]) => ({
  id: basis.id,
  applies: basis.applies,
  rank: basis.rank,
  dependsOn: basis.dependsOn,
  reasons: basis.reasons.map(({ text, article = null, confidence, isStale = false }) => ({
    text,
    article,
    confidence,
    isStale,
  })),
  channels: [...new Set(basis.routes.map(({ route }) => route))],
  channelRules: basis.routes.map(({ route, text, article, instrument, confidence }) => ({
    channel: route,
    text,
    article,
    instrument,
    confidence,
  })),
  languages,
  languageRules: basis.languages,
  form: basis.form,
  contents: basis.contents.map(({ id, label, article, instrument, confidence }) => ({
    id,
    label,
    article,
    instrument,
    confidence,
  })),
  refusalGrounds: basis.refusalGrounds.map(
    ({ ground, ownId = null, label, article, condition, instrument, confidence }) => ({
      id: ground,
      ownId,
      label,
      article,
      ...(condition ? { condition } : {}),
      instrument,
      confidence,
    }),
  ),
  forbiddenGrounds: basis.forbidden.map(({ ground, text, article, instrument, confidence }) => ({
    id: ground,
    text,
    article,
    instrument,
    confidence,
  })),
  dualCriminality: basis.dualCriminality.map(({ text, article, instrument, confidence }) => ({
    text,
    article,
    instrument,
    confidence,
  })),
  consultation: basis.consultation ?? null,
  postponement: basis.postponement ?? null,
  useLimits: basis.useLimits,
  confidence: basis.confidence,
});

function inWords({ rank, id, applies, reasons, dependsOn }: LegalBasis): string {
  const verdict = applies === 'unknown' ? `perhaps (${dependsOn.join(', ')})` : applies ? 'applies' : 'does not apply';
  const why = reasons
    .map(({ text, article, confidence }) => {
      const marks = [...(article ? [article] : []), ...(confidence === 'unverified' ? ['not confirmed'] : [])];
      return marks.length > 0 ? `${text} (${marks.join(', ')})` : text;
    })
    .join('; ');
  return `${String(rank ?? '-').padStart(2)}  ${id.padEnd(26)} ${verdict}: ${why}`;
}
