import { expect, test } from 'vitest';
import { addressFaults, mayPostTo } from '../../domain/webhooks.ts';
import { placeOf } from '../../registry/network-place.ts';

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.8.8.8', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.0.1', 'private'],
  ['100.64.0.1', 'private'],
  ['169.254.169.254', 'private'],
  ['0.0.0.0', 'private'],
  ['224.0.0.1', 'private'],
  ['255.255.255.255', 'private'],
  ['::', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:a9fe:a9fe', 'private'],
  ['64:ff9b::a00:1', 'private'],
  ['2002:a00:1::', 'private'],
  ['fd00::1', 'private'],
  ['fe80::1', 'private'],
  ['ff02::1', 'private'],
  ['172.32.0.1', 'public'],
  ['93.184.216.34', 'public'],
  ['::ffff:93.184.216.34', 'public'],
  ['2606:2800:220:1:248:1893:25c8:1946', 'public'],
] as const)('%s is %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

test.each([
  ['real', ['public']],
  ['demonstration', ['public', 'loopback']],
  ['test', ['public', 'loopback']],
  ['practice', ['loopback']],
] as const)('from an installation of the kind "%s" calls go to %j', (kind, places) => {
  expect((['public', 'loopback', 'private'] as const).filter((place) => mayPostTo(place, kind))).toEqual(places);
});

test.each([
  ['real', 'https://pager.example/calls', true],
  ['real', 'http://pager.example/calls', false],
  ['real', 'http://127.0.0.1/calls', false],
  ['real', 'http://localhost/calls', false],
  ['demonstration', 'http://localhost:8080/calls', true],
  ['demonstration', 'http://pager.example/calls', false],
  ['practice', 'http://[::1]:8080/calls', true],
] as const)('in one of the kind "%s" the address %s is taken: %s', (kind, address, isTaken) => {
  expect(addressFaults(address, kind).length === 0).toBe(isTaken);
});
