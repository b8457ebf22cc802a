import type { Draft } from '../../domain/gaps/draft.ts';
import { isRequestType, type RequestType } from '../../domain/item-types.ts';
import type { LegalBasis } from '../../domain/legal-bases/question.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import type { Basis } from '../../domain/request.ts';

/** The first legal basis that applies to everything that names none of its own; else to the first of it. */
export function chosenBasis(draft: Draft): Basis[] {
  const ladders = typesOf(draft).map((type) => laddered(draft, type));
  const [first = []] = ladders;
  const best = first.find(({ id }) => ladders.every((ladder) => ladder.some((one) => one.id === id))) ?? first[0];
  if (!best) return [];
  const { id } = carrying(best, first, draft);
  const articles = ladders.flatMap((ladder) => ladder.find((one) => one.id === id)?.articles ?? []);
  return [{ instrument: id, articles: [...new Set(articles)] }];
}

function typesOf({ request: { items } }: Draft) {
  const bare = items.filter(({ basis }) => basis === undefined);
  return [...new Set((bare.length > 0 ? bare : items).map(({ type }) => type))].filter(isRequestType);
}

/** What applies to a type, the first choice first. */
function laddered({ request, content, ours, partner, today, instrumentsById, offence = {} }: Draft, type: RequestType) {
  const years = (content.offences ?? []).flatMap(({ maximumYears }) => maximumYears ?? []);
  return legalBases({
    requesting: ours,
    requested: partner,
    type,
    date: today,
    urgency: request.urgency,
    offence: { ...(years.length > 0 ? { maximumYears: Math.max(...years) } : {}), ...offence },
    instruments: instrumentsById,
    otherTreaties: partner.otherTreaties,
  }).filter(({ applies }) => applies === true);
}

/** Where a treaty has no article for it, the protocol that adds one. */
function carrying(best: LegalBasis, ladder: readonly LegalBasis[], { instrumentsById }: Draft): LegalBasis {
  const isOf = ({ id }: LegalBasis): boolean => instrumentsById[id]?.protocolTo === best.id;
  const protocol = ladder.find((one) => isOf(one) && one.articles.length > 0);
  return best.articles.length === 0 ? (protocol ?? best) : best;
}
