import { finish, mix } from '../base/hash.ts';
import { beforeNames, commonWords } from './common-words.ts';
import type { ArticleRecord, Fingerprint } from './types.ts';

/*
 * One pass over the text writes every word's hash and place into flat arrays; no string is made but the few terms
 * that are kept. The arrays are reused from one article to the next, which no caller can see.
 */

/** Bins of the signature that sketch the text's shingles. */
export const TEXT_BINS = 48;
/** Numbers behind them: the least hashes of the text's numbers, and as many of the words of its names. */
export const FACTS = 8;

/** Terms kept of an article. */
export const TERMS = 24;
/** A text with fewer words has no signature: two short notes agree by chance. */
const FEWEST_WORDS = 16;
/** Words past this one are not looked at: an article of that length is known by then. */
const MOST_WORDS = 20_000;
/** The longest run of capitalised words that is a name; a longer one is a headline. */
const LONGEST_NAME = 4;
/** The longest term, UTF-16 units. */
const LONGEST_TERM = 48;

const CAPITAL = 1;
const DIGIT = 2;
/** The word begins a sentence, so that its capital says nothing. */
const OPENS = 4;
/** Nothing but a space stands between the word and the one before. */
const JOINED = 8;
const SHOUTED = 16;
/** A character of a script without spaces between words. */
const SPACELESS = 32;

let capacity = 4096;
let hashes = new Int32Array(capacity);
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
let paragraphOf = new Int32Array(capacity);
let flags = new Uint8Array(capacity);
/** For each word: the number of its entry among the distinct ones. */
let entryOf = new Int32Array(capacity);

let slots = new Int32Array(8192);
let entryHash = new Int32Array(capacity);
let entryCount = new Int32Array(capacity);
let entryFirst = new Int32Array(capacity);
/** How often a word stands with a capital where it need not have one, and how often without. */
let entryCapital = new Int32Array(capacity);
let entrySmall = new Int32Array(capacity);
/** 1 where the title has the word. */
let entryTitled = new Uint8Array(capacity);

/** Signs after which a sentence may begin, 1 by their unit: . ! ? : and quotation marks and dashes. */
const OPENING = new Uint8Array(0x3003);
for (const sign of '.!?:"\u201c\u2018\u2014\u2013\u3002') OPENING[sign.charCodeAt(0)] = 1;

