import { z } from 'zod';
import { blockId, blocks, calendarDate, line, localTime, prose, zone } from './fields.ts';
import { type ItemContent, itemContent } from './item-content.ts';

/**
 * What a request says, part by part. Each part is stored, saved and versioned on its own; the letter, `request.json`,
 * the case files and GraphQL all speak this one shape. Numbers in brackets are the sections of the letter.
 */

export const PERSON_ROLES = [
  'suspect',
  'accused',
  'account-holder',
  'witness',
  'expert',
  'injured',
  'company',
  'other',
] as const;
export const IDENTIFIER_TYPES = [
  'ip',
  'email',
  'account',
  'phone',
  'imsi',
  'imei',
  'domain',
  'wallet',
  'iban',
  'bank-account',
  'other',
] as const;

const contact = z.object({ name: line, function: line.optional(), telephone: line, email: line.optional() });

const PART_SCHEMAS = {
  /** [3] The case in a few words, for "Request for mutual legal assistance in the case of ...". */
  title: z.object({ case: line, offence: line }),
  /** [5] Who asks and how to reach them; `second` is the person who can confirm that the letter is real. */
  office: z.object({
    name: line,
    address: line.optional(),
    officer: contact,
    mobile: line.optional(),
    hours: line,
    zone,
    second: contact.optional(),
  }),
  /** [5] The proceedings. */
  case: z.object({ number: line, authority: line, court: line.optional(), stage: line, decisions: prose.optional() }),
  /** [9] Offences and penalties. */
  offences: z
    .array(
      z.object({
        id: blockId,
        name: line,
        provision: line,
        text: prose.optional(),
        penalty: line,
        maximumYears: z.number().min(0).max(100).optional(),
        limitation: calendarDate.optional(),
        deathPenalty: z.boolean().default(false),
      }),
    )
    .max(50),
  /** [7] Persons concerned; several names for several scripts. */
  persons: z
    .array(
      z.object({
        id: blockId,
        role: z.enum(PERSON_ROLES),
        names: z.array(line).max(20),
        aliases: z.array(line).max(20).default([]),
        born: calendarDate.optional(),
        birthplace: line.optional(),
        nationality: line.optional(),
        location: line.optional(),
        papers: line.optional(),
        note: prose.optional(),
      }),
    )
    .max(500),
  /** [10, annex C] Accounts, addresses, numbers. An IP address needs an instant with zone and a port (shared addresses). */
  identifiers: z
    .array(
      z.object({
        id: blockId,
        type: z.enum(IDENTIFIER_TYPES),
        value: line,
        provider: line.optional(),
        localTime: localTime.optional(),
        zone: zone.optional(),
        port: z.int().min(1).max(65_535).optional(),
        /** The statement that no port or zone is known for this line: it may then be sent without. */
        noneKnown: z.boolean().default(false),
        /** Kept in the file but not in the letter. */
        leftOut: z.boolean().default(false),
        note: line.optional(),
      }),
    )
    .max(5000),
  /** [8] The facts in order of time. */
  facts: blocks,
  /** [8] What ties the facts to the requested State and to the help asked. */
  nexus: blocks,
  /** [9] Dual criminality, by conduct. */
  dualCriminality: blocks,
  /** [11] Formalities wished and why. */
  procedure: blocks,
  /** [12] What the answer is for, and how it will be used. */
  purpose: blocks,
  /** [13] */
  urgency: z.object({ reason: prose.optional(), desiredDate: calendarDate.optional() }),
  /** [14] */
  confidentiality: z.object({ wished: z.boolean(), reason: prose.optional(), ifNotKept: prose.optional() }),
  /** [15] */
  undertakings: z.object({
    reciprocity: z.boolean().default(false),
    speciality: z.boolean().default(false),
    returnOfOriginals: z.boolean().default(false),
    deathPenalty: z.boolean().default(false),
    costs: z.boolean().default(false),
    dataProtection: z.boolean().default(false),
    further: blocks.default([]),
  }),
  /** [16] Where and how the results should be sent. */
  results: z.object({ address: line, means: line, media: line.optional() }),
  /** [6] Earlier requests and linked preservation. */
  earlier: z
    .array(
      z.object({
        id: blockId,
        kind: z.enum(['preservation', 'request']),
        reference: line,
        askedOn: calendarDate,
        preservedFrom: calendarDate.optional(),
        statedEnd: calendarDate.optional(),
        ticket: line.optional(),
        custodian: line.optional(),
        answeredBy: line.optional(),
        channel: line.optional(),
      }),
    )
    .max(50),
} as const;

export type PartKey = keyof typeof PART_SCHEMAS;
export type Parts = { [K in PartKey]: z.infer<(typeof PART_SCHEMAS)[K]> };
/** Everything a request says; what has not been written yet is absent. Items in the order of the letter. */
export type Content = Partial<Parts> & { items: ({ id: string } & Partial<ItemContent>)[] };

// keys of a const are its type
export const PART_KEYS = Object.keys(PART_SCHEMAS) as PartKey[];

/** The schema of a stored part: one of the keys above, or `item/<number>`. Undefined for any other key, which no answer may quote. */
export function partSchema(key: string): z.ZodType | undefined {
  if (/^item\/\d{1,4}$/.test(key)) return itemContent;
  return Object.hasOwn(PART_SCHEMAS, key) ? PART_SCHEMAS[key as PartKey] : undefined; // own key, just checked
}

/** The whole content as one schema: published as JSON Schema, used by case files. */
export const contentSchema = z
  .object({ ...PART_SCHEMAS })
  .partial()
  .extend({ items: z.array(itemContent.partial().extend({ id: blockId })) });
