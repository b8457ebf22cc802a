import type { KindsWording } from './kinds.ts';

const ON_ITS_OWN = 'Chaque point est autonome et peut recevoir une réponse séparée.';

/** What a mail calls a letter is feminine throughout, and begins with a consonant after “notre”. */
export const kindsFr = {
  addressees: {
    central: {
      opening:
        'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de {asks}.',
      named: 'l’autorité centrale de l’État requis ({requestedAuthority}, {requested})',
      asked: 'Les autorités compétentes de l’État requis sont priées de bien vouloir',
      closing:
        'En remerciant l’autorité centrale de l’État requis de sa coopération, je vous prie d’agréer l’assurance de ma très haute considération.',
    },
    direct: {
      opening:
        'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), j’ai l’honneur de {asks}.',
      named: 'l’autorité compétente de l’État requis ({requestedAuthority}, {requested})',
      asked: 'Les autorités compétentes de l’État requis sont priées de bien vouloir',
      closing:
        'En remerciant l’autorité compétente de l’État requis de sa coopération, je vous prie d’agréer l’assurance de ma très haute considération.',
    },
    provider: {
      opening:
        'Au nom de l’autorité centrale de l’État requérant ({requestingAuthority}, {requesting}), je m’adresse à {requestedAuthority} ({requested}) afin de {asks}.',
      named: 'ce fournisseur',
      asked: 'Le fournisseur est prié de bien vouloir',
      closing: 'En remerciant le fournisseur de sa coopération, je vous prie d’agréer mes salutations distinguées.',
    },
  },
  kinds: {
    mla: {
      letterTitle: 'Demande d’entraide judiciaire en matière pénale',
      asks: 'solliciter de {addressee} l’entraide judiciaire dans la procédure pénale exposée ci-après',
      items: 'Mesures demandées',
      itemsIntro:
        '{asked} exécuter les mesures ci-après. Chaque mesure est autonome et peut recevoir une réponse séparée.',
      one: 'une demande d’entraide judiciaire en matière pénale',
      ours: 'notre demande d’entraide judiciaire',
    },
    preservation: {
      letterTitle: 'Demande de conservation rapide de données informatiques stockées',
      asks: 'solliciter de {addressee} la conservation rapide des données décrites ci-après',
      items: 'Données à conserver',
      itemsIntro: `{asked} veiller à ce que les données décrites ci-après soient conservées intactes et ne soient pas effacées. ${ON_ITS_OWN}`,
      one: 'une demande de conservation rapide de données informatiques stockées',
      ours: 'notre demande de conservation de données',
    },
    extension: {
      letterTitle: 'Demande de prolongation de la conservation de données informatiques stockées',
      asks: 'solliciter de {addressee} la prolongation de la conservation des données décrites ci-après',
      items: 'Conservation à prolonger',
      itemsIntro: `{asked} veiller à ce que les données décrites ci-après, conservées à notre demande antérieure, continuent d’être conservées intactes jusqu’à la date indiquée et ne soient pas effacées. ${ON_ITS_OWN}`,
      one: 'une demande de prolongation de la conservation de données informatiques stockées',
      ours: 'notre demande de prolongation d’une conservation de données',
    },
    'traffic-partial-disclosure': {
      letterTitle: 'Demande de divulgation rapide de données relatives au trafic conservées',
      asks: 'solliciter de {addressee} la divulgation rapide des données relatives au trafic conservées qui suffisent à identifier les fournisseurs de services et la voie par laquelle la communication décrite ci-après a été transmise',
      items: 'Données relatives au trafic à divulguer',
      itemsIntro: `{asked} divulguer, parmi les données conservées à notre demande antérieure, celles qui identifient les fournisseurs de services ayant participé à la communication et la voie par laquelle elle a été transmise. ${ON_ITS_OWN}`,
      one: 'une demande de divulgation rapide de données relatives au trafic conservées',
      ours: 'notre demande de divulgation de données relatives au trafic',
    },
    'emergency-disclosure': {
      letterTitle: 'Demande de divulgation de données informatiques stockées en situation d’urgence',
      asks: 'solliciter de {addressee} la divulgation immédiate des données décrites ci-après, la vie ou la sécurité d’une personne étant en danger',
      items: 'Données à divulguer',
      itemsIntro: `{asked} divulguer sans délai les données décrites ci-après. ${ON_ITS_OWN}`,
      one: 'une demande de divulgation de données informatiques stockées en situation d’urgence',
      ours: 'notre demande de divulgation de données en situation d’urgence',
    },
    'emergency-mla': {
      letterTitle: 'Demande d’entraide judiciaire en situation d’urgence',
      asks: 'solliciter de {addressee} l’entraide judiciaire, sans délai, dans la situation d’urgence exposée ci-après',
      items: 'Mesures demandées',
      itemsIntro: `{asked} exécuter sans délai les mesures ci-après. ${ON_ITS_OWN}`,
      one: 'une demande d’entraide judiciaire en situation d’urgence',
      ours: 'notre demande d’entraide judiciaire en situation d’urgence',
    },
    'provider-direct': {
      letterTitle: 'Injonction de produire des données',
      asks: 'transmettre à {addressee} l’injonction de produire des données décrite ci-après',
      items: 'Données à produire',
      itemsIntro: `{asked} produire les données décrites ci-après dans le délai indiqué. ${ON_ITS_OWN}`,
      one: 'une injonction de produire des données',
      ours: 'notre injonction de produire des données',
      sentences: {
        primaryBasis: 'La présente injonction est transmise en vertu de l’instrument suivant\u00A0: {basis}.',
        newRequest: 'La présente injonction est nouvelle.',
        confidentialityWished:
          'L’existence et la teneur de la présente injonction doivent demeurer confidentielles, sauf dans la mesure nécessaire à son exécution.',
      },
    },
    'domain-registration': {
      letterTitle: 'Demande d’informations sur l’enregistrement d’un nom de domaine',
      asks: 'solliciter de {addressee} la divulgation des données d’enregistrement décrites ci-après',
      items: 'Données d’enregistrement demandées',
      itemsIntro: `{asked} divulguer les données décrites ci-après. ${ON_ITS_OWN}`,
      one: 'une demande d’informations sur l’enregistrement d’un nom de domaine',
      ours: 'notre demande d’informations sur l’enregistrement d’un nom de domaine',
    },
    'spontaneous-information': {
      letterTitle: 'Communication spontanée d’informations en matière pénale',
      asks: 'communiquer à {addressee}, sans demande préalable, les informations exposées ci-après',
      items: 'Informations',
      itemsIntro: 'Les informations ci-après sont communiquées aux conditions qui les accompagnent.',
      one: 'une communication spontanée d’informations en matière pénale',
      ours: 'notre communication spontanée d’informations',
      sentences: {
        primaryBasis: 'Ces informations sont communiquées en vertu de l’instrument suivant\u00A0: {basis}.',
        newRequest: 'La présente n’est pas une demande\u00A0: aucune réponse n’est attendue.',
        confidentialityWished:
          'Il est demandé que l’existence et la teneur de la présente communication demeurent confidentielles.',
      },
    },
    extradition: {
      letterTitle: 'Demande d’extradition',
      asks: 'solliciter de {addressee} l’extradition de la personne décrite ci-après',
      items: 'Extradition demandée',
      itemsIntro: '{asked} accorder l’extradition de la personne décrite ci-après et la remettre à l’État requérant.',
      one: 'une demande d’extradition',
      ours: 'notre demande d’extradition',
    },
    'provisional-arrest': {
      letterTitle: 'Demande d’arrestation provisoire en vue d’une extradition',
      asks: 'solliciter de {addressee} l’arrestation provisoire de la personne décrite ci-après, dont l’extradition sera demandée',
      items: 'Arrestation demandée',
      itemsIntro:
        '{asked} procéder à l’arrestation provisoire de la personne décrite ci-après. Une demande d’extradition suivra.',
      one: 'une demande d’arrestation provisoire en vue d’une extradition',
      ours: 'notre demande d’arrestation provisoire',
    },
  },
} as const satisfies KindsWording;
