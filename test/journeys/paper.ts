import type { House } from '../support/journey.ts';
import { scan } from './salt-road-case.ts';

/** How a letter of the partner is written down by one of ours. */
export type Letter = { by: string; on: string; reference: string; officer?: string };

/** Records a step of the partner from its letter: the scan is uploaded first. */
export async function fromPaper(
  house: House,
  request: string,
  step: string,
  { by, on, reference, officer = 'Mariam Salem' }: Letter,
  input: object = {},
): Promise<void> {
  const session = await house.as(by);
  const paper = await session.upload(request, `${reference.replaceAll('/', '-')}.pdf`, scan(reference));
  await house.does(by, step, request, { ...input, on, record: { channel: 'LETTER', officer, reference, paper } });
}
