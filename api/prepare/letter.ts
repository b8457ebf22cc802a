import { randomUUID } from 'node:crypto';
import type { LetterInput } from '../../domain/letter.ts';
import type { Store } from '../../files/store.ts';
import type { Made, Prepare } from '../../registry/apply.ts';
import { inTranslation, loadHouse, loadLetterInput, loadSegments } from '../../registry/letter-input.ts';
import { titlesBeside } from '../../templates/instruments.ts';
import { renderLetter } from '../../templates/letter.ts';
import { languageOf } from '../../templates/mail-language.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Renders the letter of the content as it stands and stores it; the step binds it by hash. */
export const prepareLetter =
  (store: Store): Prepare =>
  async (tx, request, facts) => {
    const input = await loadLetterInput(tx, request, facts.today);
    return await made(store, input, (await loadHouse(tx, request.org)).letter_language);
  };

/** Renders the letter in the partner's language from its segments and stores it. */
export const prepareTranslation =
  (store: Store): Prepare =>
  async (tx, request) => {
    const language = request.translation?.language ?? '';
    const input = await loadLetterInput(tx, request, request.letter?.date ?? '');
    return await made(store, inTranslation(input, await loadSegments(tx, request.id, input, language)), language);
  };

async function made(store: Store, input: LetterInput, language: string): Promise<Made> {
  const { bytes, contentHash, template } = await renderLetter(
    input,
    languageOf(language),
    titlesBeside(input.treaties),
  );
  const { hash, size } = await store.putBytes(bytes);
  const answerBy = input.content.urgency?.desiredDate;
  const file = randomUUID();
  return {
    prepared: {
      letter: { file, hash, contentHash, language, template, date: input.date, ...(answerBy ? { answerBy } : {}) },
    },
    newFiles: [{ id: file, hash, size, type: DOCX, name: `${input.reference}-letter.${language}.docx` }],
  };
}
