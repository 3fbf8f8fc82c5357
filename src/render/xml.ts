/**
 * What XML 1.0 (fifth edition, production 2, `Char`) has no place for: control characters, lone surrogates and two
 * non-characters. They cannot be written even as references, so they become the replacement character.
 */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

/**
 * Text between tags. Markup characters become hexadecimal references, the form that the RSS Advisory Board's profile
 * (“Character data”) found feed readers to agree on; `>` too, so that no text can hold `]]>`.
 */
export function xmlText(text: string): string {
  return text
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>\r]/g, (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`);
}

/** The value of an attribute, without its quotation marks; white space is kept by references (XML 1.0, 3.3.3). */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(
    /["\t\n]/g,
    (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

/** What may stand inside an element: nothing, text to be escaped, or elements in order. */
export type Content = null | string | readonly Element[];

/** An element; null where an optional one has nothing to say, so that lists of them can be written plainly. */
export type Element = string | null;

/** An element with its attributes and content. Nothing else in the project writes a tag of a feed or a sitemap. */
export function element(name: string, content: Content, attributes: Record<string, string> = {}): string {
  const opening = `${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${xmlAttribute(value)}"`)
    .join('')}`;
  if (content === null) return `<${opening}/>`;
  if (typeof content === 'string') return `<${opening}>${xmlText(content)}</${name}>`;
  const inside = content.filter((child) => child !== null).join('\n');
  return `<${opening}>\n${inside}${inside === '' ? '' : '\n'}</${name}>`;
}

/** A whole document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
