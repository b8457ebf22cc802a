import type { CoverSheetInput } from '../../templates/cover-sheet.ts';
import { SALT_ROAD } from './salt-road.ts';

/** What travels with Salt Road. */
export const COVER_SHEET: CoverSheetInput = {
  ...SALT_ROAD,
  courier: { name: 'Diplomatic courier of Arvania', trackingNumber: 'AR 7741 0093 2' },
  documents: [
    { title: { en: 'Letter of request', ar: 'كتاب الطلب' }, sha256: '7b'.repeat(32) },
    { title: { en: 'Annex C', ar: 'المرفق C' }, sha256: '0c'.repeat(32) },
  ],
  signatory: { name: 'KANG Jiwoo', office: 'Head of the central authority', date: '2026-08-03' },
};
