/** How the house works, and what a request says where no article says it. */
export const TEXTS = {
  'HR-20': 'What is passed on is the stored letter of the contents as they stand; changed contents make a new letter',
  'HR-21': 'The date of a partner’s step is not before the sending and not after today at the partner',
  'HR-22': 'A drafter may ask the desk of the central authority before submission',
  'HR-23': 'Each file has one officer of the central authority, who may be changed',
  'HR-24': 'A courier takes the signed letter: signatory, scan and tracking number are filed before, the receipt after',
  'HR-25': 'No channel carries a handling label above its ceiling',
  'HR-26':
    'The desk is on duty by a roster that is planned ahead: an officer or head of the central authority on each place',
  'HR-27': 'Calls are posted to few addresses, over an encrypted connection, and to none within a network of our own',
  'HR-28':
    'Whoever asks us to preserve is called back at the number of the directory before anything is told or handed over',
  'HR-29': 'What we preserve is kept until its last day and then released by a person, never by itself',
  'HR-40': 'The title names the case and the offence in a few words',
  'HR-41': 'The office can be reached and verified: name, officer, telephone, e-mail, hours and time zone',
  'HR-42': 'The proceedings are named: file number, authority that conducts them, stage',
  'HR-43': 'Each offence has its name, provision and penalty; at least one limitation date is given',
  'HR-44': 'The facts are told in order of time, except where documents are only to be served',
  'HR-45': 'The letter says what ties the facts to the requested State and to the help asked',
  'HR-46': 'The persons concerned are listed and identified; somebody unknown is listed by the names that were used',
  'HR-47':
    'Each thing asked is an item of its own with a title and a description, so that it can be answered on its own',
  'HR-48': 'The letter says what the answer is for',
  'HR-49':
    'Urgency has a reason and a desired date, which is not past; an emergency has an officer on duty with a mobile number',
  'HR-50': 'A wish for confidentiality has a reason',
  'HR-51': 'Without a treaty the request rests on a written offer of reciprocity',
  'HR-52': 'The letter says where and by what means the results are to be sent',
  'HR-53': 'An IP address has its instant, time zone and port: carriers share one address among many users at once',
  'HR-54': 'An identifier has the form of its kind, so that a provider can find it',
  'HR-55': 'What refers to a person or an identifier refers to one that is listed; each entry is listed once',
  'HR-56': 'Dates are in order: a period begins before it ends, what has happened is not in the future',
  'HR-57': 'A limitation that has run out is settled before anything is asked',
  'HR-58':
    'Content data are asked for with the reason why they are needed beside the traffic data, search terms, and what keeps privileged words out',
  'HR-59': 'Traffic data are asked for with the reason for the period',
  'HR-60': 'Data are asked for with the provider, an identifier, the period with its zone and the data fields',
  'HR-61':
    'Bank records are asked for with bank, branch, account, holder, period, kind of records and why the account is believed to exist',
  'HR-62': 'A hearing names the person and its status, the questions, the rights to be told and who attends',
  'HR-63':
    'A video hearing says why the person cannot come, how and when the link is made, who conducts it, interprets and protects; a suspect consents',
  'HR-64':
    'A search names the place and its occupant, the things sought, the grounds to believe that they are there, and the power at home',
  'HR-65':
    'A restraint or confiscation names the property, its place, owner, value, link to the offence, the order or facts, and who else has rights in it',
  'HR-66': 'A confiscation rests on a final order, with its extent and the wish to share',
  'HR-67':
    'Service names the addressee, the address, the documents, the proof wished, the language the addressee knows, and the allowances of a witness',
  'HR-68': 'A summons names the date of the hearing, which is still to come, or says that none is set',
  'HR-69':
    'A real-time measure names the communication, the time it runs, the technical contact, its authorisation, and when records are destroyed',
  'HR-70':
    'A controlled delivery names the goods, route, dates, agencies, method and contacts, and is for an offence of a year or more: an extraditable one',
  'HR-71':
    'The transfer of a prisoner has the written consent, the custody facts, the dates, the safe conduct and the States of transit',
  'HR-72': 'Evidence is asked for in a form that the court can use: original, certified copy, statement on oath',
  'HR-73': 'The languages that a partner accepts are on record before a letter goes to it',
  'HR-74': 'A request names a legal basis that binds both States on that day, with the articles relied on',
  'HR-75': 'An item has a type that the house knows; what has a procedure of its own is asked apart',
  'HR-76': 'An earlier request is named with its reference and its dates in order',
  'HR-77':
    'A preservation names the custodian, the exact data, why it is necessary and the request that will follow; its extension is asked before it ends',
  'HR-78': 'An emergency shows the risk to life or safety by facts, and has an officer on duty who is called back',
  'HR-79':
    'What goes to a provider abroad names the provider, the order and who issued it, the data and who else is told; traffic and content data take a judge',
  'HR-80': 'Extradition and arrest name the person, the warrant or judgment, the law and the assurances',
  'HR-81': 'A joint team has its purpose, period, members, leader, law, use of data and costs',
  'HR-82': 'What follows a request names its reference and says why',
  'HR-83': 'The conditions of spontaneous information are agreed before it is sent',
  'HR-84':
    'A refusal or postponement of ours rests on a ground that is open, has reasons, and comes after what must be talked over',
  'HR-85':
    'In an emergency one person, who has duty or is a head, may pass and send what two would pass else; a second person confirms it or has it withdrawn, and a time let pass is an incident',
  'HR-86': 'An emergency that was sent alone is followed by the formal request, unless the partner wants none',
  'HR-87': 'What goes straight to a provider is addressed to one of the directory, and nothing else is',
  'HR-89':
    'A limit of custody is worked to by its safe date, and a person who was brought here is told until when conduct is safe',
} as const satisfies Record<string, string>;
