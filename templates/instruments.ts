import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import { type Instruments, isLanguage, type Language } from './sheet.ts';

/** The title of an instrument as a letter cites it in each language. */
const TITLES: Record<string, Record<Language, string>> = {
  'budapest-185': {
    en: 'the Convention on Cybercrime (Budapest, 23 November 2001, ETS No. 185)',
    fr: 'Convention sur la cybercriminalité (Budapest, 23 novembre 2001, STE n° 185)',
    ar: 'الاتفاقية المتعلقة بالجريمة الإلكترونية (بودابست، 23 نوفمبر 2001، مجموعة المعاهدات الأوروبية رقم 185)',
  },
  'untoc-18': {
    en: 'the United Nations Convention against Transnational Organized Crime (New York, 15 November 2000)',
    fr: 'Convention des Nations Unies contre la criminalité transnationale organisée (New York, 15 novembre 2000)',
    ar: 'اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية (نيويورك، 15 نوفمبر 2000)',
  },
  reciprocity: { en: 'reciprocity', fr: 'Réciprocité', ar: 'المعاملة بالمثل' },
};

/** Titles by language; an instrument without one goes by its name in the catalogue, or by that of a treaty of our own. */
export const titlesBeside = (own: Readonly<Record<string, string>> = {}): Instruments => ({
  titles: (id, language) =>
    (isLanguage(language) ? TITLES[id]?.[language] : undefined) ?? own[id] ?? INSTRUMENTS[id]?.name ?? id,
});
export const officialTitles = titlesBeside();
