import type { Condition } from './exchange.ts';
import type { Request } from './request.ts';

/**
 * The conditions that bind the use of a file: of those that were accepted, those for everything, and those for an item of
 * the delivery that the file came with. The database counts them by the same rule for whoever downloads it.
 */
export function conditionsOn(
  { conditions, deliveries }: Pick<Request, 'conditions' | 'deliveries'>,
  file: string,
): Condition[] {
  const itsItems = deliveries.flatMap(({ files, items }) => (files.some((one) => one.file === file) ? items : []));
  return conditions.filter(
    ({ status, items }) =>
      status === 'accepted' && (items.length === 0 || items.some((item) => itsItems.includes(item))),
  );
}
