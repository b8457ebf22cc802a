import './types/scalars.ts';
import './types/errors.ts';
import './types/person.ts';
import './types/authority.ts';
import './types/request.ts';
import './types/file.ts';
import './types/item.ts';
import './types/review.ts';
import './types/answer.ts';
import './types/part.ts';
import './types/deadline.ts';
import './types/event.ts';
import './types/transmission.ts';
import './types/segment.ts';
import './types/task.ts';
import './types/requests.ts';
import './types/house-rule.ts';
import './types/stand-in.ts';
import './types/live.ts';
import './types/steps.ts';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';

/** The schema; it does not build unless every field says who may see it. */
export const createSchema = (): GraphQLSchema => builder.toSchema();
