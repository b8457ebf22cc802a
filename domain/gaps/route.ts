import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import type { OwnType } from '../item-types.ts';
import { checkRoute, isCopied, type Sending, type Taken, takenRoute } from '../legal-basis.ts';
import { citePartner, type PROCESSES } from '../partners.ts';
import { type Declaration, declared, recorded } from '../states.ts';
import { cite, confidenceOf, type DeclarationKind, type Instrument } from '../treaties/type.ts';
import { type Draft, primaryStack, typesOf } from './draft.ts';

/** V5, V6: the route under the primary basis, at this urgency, as far as the partner's declarations leave it open. */
export function routeGaps(draft: Draft): Gap[] {
  const { request, partner } = draft;
  const stack = primaryStack(draft);
  if (stack.length === 0) return [];
  const asked = { urgency: request.urgency, itemTypes: typesOf(draft) };
  const taken = takenRoute(stack, { ...asked, route: draft.route });
  const sending: Sending = { ...asked, route: taken.route };
  return [
    ...checkRoute(stack, sending, partner),
    ...stack.flatMap((one) => declaredGaps(one, sending, draft)),
    ...copyGaps(taken, draft),
    ...addresseeGaps(taken, draft),
    ...processGaps(draft),
  ];
}

type Closes = (sending: Sending, declaration: Declaration) => boolean;
const CLOSING: Partial<Record<DeclarationKind, Closes>> = {
  channel: ({ route }, { value }) => value !== undefined && value !== route,
  'urgent-to-central-authority': ({ route, urgency }) => route === 'direct-judicial' && urgency !== 'normal',
};

const declaredGaps = (instrument: Instrument, sending: Sending, { partner, today: on }: Draft): Gap[] =>
  (instrument.declarations ?? []).flatMap(({ kind, article }) =>
    declared(partner, { instrument: instrument.id, kind, on })
      .filter((one) => CLOSING[kind]?.(sending, one))
      .map((one) => ({
        field: 'route',
        rule: 'route-declared',
        message: `${sending.route} is closed by a declaration of ${partner.names.en}: ${recorded(one)}`,
        source: cite(instrument, article),
        ...(one.confidence === 'unverified' ? { severity: 'warning' as const } : {}),
      })),
  );

/** What goes straight to a provider is addressed to one, and nothing else is. */
function addresseeGaps({ route }: Taken, { partner, isByReference }: Draft): Gap[] {
  if (isByReference || (route === 'direct-provider') === (partner.provider !== undefined)) return [];
  const message = partner.provider
    ? `is addressed to a provider, and travels by ${route}: choose direct-provider, or address an authority`
    : 'goes straight to a provider, and is addressed to an authority: choose a provider of the directory';
  return [{ field: 'partner', rule: 'addressee', message, source: citeRule('HR-87') }];
}

/** On what a provider would have to act. */
const PROCESS_OF: { readonly [K in OwnType]?: (typeof PROCESSES)[number] } = {
  preservation: 'preservation',
  'preservation-extension': 'preservation',
  'emergency-disclosure': 'emergency',
  'provider-direct': 'order',
  'domain-registration': 'voluntary',
};

/** A provider that has said on what it acts, and not on this, is likely to leave it unanswered. */
function processGaps({ partner, type }: Draft): Gap[] {
  const process = type && PROCESS_OF[type];
  const { provider } = partner;
  if (!provider || !process || provider.accepts.includes(process)) return [];
  return [
    {
      field: 'partner',
      rule: 'process-not-accepted',
      message: `does not say that it acts on ${WORDS[process]}: ask it first, or ask its State`,
      source: citePartner(partner, provider.source),
      severity: 'warning',
    },
  ];
}
const WORDS: Record<(typeof PROCESSES)[number], string> = {
  voluntary: 'voluntary requests',
  preservation: 'requests for preservation',
  order: 'orders from abroad',
  emergency: 'requests in an emergency',
  served: 'what its State has served on it',
};

/** V6: the copy is made with the transmission, so nothing is missing yet but an authority that it can go to. */
function copyGaps({ route, opening }: Taken, { copyTo, partner, today }: Draft): Gap[] {
  if (!opening || !isCopied(opening, partner, today) || copyTo === 'addressee') return [];
  const { instrument, line } = opening;
  const source = cite(instrument, line.article);
  if (copyTo === 'nobody') {
    const text = `${route} needs a copy at the same time to the central authority, and none of ${partner.names.en} is on record`;
    const confidence = confidenceOf(instrument, line);
    return [
      {
        field: 'route',
        rule: 'route-copy-nowhere',
        message: recorded({ text, confidence }),
        source,
        ...(confidence === 'unverified' ? { severity: 'warning' as const } : {}),
      },
    ];
  }
  return [
    {
      field: 'route',
      rule: 'route-copied',
      message: `${route} needs a copy at the same time from central authority to central authority: it is made at the transmission`,
      source,
      severity: 'warning',
    },
  ];
}
