import { finish, hashText, type Lanes, mix } from '../base/hash.ts';
import {
  FEWEST_BEFORE_ELLIPSIS,
  Form,
  FORM_LANES,
  type HeadlineForms,
  MOST_TOKENS,
  SHORTEST_BEFORE_ELLIPSIS,
  SHORTEST_STUMP,
  TOKEN_CAPITAL,
  TOKEN_CUT,
  TOKEN_DIGIT,
  TOKEN_HYPHEN,
  TOKEN_OPENS,
  TOKEN_SHORT,
} from './forms.ts';
import { isSimple, simpleForms } from './simple-headlines.ts';

/*
 * A headline in numbers. All of it follows from the text of the headline alone, so it is worked out once for each
 * different text and remembered.
 */

/** Beginnings of words that a hyphen joins to the next one: no brands. */
const PREFIXES = new Set(
  (
    'ex non pre post anti pro mid co multi semi self vice ultra over under sub super inter cross half high low all ' +
    'one two three four five six seven eight nine ten first second third north south east west trans re un top twin'
  ).split(' '),
);

/** The longest headline looked at, UTF-16 units: what is longer is no headline, and is told apart by its beginning. */
const LONGEST = 500;

/**
 * A headline as every printer would set it: NFKC, small letters, no quotation marks or apostrophes, every dash a
 * hyphen without spaces around it, single spaces.
 */
