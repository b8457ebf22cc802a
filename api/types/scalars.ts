import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { calendarDate } from '../../domain/fields.ts';
import { builder } from '../builder.ts';

/** Says what is wrong without the value: these words reach the caller. */
const wrong = (what: string): GraphQLError => new GraphQLError(what, { extensions: { ours: true } });
const instant = z.iso.datetime({ offset: true });

const text = (name: string, value: unknown): string => {
  if (typeof value !== 'string') throw new GraphQLError(`${name} is a text`);
  return value;
};

builder.scalarType('Date', {
  description: 'A calendar date at a place, `2026-03-02`: no instant.',
  serialize: (value) => text('Date', value),
  parseValue: (value) => {
    const parsed = calendarDate.safeParse(value);
    if (!parsed.success) throw wrong('is not a date that exists, such as 2026-03-02');
    return parsed.data;
  },
});

builder.scalarType('DateTime', {
  description: 'An instant in UTC, `2026-03-02T00:00:00.000Z`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : text('DateTime', value)),
  parseValue: (value) => {
    const parsed = instant.safeParse(value);
    if (!parsed.success) throw wrong('is not an instant that exists, with its zone, such as 2026-03-02T00:00:00Z');
    return new Date(parsed.data).toISOString();
  },
});

builder.scalarType('Json', {
  description:
    'A JSON value. Parts of a request have the shape that `cases/request.schema.json` publishes under `content`.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
