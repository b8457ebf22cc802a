import type { Parts } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import type { Draft } from './draft.ts';

type Identifier = Parts['identifiers'][number];

/** Each identifier that the letter prints has the form of its kind, and what a provider needs to find it (V4). */
export const identifierGaps = ({ content: { identifiers = [] } }: Pick<Draft, 'content'>): Gap[] =>
  identifiers.flatMap((identifier, index) =>
    identifier.leftOut
      ? []
      : [...formGaps(identifier, `identifiers.${index}`), ...addressGaps(identifier, `identifiers.${index}`)],
  );

function formGaps({ type, value }: Identifier, field: string): Gap[] {
  const { isOne, form } = FORMS[type];
  if (isOne(value.trim())) return [];
  return [
    {
      field: `${field}.value`,
      rule: `identifier-${type}`,
      message: `is not ${form}`,
      source: citeRule('HR-54'),
    },
  ];
}

const WHEN = [
  { part: 'localTime', what: 'the instant at which it was used', isExcused: false },
  { part: 'zone', what: 'the time zone of that instant, or the statement that none is known', isExcused: true },
  { part: 'port', what: 'the port, or the statement that none is known', isExcused: true },
] as const;

/** An address that a carrier shares says nothing without instant, zone and port. */
function addressGaps(identifier: Identifier, field: string): Gap[] {
  if (identifier.type !== 'ip') return [];
  return WHEN.filter(
    ({ part, isExcused }) => identifier[part] === undefined && !(isExcused && identifier.noneKnown),
  ).map(({ part, what }) => ({
    field: `${field}.${part}`,
    rule: `ip-${part === 'localTime' ? 'time' : part}`,
    message: `is missing: ${what}`,
    source: citeRule('HR-53'),
  }));
}

const digits = (value: string): string => value.replace(/[\s./-]/g, '');
const some = (value: string): boolean => /[\p{L}\p{N}]/u.test(value);

/** The form of each kind. Numbers may be written in groups. */
const FORMS: Record<Identifier['type'], { isOne: (value: string) => boolean; form: string }> = {
  ip: { isOne: (value) => isIpv4(value) || isIpv6(value), form: 'an IPv4 or IPv6 address' },
  email: {
    isOne: (value) => /^[^\s@<>",;:]+@[^\s@]+$/u.test(value) && isDomain(value.slice(value.lastIndexOf('@') + 1)),
    form: 'an e-mail address',
  },
  phone: {
    isOne: (value) => /^\+[1-9]\d{6,14}$/.test(value.replace(/[\s().-]/g, '')),
    form: 'a telephone number with country code, such as +32 455 50 17 42',
  },
  imsi: { isOne: (value) => /^\d{14,15}$/.test(digits(value)), form: 'an IMSI of 14 or 15 digits' },
  imei: { isOne: (value) => isImei(digits(value)), form: 'an IMEI of 15 digits with a right check digit' },
  domain: { isOne: isDomain, form: 'a domain name' },
  wallet: { isOne: isWallet, form: 'a wallet address (bech32, base58 or 0x)' },
  iban: { isOne: (value) => isIban(digits(value).toUpperCase()), form: 'an IBAN with a right check number' },
  account: { isOne: some, form: 'an account name' },
  'bank-account': { isOne: some, form: 'an account number' },
  other: { isOne: some, form: 'an identifier' },
};

const isIpv4 = (value: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(value) && value.split('.').every((part) => Number(part) <= 255 && !/^0\d/.test(part));

function isIpv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2 || value.includes(':::')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const embedded = last?.includes('.') ? 1 : 0;
  if (embedded && !isIpv4(last ?? '')) return false;
  if (!groups.slice(0, groups.length - embedded).every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const length = groups.length + embedded;
  return halves.length === 2 ? length < 8 : length === 8;
}

function isDomain(value: string): boolean {
  const labels = value.split('.');
  return (
    value.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

const BECH32 = /^(?:[a-z]{1,20}1[02-9ac-hj-np-z]{11,90}|[A-Z]{1,20}1[02-9AC-HJ-NP-Z]{11,90})$/;
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]{25,110}$/;
const HEX = /^0x[0-9a-fA-F]{40}$/;
function isWallet(value: string): boolean {
  return [BECH32, BASE58, HEX].some((shape) => shape.test(value));
}

/** ISO 13616: moved to the end and read as a number, letters from 10, the check leaves 1. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value)) return false;
  const moved = value.slice(4) + value.slice(0, 4);
  return [...moved].reduce((rest, sign) => Number(`${rest}${Number.parseInt(sign, 36)}`) % 97, 0) === 1;
}

/** The Luhn check of 15 digits. With 16 digits it is an IMEISV, which has no check digit. */
function isImei(value: string): boolean {
  if (/^\d{16}$/.test(value)) return true;
  if (!/^\d{15}$/.test(value)) return false;
  const sum = [...value].reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
