import { hashText, type Lanes } from '../base/hash.ts';

/*
 * A line that a site prints on many of its pages (`Sign up for our newsletter …`) looks like prose in each of them, and only
 * all together tell. Bodies do not travel, so each article brings its short paragraphs as numbers: eight bytes a line.
 */

/** The longest line looked at, UTF-16 units: the frame of a page speaks in short sentences. */
export const LONGEST_SHORT_LINE = 120;
/** Lines of one article: the first ones count. */
const MOST_LINES = 16;

const lanes: Lanes = { lo: 0, hi: 0 };

/** The short lines among paragraphs, two lanes each; null where there are none. An item of a list is none. */
export function shortLinesOf(paragraphs: readonly string[]): Uint32Array | null {
  const found: number[] = [];
  for (const text of paragraphs) {
    if (text.length > LONGEST_SHORT_LINE || text.startsWith('- ')) continue;
    hashText(text, lanes);
    found.push(lanes.lo, lanes.hi);
    if (found.length === 2 * MOST_LINES) break;
  }
  return found.length === 0 ? null : Uint32Array.from(found);
}

/** Whether a text is one of these lines. */
export function isAmong(text: string, lines: ArrayLike<number>): boolean {
  if (lines.length === 0 || text.length > LONGEST_SHORT_LINE) return false;
  hashText(text, lanes);
  for (let at = 0; at < lines.length; at += 2)
    if (lines[at] === lanes.lo && lines[at + 1] === lanes.hi) return true;
  return false;
}
