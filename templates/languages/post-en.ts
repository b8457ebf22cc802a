import type { PostWording } from './post.ts';

export const postEn = {
  cover: {
    title: 'Cover sheet',
    intro: 'The documents listed below are sent herewith in the original, under cover of this sheet.',
    recipient: 'To',
    reference: 'Our reference',
    date: 'Date',
    courier: 'Carried by',
    tracking: 'Tracking number',
    documents: 'Documents enclosed (SHA-256)',
    number: 'No.',
    pages: 'Pages',
    signatory: 'Signatory',
    receipt: 'Receipt',
    receiptText: 'The documents listed on the cover sheet of reference {reference} were received complete and sealed.',
    returnTo: 'Please sign this receipt and return it to {address}, or, scanned, to {email}.',
    receivedOn: 'Received on',
    yourReference: 'Your reference',
    receivedBy: 'Name and office held',
    seal: 'Signature and seal',
  },
  mail: {
    notified:
      'Attached is, for your information, a copy of {one} that goes at the same time to a provider under the law of your State, under {instrument}. Our reference is {reference}.',
    purposes: {
      request: 'Attached is {one}, made under {instrument}. Our reference is {reference}.',
      copy: 'Attached is a copy, for the central authority, of {one} that goes at the same time to the competent authority of your State under {instrument}. Our reference is {reference}.',
      enquiry: 'We ask about the state of {ours}, reference {reference}, made under {instrument}.',
      answer: 'Attached is our answer to your communication on {ours}, reference {reference}, made under {instrument}.',
      withdrawal:
        'We withdraw {ours}, reference {reference}, made under {instrument}. Please stop its execution and tell us what has been done already.',
      lapse:
        'The time for which data were preserved on our request, reference {reference}, made under {instrument}, has run out by our count. Please tell us at once whether the data still exist, and see to it that they are not deleted until you hear from us.',
    },
    whoWrites: 'WHO WRITES',
    office: 'Office',
    person: 'Person in charge',
    telephone: 'Telephone',
    hours: 'Office hours',
    attached: 'ATTACHED',
    attachment: '{name} ({size} bytes)',
    verify: 'HOW TO VERIFY THIS MESSAGE',
    verifyText:
      'Do not rely on this message alone. Call {person} on the number that you or the depositary of the treaty hold for our office; it should be {telephone}. Compare our reference and the SHA-256 values given above.',
    answer: 'HOW TO ANSWER',
    answerText:
      'Reply to this message, or write plain e-mail to {replyTo}, an address used for this request only. Please keep our reference in the subject and give us yours. No account is needed. If these means are not safe enough for your answer, please call us first.',
    nothingOfTheCase: 'This message itself says nothing of the case.',
  },
  notice: {
    intro: 'There is something in your inbox:',
    alarm: 'An alarm calls you: look at it at once.',
    ends: 'A period ends on {date}.',
    over: 'A period has run out.',
    corrected: 'A date has been corrected.',
    moved: 'The file has moved on.',
    signIn: 'Sign in to see it: {address}',
    byMachine: 'It was sent by a machine, and nobody reads answers to it.',
  },
} as const satisfies PostWording;
