import { describe, expect, test } from 'vitest';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import NOTES from './notes.fixture.json' with { type: 'json' };

/** What the notes on the instruments list, by the ids of the notes: kept here, so that a line that is lost is found. */
const noted = Object.entries(NOTES);

/** Ways of the notes that are for what a State sends: its statute says here what it asks of those who write to it. */
const OUTGOING: Readonly<Record<string, readonly string[]>> = { 'uk-cica-2003': ['direct-judicial', 'interpol'] };

/** What the notes list among the grounds and is a ground to put off. */
const POSTPONED: Readonly<Record<string, readonly string[]>> = { 'saarc-2008': ['ongoing-case'] };

describe('the catalogue has what the notes list', () => {
  test.each(noted)('%s: every way, its own or that of its treaty', (id, { channels }) => {
    const instrument = INSTRUMENTS[id];
    const read = [instrument, INSTRUMENTS[instrument?.protocolTo ?? '']].flatMap((one) => one?.routes ?? []);
    const ways = [...read.map(({ route }) => String(route)), ...(OUTGOING[id] ?? [])];
    expect(channels.filter((channel) => !ways.includes(channel))).toEqual([]);
  });

  test.each(noted)('%s: every ground of refusal under its own code, and no other code', (id, { refusalGrounds }) => {
    const { refusalGrounds: grounds = [], otherGrounds = [] } = INSTRUMENTS[id] ?? {};
    const codes = [...grounds, ...otherGrounds].flatMap(({ ownId }) => ownId ?? []);
    expect(new Set([...codes, ...(POSTPONED[id] ?? [])])).toEqual(new Set(refusalGrounds));
  });
});