/** What a code unit is, for the units below 0x600: the unit in lower case, or 0 for what is in no word. */
const LOWER = new Uint16Array(0x600);
const UPPER = new Uint8Array(0x600);
for (let unit = 0x30; unit < 0x600; unit++) {
  const character = String.fromCharCode(unit);
  if (!/[\p{L}\p{N}\p{M}]/u.test(character)) continue;
  const lower = character.toLowerCase();
  LOWER[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  UPPER[unit] = lower === character ? 0 : 1;
}

/** What the fixed lists say of a word: bits, in a table by the word's hash; zero for most words. */
const COMMON = 1;
const OFFICE = 2;
const LISTED_SLOTS = 8192;
const listedHashes = new Int32Array(LISTED_SLOTS);
const listedBits = new Uint8Array(LISTED_SLOTS);
for (const [list, bit] of [
  [commonWords, COMMON],
  [beforeNames, OFFICE],
] as const)
  for (const word of list) {
    const at = listedSlot(hashOfWord(word));
    listedHashes[at] = hashOfWord(word);
    listedBits[at]! |= bit;
  }

/** The slot of a listed word, or the empty one where it would be. */
function listedSlot(hash: number): number {
  let at = (hash ^ (hash >>> 13)) & (LISTED_SLOTS - 1);
  while (listedBits[at] !== 0 && listedHashes[at] !== hash) at = (at + 1) & (LISTED_SLOTS - 1);
  return at;
}

function isListed(hash: number, bit: number): boolean {
  return (listedBits[listedSlot(hash)]! & bit) !== 0;
}
/** Little characters of Chinese and Japanese: a pair with one of them is no name. */
const LITTLE_CHARACTERS = new Set(
  '的了是在和也就都而及与與或於于被把对對为為以将將到从從这這那个個们們不有人我他她它之中上下来來去说說要会會能可没沒还還很更最一',
);

/**
 * The body in numbers, computed from one article alone, so that copies and similar articles can be found
 * without its text. Its place in the text and in the title, its kind (name, rare word) and how often it stands
 * there make the weight of a term; nothing of other articles does. The signature is a one-permutation MinHash
 * with rotation for empty bins (Li, Owen, Zhang 2012; Shrivastava, Li 2014) over runs of three words; behind it stand
 * the least hashes of the numbers and of the words of names, which tell apart what only shares a template.
 */
export function fingerprint(record: ArticleRecord, paragraphs: readonly string[]): Fingerprint {
  let count = 0;
  for (let p = 0; p < paragraphs.length && count < MOST_WORDS; p++) count = scan(paragraphs[p]!, p, count);
  const distinct = tally(count);
  const signature = count < FEWEST_WORDS ? new Uint32Array(0) : sketch(count, distinct);
  return { signature, ...telling(record, paragraphs, count, distinct) };
}

/** Writes the words of a text behind the `count` there are; returns how many there are then. */
function scan(text: string, paragraph: number, count: number): number {
  let next = count;
  let opens = true;
  let joined = false;
  const length = text.length;
  let i = 0;
  while (i < length && next < MOST_WORDS) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) {
      i++;
      continue;
    }
    if (unit < 0x600 ? LOWER[unit] === 0 : !isLetter(unit)) {
      joined = false;
      if (unit < OPENING.length && OPENING[unit] === 1) opens = true;
      i++;
      continue;
    }
    if (next === capacity) grow();
    const start = i;
    let flag = (opens ? OPENS : 0) | (joined ? JOINED : 0);
    let hash = 0x811c9dc5 | 0;
    if (unit >= 0x600 && isSpaceless(unit)) {
      hash = Math.imul(hash ^ unit, 0x01000193);
      flag |= SPACELESS;
      i++;
    } else {
      let capitals = 0;
      for (; i < length; i++) {
        const letter = text.charCodeAt(i);
        // Most letters are small ones of the alphabet: nothing to look up.
        if (letter >= 0x61 && letter <= 0x7a) {
          hash = Math.imul(hash ^ letter, 0x01000193);
          continue;
        }
        if (letter === 0x27 || letter === 0x2019) {
          // An apostrophe inside a word belongs to it, whichever way it is set; the one of a possessive ends it.
          if (isInner(text, i + 1)) continue;
          break;
        }
        if (letter < 0x600) {
          const lower = LOWER[letter]!;
          if (lower === 0) break;
          if (letter <= 0x39) flag |= DIGIT;
          capitals += UPPER[letter]!;
          hash = Math.imul(hash ^ lower, 0x01000193);
        } else {
          if (!isLetter(letter) || isSpaceless(letter)) break;
          hash = Math.imul(hash ^ letter, 0x01000193);
        }
      }
      if (unit < 0x600 && UPPER[unit] === 1) flag |= CAPITAL;
      if (capitals > 1 && capitals === i - start) flag |= SHOUTED;
    }
    hashes[next] = hash;
    starts[next] = start;
    ends[next] = i;
    paragraphOf[next] = paragraph;
    flags[next] = flag;
    next++;
    opens = false;
    joined = true;
    // The s of a possessive is passed over, and no name runs past it.
    const after = text.charCodeAt(i);
    if ((after === 0x27 || after === 0x2019) && (text.charCodeAt(i + 1) | 0x20) === 0x73 && i > start) {
      i += 2;
      joined = false;
    }
  }
  return next;
}

/** Whether what follows an apostrophe is more of the word, and not the s of a possessive. */
function isInner(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (!(unit < 0x600) || LOWER[unit] === 0) return false;
  if ((unit | 0x20) !== 0x73) return true;
  const after = text.charCodeAt(at + 1);
  return after < 0x600 && LOWER[after] !== 0;
}

