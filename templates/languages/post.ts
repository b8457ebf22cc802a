import type { NoticeSort } from '../../domain/notice-mail.ts';
import type { Transmission } from '../../domain/request.ts';

export type Purpose = Transmission['purpose'];

/** The fixed words of what carries a letter, the courier's cover sheet and the e-mail, and of mail to people of the house. */
export type PostWording = {
  cover: Record<
    | 'title'
    | 'intro'
    | 'recipient'
    | 'reference'
    | 'date'
    | 'courier'
    | 'tracking'
    | 'documents'
    | 'number'
    | 'pages'
    | 'signatory'
    | 'receipt'
    | 'receiptText'
    | 'returnTo'
    | 'receivedOn'
    | 'yourReference'
    | 'receivedBy'
    | 'seal',
    string
  >;
  mail: Record<
    | 'attached'
    | 'attachment'
    | 'whoWrites'
    | 'office'
    | 'person'
    | 'telephone'
    | 'hours'
    | 'verify'
    | 'verifyText'
    | 'answer'
    | 'answerText'
    | 'nothingOfTheCase'
    | 'notified',
    string
  > & {
    /** `{one}` and `{ours}` are what the kind of request is called. */
    purposes: Record<Purpose, string>;
  };
  notice: Record<'intro' | 'signIn' | 'byMachine' | NoticeSort, string>;
};
