import type { KindsWording } from './kinds.ts';

const ON_ITS_OWN = 'Each item stands on its own and can be answered on its own.';

export const kindsEn = {
  addressees: {
    central: {
      opening:
        'The central authority of the requesting State ({requestingAuthority}, {requesting}) presents its compliments to the central authority of the requested State ({requestedAuthority}, {requested}) and has the honour {asks}.',
      asked: 'The competent authorities of the requested State are requested',
      closing:
        'The central authority of the requesting State thanks the central authority of the requested State for its cooperation and avails itself of this opportunity to renew the assurances of its highest consideration.',
    },
    direct: {
      opening:
        'The central authority of the requesting State ({requestingAuthority}, {requesting}) presents its compliments to the competent authority of the requested State ({requestedAuthority}, {requested}) and has the honour {asks}.',
      asked: 'The competent authorities of the requested State are requested',
      closing:
        'The central authority of the requesting State thanks the competent authority of the requested State for its cooperation and avails itself of this opportunity to renew the assurances of its highest consideration.',
    },
    provider: {
      opening:
        'The central authority of the requesting State ({requestingAuthority}, {requesting}) writes to {requestedAuthority} ({requested}) {asks}.',
      asked: 'The provider is requested',
      closing: 'The central authority of the requesting State thanks the provider for its cooperation.',
    },
  },
  kinds: {
    mla: {
      letterTitle: 'Request for mutual legal assistance in criminal matters',
      asks: 'to request mutual legal assistance in the criminal matter set out below',
      items: 'Assistance requested',
      itemsIntro: `{asked} to carry out the measures below. ${ON_ITS_OWN}`,
      one: 'a request for mutual legal assistance in criminal matters',
      ours: 'our request for mutual legal assistance',
    },
    preservation: {
      letterTitle: 'Request for the expedited preservation of stored computer data',
      asks: 'to request the expedited preservation of the data described below',
      items: 'Data to be preserved',
      itemsIntro: `{asked} to ensure that the data described below are preserved unaltered and are not deleted. ${ON_ITS_OWN}`,
      one: 'a request for the expedited preservation of stored computer data',
      ours: 'our request for the preservation of data',
    },
    extension: {
      letterTitle: 'Request for the extension of a preservation of stored computer data',
      asks: 'to request that the preservation of the data described below be extended',
      items: 'Preservation to be extended',
      itemsIntro: `{asked} to ensure that the data described below, which were preserved on our earlier request, go on being preserved unaltered until the day stated and are not deleted. ${ON_ITS_OWN}`,
      one: 'a request for the extension of a preservation of stored computer data',
      ours: 'our request for the extension of a preservation of data',
    },
    'traffic-partial-disclosure': {
      letterTitle: 'Request for the expedited disclosure of preserved traffic data',
      asks: 'to request the expedited disclosure of as much of the preserved traffic data as is needed to identify the service providers and the path of the communication described below',
      items: 'Traffic data to be disclosed',
      itemsIntro: `{asked} to disclose, of the data that were preserved on our earlier request, what identifies the service providers that took part in the communication and the path that it took. ${ON_ITS_OWN}`,
      one: 'a request for the expedited disclosure of preserved traffic data',
      ours: 'our request for the disclosure of preserved traffic data',
    },
    'emergency-disclosure': {
      letterTitle: 'Request for the disclosure of stored computer data in an emergency',
      asks: 'to request the immediate disclosure of the data described below, since the life or safety of a person is at risk',
      items: 'Data to be disclosed',
      itemsIntro: `{asked} to disclose the data described below without delay. ${ON_ITS_OWN}`,
      one: 'a request for the disclosure of stored computer data in an emergency',
      ours: 'our request for the disclosure of data in an emergency',
    },
    'emergency-mla': {
      letterTitle: 'Request for mutual legal assistance in an emergency',
      asks: 'to request mutual legal assistance without delay in the emergency set out below',
      items: 'Assistance requested',
      itemsIntro: `{asked} to carry out the measures below without delay. ${ON_ITS_OWN}`,
      one: 'a request for mutual legal assistance in an emergency',
      ours: 'our request for mutual legal assistance in an emergency',
    },
    'provider-direct': {
      letterTitle: 'Order for the production of data',
      asks: 'to transmit the order described below, by which data are to be produced',
      items: 'Data to be produced',
      itemsIntro: `{asked} to produce the data described below within the time stated. ${ON_ITS_OWN}`,
      one: 'an order for the production of data',
      ours: 'our order for the production of data',
      sentences: {
        primaryBasis: 'This order is transmitted under {basis}.',
        newRequest: 'This is a new order.',
        confidentialityWished:
          'The existence and the content of this order are to be kept confidential, save to the extent necessary to execute it.',
      },
    },
    'domain-registration': {
      letterTitle: 'Request for information on the registration of a domain name',
      asks: 'to request the disclosure of the registration data described below',
      items: 'Registration data requested',
      itemsIntro: `{asked} to disclose the data described below. ${ON_ITS_OWN}`,
      one: 'a request for information on the registration of a domain name',
      ours: 'our request for information on the registration of a domain name',
    },
    'spontaneous-information': {
      letterTitle: 'Spontaneous information in a criminal matter',
      asks: 'to forward, without a request, the information set out below',
      items: 'Information',
      itemsIntro: 'The information below is forwarded on the conditions that are stated with it.',
      one: 'a communication of spontaneous information in a criminal matter',
      ours: 'our communication of spontaneous information',
      sentences: {
        primaryBasis: 'This information is forwarded under {basis}.',
        newRequest: 'This is not a request: no answer is due.',
        confidentialityWished:
          'It is requested that the existence and the content of this communication be kept confidential.',
      },
    },
    extradition: {
      letterTitle: 'Request for extradition',
      asks: 'to request the extradition of the person described below',
      items: 'Extradition requested',
      itemsIntro:
        '{asked} to grant the extradition of the person described below and to surrender that person to the requesting State.',
      one: 'a request for extradition',
      ours: 'our request for extradition',
    },
    'provisional-arrest': {
      letterTitle: 'Request for provisional arrest with a view to extradition',
      asks: 'to request the provisional arrest of the person described below, whose extradition will be requested',
      items: 'Arrest requested',
      itemsIntro: '{asked} to arrest the person described below provisionally. A request for extradition will follow.',
      one: 'a request for provisional arrest with a view to extradition',
      ours: 'our request for provisional arrest',
    },
  },
} as const satisfies KindsWording;
