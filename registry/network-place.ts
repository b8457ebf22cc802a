import { BlockList, isIP } from 'node:net';
import type { InstallationKind } from '../domain/installation.ts';
import { mayPostTo, type NetworkPlace } from '../domain/webhooks.ts';

/** What is no address of the open network: of our own, of one link, of this host, of documents and tests, or one that hides another. */
const PRIVATE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
};
const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);
const OWN = listOf(PRIVATE);

/** Where an IP address lies. */
export function placeOf(address: string): NetworkPlace {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(address, family)) return 'loopback';
  return OWN.check(address, family) ? 'private' : 'public';
}

/** Of an address that names a place by its number: whether that is one where calls may not go. */
export function leadsNowhere({ hostname }: URL, kind: InstallationKind): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !mayPostTo(placeOf(host), kind);
}
