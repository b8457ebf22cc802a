import './types/scalars.ts';
import './types/errors.ts';
import './types/person.ts';
import './types/authority.ts';
import './types/house-people.ts';
import './types/legal-basis.ts';
import './types/law-entry.ts';
import './types/state.ts';
import './types/instrument.ts';
import './types/request.ts';
import './types/file.ts';
import './types/item.ts';
import './types/download.ts';
import './types/review.ts';
import './types/answer.ts';
import './types/part.ts';
import './types/deadline.ts';
import './types/preservation.ts';
import './types/period.ts';
import './types/periods-under.ts';
import './types/event.ts';
import './types/transmission.ts';
import './types/segment.ts';
import './types/task.ts';
import './types/requests.ts';
import './types/house-rule.ts';
import './types/refusal.ts';
import './types/experience.ts';
import './types/stand-in.ts';
import './types/live.ts';
import './types/clock.ts';
import './types/steps.ts';
import type { GraphQLSchema } from 'graphql';
import type { InstallationKind } from '../domain/installation.ts';
import { builder } from './builder.ts';

/** The schema of an installation of a kind; it does not build unless every field says who may see it. */
export const createSchema = (kind: InstallationKind = 'real'): GraphQLSchema =>
  builder.toSchema({ extensions: { kind } });
