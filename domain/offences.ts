/** The classes of offences by which instruments say what they reach. */
export const OFFENCE_CLASSES = [
  'cybercrime',
  'fraud',
  'corruption',
  'organised-crime',
  'money-laundering',
  'terrorism',
  'drugs',
  'violence',
  'sexual-exploitation',
  'tax',
  'political',
  'military',
  'other',
] as const;
export type OffenceClass = (typeof OFFENCE_CLASSES)[number];