/** Letters and marks from 0x600 on: all but punctuation, signs, surrogates and private use. */
function isLetter(unit: number): boolean {
  if (unit >= 0x2000 && unit < 0x2c00) return false;
  if (unit >= 0x3000 && unit < 0x3041) return unit === 0x3005;
  if (unit >= 0xd800 && unit < 0xf900) return false;
  if (unit >= 0xfe10 && unit < 0xfe70) return false;
  if (unit >= 0xff00) return (unit >= 0xff21 && unit <= 0xff5a) || (unit >= 0xff66 && unit <= 0xffdc);
  return unit !== 0x060c && unit !== 0x061b && unit !== 0x061f && unit !== 0x06d4 && unit !== 0x0964;
}

/** Thai, Lao, Burmese, Khmer, kana, Han. */
function isSpaceless(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit < 0x0f00) ||
    (unit >= 0x1000 && unit < 0x10a0) ||
    (unit >= 0x1780 && unit < 0x1800) ||
    (unit >= 0x3005 && unit < 0x3100) ||
    (unit >= 0x3400 && unit < 0xa000)
  );
}

/** The hash of a piece of a text, in small letters. */
function hashInSmall(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return hashOfWord(text.slice(start, end).toLowerCase()); // more than a bit may change
    hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit), 0x01000193);
  }
  return hash;
}

function hashOfWord(word: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

function grow(): void {
  capacity *= 2;
  const longer = (old: Int32Array): Int32Array<ArrayBuffer> => {
    const next = new Int32Array(capacity);
    next.set(old);
    return next;
  };
  [hashes, starts, ends, paragraphOf, entryOf] = [
    longer(hashes),
    longer(starts),
    longer(ends),
    longer(paragraphOf),
    longer(entryOf),
  ];
  [entryHash, entryCount, entryFirst, entryCapital, entrySmall] = [
    longer(entryHash),
    longer(entryCount),
    longer(entryFirst),
    longer(entryCapital),
    longer(entrySmall),
  ];
  const wider = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
    const next = new Uint8Array(capacity);
    next.set(old);
    return next;
  };
  [flags, entryTitled] = [wider(flags), wider(entryTitled)];
  slots = new Int32Array(capacity * 2);
}

/** Slots of the table of distinct words that are in use. */
let slotMask = 0;

/** Where in the table of distinct words a hash is, or would be. */
function slotOf(hash: number): number {
  let at = (hash ^ (hash >>> 15)) & slotMask;
  while (slots[at] !== 0 && entryHash[slots[at]! - 1] !== hash) at = (at + 1) & slotMask;
  return at;
}

/** Counts the distinct words of the first `count`; returns how many there are. */
function tally(count: number): number {
  let size = 256;
  while (size < count * 2) size *= 2;
  slotMask = size - 1;
  slots.fill(0, 0, size);
  let distinct = 0;
  for (let word = 0; word < count; word++) {
    const hash = hashes[word]!;
    const at = slotOf(hash);
    let entry = slots[at]! - 1;
    if (entry < 0) {
      entry = distinct++;
      slots[at] = distinct;
      entryHash[entry] = hash;
      entryCount[entry] = 0;
      entryFirst[entry] = word;
      entryCapital[entry] = 0;
      entrySmall[entry] = 0;
      entryTitled[entry] = 0;
    }
    entryOf[word] = entry;
    entryCount[entry]!++;
    const flag = flags[word]!;
    if ((flag & CAPITAL) === 0) entrySmall[entry]!++;
    else if ((flag & (OPENS | SHOUTED)) === 0) entryCapital[entry]!++;
  }
  return distinct;
}

/** The signature of the first `count` words, of which `distinct` are different. */
function sketch(count: number, distinct: number): Uint32Array {
  const signature = new Uint32Array(TEXT_BINS + 2 * FACTS);
  for (let word = 2; word < count; word++) {
    const shingle = finish(
      Math.imul(Math.imul(hashes[word - 2]!, 0x85ebca6b) ^ hashes[word - 1]!, 0xc2b2ae35) ^ hashes[word]!,
    );
    const bin = shingle % TEXT_BINS;
    const held = signature[bin]!;
    // Zero is an empty bin.
    if (held === 0 || (shingle | 1) >>> 0 < held) signature[bin] = shingle | 1;
  }
  fillEmpty(signature);
  for (let entry = 0; entry < distinct; entry++) {
    const isNumber = (flags[entryFirst[entry]!]! & DIGIT) !== 0;
    if (isNumber || entryCapital[entry]! > 0)
      keepLeast(signature, isNumber ? TEXT_BINS : TEXT_BINS + FACTS, finish(entryHash[entry]!) || 1);
  }
  return signature;
}

