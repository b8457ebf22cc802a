import type { Gap } from './errors.ts';
import { citeRule } from './house-rules.ts';
import { isCoercive } from './item-types.ts';
import { displacing } from './legal-bases/remarks.ts';
import { routed, stackOn } from './legal-bases/stack.ts';
import { citePartner, type PartnerFacts } from './partners.ts';
import type { Basis, Request, Urgency } from './request.ts';
import { declared, recorded, type StateFacts, standing } from './states.ts';
import type { Instruments } from './treaties/instruments.ts';
import { cite, type Instrument, isConfirmed, type Route, type RouteRule, reaches } from './treaties/type.ts';

/** The two States on a day, and what there is to bind them. */
export type Pair = {
  ours: StateFacts;
  partner: PartnerFacts;
  on: string;
  instruments: Instruments;
  /** Instruments that ship switched off and were switched on here. */
  switchedOn?: readonly string[];
};

/** Why an instrument cannot be relied on that day; undefined where it binds both, or needs no Parties. */
function whyNot(instrument: Instrument, { ours, partner, on, switchedOn = [] }: Pair): string | undefined {
  const { isOff, id, short, hasParties } = instrument;
  if (isOff !== undefined && !switchedOn.includes(id)) return `it is switched off: ${isOff}`;
  if (!hasParties) return undefined;
  for (const [state, isOurs] of [
    [ours, true],
    [partner, false],
  ] as const) {
    const { answer, by } = standing(state, id, on);
    const { en } = state.names;
    if (answer === 'no')
      return recorded({ ...by, text: `${isOurs ? 'we are' : `${en} is`} no Party to the ${short} on ${on}` });
    if (answer === 'unknown') return `whether ${en} is a Party to the ${short} is not on record`;
  }
  return undefined;
}

/** What is wrong with a list of bases: each must bind both States that day, and have the articles that it is cited for. */
export function checkBasis(basis: readonly Basis[], pair: Pair, field = 'basis'): Gap[] {
  if (basis.length === 0)
    return [{ field, rule: 'basis-missing', message: 'names no legal basis', source: citeRule('HR-74') }];
  return basis.flatMap((one, index) => checkOne(one, pair, `${field}.${index}`));
}

function checkOne({ instrument: id, articles, override }: Basis, pair: Pair, field: string): Gap[] {
  const gap = (rule: string, message: string, source = citeRule('HR-74')): Gap => ({ field, rule, message, source });
  const instrument = pair.instruments[id];
  if (!instrument) return [gap('basis-unknown', `names "${id}", which is not in the catalogue`)];
  if (!instrument.hasParties) return [];
  const unbound = override ? undefined : whyNot(instrument, pair); // V10: a person relies on it, and says why
  const unknown = articles.filter((article) => !hasArticle(instrument, article));
  return [
    ...(unbound === undefined ? [] : [gap('basis-not-in-force', `does not bind both States: ${unbound}`)]),
    ...(articles.length === 0 ? [gap('basis-articles', `names no article of the ${instrument.short}`)] : []),
    ...unknown.map((article) =>
      gap('basis-articles', `names "${article}", which is no article of the ${instrument.short}`),
    ),
    ...(override ? [] : residualGaps(instrument, articles, pair, field)),
  ];
}

/** What binds the two by a record that is not confirmed is told, and blocks nothing. */
export const unconfirmedGaps = (
  basis: readonly Basis[],
  { ours, partner, on, instruments }: Pair,
  field: string,
): Gap[] =>
  basis.flatMap(({ instrument: id }, index) =>
    [ours, partner].flatMap((state): Gap[] => {
      const { answer, by } = standing(state, id, on);
      if (answer !== 'yes' || by?.confidence !== 'unverified') return [];
      const message = `rests on a fact that is not confirmed: ${state.names.en} is a Party to the ${instruments[id]?.short ?? id}`;
      return [
        {
          field: `${field}.${index}`,
          rule: 'basis-unconfirmed',
          message,
          source: citeRule('HR-74'),
          severity: 'warning',
        },
      ];
    }),
  );

function residualGaps(instrument: Instrument, articles: readonly string[], pair: Pair, field: string): Gap[] {
  const treaty = displacing(
    {
      requesting: pair.ours,
      requested: pair.partner,
      date: pair.on,
      instruments: pair.instruments,
      otherTreaties: pair.partner.otherTreaties,
      ...(pair.switchedOn ? { switchedOn: pair.switchedOn } : {}),
    },
    instrument,
  );
  if (treaty === undefined) return [];
  return instrument.residual
    .filter((line) => articles.some((article) => isWithin(article, line)))
    .map(({ article, text }) => ({
      field,
      rule: 'basis-residual',
      message: `relies on articles that ${treaty.name} displaces: ${text}`,
      source: cite(instrument, article),
    }));
}

/** `27(9)(a)` is article 27, paragraph 9. */
function numbersOf(article: string): { article: number; paragraph?: number } | undefined {
  const [, number, paragraph] = /^(\d+)(?:\((\d+)\))?(?:\(?[a-z]\)?)*$/.exec(article.trim()) ?? [];
  if (number === undefined) return undefined;
  return { article: Number(number), ...(paragraph === undefined ? {} : { paragraph: Number(paragraph) }) };
}

