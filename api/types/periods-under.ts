import { dateIn } from '../../domain/dates.ts';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { lawPeriods } from '../../domain/moves/law-clocks-of.ts';
import { nearDate } from '../../domain/period-question.ts';
import { countPeriod } from '../../domain/periods.ts';
import type { OPENINGS } from '../../domain/treaties/deadline-type.ts';
import { instrumentOf } from '../../domain/treaties/instruments.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { PeriodRef } from './period.ts';
import { Request, stateOf } from './request.ts';

builder.queryField('periodsUnder', (t) =>
  t.field({
    type: [PeriodRef],
    authScopes: { house: true },
    description:
      'What would be due if a request rested on another instrument: its periods for what is asked, from the day of receipt or of service. Nothing is written.',
    args: {
      request: t.arg.globalID({ required: true, for: Request }),
      instrument: t.arg.string({ required: true, validate: line, description: 'Its id: `eu-eio-2014-41`.' }),
      receivedOn: t.arg({
        type: 'Date',
        description: 'If the partner received it on this day; today where it has not yet and no day is named.',
        validate: nearDate,
      }),
    },
    resolve: async (_root, { request: { id }, instrument, receivedOn }, context) => {
      const row = await context.tx.request.findUnique({ where: { id } });
      if (!row) throw new NotFound('this request', 'request');
      const state = stateOf(row);
      const facts = await factsFor(context, state);
      if (!instrumentOf(facts.instruments, instrument)) {
        const message = 'is no instrument of the catalogue';
        throw new InvalidInput('this supposition', [
          { field: 'instrument', rule: 'unknown', message, source: 'the catalogue' },
        ]);
      }
      const { calendar } = facts.partner;
      const starts: { [E in (typeof OPENINGS)[number]]?: string | undefined } = {
        received: receivedOn ?? state.receivedOn ?? dateIn(facts.now, calendar.zone),
        served: state.servedOn,
        arrested: state.custody?.arrests.at(-1)?.on,
        granted: state.surrender?.grantedOn,
        'surrender-agreed': state.surrender?.appointedOn,
      };
      return lawPeriods({ items: state.items, basis: [{ instrument, articles: [] }] }, facts).flatMap((rule) => {
        const start = rule.line.opensOn && starts[rule.line.opensOn];
        return start === undefined ? [] : [countPeriod(rule, { start, zone: calendar.zone, calendar })];
      });
    },
  }),
);
