import type { DeadlineKind } from '../../domain/clocks.ts';
import type { Language } from '../sheet.ts';

/** The words of a calendar: its title, and what runs out. A period of a treaty is named by its article. */
export type CalendarWording = { title: string; ofTreaty: string; periods: Record<DeadlineKind, string> };

export const CALENDAR: Record<Language, CalendarWording> = {
  en: {
    title: 'Rogatory: what is due',
    ofTreaty: 'Period under {source}',
    periods: {
      drafting: 'Draft',
      'ca-review': 'Review by the central authority',
      translation: 'Translation',
      acknowledgement: 'Acknowledgement by the partner',
      silence: 'Status enquiry',
      answer: 'Our answer to a question',
      'reply-to-conditions': 'Our reply to conditions',
      'postponement-review': 'Review of the postponement',
      'postponement-enquiry': 'Enquiry after the postponement',
      'secrecy-decision': 'Decision on secrecy',
      'user-notice': 'The user may be told',
      triage: 'Triage of a preservation',
      'second-confirmation': 'Confirmation by a second person',
      'formal-request': 'Formal request',
      'return-of-prisoner': 'Return of a prisoner',
      alarm: 'Alarm',
    },
  },
  fr: {
    title: 'Rogatory : échéances',
    ofTreaty: 'Délai selon {source}',
    periods: {
      drafting: 'Projet de demande',
      'ca-review': 'Examen par l’autorité centrale',
      translation: 'Traduction',
      acknowledgement: 'Accusé de réception du partenaire',
      silence: 'Demande d’état d’avancement',
      answer: 'Notre réponse à une question',
      'reply-to-conditions': 'Notre réponse aux conditions',
      'postponement-review': 'Examen de l’ajournement',
      'postponement-enquiry': 'Demande au sujet de l’ajournement',
      'secrecy-decision': 'Décision sur le secret',
      'user-notice': 'L’utilisateur peut être informé',
      triage: 'Tri d’une conservation',
      'second-confirmation': 'Confirmation par une seconde personne',
      'formal-request': 'Demande formelle',
      'return-of-prisoner': 'Retour d’un détenu',
      alarm: 'Alarme',
    },
  },
  ar: {
    title: 'Rogatory: المواعيد',
    ofTreaty: 'مهلة بموجب {source}',
    periods: {
      drafting: 'مشروع الطلب',
      'ca-review': 'مراجعة السلطة المركزية',
      translation: 'الترجمة',
      acknowledgement: 'إشعار الشريك بالاستلام',
      silence: 'الاستفسار عن حالة الطلب',
      answer: 'ردنا على سؤال',
      'reply-to-conditions': 'ردنا على الشروط',
      'postponement-review': 'مراجعة التأجيل',
      'postponement-enquiry': 'الاستفسار بعد التأجيل',
      'secrecy-decision': 'القرار بشأن السرية',
      'user-notice': 'يجوز إبلاغ المستخدم',
      triage: 'فرز طلب حفظ',
      'second-confirmation': 'تأكيد من شخص ثانٍ',
      'formal-request': 'الطلب الرسمي',
      'return-of-prisoner': 'إعادة سجين',
      alarm: 'إنذار',
    },
  },
};