function hasArticle({ lastArticle }: Instrument, article: string): boolean {
  const found = numbersOf(article);
  return found !== undefined && found.article >= 1 && found.article <= (lastArticle ?? Number.POSITIVE_INFINITY);
}

/** An article cited whole is taken to rely on its residual paragraphs only where all of it is residual. */
export function isWithin(article: string, line: { of: number; from: number; to: number }): boolean {
  const found = numbersOf(article);
  if (found?.article !== line.of) return false;
  return found.paragraph === undefined ? line.from <= 2 : found.paragraph >= line.from && found.paragraph <= line.to;
}

export type Sending = { route: Route; urgency: Urgency; itemTypes: readonly string[] };

export type Opening = { instrument: Instrument; line: RouteRule };

const openings = (stack: readonly Instrument[]): Opening[] =>
  routed(stack).flatMap((instrument) => instrument.routes.map((line) => ({ instrument, line })));

const opens = ({ line }: Opening, { route, urgency, itemTypes }: Sending): boolean =>
  line.route === route &&
  (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
  (line.isNonCoercive === undefined || !itemTypes.some(isCoercive)) &&
  itemTypes.every((type) => reaches(line, type));

/** The rule that opens a route to such a request, a confirmed one before others. */
export function routeRule(stack: readonly Instrument[], sending: Sending): Opening | undefined {
  const open = openings(stack).filter((one) => opens(one, sending));
  return open.find(({ instrument, line }) => isConfirmed(instrument, line)) ?? open[0];
}

/** The route that is taken unless told: between central authorities where that is open, else the first that is. */
export function usualRoute(stack: readonly Instrument[], sending: Omit<Sending, 'route'>): Route {
  const open = openings(stack).filter((one) => opens(one, { ...sending, route: one.line.route }));
  const routes = open.map(({ line }) => line.route);
  return routes.find((route) => route === 'central-authority') ?? routes[0] ?? 'central-authority';
}

/** Whether a copy goes by a route at the same time: always, or where the requested State has declared that it must. */
export const isCopied = ({ instrument, line }: Opening, partner: StateFacts, on: string): boolean =>
  line.isCopied === true ||
  (line.isCopiedWhere !== undefined &&
    declared(partner, { instrument: instrument.id, kind: line.isCopiedWhere, on }).length > 0);

/** The route that is taken, and the rule that opens it, where one does. */
export type Taken = { route: Route; opening: Opening | undefined };

/** That which was chosen, or the usual one. */
export function takenRoute(
  stack: readonly Instrument[],
  { route: chosen, ...asked }: Omit<Sending, 'route'> & { route?: Route | undefined },
): Taken {
  const route = chosen ?? usualRoute(stack, asked);
  return { route, opening: routeRule(stack, { ...asked, route }) };
}

type Framed = Pick<Request, 'basis' | 'urgency' | 'route'> & { items: readonly { type: string }[] };

/** What the route of a request is read by. */
export type Between = Omit<Parameters<typeof stackOn>[1], 'basis' | 'types'>;

/** The route that a request takes by the law of a day. */
export function routeOf(on: string, { basis, route, urgency, items }: Framed, between: Between): Taken {
  const itemTypes = items.map(({ type }) => type);
  return takenRoute(stackOn(on, { ...between, basis, types: itemTypes }), { route, urgency, itemTypes });
}

/** A route as a letter prints it: with the article that opens it, unless that is not confirmed. */
export function printedRoute({ route, opening }: Taken): { id: Route; source?: string } | undefined {
  if (!opening) return undefined;
  const { instrument, line } = opening;
  return { id: route, ...(isConfirmed(instrument, line) ? { source: cite(instrument, line.article) } : {}) };
}

/** V5: the route must be open under the primary basis at this urgency, and be one that the partner takes. */
export function checkRoute(stack: readonly Instrument[], sending: Sending, partner: PartnerFacts): Gap[] {
  const gaps: Gap[] = [];
  const [primary] = stack;
  if (primary && !routeRule(stack, sending)) {
    const closed = openings(stack).find(({ line }) => line.route === sending.route);
    const why = closed ? `is open only so: ${closed.line.text}` : `is no route of the ${primary.short}`;
    gaps.push({
      field: 'route',
      rule: 'route-not-open',
      message: `${sending.route} ${why}`,
      source: closed?.instrument.hasParties ? cite(closed.instrument, closed.line.article) : citeRule('HR-74'),
    });
  }
  const [declared] = partner.routes;
  if (declared && !partner.routes.some(({ route }) => route === sending.route)) {
    const taken = partner.routes.map(({ route }) => route).join(', ');
    gaps.push({
      field: 'route',
      rule: 'route-not-taken',
      message: `${partner.names.en} takes requests by ${taken} only`,
      source: citePartner(partner, declared.source),
    });
  }
  return gaps;
}
