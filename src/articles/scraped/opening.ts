/**
 * The first word of a line, in small letters, after the marks that may stand before it; '' where a line begins
 * otherwise. Most rules of a body line can only fit lines that begin with certain words, and asking for the word is
 * far cheaper than asking them all.
 */
export function openingOf(line: string): string {
  let from = 0;
  while (from < line.length && from < 8 && isMark(line.charCodeAt(from))) from++;
  let to = from;
  while (to < line.length && to < from + 24 && isLetter(line.charCodeAt(to))) to++;
  const word = line.slice(from, to).toLowerCase();
  return word.includes('’') ? word.replace(/’/g, "'") : word;
}

/** White space and `* ( [ _ - – — > » •`. */
function isMark(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x28 ||
    code === 0x2a ||
    code === 0x2d ||
    code === 0x3e ||
    code === 0x5b ||
    code === 0x5f ||
    code === 0xa0 ||
    code === 0xbb ||
    code === 0x2013 ||
    code === 0x2014 ||
    code === 0x2022 ||
    (code >= 9 && code <= 13)
  );
}

/** A letter of any script, an apostrophe or a hyphen: what a word is made of. */
function isLetter(code: number): boolean {
  const small = code | 0x20;
  return (
    (small >= 0x61 && small <= 0x7a) ||
    code === 0x27 ||
    code === 0x2d ||
    code === 0x2019 ||
    (code >= 0xc0 && code < 0x2000)
  );
}

/** Which lines a rule can fit at all: those that begin with one of the words, and those for which `or` holds. */
export interface Openings {
  readonly words: ReadonlySet<string>;
  readonly or?: (line: string) => boolean;
}

/** @param words parted by white space */
export function openings(words: string, or?: (line: string) => boolean): Openings {
  const set = new Set(words.match(/\S+/g));
  return or === undefined ? { words: set } : { words: set, or };
}

/** Whether a line can begin so. */
export function canOpen({ words, or }: Openings, line: string): boolean {
  return words.has(openingOf(line)) || (or?.(line) ?? false);
}
