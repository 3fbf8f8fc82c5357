import { finish } from '../base/hash.ts';
import {
  Form,
  FORM_LANES,
  type HeadlineForms,
  MOST_TOKENS,
  SHORTEST_BEFORE_ELLIPSIS,
  SHORTEST_STUMP,
  FEWEST_BEFORE_ELLIPSIS,
  TOKEN_CAPITAL,
  TOKEN_CUT,
  TOKEN_DIGIT,
  TOKEN_HYPHEN,
  TOKEN_OPENS,
  TOKEN_SHORT,
} from './forms.ts';

/*
 * The shortcut of `formsOf` for what most headlines of a Western archive are made of: printable ASCII, letters of Latin-1, and
 * quotation marks, dashes and the ellipsis in print. One pass makes the hashes of the plain and the bare form, another one the words, where the
 * way for any text takes a dozen regular expressions. A property test holds the two together.
 */

const SIMPLE =
  /^[ -~\u00a0\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*$/;

/** Whether a headline is of that kind; its ellipses are to be spelled as three points before it is taken apart. */
export function isSimple(text: string): boolean {
  return SIMPLE.test(text);
}

/* The steps of `hashText` (base/hash.ts), taken a unit at a time. */
const HASH_LO = 0x811c9dc5;
const HASH_HI = 0x9747b28c;
const HASH_STEP = 0x01000193;
const HASH_STEP_HI = 0x5bd1e995;

const SPACE = 0x20;
const HYPHEN = 0x2d;

/** What a character is, by its code: a letter or digit by its small form, or one of these. */
const SIGN = 0;
const QUOTE = 1;
const GAP = 2;
const DASH = 3;
/** Kept where signs fall away. */
const KEPT = 4;
/** Kept between digits. */
const POINT = 5;

const KINDS = new Uint8Array(0x2020);
for (const [signs, kind] of [
  ['"\'`\u2018\u2019\u201c\u201d', QUOTE],
  [' \u00a0', GAP],
  ['-\u2013\u2014', DASH],
  ['$%+&', KEPT],
  ['.,:/', POINT],
] as const)
  for (const sign of signs) KINDS[sign.charCodeAt(0)] = kind;
for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ') {
  KINDS[letter.charCodeAt(0)] = letter.charCodeAt(0);
  KINDS[letter.toUpperCase().charCodeAt(0)] = letter.charCodeAt(0);
}
/** Small letters of which the capitals are elsewhere. */
for (const letter of 'ßÿ') KINDS[letter.charCodeAt(0)] = letter.charCodeAt(0);

const isWord = (kind: number): boolean => kind > POINT;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The plain form of the headline at hand, in code units; no headline that is looked at is longer. */
const units = new Uint16Array(1 << 11);
const starts = new Int32Array(MOST_TOKENS);
const ends = new Int32Array(MOST_TOKENS);

/**
 * A simple headline in numbers.
 *
 * @param opens where the headline begins behind what may be a junk brand, or −1
 */
export function simpleForms(text: string, opens: number): HeadlineForms {
  const row = new Uint32Array(FORM_LANES);
  if (opens >= 0) putHash(row, Form.unbranded, setAsPlain(text, opens));
  const length = setAsPlain(text, 0);
  putHash(row, Form.plain, length);
  putHash(row, Form.bare, leaveBare(length));

  const count = findWords(text);
  const tokens = new Uint32Array(count);
  const flags = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const from = starts[i]!;
    const to = ends[i]!;
    let flag = to - from < 6 ? TOKEN_SHORT : 0;
    let lo = HASH_LO;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      const kind = KINDS[code]!;
      lo = Math.imul(lo ^ (isWord(kind) ? kind : code), HASH_STEP);
      if (isDigit(code)) flag |= TOKEN_DIGIT;
      else if (isWord(kind) && kind !== code) flag |= TOKEN_CAPITAL;
    }
    tokens[i] = finish(lo ^ (to - from));
    flags[i] = flag;
  }
  flagCuts(text, Math.max(0, opens), flags);
  return { lanes: row, tokens, flags };
}

/** Puts the hash of the first so many units into a row, as `hashText` gives it, or leaves it where there are none. */
function putHash(row: Uint32Array, at: number, length: number): void {
  if (length === 0) return;
  let lo = HASH_LO;
  let hi = HASH_HI;
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    lo = Math.imul(lo ^ unit, HASH_STEP);
    hi = Math.imul(hi ^ (unit + (hi >>> 15)), HASH_STEP_HI);
  }
  row[at] = finish(lo ^ length);
  row[at + 1] = (finish(hi) | 1) >>> 0;
}

/** Writes the plain form of the text from one place on into `units`; gives how many there are. */
function setAsPlain(text: string, from: number): number {
  let length = 0;
  let pending = SIGN;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = KINDS[code]!;
    if (kind === QUOTE) continue;
    if (kind === GAP || kind === DASH) {
      if (pending !== DASH) pending = kind;
      continue;
    }
    if (pending === DASH) units[length++] = HYPHEN;
    else if (pending === GAP && length > 0) units[length++] = SPACE;
    pending = SIGN;
    units[length++] = isWord(kind) ? kind : code;
  }
  if (pending === DASH) units[length++] = HYPHEN;
  return length;
}

/** Leaves of the plain form in `units` what the bare one has; gives how many that are. */
function leaveBare(length: number): number {
  let left = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    const kind = KINDS[unit]!;
    const isKept =
      isWord(kind) ||
      kind === KEPT ||
      kind === DASH ||
      (kind === POINT && isDigit(before) && i + 1 < length && isDigit(units[i + 1]!));
    before = unit;
    if (isKept) units[left++] = unit;
  }
  return left;
}

/** Finds where the words begin and end; gives how many there are. */
function findWords(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count < MOST_TOKENS; i++) {
    if (!isWord(KINDS[text.charCodeAt(i)]!)) continue;
    starts[count] = i;
    while (i < text.length && isWord(KINDS[text.charCodeAt(i)]!)) i++;
    if (i + 1 < text.length && ".,:/'’".includes(text[i]!) && isDigit(text.charCodeAt(i + 1)))
      for (i++; i < text.length && isDigit(text.charCodeAt(i)); ) i++;
    ends[count++] = i--;
  }
  return count;
}

/** Says of the words found where the headline may be cut, and whether it is. */
function flagCuts(text: string, opens: number, flags: Uint8Array): void {
  const last = flags.length - 1;
  for (let i = 0; i <= last; i++) {
    if (starts[i]! < opens) continue;
    if (i > 0 && starts[i - 1]! < opens) flags[i]! |= TOKEN_OPENS;
    const next = i < last ? starts[i + 1]! : text.length;
    let at = ends[i]!;
    while (at < next && text.charCodeAt(at) !== HYPHEN) at++;
    if (at < next && at - opens >= SHORTEST_STUMP) flags[i]! |= TOKEN_HYPHEN;
  }
  let end = text.length;
  while (end > 0 && '"\'”’ \u00a0'.includes(text[end - 1]!)) end--;
  if (!text.endsWith('...', end) || last + 1 < FEWEST_BEFORE_ELLIPSIS) return;
  if (ends[last]! <= end - 3 && end - 3 >= SHORTEST_BEFORE_ELLIPSIS) flags[last]! |= TOKEN_CUT;
}
