/** A small, strict XML reader: it takes what is well-formed and throws at the rest. */
export type Element = { name: string; attributes: Record<string, string>; children: (Element | string)[] };

const TOKEN = /<\?[^?]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|([^<]+)/gu;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*"([^"<]*)"/gu;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const ILLEGAL = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

export function parseXml(text: string): Element {
  const illegal = ILLEGAL.exec(text);
  if (illegal) throw new Error(`Cannot read XML: character ${illegal[0].codePointAt(0)?.toString(16)} is not allowed`);
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    if (token.index !== end) throw new Error(`Cannot read XML at ${end}: "${text.slice(end, end + 40)}"`);
    end = token.index + token[0].length;
    const [, slash, name, attributes = '', empty, words] = token;
    if (words !== undefined) open.at(-1)?.children.push(decoded(words));
    else if (name !== undefined) step(open, { isEnd: slash === '/', isEmpty: empty === '/', name, attributes });
  }
  if (end !== text.length || open.length !== 1)
    throw new Error(`Cannot read XML: it ends within "${open.at(-1)?.name}"`);
  const [element] = root.children.filter((child) => typeof child !== 'string');
  if (element === undefined) throw new Error('Cannot read XML: no element');
  return element;
}

function step(open: Element[], tag: { isEnd: boolean; isEmpty: boolean; name: string; attributes: string }): void {
  if (tag.isEnd) {
    const closed = open.pop();
    if (closed?.name !== tag.name) throw new Error(`Cannot read XML: "${tag.name}" closes "${closed?.name}"`);
    return;
  }
  const pairs = [...tag.attributes.matchAll(ATTRIBUTE)].map(
    ([, name = '', value = '']) => [name, decoded(value)] as const,
  );
  const attributes = Object.fromEntries(pairs);
  if (Object.keys(attributes).length !== pairs.length)
    throw new Error(`Cannot read XML: "${tag.name}" repeats an attribute`);
  const element: Element = { name: tag.name, attributes, children: [] };
  open.at(-1)?.children.push(element);
  if (!tag.isEmpty) open.push(element);
}

function decoded(text: string): string {
  return text.replaceAll(/&([^;]*);?/gu, (whole, name: string) => {
    const known = ENTITIES[name];
    if (known !== undefined && whole.endsWith(';')) return known;
    const code = /^#(x?)([0-9a-fA-F]+)$/u.exec(name);
    if (code === null) throw new Error(`Cannot read XML: "${whole.slice(0, 20)}" is no entity`);
    return String.fromCodePoint(Number.parseInt(code[2] ?? '', code[1] === 'x' ? 16 : 10));
  });
}

/** Every element of a name, in the order of the text. */
export function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...all(child, name)],
  );
}

export const has = (element: Element, name: string): boolean => all(element, name).length > 0;
