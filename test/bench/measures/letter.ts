import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { officialTitles } from '../../../templates/instruments.ts';
import { renderLetter } from '../../../templates/letter.ts';
import { BLUE_HERON } from '../../templates/fixtures.ts';
import type { Bench } from '../bench.ts';
import { lineOf } from '../line.ts';
import { duel, roundOf, short, timed } from '../rounds.ts';

/** What a document is made of. */
type Size = { paragraphs: number; tables: number; cells: number; text: number };

/** The letter of Blue Heron against a document of the same size by the same library. */
export async function letter({ rounds, report }: Bench): Promise<void> {
  const render = async () => (await renderLetter(BLUE_HERON, 'en', officialTitles)).bytes;
  const size = sizeOf(await render());
  const bare = () => Packer.toBuffer(bareDocument(size));
  requireSame(size, sizeOf(await bare()));
  const samples = rounds.few ? 15 : 30;
  const result = await duel(
    rounds.count,
    async () => roundOf(await timed(samples, render)),
    async () => roundOf(await timed(samples, bare)),
  );
  const before = process.cpuUsage();
  await timed(samples, render);
  const { user, system } = process.cpuUsage(before);
  const bytes = { letter: (await render()).length, bare: (await bare()).length };
  report(
    lineOf('letter', 'ms', result, {
      what: 'bare docx with as many paragraphs, tables, cells and bytes of text',
      cost: { cpuMs: short((user + system) / 1000 / samples), ...size, bytes },
    }),
  );
}

function sizeOf(docx: Uint8Array): Size {
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  const count = (tag: string): number => xml.split(new RegExp(`<w:${tag}[ >]`)).length - 1;
  const texts = [...xml.matchAll(/<w:t[ >][^<]*/g)].map(([match]) => match.slice(match.indexOf('>') + 1));
  return { paragraphs: count('p'), tables: count('tbl'), cells: count('tc'), text: Buffer.byteLength(texts.join('')) };
}

/** The text in equal shares, the cells in rows of two. */
function bareDocument({ paragraphs, tables, cells, text }: Size): Document {
  let left = text;
  let lines = paragraphs;
  const line = (): Paragraph => {
    const length = Math.ceil(left / lines);
    left -= length;
    lines -= 1;
    return new Paragraph('The facts of the case in words of the usual length. '.repeat(40).slice(0, length));
  };
  const cell = (): TableCell => new TableCell({ children: [line()] });
  const tableOf = (size: number): Table =>
    new Table({
      rows: Array.from(
        { length: Math.ceil(size / 2) },
        (_, row) => new TableRow({ children: Array.from({ length: Math.min(2, size - row * 2) }, cell) }),
      ),
    });
  const share = (index: number): number =>
    Math.floor(((index + 1) * cells) / tables) - Math.floor((index * cells) / tables);
  const children = [
    ...Array.from({ length: tables }, (_, index) => tableOf(share(index))),
    ...Array.from({ length: paragraphs - cells }, line),
  ];
  return new Document({ sections: [{ children }] });
}

function requireSame(letter: Size, bare: Size): void {
  if (JSON.stringify(letter) !== JSON.stringify(bare))
    throw new Error(`Cannot compare the documents: ${JSON.stringify(letter)} is not ${JSON.stringify(bare)}`);
}