export function plain(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/["'`´‘’‚‛“”„‟‹›«»ʼ′″\u200b-\u200f\u2060\ufeff\u00ad]+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(?:[-‐‑‒–—―−] ?)+/g, '-')
    .trim()
    .toLowerCase();
}

/** Letters, digits, hyphens, signs of money and number, and signs that stand between digits. */
function bare(plainText: string): string {
  return plainText.replace(/((?<=\d)[.,:/](?=\d))|[^\p{L}\p{N}\p{M}$€£¥%+&-]+/gu, '$1');
}

/** One to four words, a bar or a hyphen, and what may be a headline. */
const BRANDED = /^([\p{L}\p{N}.]+(?: [\p{L}\p{N}.]+){0,3}) ?([|-]) ?(.{12,})$/u;
/** What a headline begins with, and the second half of a compound does not. */
const OPENING = /^["'‘“«$€£¥\p{Lu}\p{N}]/u;

/** The headline without what may be a junk brand: `Tradevine|Judge …`, `Nuvero Exchange-Judge …`; or null. */
export function withoutBrand(text: string): string | null {
  if (!text.includes('-') && !text.includes('|')) return null;
  const match = BRANDED.exec(text.slice(0, LONGEST));
  if (match === null) return null;
  const [, brand, sign, rest] = match;
  if (sign === '-') {
    // A hyphen joins words far more often than it parts a brand: only a capitalised word or two that join nothing.
    if (brand!.split(' ').length > 2 || brand!.length < 5 || !/^\p{Lu}/u.test(brand!)) return null;
    if (!OPENING.test(rest!) || /\d/.test(brand!) || PREFIXES.has(brand!.toLowerCase())) return null;
  }
  return rest!;
}

const lanes: Lanes = { lo: 0, hi: 0 };

/** Puts the hash of a text into a row, or zeros where there is none. */
function put(row: Uint32Array, at: number, text: string): void {
  if (text === '') return;
  hashText(text, lanes);
  row[at] = lanes.lo;
  row[at + 1] = lanes.hi;
}

/** A headline in numbers. */
export function formsOf(text: string): HeadlineForms {
  if (text.length > LONGEST || !isSimple(text)) return anyForms(text);
  const rest = withoutBrand(text);
  // No brand has an ellipsis, so that what it is written as moves nothing before the headline.
  const spelled = text.includes('…') ? text.replaceAll('…', '...') : text;
  return simpleForms(spelled, rest === null ? -1 : text.length - rest.length);
}

/** The same, whatever the text is made of. */
export function anyForms(text: string): HeadlineForms {
  const row = new Uint32Array(FORM_LANES);
  const plainText = plain(text);
  put(row, Form.plain, plainText);
  put(row, Form.bare, bare(plainText));
  const rest = withoutBrand(text);
  if (rest !== null) put(row, Form.unbranded, plain(rest));

  const whole = text.slice(0, LONGEST).normalize('NFKC');
  const words = wordsOf(whole);
  const tokens = new Uint32Array(words.length);
  const flags = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const lower = word.toLowerCase();
    hashText(lower, lanes);
    tokens[i] = lanes.lo;
    flags[i] =
      (lower === word ? 0 : TOKEN_CAPITAL) |
      (/\p{N}/u.test(word) ? TOKEN_DIGIT : 0) |
      (word.length < 6 ? TOKEN_SHORT : 0);
  }
  flagCuts(text, rest, whole, words, flags);
  return { lanes: row, tokens, flags };
}

/** Says of the tokens where a headline may be cut, and whether it is. */
function flagCuts(
  text: string,
  rest: string | null,
  whole: string,
  words: readonly string[],
  flags: Uint8Array,
): void {
  const ellipsis = ELLIPSIS.exec(whole);
  if (rest === null && ellipsis === null && !HYPHEN.test(whole)) return;
  const brand = rest === null ? '' : text.slice(0, LONGEST).slice(0, -rest.length).normalize('NFKC');
  const opens = brand === '' ? 0 : wordsOf(brand).length;
  if (opens > 0 && opens < words.length) flags[opens]! |= TOKEN_OPENS;
  let end = 0;
  for (let i = 0; i < words.length; i++) {
    end = whole.indexOf(words[i]!, end) + words[i]!.length;
    if (i < opens) continue;
    const next = i + 1 < words.length ? whole.indexOf(words[i + 1]!, end) : whole.length;
    const hyphen = whole.slice(end, next).search(HYPHEN);
    if (hyphen >= 0 && end + hyphen - brand.length >= SHORTEST_STUMP) flags[i]! |= TOKEN_HYPHEN;
  }
  const last = words.length - 1;
  if (ellipsis === null || end > ellipsis.index || words.length < FEWEST_BEFORE_ELLIPSIS) return;
  if (ellipsis.index >= (SPACELESS.test(words[last]!) ? SHORTEST_STUMP : SHORTEST_BEFORE_ELLIPSIS))
    flags[last]! |= TOKEN_CUT;
}

const HYPHEN = /[-‐]/; // NFKC makes one of these of the others that do not part words
const ELLIPSIS = /\.\.\.["'’”\s]*$/;
const SPACELESS = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]/;
/** Words, with a decimal place; where words are written without spaces between them each character is one. */
const WORDS = /[\p{L}\p{N}\p{M}]+(?:[.,:/'’](?=\d)\d+)?/gu;
const WORDS_AND_CHARACTERS =
  /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3005-\u3007\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}\p{M}])+(?:[.,:/'’](?=\d)\d+)?/gu;

/** The words of a text in NFKC, as many as are looked at. */
function wordsOf(whole: string): string[] {
  const words = whole.match(SPACELESS.test(whole) ? WORDS_AND_CHARACTERS : WORDS) ?? [];
  return words.length > MOST_TOKENS ? words.slice(0, MOST_TOKENS) : words;
}

/** The words of a headline, in small letters, as `formsOf` counts them. */
export function tokensOf(text: string): string[] {
  return wordsOf(text.slice(0, LONGEST).normalize('NFKC')).map((word) => word.toLowerCase());
}

/**
 * Whether one word is the other with a slip of the hand (a letter lost, added, changed, or two exchanged), and not
 * another form of it: `coucil` and `council`, but not `council` and `councils`.
 */
export function isSlip(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < 5 || longer.length - shorter.length > 1) return false;
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < shorter.length - start && shorter.at(-1 - end) === longer.at(-1 - end)) end++;
  // The first letter is hardly ever lost, and a last letter is grammar.
  if (start === 0 || end === 0) return false;
  const left = shorter.length - start - end;
  const more = longer.length - start - end;
  if (left === 0) return more === 1;
  if (left === 1) return more === 1;
  return (
    left === 2 && more === 2 && shorter[start] === longer[start + 1] && shorter[start + 1] === longer[start]
  );
}

/** A hash of the tokens from one to another, and of a number that tells apart what is hashed for. */
export function hashTokens(tokens: Uint32Array, from: number, to: number, salt: number, into: Lanes): void {
  let lo = salt;
  let hi = salt;
  for (let i = from; i < to; i++) {
    lo = mix(lo, tokens[i]!);
    hi = mix(hi, tokens[i]! ^ 0x55555555);
  }
  into.lo = finish(lo);
  into.hi = (finish(hi) | 1) >>> 0;
}
