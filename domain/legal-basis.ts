import type { Gap } from './errors.ts';
import { citeRule } from './house-rules.ts';
import { isCoercive } from './item-types.ts';
import { citePartner, isMember, type Membership, type PartnerFacts } from './partners.ts';
import type { Basis, Urgency } from './request.ts';
import type { Instruments } from './treaties/instruments.ts';
import { cite, type Instrument, type Route, type RouteRule, reaches } from './treaties/type.ts';

/** The two States on a day: what binds each, and what else binds the pair. */
export type Pair = {
  ours: readonly Membership[];
  partner: PartnerFacts;
  on: string;
  instruments: Instruments;
};

const binds = (instrument: Instrument, { ours, partner, on }: Pair): boolean =>
  !instrument.hasParties || (isMember(ours, instrument.id, on) && isMember(partner.parties, instrument.id, on));

/** One instrument and whether it can carry a request to this partner, for these types of item, with the articles that do. */
export type Option = { instrument: string; applies: boolean; why: string; articles: string[] };

/** Which instruments can carry a request to this partner. */
export function basesFor(pair: Pair, itemTypes: readonly string[] = []): Option[] {
  return Object.values(pair.instruments).map((instrument) => option(instrument, pair, itemTypes));
}

function option(instrument: Instrument, pair: Pair, itemTypes: readonly string[]): Option {
  const { id } = instrument;
  const unbound = whyNot(instrument, pair);
  if (unbound !== undefined) return { instrument: id, applies: false, why: unbound, articles: [] };
  const carrying = instrument.covers.filter(
    (line) => itemTypes.length === 0 || itemTypes.some((type) => reaches(line, type)),
  );
  const articles = instrument.hasParties ? carrying.map(({ article }) => article) : [];
  return { instrument: id, applies: true, why: whyYes(instrument, pair), articles: [...new Set(articles)] };
}

function whyNot(instrument: Instrument, pair: Pair): string | undefined {
  if (binds(instrument, pair)) return undefined;
  const who = isMember(pair.ours, instrument.id, pair.on) ? `${pair.partner.names.en} is` : 'we are';
  return `${who} no Party to the ${instrument.short} on ${pair.on}`;
}

function whyYes(instrument: Instrument, pair: Pair): string {
  if (!instrument.hasParties)
    return 'no treaty is needed; it rests on a written offer of reciprocity, at the partner’s discretion';
  const parts = ['both States are Parties'];
  if (instrument.applicability) parts.push(instrument.applicability.text);
  const displaced = displacing(pair);
  if (displaced && instrument.residual.length > 0) {
    parts.push(
      `its residual articles do not apply: ${displaced.name} binds the two (${cite(instrument, residualArticles(instrument))})`,
    );
  }
  return parts.join('; ');
}

const displacing = ({ partner, on }: Pair) => partner.otherTreaties.find(({ since }) => since <= on);
const residualArticles = ({ residual }: Instrument): string => residual.map(({ article }) => article).join(', ');

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

function residualGaps(instrument: Instrument, articles: readonly string[], pair: Pair, field: string): Gap[] {
  const treaty = displacing(pair);
  if (!treaty) return [];
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
function isWithin(article: string, line: { of: number; from: number; to: number }): boolean {
  const found = numbersOf(article);
  if (found?.article !== line.of) return false;
  return found.paragraph === undefined ? line.from <= 2 : found.paragraph >= line.from && found.paragraph <= line.to;
}

export type Sending = { route: Route; urgency: Urgency; itemTypes: readonly string[] };

/** The rule of the instrument that opens a route to such a request: for the letter's channel line. */
export function routeRule(instrument: Instrument, { route, urgency, itemTypes }: Sending): RouteRule | undefined {
  return instrument.routes.find(
    (line) =>
      line.route === route &&
      (line.urgencies === undefined || line.urgencies.includes(urgency)) &&
      (line.isNonCoercive === undefined || !itemTypes.some(isCoercive)) &&
      itemTypes.every((type) => reaches(line, type)),
  );
}

/** V5: the route must be open under the primary basis at this urgency, and be one that the partner takes. */
export function checkRoute(instrument: Instrument, sending: Sending, partner: PartnerFacts): Gap[] {
  const gaps: Gap[] = [];
  if (!routeRule(instrument, sending)) {
    const line = instrument.routes.find(({ route }) => route === sending.route);
    const why = line ? `is open only so: ${line.text}` : `is no route of the ${instrument.short}`;
    gaps.push({
      field: 'route',
      rule: 'route-not-open',
      message: `${sending.route} ${why}`,
      source: line && instrument.hasParties ? cite(instrument, line.article) : citeRule('HR-74'),
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
