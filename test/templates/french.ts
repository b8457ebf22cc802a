/** Segments of Blue Heron as translated into French. `item/5/questions/q/c` is left out: it stays in English. */
export const FRENCH: Record<string, string> = {
  'title/case': 'relative au détournement d’un paiement de Daesan Shipping Co., Ltd. (2026-HD-04417)',
  'title/offence': 'Fraude informatique et accès illégal',
  'office/hours': 'du lundi au vendredi, de 9 h à 18 h',
  'office/officer/function': 'Procureur',
  'office/second/function': 'Chef de la division',
  'case/stage': 'Enquête\u00A0; aucune inculpation à ce jour',
  'case/decisions':
    'Mandat de perquisition du 20 janvier 2026 visant l’hébergeur de messagerie du fournisseur de la partie lésée.',
  'offences/o1/name': 'Fraude informatique',
  'offences/o1/provision': 'Code pénal d’Arvanie, article 347-2',
  'offences/o1/text':
    'Quiconque obtient un avantage en introduisant des données fausses ou une commande indue dans un système informatique est puni d’un emprisonnement de dix ans au plus.',
  'offences/o1/penalty': 'Emprisonnement de 10 ans au plus',
  'offences/o2/name': 'Accès illégal',
  'offences/o2/provision': 'Loi sur les réseaux d’information, articles 48(1) et 71',
  'offences/o2/penalty': 'Emprisonnement de 5 ans au plus',
  'persons/p1/note': 'Identité inconnue\u00A0; ces noms ont été utilisés.',
  'persons/p2/nationality': 'inconnue de nos services',
  'persons/p2/location': '14 quai des Tanneurs, 3e étage, Port-Clair, Belmora (adresse donnée à la banque)',
  'persons/p3/note': 'Employée comptable',
  'persons/p4/papers': 'Numéro d’entreprise 604-81-00000',
  'identifiers/i6/note': 'Donné à la banque',
  'identifiers/i7/note': 'Mentionnée dans une conversation effacée',
  'facts/f1':
    'Le mercredi 14 janvier 2026 à 9 h 12, heure locale, l’employée comptable de Daesan Shipping Co., Ltd. (대산해운 주식회사) a reçu un courriel paraissant émaner d’un fournisseur, Ateliers Mérel SARL, et demandant que la facture INV-2025-1187 soit payée sur un nouveau compte. L’expéditeur était accounts@ateliers-merei.example, avec un «\u00A0i\u00A0» à la place du «\u00A0l\u00A0».',
  'facts/f2':
    'À 14 h 47, la société a versé 412\u202F350,00 EUR sur le compte BE71 0961 2345 6769, tenu par la Banque du Littoral, Belmora, au nom de «\u00A0K. Ndiaye-Østergård\u00A0». Au 16 janvier, 398\u202F000 EUR avaient été transférés en onze virements.',
  'facts/f3':
    'La véritable boîte du fournisseur était ouverte depuis l’étranger depuis le 2 décembre 2025. Une règle de transfert envoyait tout message contenant le mot «\u00A0invoice\u00A0» à heron.blue.77@northgatemail.example. Le journal de l’hébergeur indique\u00A0:',
  'facts/f4/0/0': 'Instant',
  'facts/f4/0/1': 'Adresse',
  'facts/f4/0/2': 'Port',
  'facts/f4/2/0': '2025-12-19 04:03:07 (fuseau inconnu)',
  'facts/f4/2/2': 'non enregistré',
  'nexus/n1':
    'La boîte vers laquelle les messages étaient transférés est tenue par Northgate Mail NV, établie à Belmora\u00A0; le compte qui a reçu le paiement est tenu à Belmora, et son titulaire y a donné une adresse.',
  'dualCriminality/d1':
    'Quiconque ouvre sans droit la messagerie d’autrui et amène par tromperie un débiteur à payer sur un faux compte commet des actes que la Convention oblige les deux Parties à incriminer (articles 2 et 8).',
  'procedure/r1/a':
    'Documents certifiés comme pièces commerciales par la personne qui les tient\u00A0; une traduction assermentée n’est pas nécessaire.',
  'procedure/r1/b':
    'Pour la mesure 5\u00A0: avant l’audition, la personne soupçonnée est informée du droit de se taire et du droit à un avocat.',
  'purpose/u1':
    'Les résultats serviront à identifier les utilisateurs de la boîte et du compte, à retrouver les fonds, et de preuves dans le procès qui pourrait suivre.',
  'urgency/reason': 'Les données ne sont conservées que soixante jours, et aucune durée plus longue n’a été indiquée.',
  'confidentiality/reason':
    'L’utilisateur de la boîte et le titulaire du compte ne doivent pas être informés\u00A0: ils pourraient déplacer le solde.',
  'confidentiality/ifNotKept': 'Veuillez nous en avertir au préalable et attendre notre décision.',
  'results/means': 'Par le courrier de l’ambassade, ou par transfert sécurisé convenu au préalable',
  'results/media': 'Clé USB chiffrée\u00A0; mot de passe par téléphone',
  'item/1/title': 'Titulaire de la boîte de messagerie',
  'item/1/dataFields': 'Nom, adresse, téléphone, adresse de secours, moyen de paiement, date et adresse d’inscription',
  'item/1/description/p': 'Toutes les données détenues sur la personne qui a ouvert la boîte et l’utilise.',
  'item/1/reason/r': 'La boîte a reçu les messages détournés\u00A0; il faut d’abord savoir qui l’utilise.',
  'item/2/title': 'Adresses de connexion à la boîte',
  'item/2/dataFields': 'Adresse, port, instant avec fuseau, appareil',
  'item/2/description/p': 'Chaque connexion avec adresse, port, instant et fuseau horaire.',
  'item/2/reason/r':
    'Les adresses du 2 décembre et du 14 janvier appartiennent à des opérateurs qui partagent leurs adresses\u00A0; seul le journal de la boîte permet de les rattacher à une connexion.',
  'item/3/title': 'Messages échangés avec le faux expéditeur',
  'item/3/dataFields': 'Contenu et pièces jointes de ces seuls messages',
  'item/3/description/p': 'Contenu des messages à destination et en provenance de accounts@ateliers-merei.example.',
  'item/3/reason/r': 'Seul le contenu montre si l’utilisateur de la boîte a rédigé la fausse facture.',
  'item/3/searchTerms': 'accounts@ateliers-merei.example, expéditeur ou destinataire',
  'item/3/privilege': 'Les messages échangés avec un avocat sont retirés avant de nous parvenir.',
  'item/4/title': 'Compte auprès de la Banque du Littoral',
  'item/4/dataFields': 'Documents d’ouverture, procurations, relevés',
  'item/4/evidenceForm': 'Copies certifiées conformes',
  'item/4/accountBelief': 'Le paiement du 14 janvier 2026 y a été crédité.',
  'item/4/description/p': 'Documents d’ouverture et relevés du compte.',
  'item/4/reason/r': 'Ils montrent qui a ouvert le compte et où sont allés les onze virements.',
  'item/5/title': 'Audition du titulaire du compte',
  'item/5/rights': 'Droit de se taire\u00A0; droit à un avocat\u00A0; droit à un interprète',
  'item/5/whyNotInPerson': 'Il réside à Belmora et le procès n’est pas proche.',
  'item/5/technical': 'H.323 ou lien envoyé par le tribunal\u00A0; essai la veille',
  'item/5/consent': 'Il n’est entendu que s’il y consent\u00A0; la question lui est posée avant la liaison.',
  'item/5/attendees': 'Son avocat',
  'item/5/conductedBy':
    'La juridiction requise\u00A0; notre procureure SEO Minji pose ses questions par son intermédiaire',
  'item/5/interpreter': 'Français et coréen, de notre côté',
  'item/5/description/p':
    'Audition du titulaire du compte en qualité de personne soupçonnée, par vidéoconférence s’il y consent.',
  'item/5/questions/q/a': 'Qui a ouvert le compte, et pour qui\u00A0?',
  'item/5/questions/q/b': 'Qui a donné les ordres des onze virements\u00A0?',
  'annex/a': 'Texte des dispositions',
  'annex/b': 'Mandat de perquisition du 20 janvier 2026 (copie)',
};
