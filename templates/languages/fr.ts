import { captionsFr } from './captions-fr.ts';
import type { Wording } from './wording.ts';

export const fr = {
  locale: 'fr-FR',
  tags: { value: 'fr-FR', bidirectional: 'ar-SA', eastAsia: 'ko-KR' },
  direction: 'ltr',
  letterTitle: 'Demande d’entraide judiciaire en matière pénale',
  preservation: {
    letterTitle: 'Demande de conservation rapide de données informatiques stockées',
    opening:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité centrale de l’État requis ({requestedAuthority}, {requested}) la conservation rapide des données décrites ci-après.',
    openingDirect:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité compétente de l’État requis ({requestedAuthority}, {requested}) la conservation rapide des données décrites ci-après.',
    items: 'Données à conserver',
    itemsIntro:
      'Les autorités compétentes de l’État requis sont priées de bien vouloir veiller à ce que les données décrites ci-après soient conservées intactes et ne soient pas effacées. Chaque point est autonome et peut recevoir une réponse séparée.',
  },
  extension: {
    letterTitle: 'Demande de prolongation de la conservation de données informatiques stockées',
    opening:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité centrale de l’État requis ({requestedAuthority}, {requested}) la prolongation de la conservation des données décrites ci-après.',
    openingDirect:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité compétente de l’État requis ({requestedAuthority}, {requested}) la prolongation de la conservation des données décrites ci-après.',
    items: 'Conservation à prolonger',
    itemsIntro:
      'Les autorités compétentes de l’État requis sont priées de bien vouloir veiller à ce que les données décrites ci-après, conservées à notre demande antérieure, continuent d’être conservées intactes jusqu’à la date indiquée et ne soient pas effacées. Chaque point est autonome et peut recevoir une réponse séparée.',
  },
  comma: ', ',
  and: ' et ',
  colon: '\u00A0:',
  none: '—',
  unknown: 'inconnu',
  instead: { none: 'néant', unneeded: 'sans objet', unknown: 'inconnu', open: 'à convenir entre les autorités' },
  yes: 'Oui',
  no: 'Non',
  notStated: 'Non précisé.',
  headings: {
    basis: 'Fondement juridique',
    office: 'Autorité requérante et procédure',
    status: 'État de la demande',
    persons: 'Personnes concernées',
    facts: 'Exposé des faits',
    nexus: 'Lien avec l’État requis et avec l’entraide demandée',
    offences: 'Infractions et peines',
    dualCriminality: 'Double incrimination',
    items: 'Mesures demandées',
    identifiers: 'Liste des identifiants',
    procedure: 'Formalités souhaitées',
    purpose: 'But et utilisation',
    urgency: 'Urgence et date souhaitée',
    confidentiality: 'Confidentialité',
    undertakings: 'Engagements',
    results: 'Transmission des résultats',
    annexes: 'Annexes',
  },
  fields: captionsFr,
  sentences: {
    session: '{at} ({zone})',
    page: 'Page {page} sur {pages}',
    contentHash: 'Contenu (SHA-256)\u00A0: {hash}',
    inTheCase: 'dans l’affaire {case}',
    opening:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité centrale de l’État requis ({requestedAuthority}, {requested}) l’entraide judiciaire dans la procédure pénale exposée ci-après.',
    openingDirect:
      'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de solliciter de l’autorité compétente de l’État requis ({requestedAuthority}, {requested}) l’entraide judiciaire dans la procédure pénale exposée ci-après.',
    primaryBasis: 'La présente demande est fondée sur l’instrument suivant\u00A0: {basis}.',
    supportingBasis: 'Elle s’appuie en outre sur l’instrument suivant\u00A0: {basis}.',
    reciprocityBasis:
      'Elle est présentée à titre de réciprocité\u00A0: l’État requérant donne l’assurance qu’il accordera une entraide comparable dans des cas comparables, dans les limites de son droit.',
    withArticle: '{instrument}, article {articles}',
    withArticles: '{instrument}, articles {articles}',
    route: '{route} ({source})',
    newRequest: 'La présente demande est une demande nouvelle.',
    followsRequest: 'La présente demande fait suite à notre demande {reference} du {date}.',
    followsPreservation: 'La présente demande fait suite à notre demande de conservation {reference} du {date}.',
    carriesDeathPenalty: 'Le droit de l’État requérant prévoit la peine de mort pour cette infraction.',
    itemsIntro:
      'Les autorités compétentes de l’État requis sont priées de bien vouloir exécuter les mesures ci-après. Chaque mesure est autonome et peut recevoir une réponse séparée.',
    item: 'Mesure {number} · {title}',
    identifiersIntro:
      'Les valeurs sont reproduites telles qu’elles figurent au dossier\u00A0; les heures sont les heures locales du fuseau indiqué.',
    identifierNumbers: 'N°\u00A0{numbers} de la liste des identifiants',
    noneKnown: 'Pour cette ligne, ni port ni fuseau horaire ne sont connus au-delà de ce qui est indiqué.',
    zoneUnknown: 'fuseau horaire inconnu',
    period: 'du {from} au {to} inclus (fuseau horaire {zone})',
    useLimited: 'L’utilisation des résultats est soumise à l’engagement de spécialité pris dans la présente lettre.',
    answerBy: 'Une réponse est souhaitée au plus tard le {date}.',
    heldUntil:
      'Les données conservées sous la référence {reference} depuis le {from} le sont jusqu’au {until} ({source}).',
    confidentialityWished:
      'Il est demandé que l’existence et la teneur de la présente demande demeurent confidentielles, sauf dans la mesure nécessaire à son exécution.',
    confidentialityNotWished: 'Aucune confidentialité particulière n’est demandée.',
    resultsIntro: 'Les résultats de l’exécution sont à transmettre comme suit.',
    hashListWished: 'Il est souhaité que les fichiers soient accompagnés de la liste de leurs empreintes SHA-256.',
    closing:
      'En remerciant l’autorité centrale de l’État requis de sa coopération, je vous prie d’agréer l’assurance de ma très haute considération.',
    closingDirect:
      'En remerciant l’autorité compétente de l’État requis de sa coopération, je vous prie d’agréer l’assurance de ma très haute considération.',
    forAuthority: 'Pour l’autorité centrale ({authority})',
    annex: 'Annexe {letter}',
    bytes: '{count} octets',
  },
  undertakings: {
    reciprocity:
      'Réciprocité. L’État requérant accordera une entraide comparable dans des cas comparables, dans les limites de son droit.',
    speciality:
      'Spécialité. Les informations et les preuves fournies ne seront pas utilisées pour des enquêtes, des poursuites ou des procédures judiciaires autres que celles visées dans la présente demande sans le consentement préalable de l’État requis.',
    returnOfOriginals:
      'Restitution des originaux. Les documents et objets originaux seront restitués dès qu’ils ne seront plus nécessaires à la procédure, sauf renonciation à leur restitution.',
    deathPenalty:
      'Peine de mort. Dans la procédure pour laquelle l’entraide est accordée, la peine de mort ne sera ni requise, ni prononcée, ni exécutée.',
    costs:
      'Frais. Avant que des frais importants ou extraordinaires ne soient engagés, l’État requérant consultera l’État requis sur les conditions d’exécution et sur leur prise en charge.',
    dataProtection:
      'Données à caractère personnel. Les données reçues seront protégées contre tout accès non autorisé, utilisées aux seules fins indiquées et conservées pour la seule durée que ces fins et la loi exigent.',
  },
  labels: {
    public: 'PUBLIC',
    official: 'OFFICIEL',
    restricted: 'DIFFUSION RESTREINTE',
    confidential: 'CONFIDENTIEL',
    secret: 'SECRET',
  },
  urgencies: { normal: 'Normale', urgent: 'URGENT', emergency: 'EXTRÊME URGENCE' },
  urgencySentences: {
    normal: 'La présente demande est d’urgence normale.',
    urgent: 'La présente demande est urgente.',
    emergency: 'La présente demande est d’extrême urgence\u00A0: son exécution immédiate est sollicitée.',
  },
  markings: {
    demonstration: 'DÉMONSTRATION · ceci n’est pas une demande réelle',
    practice: 'EXERCICE · ceci n’est pas une demande réelle',
    test: 'ESSAI · ceci n’est pas une demande réelle',
  },
  routes: {
    'central-authority': 'Entre autorités centrales',
    diplomatic: 'Par la voie diplomatique',
    'ministry-of-justice': 'Entre ministères de la Justice',
    'direct-judicial': 'Entre autorités judiciaires',
    interpol: 'Par INTERPOL',
    aseanapol: 'Par ASEANAPOL',
    'contact-point-24-7': 'Entre points de contact 24/7',
    'direct-provider': 'Directement au fournisseur de services',
    'post-to-person': 'Par la poste à la personne',
    'decentralised-it-system': 'Par le système informatique décentralisé',
  },
  personRoles: {
    suspect: 'Personne soupçonnée',
    accused: 'Personne poursuivie',
    'account-holder': 'Titulaire de compte',
    witness: 'Témoin',
    expert: 'Expert',
    injured: 'Partie lésée',
    company: 'Société concernée',
    other: 'Autre personne concernée',
  },
  hearingStatus: { witness: 'témoin', expert: 'expert', suspect: 'personne soupçonnée' },
  deliveryMethods: {
    intact: 'Marchandises laissées intactes',
    removed: 'Marchandises retirées',
    replaced: 'Marchandises remplacées en tout ou en partie',
  },
  identifierTypes: {
    ip: 'Adresse IP',
    email: 'Adresse électronique',
    account: 'Compte d’utilisateur',
    phone: 'Numéro de téléphone',
    imsi: 'IMSI',
    imei: 'IMEI',
    domain: 'Nom de domaine',
    wallet: 'Adresse de crypto-actifs',
    iban: 'IBAN',
    'bank-account': 'Compte bancaire',
    other: 'Autre identifiant',
  },
  itemTypes: {
    preservation: 'Conservation de données',
    'preservation-extension': 'Prolongation d’une conservation',
    'mla-evidence': 'Obtention de preuves',
    'data-subscriber': 'Données relatives à l’abonné',
    'data-traffic': 'Données relatives au trafic',
    'data-content': 'Données relatives au contenu',
    'data-realtime-traffic': 'Collecte en temps réel de données relatives au trafic',
    interception: 'Interception de communications',
    'search-seizure': 'Perquisition et saisie',
    'witness-hearing': 'Audition d’une personne',
    'video-hearing': 'Audition par vidéoconférence',
    'service-of-documents': 'Remise d’actes de procédure',
    'prisoner-transfer': 'Transfèrement temporaire d’une personne détenue',
    restraint: 'Gel ou saisie de biens',
    confiscation: 'Confiscation',
    'bank-records': 'Documents bancaires',
    'controlled-delivery': 'Livraison surveillée',
  },
} as const satisfies Wording;
