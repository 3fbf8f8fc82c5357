import { SLOTS } from '../articles/words.ts';
import type { WordsWanted } from '../pages/types.ts';

const FEED = 0x0a;
const SPACE = 0x20;

/** The words of an article in the wanted slots, out of the lines that `indexWords` has given. */
export function inSlots(slots: readonly string[], { fromSlot, toSlot }: WordsWanted): string {
  if (toSlot - fromSlot === 1) return slots[fromSlot]!;
  return slots
    .slice(fromSlot, toSlot)
    .filter((words) => words !== '')
    .join(' ');
}

/**
 * The words of a row of articles, which several pages want one after the other, each in other slots: in bytes, one article
 * behind the other, with the places where its lines begin. An article's words are asked for once, when a page wants them.
 */
export class RowOfWords {
  readonly #wordsOf: (n: number) => Uint8Array;
  #bytes = Buffer.alloc(0);
  #used = 0;
  /** Of each article the places of its lines, and of what comes behind the last; all zero where it is not there yet. */
  readonly #starts: Uint32Array;

  /** @param wordsOf the words of the how-manieth article as `indexWords` gives them, in UTF-8 */
  constructor(count: number, wordsOf: (n: number) => Uint8Array) {
    this.#wordsOf = wordsOf;
    this.#starts = new Uint32Array(count * LINES);
  }

  /** A line an article with its words in the wanted slots, as `inSlots` gives them; empty for those that are not wanted. */
  lines({ from, to, fromSlot, toSlot }: WordsWanted, isWanted: (n: number) => boolean): string {
    const count = to - from;
    let size = count;
    for (let n = 0; n < count; n++) if (isWanted(n)) size += this.#length(n, fromSlot, toSlot);
    const lines = Buffer.allocUnsafe(size);
    const bytes = this.#bytes;
    let end = 0;
    for (let n = 0; n < count; n++) {
      if (n > 0) lines[end++] = FEED;
      if (!isWanted(n)) continue;
      const start = end;
      for (let slot = fromSlot; slot < toSlot; slot++) {
        const line = n * LINES + slot;
        const past = this.#starts[line + 1]! - 1;
        let at = this.#starts[line]!;
        if (at < past && end > start) lines[end++] = SPACE;
        while (at < past) lines[end++] = bytes[at++]!;
      }
    }
    return lines.toString('utf8', 0, end);
  }

  /** How many bytes an article's words in these slots take at most. */
  #length(n: number, fromSlot: number, toSlot: number): number {
    // The second line of an article that is there begins behind a feed.
    if (this.#starts[n * LINES + 1] === 0) this.#add(n);
    return this.#starts[n * LINES + toSlot]! - this.#starts[n * LINES + fromSlot]!;
  }

  #add(n: number): void {
    const words = this.#wordsOf(n);
    if (this.#used + words.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow((this.#used + words.length) * 2);
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#bytes.set(words, this.#used);
    let line = n * LINES;
    this.#starts[line++] = this.#used;
    for (let at = 0; at < words.length; at++)
      if (words[at] === FEED) this.#starts[line++] = this.#used + at + 1;
    this.#used += words.length;
    this.#starts[line] = this.#used + 1;
  }
}

/** Of the lines of an article, and of what comes behind. */
const LINES = SLOTS + 1;
