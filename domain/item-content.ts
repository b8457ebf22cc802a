import { z } from 'zod';
import { blockId, blocks, calendarDate, line, localTime, prose, zone } from './fields.ts';

export const DATA_CATEGORIES = ['subscriber', 'user-identification', 'traffic', 'content'] as const;
export const ISSUERS = ['judge', 'court', 'investigating-judge', 'prosecutor', 'other'] as const;
/** Of a controlled delivery: what becomes of the goods on the way. */
export const DELIVERY_METHODS = ['intact', 'removed', 'replaced'] as const;

/** The statement that there is none, or that it is not known, where the field of the name before it has nothing to say. */
const none = z.boolean().optional();

/** [10] One thing asked, answerable on its own. The fields beyond the first four depend on the type (see item-types.ts). */
export const itemContent = z.object({
  title: line,
  description: blocks,
  /** Why it is needed, and why no less would do. */
  reason: blocks.default([]),
  identifiers: z.array(blockId).max(5000).default([]),
  persons: z.array(blockId).max(500).default([]),
  /** That the holder of the account, or the occupant of the place, is not known. */
  holderUnknown: none,
  occupantUnknown: none,
  provider: line.optional(),
  period: z.object({ from: calendarDate, to: calendarDate, zone }).optional(),
  dataFields: prose.optional(),
  searchTerms: prose.optional(),
  noSearchTerms: none,
  /** How privileged communications are kept out: those with a lawyer, a doctor, the press. */
  privilege: prose.optional(),
  evidenceForm: line.optional(),
  bank: line.optional(),
  branch: line.optional(),
  branchUnknown: none,
  account: line.optional(),
  accountUnknown: none,
  accountBelief: prose.optional(),
  questions: blocks.optional(),
  status: z.enum(['witness', 'expert', 'suspect']).optional(),
  oath: z.boolean().optional(),
  rights: prose.optional(),
  /** That a suspect consents, or how its consent is had before it is heard. */
  consent: prose.optional(),
  /** Who attends a hearing beside those who conduct it. */
  attendees: prose.optional(),
  noAttendees: none,
  whyNotInPerson: prose.optional(),
  /** The judicial authority and the persons who conduct the hearing. */
  conductedBy: prose.optional(),
  interpreter: prose.optional(),
  noInterpreter: none,
  /** How the person heard is protected. */
  protection: prose.optional(),
  noProtection: none,
  /** When the link is up: the time here, and the zone on the other side, in which it is told as well. */
  session: z.object({ at: localTime, zone, theirZone: zone }).optional(),
  sessionOpen: none,
  technical: prose.optional(),
  property: prose.optional(),
  value: line.optional(),
  valueUnknown: none,
  link: prose.optional(),
  /** Who else has rights in the property, and what was done to hear it. */
  thirdParties: prose.optional(),
  noThirdParties: none,
  /** To what extent the order is to be executed. */
  extent: prose.optional(),
  /** What is wished of sharing what is confiscated. */
  sharing: prose.optional(),
  noSharing: none,
  addressee: blockId.optional(),
  address: line.optional(),
  documents: prose.optional(),
  hearingDate: calendarDate.optional(),
  noHearing: none,
  proofWished: prose.optional(),
  language: line.optional(),
  /** What a witness or expert is paid for travel and time. */
  allowances: prose.optional(),
  noAllowances: none,
  place: line.optional(),
  things: prose.optional(),
  grounds: prose.optional(),
  agencies: prose.optional(),
  method: z.enum(DELIVERY_METHODS).optional(),
  safeConduct: prose.optional(),
  /** The States through which a prisoner is brought. */
  transit: prose.optional(),
  noTransit: none,
  /** Facts that show a significant and imminent risk to life or safety. */
  emergencyFacts: blocks.optional(),
  /** The number under which the officer on duty is called back. */
  callBack: line.optional(),
  /** That a request for assistance, or for extradition, will follow; and when. */
  intendsRequest: z.boolean().optional(),
  plannedOn: calendarDate.optional(),
  /** Under which number the provider has the matter on file already. */
  ticket: line.optional(),
  noTicket: none,
  /** What this goes back to: the preservation that is prolonged, the request that is followed. */
  originalReference: line.optional(),
  /** Until when an extension is asked. */
  askedUntil: calendarDate.optional(),
  /** That no instrument gives the extension that is asked. */
  asCourtesy: z.literal(true).optional(),
  /** Another provider or State on the path of a communication. */
  otherProvider: prose.optional(),
  /** The order itself and the power that it rests on. */
  order: prose.optional(),
  dataCategory: z.enum(DATA_CATEGORIES).optional(),
  /** Who issued the order, or validated it where another authority issued it. */
  issuedBy: z.enum(ISSUERS).optional(),
  /** Which authority of the other State is told at the same time. */
  notified: prose.optional(),
  /** That the user is not to be told. */
  noNotice: z.boolean().optional(),
  /** The warrant or judgment that exists. */
  warrant: prose.optional(),
  /** Assurances beyond speciality and the death penalty: a new trial, the place of detention. */
  assurances: prose.optional(),
  noAssurances: none,
  conditions: blocks.optional(),
  composition: prose.optional(),
  leader: line.optional(),
  law: prose.optional(),
  dataUse: prose.optional(),
  costs: prose.optional(),
});
export type ItemContent = z.infer<typeof itemContent>;

/** The statement that stands for a field, and what it says: that there is none or none is needed, that it is not known, that it is still open. */
export type Statement = { readonly by: keyof ItemContent; readonly says: 'none' | 'unneeded' | 'unknown' | 'open' };
export const INSTEAD = {
  searchTerms: { by: 'noSearchTerms', says: 'none' },
  branch: { by: 'branchUnknown', says: 'unknown' },
  account: { by: 'accountUnknown', says: 'unknown' },
  attendees: { by: 'noAttendees', says: 'none' },
  interpreter: { by: 'noInterpreter', says: 'unneeded' },
  protection: { by: 'noProtection', says: 'unneeded' },
  session: { by: 'sessionOpen', says: 'open' },
  value: { by: 'valueUnknown', says: 'unknown' },
  thirdParties: { by: 'noThirdParties', says: 'none' },
  sharing: { by: 'noSharing', says: 'none' },
  hearingDate: { by: 'noHearing', says: 'none' },
  allowances: { by: 'noAllowances', says: 'none' },
  transit: { by: 'noTransit', says: 'none' },
  ticket: { by: 'noTicket', says: 'none' },
  assurances: { by: 'noAssurances', says: 'none' },
} as const satisfies Partial<Record<keyof ItemContent, Statement>>;
