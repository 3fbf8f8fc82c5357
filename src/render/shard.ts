import { compare } from '../base/problem.ts';

/*
 * A shard of the search index as text, three lines:
 *
 *   EDITION ARTICLES WORDS
 *   the words in code-unit order, each as a sign for how many units it has in common with the one before, and the rest
 *   for each word, in bits: how many articles have it in the headline and how many elsewhere, and which
 *
 * Six bits are one letter of base64url: gzip finds the two idle bits of each, so that nothing is lost against a binary
 * file, and every host serves and compresses text. A count n is the Elias gamma code of n + 1. Articles are the
 * distances from one to the next, in Rice codes with a parameter that fits their density.
 * templates/assets/search.js reads the same.
 */

/** The articles of a shard that have a word, by their places in the block, ascending. */
export interface Having {
  readonly headline: number[];
  readonly elsewhere: number[];
}

export interface Shard {
  readonly edition: string;
  /** Articles of the block. */
  readonly count: number;
  readonly words: Map<string, Having>;
}

/** 32 signs that are in no word. */
const SHARED = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTER_CODES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));

/** Writes a shard; equal shards give equal text, in whatever order the words were found. */
export function writeShard({ edition, count, words }: Shard): string {
  const sorted = [...words.keys()].sort(compare);
  const bits = new BitWriter();
  let dictionary = '';
  let before = '';
  for (const word of sorted) {
    let shared = 0;
    while (shared < before.length && before[shared] === word[shared]) shared++;
    // Half a surrogate pair could not be written as UTF-8.
    if (shared > 0 && word.charCodeAt(shared - 1) >= 0xd800 && word.charCodeAt(shared - 1) < 0xdc00) shared--;
    dictionary += SHARED[shared]! + word.slice(shared);
    before = word;
    const { headline, elsewhere } = words.get(word)!;
    bits.gamma(headline.length + 1);
    bits.gamma(elsewhere.length + 1);
    bits.distances(headline, count);
    bits.distances(elsewhere, count);
  }
  return `${edition} ${count} ${sorted.length}\n${dictionary}\n${bits.finish()}\n`;
}

/** Reads what `writeShard` has written; null for anything that cannot be that. */
export function readShard(text: string): Shard | null {
  const [head = '', dictionary = '', letters = ''] = text.split('\n');
  const [edition = '', count = '', size = ''] = head.split(' ');
  const bits = new BitReader(letters);
  const words = new Map<string, Having>();
  let word = '';
  for (let at = 0; at < dictionary.length; ) {
    const shared = SHARED.indexOf(dictionary[at]!);
    let end = ++at;
    while (end < dictionary.length && !SHARED.includes(dictionary[end]!)) end++;
    word = word.slice(0, shared) + dictionary.slice(at, end);
    at = end;
    const inHeadline = bits.gamma() - 1;
    const inRest = bits.gamma() - 1;
    const headline = bits.distances(inHeadline, Number(count));
    words.set(word, { headline, elsewhere: bits.distances(inRest, Number(count)) });
  }
  return size === '' || bits.exhausted || words.size !== Number(size)
    ? null
    : { edition, count: Number(count), words };
}

/** The Rice parameter for n of so many articles: about log2(0.69 · count / n), in whole numbers only. */
function riceParameter(n: number, count: number): number {
  const scale = Math.floor((count * 11) / (n * 16));
  return scale < 1 ? 0 : 31 - Math.clz32(scale);
}

class BitWriter {
  #letters = new Uint8Array(1 << 14);
  #length = 0;
  #held = 0;
  #free = 6;

  /** The low bits of a number, the highest first. */
  #bits(value: number, width: number): void {
    let left = width;
    while (left > 0) {
      const taken = Math.min(left, this.#free);
      left -= taken;
      this.#free -= taken;
      this.#held |= ((value >>> left) & ((1 << taken) - 1)) << this.#free;
      if (this.#free === 0) this.#letter();
    }
  }

  #letter(): void {
    if (this.#length === this.#letters.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#letters);
      this.#letters = larger;
    }
    this.#letters[this.#length++] = LETTER_CODES[this.#held]!;
    this.#held = 0;
    this.#free = 6;
  }

  gamma(value: number): void {
    const width = 31 - Math.clz32(value);
    this.#bits(0, width);
    this.#bits(value, width + 1);
  }

  distances(places: readonly number[], count: number): void {
    if (places.length === 0) return;
    const parameter = riceParameter(places.length, count);
    let before = -1;
    for (const place of places) {
      const distance = place - before - 1;
      before = place;
      let many = distance >>> parameter;
      for (; many >= 24; many -= 24) this.#bits(0xffffff, 24);
      this.#bits((1 << (many + 1)) - 2, many + 1);
      this.#bits(distance, parameter);
    }
  }

  finish(): string {
    if (this.#free < 6) this.#letter();
    return Buffer.from(this.#letters.buffer, 0, this.#length).toString('latin1');
  }
}

const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < LETTERS.length; i++) VALUES[LETTER_CODES[i]!] = i;

class BitReader {
  readonly #letters: string;
  #at = 0;
  #held = 0;
  #left = 0;
  /** Whether more was asked for than there is. */
  exhausted = false;

  constructor(letters: string) {
    this.#letters = letters;
  }

  #bit(): number {
    if (this.#left === 0) {
      const value = this.#at < this.#letters.length ? VALUES[this.#letters.charCodeAt(this.#at++)]! : -1;
      if (value < 0) this.exhausted = true;
      this.#held = value;
      this.#left = 6;
    }
    return (this.#held >>> --this.#left) & 1;
  }

  #bits(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + this.#bit();
    return value;
  }

  gamma(): number {
    let width = 0;
    while (!this.exhausted && this.#bit() === 0) width++;
    return 2 ** width + this.#bits(width);
  }

  distances(n: number, count: number): number[] {
    const places: number[] = [];
    if (n === 0) return places;
    const parameter = riceParameter(n, count);
    let before = -1;
    while (places.length < n && !this.exhausted) {
      let many = 0;
      while (!this.exhausted && this.#bit() === 1) many++;
      before += 1 + many * 2 ** parameter + this.#bits(parameter);
      places.push(before);
    }
    return places;
  }
}
