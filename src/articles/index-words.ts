import type { ArticleRecord } from './types.ts';
import {
  eachWord,
  FILLERS,
  FIRST_SPACELESS,
  HASH_START,
  IN_HEADLINE,
  KEY_LENGTH,
  mix,
  partAt,
  partOf,
  SLOTS,
  WORD_LIMIT,
} from './words.ts';

/*
 * One pass over the text writes each word behind those that are kept, where it stays if it is new. It is told from them by
 * its hash and its units, so that no string is made of any word. The arrays are reused from one article to the next, which
 * no caller can see.
 */

/** The most different words of one article; a longer text is found by its beginning. */
const WORDS_LIMIT = 10_000;

/** Fillers are the first words known, of every article. */
const FILLER_COUNT = FILLERS.size;
const MOST_ENTRIES = WORDS_LIMIT + FILLER_COUNT;

/** The units of all words one after the other, and for each word the place of its first. */
const units = new Uint16Array((MOST_ENTRIES + 1) * WORD_LIMIT);
const starts = new Uint32Array(MOST_ENTRIES + 1);
const hashes = new Int32Array(MOST_ENTRIES);
/** The words known so far. */
let count = 0;

/** The table by hash, at most half full: the number of a word, counted from 1. */
const table = new Uint16Array(2 ** Math.ceil(Math.log2(2 * MOST_ENTRIES)));
/** Enough for the words of a long article. */
const SMALLEST_TABLE = 1024;
let mask = SMALLEST_TABLE - 1;

/** The words to be printed, in order; those of the headline first. */
const listed = new Uint16Array(WORDS_LIMIT);
let listedCount = 0;
let inHeadline = false;
/** Whether a word has units that do not fit into a byte. */
let isWide = false;

/** Whether a filler, which is known from the start, is listed by now. */
const fillerListed = new Uint8Array(FILLER_COUNT);

const MARK = IN_HEADLINE.charCodeAt(0);

/** ASCII letters and digits in small letters; zero for all else, which stands between words. */
const SMALL = new Uint8Array(0x80);
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789') {
  SMALL[character.charCodeAt(0)] = character.charCodeAt(0);
  SMALL[character.toUpperCase().charCodeAt(0)] = character.charCodeAt(0);
}

for (const word of FILLERS) addWord(word);

/**
 * The words of an article, each once: a line a slot, words parted by spaces, those of the headline marked with `!`.
 * What counts: the headline, and without fillers the body and who is named beside it: authors, tags and credits.
 */
export function indexWords(
  headline: string,
  { authors = [], tags = [], credits }: Pick<ArticleRecord, 'authors' | 'tags' | 'credits'>,
  paragraphs: readonly string[],
): string {
  empty();
  inHeadline = true;
  addWords(headline);
  inHeadline = false;
  const marked = listedCount;
  for (const texts of [paragraphs, authors, tags, credits]) for (const text of texts) addWords(text);
  return printed(marked);
}

/** Forgets all words but the fillers. */
function empty(): void {
  count = FILLER_COUNT;
  fillTable(SMALLEST_TABLE);
  fillerListed.fill(0);
  listedCount = 0;
  isWide = false;
}

/** Makes a table of so many places, a power of two, of the known words. */
function fillTable(size: number): void {
  mask = size - 1;
  table.fill(0, 0, size);
  for (let word = 0; word < count; word++) {
    let at = placeIn(hashes[word]!);
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = word + 1;
  }
}

function placeIn(hash: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

/**
 * Adds the words of a text. What stands between two marks of ASCII or of English print and has nothing but ASCII letters and
 * digits is a word; any other such run is taken apart by the rules of all scripts.
 */
function addWords(text: string): void {
  const length = text.length;
  for (let at = 0; at < length && listedCount < WORDS_LIMIT; at++) {
    const from = at;
    const start = starts[count]!;
    let end = start;
    let hash = HASH_START;
    let simple = true;
    for (; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) {
        const small = SMALL[unit]!;
        if (small === 0) break;
        if (end - start === WORD_LIMIT) continue;
        units[end++] = small;
        hash = Math.imul(hash ^ small, 0x01000193);
      } else if ((unit >= 0x2010 && unit < 0x2020) || unit === 0x2026) break;
      else simple = false;
    }
    if (!simple) eachWord(text.slice(from, at), addWord);
    else if (end > start) keep(end, hash);
  }
}

