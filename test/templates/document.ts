import { unzipSync } from 'fflate';
import { all, type Element, parseXml } from './xml.ts';

/** A Word document, unzipped and read: each XML part must be well-formed. */
export type Opened = {
  names: string[];
  parts: Record<string, Element>;
  body: Element;
  header: Element;
  footer: Element;
};

export function open(bytes: Uint8Array): Opened {
  const files = unzipSync(bytes);
  const parts = Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => /\.(xml|rels)$/u.test(name))
      .map(([name, data]) => [name, parseXml(new TextDecoder('utf-8', { fatal: true }).decode(data))]),
  );
  const part = (name: string): Element => {
    const element = parts[name];
    if (element === undefined) throw new Error(`Cannot open document: it has no "${name}"`);
    return element;
  };
  return {
    names: Object.keys(files),
    parts,
    body: part('word/document.xml'),
    header: part('word/header1.xml'),
    footer: part('word/footer1.xml'),
  };
}

/** The text as a reader sees it: without direction marks, breaks as line ends. */
export function textOf(element: Element): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return element.name === 'w:t' ? child : '';
      if (child.name === 'w:br') return '\n';
      if (child.name === 'w:tab' && element.name === 'w:r') return '\t';
      return textOf(child);
    })
    .join('')
    .replaceAll(/[\u200E\u200F]/gu, '');
}

export const paragraphsOf = (element: Element): string[] => all(element, 'w:p').map(textOf);
export const bookmarksOf = (element: Element): string[] =>
  all(element, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name'] ?? '');
export const headingsOf = (element: Element): string[] =>
  all(element, 'w:p')
    .filter((paragraph) => all(paragraph, 'w:pStyle').some(({ attributes }) => attributes['w:val'] === 'Heading1'))
    .map(textOf);

/** The rows of the table that follows a bookmark, as the text of each cell. */
export function tableAfter(body: Element, bookmark: string): { table: Element; rows: string[][] } {
  const [content] = body.children.filter((child) => typeof child !== 'string');
  const blocks = (content?.children ?? []).filter((child) => typeof child !== 'string');
  const start = blocks.findIndex((block) => bookmarksOf(block).includes(bookmark));
  const table = blocks.slice(start).find(({ name }) => name === 'w:tbl');
  if (start < 0 || table === undefined) throw new Error(`Cannot find a table after "${bookmark}"`);
  return {
    table,
    rows: all(table, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => paragraphsOf(cell).join('\n'))),
  };
}
