import { z } from 'zod';
import { contentSchema } from '../content.ts';
import { calendarDate, line as oneLine, prose } from '../fields.ts';
import { GROUNDS } from '../grounds.ts';
import { HOLD_STOPS } from '../hold-status.ts';
import { HOUSE_RULES } from '../house-rules.ts';
import { DATA_CATEGORIES, ISSUERS, itemContent } from '../item-content.ts';
import { REQUEST_TYPES } from '../item-types.ts';
import { OFFENCE_CLASSES } from '../offences.ts';
import { URGENCIES } from '../request.ts';
import { MEETINGS, OPENINGS, type TreatyDeadline } from './deadline-type.ts';
import { type ContentRule, DECLARATION_KINDS, type Instrument, ROUTES, type RouteRule } from './type.ts';

type Shape<T> = Record<keyof T, z.ZodType>;
const isSaid = (text: string): boolean => text.trim() !== '';
const words = prose.refine(isSaid, { error: 'is empty' });
const title = oneLine.refine(isSaid, { error: 'is empty' });
const confidence = z.enum(['confirmed', 'unverified']);
const line = { article: words, confidence: confidence.optional() };
const statement = z.strictObject({ text: words, article: words.optional(), confidence: confidence.optional() });
const types = z.array(z.enum(REQUEST_TYPES)).min(1);
const reach = { only: types.optional(), except: types.optional() };
const yes = z.literal(true).optional();
const ground = z.enum(GROUNDS);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is no code of small letters, digits and hyphens' });
const state = z.string().regex(/^[A-Z]{2,3}$/, { error: 'is no code of a State' });

/** Whether a path such as `office.officer.name` leads to a field of the contents. */
function leads(schema: unknown, [step, ...rest]: readonly string[]): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return leads(schema.unwrap(), step === undefined ? [] : [step, ...rest]);
  if (step === undefined) return schema !== undefined;
  return schema instanceof z.ZodObject && leads(schema.shape[step], rest);
}
/** A part of the contents, or a field of it. */
const field = z.string().refine((path) => {
  const [part, ...rest] = path.split('.');
  return part === 'item' ? leads(itemContent, rest) && rest.length > 0 : leads(contentSchema, path.split('.'));
}, 'is no field of the contents');

const houseRule = z.enum(Object.values(HOUSE_RULES).map((rule) => rule.id));

const route = {
  ...line,
  ...reach,
  route: z.enum(ROUTES),
  text: words,
  urgencies: z.array(z.enum(URGENCIES)).min(1).optional(),
  isNonCoercive: yes,
  isCopied: yes,
  isCopiedWhere: z.enum(DECLARATION_KINDS).optional(),
} satisfies Shape<RouteRule>;
const content = {
  ...line,
  ...reach,
  id,
  label: words,
  fields: z.array(field).min(1),
  isWherePossible: yes,
  alternative: words.optional(),
  house: houseRule.optional(),
} satisfies Shape<ContentRule>;
const deadline = {
  ...line,
  ...reach,
  id,
  text: words,
  amount: z.int().positive().nullable(),
  unit: z.enum(['hour', 'day', 'working-day', 'week', 'month', 'year']),
  startsOn: words,
  isRenewable: z.boolean(),
  kind: z.enum([
    'minimum-hold',
    'hold',
    'hold-extension',
    'maximum',
    'maximum-order',
    'target',
    'waiting-period',
    'request-window',
    'consecutive-days',
    'lead-time-maximum',
  ]),
  actor: id,
  onExpiry: words.optional(),
  rollsForward: yes,
  rollsForwardBy: words.optional(),
  isCustody: yes,
  otherStart: words.optional(),
  prolongs: z.strictObject({ id, times: z.int().positive() }).optional(),
  stoppedBy: z.array(z.enum(HOLD_STOPS)).min(1).optional(),
  restartsOnCompletion: yes,
  opensOn: z.enum(OPENINGS).optional(),
  metBy: z.enum(MEETINGS).optional(),
} satisfies Shape<TreatyDeadline>;

/** What every instrument must look like, shipped or of our own: each field of the type, and nothing else. */
export const INSTRUMENT_SHAPE = z.strictObject({
  id,
  name: title,
  short: title,
  citation: title,
  kind: z.enum([
    'bilateral-treaty',
    'multilateral-treaty',
    'regional-treaty',
    'non-binding-scheme',
    'model',
    'eu-regulation',
    'eu-directive',
    'executive-agreement',
    'domestic-statute',
    'principle',
    'extradition',
  ]),
  carries: z.enum(['request', 'order-to-provider', 'certificate', 'extradition', 'nothing']),
  hasParties: z.boolean(),
  protocolTo: id.optional(),
  hub: state.optional(),
  statuteOf: state.optional(),
  isOff: words.optional(),
  onlyOffencesSince: statement.optional(),
  lastArticle: z.int().positive().optional(),
  confidence,
  inForce: z.strictObject({
    status: words,
    since: calendarDate.optional(),
    asOf: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    note: words.optional(),
  }),
  residual: z.array(
    z
      .strictObject({ ...line, text: words, of: z.int().positive(), from: z.int().positive(), to: z.int() })
      .refine(({ from, to }) => from < to),
  ),
  applicability: statement.optional(),
  threshold: z
    .strictObject({
      ...line,
      maximumYears: z.number().positive(),
      text: words,
      anyway: z.array(z.enum(OFFENCE_CLASSES)).min(1).optional(),
      alsoDependsOn: z.literal('organised-group').optional(),
    })
    .optional(),
  covers: z.array(
    z.strictObject({ ...line, ...reach, text: words, offences: z.array(z.enum(OFFENCE_CLASSES)).min(1).optional() }),
  ),
  routes: z.array(z.strictObject(route)),
  languages: z.strictObject({ ...statement.shape, ...reach }),
  form: statement,
  contents: z.array(z.strictObject(content)),
  contentsNote: words.optional(),
  refusalGrounds: z.array(
    z.strictObject({ ...line, ...reach, ground, ownId: id.optional(), label: words, condition: words.optional() }),
  ),
  otherGrounds: z.array(z.strictObject({ ...statement.shape, ...reach, isClosed: z.boolean(), ownId: id.optional() })),
  forbiddenRefusals: z.array(z.strictObject({ ...line, ...reach, ground, text: words })),
  reasons: z.strictObject(line).optional(),
  consultation: statement.optional(),
  postponement: statement.optional(),
  dualCriminality: statement.extend({ requiredFor: types.or(z.literal('coercive')).optional() }),
  oath: statement.optional(),
  transferConsent: statement.optional(),
  suspectConsent: statement.optional(),
  extraditable: statement.optional(),
  issuing: z
    .strictObject({
      ...line,
      ...reach,
      text: words,
      categories: z.array(z.enum(DATA_CATEGORIES)).min(1),
      by: z.array(z.enum(ISSUERS)).min(1),
      house: houseRule,
    })
    .optional(),
  confidentiality: statement.optional(),
  useLimits: statement,
  deadlines: z.array(z.strictObject(deadline)),
  softDuties: z.array(z.strictObject({ ...line, id, label: words })),
  declarations: z.array(z.strictObject({ ...line, kind: z.enum(DECLARATION_KINDS), text: words })).optional(),
  extradition: statement.optional(),
  notes: words.optional(),
  sources: z.array(words).min(1),
} satisfies Shape<Instrument>);
