import type { z } from 'zod';
import { ALARM_CAUSES } from '../../domain/alarms.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { INCIDENT_CAUSES } from '../../domain/emergency.ts';
import { EXISTENCES, LAPSE_CAUSES } from '../../domain/hold.ts';
import { HOLD_STOPS } from '../../domain/hold-status.ts';
import { DIRECTIONS, TELLABLE } from '../../domain/incoming.ts';
import { INSTALLATION_KINDS } from '../../domain/installation.ts';
import { DATA_TYPES } from '../../domain/item-types.ts';
import { REQUEST_KINDS } from '../../domain/kinds.ts';
import { ENTRY_KINDS } from '../../domain/law-entries.ts';
import { FOLLOWING_TYPES } from '../../domain/moves/following.ts';
import { MAIL_MODES, MAIL_STATUSES } from '../../domain/notice-mail.ts';
import { PROCESSES } from '../../domain/partners.ts';
import { ALL_STATUSES, CHANNELS, LABELS, OUTCOMES, URGENCIES } from '../../domain/request.ts';
import { ROLES } from '../../domain/roles.ts';
import { CONFIDENCES, ROUTES } from '../../domain/treaties/type.ts';
import { ATTEMPT_OUTCOMES, POST_STATUSES } from '../../domain/webhooks.ts';
import { builder } from '../builder.ts';

/** A word of the domain as GraphQL writes it: `with-ca` is WITH_CA, `renderLetter` is RENDER_LETTER. */
export const enumName = (word: string): string =>
  word
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();

export const define = <W extends string>(name: string, words: readonly W[], description?: string) =>
  builder.enumType(name, {
    ...(description ? { description } : {}),
    values: Object.fromEntries(words.map((word) => [enumName(word), { value: word }])) as {
      [K in string]: { value: W };
    },
  });

export const KindEnum = define('InstallationKind', INSTALLATION_KINDS);
export const StatusEnum = define(
  'Status',
  ALL_STATUSES,
  'Where a request stands (procedure 3.1), or a hold (3.3; of one that a partner asks of us 3.2).',
);
export const RequestKindEnum = define(
  'RequestKind',
  REQUEST_KINDS,
  'What a request is for. PRESERVATION: data are kept until assistance is asked; each item opens a hold. EXTENSION: a hold goes on; the engine drafts it in good time. PROVIDER_DIRECT: an order straight to a provider. SPONTANEOUS_INFORMATION: no answer is due.',
);
export const DataTypeEnum = define('DataType', DATA_TYPES, 'Which of the data that were preserved are asked for.');
export const FollowingTypeEnum = define(
  'FollowingType',
  FOLLOWING_TYPES,
  'What follows a preservation: a request for the data, or for the traffic data that show the path of a communication.',
);
export const UrgencyEnum = define('Urgency', URGENCIES);
export const LabelEnum = define('Label', LABELS, 'Handling labels, lowest first (procedure 5.2).');
export const ChannelEnum = define('Channel', CHANNELS);
export const RouteEnum = define('Route', ROUTES, 'The legal route: the way from State to State that an article opens.');
export const RoleEnum = define('Role', ROLES);
export const ActionEnum = define('Action', ACTIONS, 'Every step that a request or a hold can take.');
export const OutcomeEnum = define('Outcome', OUTCOMES);
export const ConfidenceEnum = define(
  'Confidence',
  CONFIDENCES,
  'CONFIRMED: read in the text or in a report of it. UNVERIFIED: not found there; shown with a warning, never relied on alone.',
);
export const MailModeEnum = define(
  'MailMode',
  MAIL_MODES,
  'EACH: a mail for each notice. DIGEST: one a day; what is due on the day itself does not wait for it.',
);
export const MailStatusEnum = define(
  'MailStatus',
  MAIL_STATUSES,
  'FAILED: not taken for a day, or the person had left. UNKNOWN: nobody knows whether it was taken, and it is not sent again.',
);
export const LawKindEnum = define(
  'LawKind',
  ENTRY_KINDS,
  'What a line of the law says: a State with its facts, or what was made of an instrument of the catalogue.',
);

export const HoldStopEnum = define(
  'HoldStop',
  HOLD_STOPS,
  'What can end the running out of a hold once it has arrived where it must.',
);
export const DirectionEnum = define('Direction', DIRECTIONS, 'Who asks: OUTGOING is ours, INCOMING a partner’s.');
export const TellableEnum = define('Tellable', TELLABLE, 'What a partner can be told that asks us to preserve.');
export const ExistenceEnum = define('Existence', EXISTENCES, 'Whether the data of a hold that has lapsed still exist.');
export const LapseCauseEnum = define('LapseCause', LAPSE_CAUSES, 'Why nothing had secured a hold when it ended.');

export const ProcessEnum = define(
  'Process',
  PROCESSES,
  'What a provider acts on. VOLUNTARY: of its own will. SERVED: only what its own State has served on it.',
);
export const IncidentCauseEnum = define(
  'IncidentCause',
  INCIDENT_CAUSES,
  'Which time was let pass after an emergency that one person had sent alone: of its confirmation by a second, or of its formal request.',
);
export const AlarmCauseEnum = define('AlarmCause', ALARM_CAUSES, 'What calls for a person at once.');
export const PostStatusEnum = define(
  'PostStatus',
  POST_STATUSES,
  'FAILED: not taken for an hour, or the address was ended.',
);
export const AttemptOutcomeEnum = define(
  'AttemptOutcome',
  ATTEMPT_OUTCOMES,
  'FORBIDDEN_PLACE: its name led to where calls are not posted. UNKNOWN: nobody knows whether it was taken; it is posted again.',
);

type EnumRef = ReturnType<typeof define>;
const known = new Map<string, EnumRef>([
  [URGENCIES.join(), UrgencyEnum as unknown as EnumRef], // the same kind of reference, with narrower words
  [REQUEST_KINDS.join(), RequestKindEnum as unknown as EnumRef], // likewise
  [DATA_TYPES.join(), DataTypeEnum as unknown as EnumRef], // likewise
  [FOLLOWING_TYPES.join(), FollowingTypeEnum as unknown as EnumRef], // likewise
  [LABELS.join(), LabelEnum as unknown as EnumRef], // likewise
  [HOLD_STOPS.join(), HoldStopEnum as unknown as EnumRef], // likewise
  [TELLABLE.join(), TellableEnum as unknown as EnumRef], // likewise
  [EXISTENCES.join(), ExistenceEnum as unknown as EnumRef], // likewise
  [INCIDENT_CAUSES.join(), IncidentCauseEnum as unknown as EnumRef], // likewise
  [CHANNELS.join(), ChannelEnum as unknown as EnumRef], // likewise
  [ROUTES.join(), RouteEnum as unknown as EnumRef], // likewise
]);

/** The enum of a schema's words: one of those above, or a new one by this name. */
export function enumOf(schema: z.ZodEnum, name: string): EnumRef {
  const words = schema.options.map(String);
  const found = known.get(words.join()) ?? define(name, words);
  known.set(words.join(), found);
  return found;
}
