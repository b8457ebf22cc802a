import type { PostWording } from './post.ts';

export const postFr = {
  cover: {
    title: 'Bordereau d’envoi',
    intro: 'Les pièces énumérées ci-après sont transmises en original sous couvert du présent bordereau.',
    recipient: 'Destinataire',
    reference: 'Notre référence',
    date: 'Date',
    courier: 'Acheminé par',
    tracking: 'Numéro de suivi',
    documents: 'Pièces jointes (SHA-256)',
    number: 'N°',
    pages: 'Pages',
    signatory: 'Signataire',
    receipt: 'Accusé de réception',
    receiptText:
      'Les pièces énumérées au bordereau d’envoi de référence {reference} ont été reçues au complet et sous scellé.',
    returnTo:
      'Prière de signer le présent accusé et de le retourner à l’adresse suivante\u00A0: {address}, ou, numérisé, à {email}.',
    receivedOn: 'Reçu le',
    yourReference: 'Votre référence',
    receivedBy: 'Nom et qualité',
    seal: 'Signature et sceau',
  },
  mail: {
    notified:
      'Veuillez trouver ci-joint, pour information, copie d’{one} adressée simultanément à un fournisseur relevant du droit de votre État en vertu de l’instrument suivant\u00A0: {instrument}. Notre référence\u00A0: {reference}.',
    purposes: {
      request:
        'Veuillez trouver ci-joint {one}, fondée sur l’instrument suivant\u00A0: {instrument}. Notre référence\u00A0: {reference}.',
      copy: 'Veuillez trouver ci-joint, pour l’autorité centrale, copie d’{one} adressée simultanément à l’autorité compétente de votre État en vertu de l’instrument suivant\u00A0: {instrument}. Notre référence\u00A0: {reference}.',
      enquiry:
        'Nous nous permettons de nous enquérir de l’état de {ours}, référence {reference}, fondée sur l’instrument suivant\u00A0: {instrument}.',
      answer:
        'Veuillez trouver ci-joint notre réponse à votre communication relative à {ours}, référence {reference}, fondée sur l’instrument suivant\u00A0: {instrument}.',
      withdrawal:
        'Nous retirons {ours}, référence {reference}, fondée sur l’instrument suivant\u00A0: {instrument}. Veuillez en interrompre l’exécution et nous faire savoir ce qui a déjà été fait.',
      lapse:
        'Selon nos calculs, le délai pendant lequel des données ont été conservées à notre demande, référence {reference}, fondée sur l’instrument suivant\u00A0: {instrument}, a expiré. Veuillez nous faire savoir sans délai si ces données existent encore et veiller à ce qu’elles ne soient pas effacées avant que nous ne reprenions contact avec vous.',
    },
    whoWrites: 'QUI ÉCRIT',
    office: 'Service',
    person: 'Personne en charge',
    telephone: 'Téléphone',
    hours: 'Heures de service',
    attached: 'PIÈCES JOINTES',
    attachment: '{name} ({size} octets)',
    verify: 'COMMENT VÉRIFIER CE MESSAGE',
    verifyText:
      'Ne vous fiez pas à ce seul message. Appelez {person} au numéro que vous-même ou le dépositaire du traité détenez pour notre service\u00A0; ce devrait être le {telephone}. Comparez notre référence et les empreintes SHA-256 ci-dessus.',
    answer: 'COMMENT RÉPONDRE',
    answerText:
      'Répondez à ce message, ou écrivez par simple courriel à {replyTo}, adresse réservée à la présente demande. Veuillez conserver notre référence dans l’objet et nous indiquer la vôtre. Aucun compte n’est nécessaire. Si ces moyens ne sont pas assez sûrs pour votre réponse, veuillez d’abord nous appeler.',
    nothingOfTheCase: 'Le présent message ne dit rien de l’affaire.',
  },
  notice: {
    intro: 'Du nouveau se trouve dans votre boîte de réception\u00A0:',
    alarm: 'Une alarme vous appelle : veuillez en prendre connaissance immédiatement.',
    ends: 'Un délai expire le {date}.',
    over: 'Un délai a expiré.',
    corrected: 'Une date a été rectifiée.',
    moved: 'Le dossier a avancé.',
    signIn: 'Pour en prendre connaissance, connectez-vous à l’adresse suivante\u00A0: {address}',
    byMachine: 'Il est envoyé automatiquement et personne ne lit les réponses.',
  },
} as const satisfies PostWording;
