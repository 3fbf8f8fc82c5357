import type { Html } from '../base/brand.ts';

// Text that came from outside, made safe to stand in HTML: nothing in it is markup, a character that HTML forbids, or a
// mark of direction that reaches beyond its own text.

/**
 * Whether a text is HTML already, and runs from left to right: most are, and one look at each character tells. The class
 * is what any of the others below looks for.
 */
export function isPlain(text: string): boolean {
  return !special.test(text);
}

const special =
  /[&<\0-\x08\x0b-\x1f\x7f-\x9f\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufb1d-\ufdff\ufe70-\uffff]/;

/** The text with `&` and `<` as rehype-stringify writes them. */
export function escapeText(text: string): Html {
  const plain = inert(text);
  return (/[&<]/.test(plain) ? plain.replace(/[&<]/g, reference) : plain) as Html;
}

/** The text for a value in double quotes, with the characters that rehype-stringify writes as references there. */
export function escapeAttribute(text: string): Html {
  const plain = inert(text);
  return (/["&'`]/.test(plain) ? plain.replace(/["&'`]/g, reference) : plain) as Html;
}

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}

/**
 * What must not be in a page: control characters but tab and line feed, noncharacters, halves of surrogate pairs (HTML
 * Living Standard, "preprocessing the input stream"), and marks that turn the direction of what follows (UAX #9).
 */
const suspicious =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const forbidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with U+FFFD for each character that HTML forbids, line ends as HTML has them, and directions closed. */
export function inert(text: string): string {
  if (!suspicious.test(text)) return text;
  return closeDirections(text.replace(/\r\n?/g, '\n').replace(forbidden, '\ufffd'));
}

const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';
const opensEmbedding = /[\u202a\u202b\u202d\u202e]/;

/** The text with every embedding, override and isolate that is open at its end closed there. */
export function closeDirections(text: string): string {
  const open: string[] = [];
  for (const [mark] of text.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (opensEmbedding.test(mark)) {
      open.push(POP_EMBEDDING);
    } else if (mark === POP_EMBEDDING) {
      if (open.at(-1) === POP_EMBEDDING) open.pop();
    } else if (mark === POP_ISOLATE) {
      const isolate = open.lastIndexOf(POP_ISOLATE);
      if (isolate >= 0) open.length = isolate; // it closes the embeddings inside it, too
    } else {
      open.push(POP_ISOLATE);
    }
  }
  return text + open.reverse().join('');
}

/**
 * Control characters and non-characters, which no HTML document may hold, not even as references (HTML standard,
 * 13.1 “Writing HTML documents”): whatever field they were in, pages show the replacement character.
 */
const NOT_HTML =
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef]|[\ud800-\udfff]|\p{Noncharacter_Code_Point}/gu;

/**
 * A cheaper look than NOT_HTML that misses none of it (surrogates may be half of a non-character), nor any mark of
 * direction.
 */
export const PERHAPS_NOT_INERT =
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/** A page that HTML allows, and in which marks of direction end with the text or the attribute they stand in. */
export function inertPage(html: string): string {
  if (!PERHAPS_NOT_INERT.test(html)) return html;
  return html
    .replace(NOT_HTML, '\ufffd')
    .split(/([<>"])/)
    .map((run) => closeDirections(run))
    .join('');
}

/** Whether a text may have to be set from right to left: it has letters of such a script, or marks of direction. */
export function mayRunRightToLeft(text: string): boolean {
  return /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\ud802\ud803\ud83a\ud83b]/.test(
    text,
  );
}

/** Whether a link may lead there: relative, or by one of the protocols of links that a reader expects. */
export function isSafeUrl(url: string): boolean {
  const scheme = /^([^/?#:]*):/.exec(url)?.[1];
  return scheme === undefined || scheme === 'http' || scheme === 'https' || scheme === 'mailto';
}
