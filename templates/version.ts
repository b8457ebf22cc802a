/**
 * Versions of what is written for a partner. Part of the content hash: a change of wording or of order takes the next
 * number, so that a hash always says which words it was computed over.
 */
export const LETTER_TEMPLATE = 'letter/1';
export const COVER_SHEET_TEMPLATE = 'cover-sheet/1';
export const REQUEST_FORMAT = 'rogatory-request/1';
