import canonicalize from 'canonicalize';
import { z } from 'zod';
import { contentSchema } from '../domain/content.ts';
import { REQUEST_KINDS } from '../domain/kinds.ts';
import { forPartner, type LetterInput } from '../domain/letter.ts';
import { LABELS, URGENCIES } from '../domain/request.ts';
import { ROUTES } from '../domain/treaties/type.ts';
import { REQUEST_FORMAT } from './version.ts';

const names = z.object({ en: z.string() }).catchall(z.string());
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const basis = z.array(z.object({ instrument: z.string(), articles: z.array(z.string()) }));

const letter = z.object({
  kind: z.enum(REQUEST_KINDS).exclude(['mla']).optional().describe('What it asks, where that is no assistance'),
  reference: z.string(),
  date: day,
  label: z.enum(LABELS),
  urgency: z.enum(URGENCIES),
  marking: z.enum(['demonstration', 'practice', 'test']).optional(),
  requesting: z.object({
    state: names,
    authority: names,
    address: z.string(),
    telephone: z.string(),
    email: z.string(),
    hours: z.string(),
    zone: z.string(),
  }),
  requested: z.object({ state: names, authority: names, address: z.string() }),
  route: z
    .object({ id: z.enum(ROUTES), source: z.string().optional() })
    .optional()
    .describe('The way from State to State, and the article that opens it where that is confirmed'),
  isVoluntary: z.literal(true).optional().describe('The provider is asked, and not obliged by the instrument'),
  copy: z
    .object({ state: names, authority: names, address: z.string() })
    .optional()
    .describe('The central authority that gets a copy at the same time'),
  basis: basis.describe('Legal bases by id of the instrument; the first is the primary one'),
  treaties: z
    .record(z.string(), z.string())
    .optional()
    .describe('Titles of bilateral treaties among the legal bases, by id'),
  items: z.array(z.object({ id: z.string(), type: z.string(), basis: basis.optional() })),
  content: contentSchema,
  annexes: z.array(
    z.object({ id: z.string(), letter: z.string(), title: z.string(), hash: sha256, size: z.int().min(0) }),
  ),
  holds: z.array(z.object({ reference: z.string(), preservedFrom: day, until: day, source: z.string() })),
});

const text = z.object({
  language: z.string(),
  template: z.string(),
  contentHash: sha256.describe(
    'SHA-256 of the canonical JSON of the letter, with its segments replaced, its language and its template',
  ),
  segments: z
    .array(z.object({ id: z.string(), text: z.string() }))
    .optional()
    .describe('Of a translation: the text of each segment in this language'),
});

/** `request.json` of a package: the letter as data, so that the partner's system need not read the document. */
export const requestSchema = z
  .object({
    format: z.literal(REQUEST_FORMAT),
    letter: letter.describe('The letter in the language it was written in'),
    texts: z.array(text).describe('The documents it was made into, the original first'),
  })
  .describe('A request for mutual legal assistance in criminal matters');

export type RequestText = {
  language: string;
  template: string;
  contentHash: string;
  segments?: readonly { id: string; text: string }[];
};

/** The canonical text (RFC 8785) of `request.json`: the same letter gives the same bytes. */
export function requestJson(input: LetterInput, texts: readonly RequestText[]): string {
  const json = canonicalize({ format: REQUEST_FORMAT, letter: forPartner(input), texts });
  if (json === undefined) throw new Error(`Cannot write request.json of "${input.reference}": it is not JSON`);
  return json;
}

/** The published JSON Schema of `request.json`, kept in `request.schema.json`. */
export const requestSchemaText = (): string => `${JSON.stringify(z.toJSONSchema(requestSchema), null, 2)}\n`;
