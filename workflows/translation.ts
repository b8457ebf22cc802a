import { follow, record } from './follow.ts';
import type { RequestInput } from './messages.ts';

/** Has an approved letter translated: opens the translation, waits for the certificate, and makes the request ready. */
export async function translationWorkflow({ requestId }: RequestInput): Promise<void> {
  const file = follow(requestId, 'translation');
  for (;;) {
    const view = await file.look();
    if (view.ended) return; // certified and ready, or the approval has fallen
    const duty = view.duties.find((one) => one.do === 'open-translation' || one.do === 'make-ready');
    const action = duty?.do === 'make-ready' ? 'makeReady' : 'openTranslation';
    if (!duty || !(await record.takeStep({ requestId, action, seq: view.seq }))) await file.rest(view);
  }
}