/** Puts a value among the `FACTS` least ones from `from` on, which are in order, the empty places last. */
function keepLeast(signature: Uint32Array, from: number, value: number): void {
  let at = from + FACTS - 1;
  if (signature[at] !== 0 && signature[at]! <= value) return;
  while (at > from && (signature[at - 1] === 0 || signature[at - 1]! > value)) {
    signature[at] = signature[at - 1]!;
    at--;
  }
  signature[at] = value;
}

/** An empty bin takes the value of the next one that is not, and how far that is. */
function fillEmpty(signature: Uint32Array): void {
  const own = signature.slice(0, TEXT_BINS);
  for (let bin = 0; bin < TEXT_BINS; bin++) {
    if (own[bin] !== 0) continue;
    for (let far = 1; far < TEXT_BINS; far++) {
      const value = own[(bin + far) % TEXT_BINS]!;
      if (value === 0) continue;
      signature[bin] = finish(mix(value, far)) & ~1;
      break;
    }
  }
}

/** The terms kept so far, the most telling first: key, weight, first and last word (not included). */
let kept = 0;
const keptKeys = new Uint32Array(TERMS + 1);
const keptWeights = new Float64Array(TERMS + 1);
const keptFrom = new Int32Array(TERMS + 1);
const keptTo = new Int32Array(TERMS + 1);

/** Keeps a term if it is among the most telling ones; of equals the one that stands earlier. A key is kept once. */
function offer(key: number, weight: number, from: number, to: number): void {
  if (
    kept === TERMS &&
    (weight < keptWeights[TERMS - 1]! || (weight === keptWeights[TERMS - 1] && from > keptFrom[TERMS - 1]!))
  )
    return;
  let end = kept;
  for (let at = 0; at < kept; at++) {
    if (keptKeys[at] !== key) continue;
    if (keptWeights[at]! > weight || (keptWeights[at] === weight && keptFrom[at]! <= from)) return;
    end = at;
    kept--;
    break;
  }
  let at = end;
  while (
    at > 0 &&
    (keptWeights[at - 1]! < weight || (keptWeights[at - 1] === weight && keptFrom[at - 1]! > from))
  )
    at--;
  for (let down = end; down > at; down--) {
    keptKeys[down] = keptKeys[down - 1]!;
    keptWeights[down] = keptWeights[down - 1]!;
    keptFrom[down] = keptFrom[down - 1]!;
    keptTo[down] = keptTo[down - 1]!;
  }
  keptKeys[at] = key;
  keptWeights[at] = weight;
  keptFrom[at] = from;
  keptTo[at] = to;
  kept = Math.min(TERMS, kept + 1);
}

/** The most telling terms of the article. */
function telling(
  record: ArticleRecord,
  paragraphs: readonly string[],
  count: number,
  distinct: number,
): Pick<Fingerprint, 'terms' | 'keys' | 'weights'> {
  // The title's words are written behind the body's, looked up, and forgotten.
  const last = scanTitle(record.title, paragraphs.length, count);
  for (let word = count; word < last; word++) {
    const entry = slots[slotOf(hashes[word]!)]! - 1;
    if (entry >= 0) entryTitled[entry] = 1;
  }

  kept = 0;
  names(count);
  let spaceless = false;
  for (let entry = 0; entry < distinct; entry++) {
    const word = entryFirst[entry]!;
    const flag = flags[word]!;
    if ((flag & SPACELESS) !== 0) spaceless = true;
    const length = ends[word]! - starts[word]!;
    if (length < 4 || length > LONGEST_TERM || (flag & (DIGIT | SPACELESS)) !== 0) continue;
    if (entrySmall[entry] === 0 || entryCapital[entry]! > entrySmall[entry]!) continue;
    const weight = (length < 6 ? 9 : 12) * often(entryCount[entry]!) * (entryTitled[entry] === 1 ? 1.6 : 1);
    if (kept === TERMS && weight < keptWeights[TERMS - 1]!) continue;
    const hash = entryHash[entry]!;
    if (!isListed(hash, COMMON)) offer(stemmed(hash, paragraphs, word), weight, word, word + 1);
  }
  if (spaceless) grams(paragraphs, count);

  const terms: string[] = [];
  const weights = new Uint8Array(kept);
  for (let at = 0; at < kept; at++) {
    terms.push(printed(paragraphs, keptFrom[at]!, keptTo[at]!));
    weights[at] = Math.max(1, Math.min(255, Math.round(keptWeights[at]!)));
  }
  return { terms, keys: keptKeys.slice(0, kept), weights };
}