/** Adds one word that is taken from its text already. */
function addWord(word: string): void {
  if (listedCount === WORDS_LIMIT) return;
  let end = starts[count]!;
  let hash = HASH_START;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit > 0xff) isWide = true;
    units[end++] = unit;
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  keep(end, hash);
}

/** Keeps the word that was just written behind the others, up to `end`, if it is not one of them. */
function keep(end: number, hash: number): void {
  let at = placeIn(hash);
  for (; table[at] !== 0; at = (at + 1) & mask) {
    const known = table[at]! - 1;
    if (hashes[known] !== hash || !isLast(known, end)) continue;
    if (inHeadline && known < FILLER_COUNT && fillerListed[known] === 0) {
      fillerListed[known] = 1;
      listed[listedCount++] = known;
    }
    return;
  }
  hashes[count] = hash;
  if (count >= FILLER_COUNT) listed[listedCount++] = count;
  table[at] = ++count;
  starts[count] = end;
  if (2 * count > mask) fillTable(2 * (mask + 1));
}

/** Whether a known word is the one that was just written. */
function isLast(known: number, end: number): boolean {
  const start = starts[count]!;
  const first = starts[known]!;
  const length = end - start;
  if (starts[known + 1]! - first !== length) return false;
  for (let i = 0; i < length; i++) if (units[first + i] !== units[start + i]) return false;
  return true;
}

const slots = new Uint8Array(WORDS_LIMIT);
/** For each slot: where what is written next in its line stands. */
const cursors = new Uint32Array(SLOTS);
const print = new Uint16Array(WORDS_LIMIT * (WORD_LIMIT + 2) + SLOTS);
const narrowPrint = new Uint8Array(print.buffer);

/** The listed words slot by slot, in the order in which they came; the first `marked` are of the headline. */
function printed(marked: number): string {
  cursors.fill(0);
  for (let n = 0; n < listedCount; n++) {
    const word = listed[n]!;
    const slot = slotOf(word);
    slots[n] = slot;
    cursors[slot]! += starts[word + 1]! - starts[word]! + (n < marked ? 2 : 1);
  }
  let length = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const size = cursors[slot]!;
    cursors[slot] = length;
    length += size === 0 ? 1 : size;
  }
  const into = isWide ? print : narrowPrint;
  printInto(into, marked);
  return Buffer.from(print.buffer, 0, (length - 1) * into.BYTES_PER_ELEMENT).toString(
    isWide ? 'utf16le' : 'latin1',
  );
}

/** Writes each word and a space after it, and in the place of each line's last space the line's end. */
function printInto(into: Uint16Array | Uint8Array, marked: number): void {
  for (let n = 0; n < listedCount; n++) {
    const word = listed[n]!;
    let at = cursors[slots[n]!]!;
    if (n < marked) into[at++] = MARK;
    for (let from = starts[word]!, end = starts[word + 1]!; from < end; from++) into[at++] = units[from]!;
    into[at++] = 0x20;
    cursors[slots[n]!] = at;
  }
  let at = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    at = Math.max(cursors[slot]!, at + 1);
    into[at - 1] = 0x0a;
  }
}

/** The slot of a word, as `partOf` gives it. */
function slotOf(word: number): number {
  const start = starts[word]!;
  const end = starts[word + 1]!;
  if (units[start]! >= FIRST_SPACELESS)
    return partOf(String.fromCharCode(...units.subarray(start, end)), SLOTS);
  let hash = HASH_START;
  for (let at = start; at < end && at < start + KEY_LENGTH; at++)
    hash = Math.imul(hash ^ units[at]!, 0x01000193);
  return partAt(mix(hash), SLOTS);
}
