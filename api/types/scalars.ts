import { GraphQLError } from 'graphql';
import { calendarDate } from '../../domain/fields.ts';
import { builder } from '../builder.ts';

const text = (name: string, value: unknown): string => {
  if (typeof value !== 'string') throw new GraphQLError(`${name} is a text`);
  return value;
};

builder.scalarType('Date', {
  description: 'A calendar date at a place, `2026-03-02`: no instant.',
  serialize: (value) => text('Date', value),
  parseValue: (value) => {
    const parsed = calendarDate.safeParse(value);
    if (!parsed.success) throw new GraphQLError('is not a date that exists, such as 2026-03-02');
    return parsed.data;
  },
});

builder.scalarType('DateTime', {
  description: 'An instant in UTC, `2026-03-02T00:00:00.000Z`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : text('DateTime', value)),
  parseValue: (value) => {
    const instant = new Date(text('DateTime', value));
    if (Number.isNaN(instant.getTime()) || !/(Z|[+-]\d\d:\d\d)$/.test(String(value)))
      throw new GraphQLError('is not an instant with its zone, such as 2026-03-02T00:00:00Z');
    return instant.toISOString();
  },
});

builder.scalarType('Json', {
  description: 'A JSON value. Parts of a request have the shape that `request.schema.json` publishes.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