/** Words of the title that say something. */
function scanTitle(title: string, paragraph: number, count: number): number {
  if (count >= MOST_WORDS - 64) return count;
  return scan(title.length > 400 ? title.slice(0, 400) : title, paragraph, count);
}

/** Twice as often is one step more, up to four. */
function often(times: number): number {
  return times === 1 ? 1 : times === 2 ? 1.6 : times < 5 ? 2.2 : times < 9 ? 2.8 : 3.4;
}

/** A run of capitalised words: its first and last word (not included), and whether its capitals need be there. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
  readonly key: number;
}

/** A name, the mention that is best to print, and how often it is mentioned. */
interface Named {
  readonly key: number;
  best: Run;
  times: number;
}

/** Notes that a longer name answers for a word; zero where two do. */
function answerFor(whole: Map<number, number>, word: number, key: number): void {
  const known = whole.get(word);
  if (known === undefined) whole.set(word, key);
  else if (known !== key) whole.set(word, 0);
}

/** Offers the names of the text: runs of capitalised words; one part of a name said alone counts for the whole. */
function names(count: number): void {
  const runs: Run[] = [];
  for (let word = 0; word < count; word++) {
    if ((flags[word]! & (CAPITAL | SPACELESS)) !== CAPITAL) continue;
    let from = word;
    let to = word + 1;
    while (
      to < count &&
      (flags[to]! & (CAPITAL | JOINED)) === (CAPITAL | JOINED) &&
      paragraphOf[to] === paragraphOf[from]
    )
      to++;
    word = to - 1;
    const opens = (flags[from]! & OPENS) !== 0;
    while (from < to && isListed(hashes[from]!, OFFICE)) from++;
    // The word that opens a sentence is part of a name only where it never stands in small letters.
    if (
      from < to &&
      (flags[from]! & OPENS) !== 0 &&
      (entrySmall[entryOf[from]!]! > 0 || isListed(hashes[from]!, COMMON))
    )
      from++;
    if (from === to || to - from > LONGEST_NAME) continue;
    if (to - from === 1 && (ends[from]! - starts[from]! < 3 || isListed(hashes[from]!, COMMON))) continue;
    runs.push({ from, to, sure: !opens || (flags[from]! & OPENS) === 0, key: runKey(from, to) });
  }
  // A longer name answers for its first and its last word, where only one longer name has that word.
  const whole = new Map<number, number>();
  for (let n = 0; n < runs.length; n++) {
    const { from, to, key } = runs[n]!;
    if (to - from < 2) continue;
    answerFor(whole, hashes[from]!, key);
    answerFor(whole, hashes[to - 1]!, key);
  }
  const found: Named[] = [];
  const byKey = new Map<number, Named>();
  for (let n = 0; n < runs.length; n++) {
    const run = runs[n]!;
    const { from, to, sure } = run;
    let { key } = run;
    if (to - from === 1) {
      const longer = whole.get(hashes[from]!);
      if (longer !== undefined && longer !== 0) key = longer;
      else if (!sure && entryCapital[entryOf[from]!] === 0) continue;
    }
    const known = byKey.get(key);
    if (known === undefined) {
      const named = { key, best: run, times: 1 };
      found.push(named);
      byKey.set(key, named);
    } else {
      known.times++;
      if (isBetterPrint(run, known.best)) known.best = run;
    }
  }
  for (let n = 0; n < found.length; n++) {
    const { key, best, times } = found[n]!;
    let titled = false;
    for (let word = best.from; word < best.to; word++) titled ||= entryTitled[entryOf[word]!] === 1;
    offer(key, (best.to - best.from > 1 ? 40 : 30) * often(times) * (titled ? 1.6 : 1), best.from, best.to);
  }
}

/** Whether a mention of a name is the better one to print: longer, or as long and not all in capitals. */
function isBetterPrint(one: Run, other: Run): boolean {
  const [length, otherLength] = [one.to - one.from, other.to - other.from];
  const [shouts, otherShouts] = [flags[one.from]! & SHOUTED, flags[other.from]! & SHOUTED];
  return length > otherLength || (otherShouts !== 0 && shouts === 0 && length >= otherLength);
}

function runKey(from: number, to: number): number {
  let key = 17;
  for (let word = from; word < to; word++) key = mix(key, hashes[word]!);
  return finish(key);
}

/** The key of a word: its hash without a plural's s. */
function stemmed(hash: number, paragraphs: readonly string[], word: number): number {
  const text = paragraphs[paragraphOf[word]!]!;
  const end = ends[word]!;
  if (
    end - starts[word]! < 5 ||
    (text.charCodeAt(end - 1) | 0x20) !== 0x73 ||
    (text.charCodeAt(end - 2) | 0x20) === 0x73
  )
    return finish(hash);
  return finish(hashInSmall(text, starts[word]!, end - 1));
}

/** In scripts without spaces: pairs of Han or kana, fours of the letters of the others, that stand there more than once. */
function grams(paragraphs: readonly string[], count: number): void {
  const seen = new Map<number, { from: number; to: number; times: number }>();
  for (let word = 1; word < count; word++) {
    if ((flags[word]! & SPACELESS) === 0) continue;
    const text = paragraphs[paragraphOf[word]!]!;
    const unit = text.charCodeAt(starts[word]!);
    const size = unit >= 0x3000 ? 2 : 4;
    const from = word - size + 1;
    if (from < 0 || paragraphOf[from] !== paragraphOf[word] || starts[word]! - starts[from]! !== size - 1)
      continue;
    if (size === 2 && !telltale(text, starts[from]!)) continue;
    let key = size;
    for (let part = from; part <= word; part++) key = mix(key, hashes[part]!);
    const held = seen.get(key);
    if (held === undefined) seen.set(key, { from, to: word + 1, times: 1 });
    else held.times++;
  }
  for (const [key, { from, to, times }] of seen) {
    let titled = true;
    for (let word = from; word < to; word++) titled &&= entryTitled[entryOf[word]!] === 1;
    if (times > 1 || titled) offer(finish(key), 14 * often(times) * (titled ? 1.6 : 1), from, to);
  }
}

/** Whether a pair of characters may be part of a name: no hiragana, no little characters. */
function telltale(text: string, at: number): boolean {
  for (let i = at; i < at + 2; i++) {
    const unit = text.charCodeAt(i);
    if ((unit >= 0x3041 && unit < 0x30a0) || LITTLE_CHARACTERS.has(text.charAt(i))) return false;
  }
  return true;
}

/** A term as readers see it: as it stands in the text; a word in small letters, a shouted name in usual ones. */
function printed(paragraphs: readonly string[], from: number, to: number): string {
  const text = paragraphs[paragraphOf[from]!]!;
  const term = text.slice(starts[from]!, Math.min(ends[to - 1]!, starts[from]! + LONGEST_TERM));
  const flag = flags[from]!;
  if ((flag & CAPITAL) === 0) return term;
  if (to - from === 1 && entrySmall[entryOf[from]!]! > 0) return term.toLowerCase();
  if ((flag & SHOUTED) !== 0 && entryCapital[entryOf[from]!] === 0 && term.length > 4)
    return term.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
  return term;
}
