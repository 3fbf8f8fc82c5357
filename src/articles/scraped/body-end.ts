import { isOfNothing } from './boilerplate.ts';
import type { Family } from './family.ts';
import { isFrameOf } from './frame.ts';
import { isNames } from './names.ts';
import { isLongWithoutStop } from './text.ts';

/*
 * Where the text of a page ends whose lines come in no known order: what stands below it is the page's, though a
 * sentence stands there too.
 */

/** A line of prose, short ones too: it ends as a sentence does. */
export function isStatement(line: string): boolean {
  return (
    (line.length > 40 && /[.!?]["”“'’»«)]?$/.test(line)) ||
    (line.length > 12 && /[。।۔።။]["”」』）)]?$/.test(line)) ||
    isLongWithoutStop(line)
  );
}

/** A sentence, however short: what goes on below a box. */
export function isOfText(line: string): boolean {
  return isStatement(line) || (line.length > 20 && /[.。]["”'’)]?$/.test(line));
}

/** How far bare lines must outweigh the prose below a text. */
const thin = 2;
/** With more long lines of prose below than this, and than half of what stands above, a text was interrupted and goes on. */
const much = 6;
/** How many lines of prose a page must have before its end is looked for. */
const enough = 3;

/**
 * Where the prose of a body is over, by weight: each line of prose counts for the text, each bare line against it,
 * and the text ends where the sum is highest. Items of lists and labels with values count for nothing. Where the
 * sum does not fall far below that, or no line below is known as a frame's, the body ends with its last line.
 *
 * @returns the number of lines that belong to the text
 */
export function textEndOf(
  lines: readonly string[],
  family: Family,
  boxes: ReadonlyMap<number, unknown>,
): number {
  let sum = 0;
  let best = 0;
  let end = lines.length;
  let prose = 0;
  let long = 0;
  let within = 0; // of the long lines, those above the end found so far
  for (let n = 0; n < lines.length; n++) {
    const weight = boxes.has(n) ? 0 : weightOf(lines, n, family); // a box amid the text ends nothing
    if (weight > 0) prose++;
    if (weight > 0 && lines[n]!.length > 160) long++;
    sum = Math.max(sum, 0) + weight; // what stands above the text does not count against it
    if (sum > best || prose <= enough) {
      best = Math.max(best, sum);
      end = n + 1;
      within = long;
    }
  }
  if (prose <= enough || best - sum < thin || long - within > Math.max(much, within / 2)) return lines.length;
  let last = lines.length;
  while (last > end && isKnown(lines[last - 1]!, family)) last--; // these stand below any text
  return lines.slice(end, last).some((line) => isKnown(line, family)) ? end : lines.length;
}

/** A line that no article has: one of the frame, or a heading of the page's lists. */
function isKnown(line: string, family: Family): boolean {
  return line.length <= 300 && (isFrameOf(family, line) || isOfNothing(line) || family.headings.has(line));
}

function weightOf(lines: readonly string[], n: number, family: Family): number {
  const line = lines[n]!;
  if (line.length <= 300 && (isFrameOf(family, line) || isOfNothing(line))) return 0;
  if (isStatement(line) || line.length > 110) return 1;
  const next = lines[n + 1];
  const opens = next !== undefined && isOfText(next);
  if (family.headings.has(line)) return opens ? -0.5 : -2;
  if (/[.!?…。！？”"’'»」]$/.test(line)) return 0.5;
  if (/^(?:[-•*·–—] |\d{1,3}[.)] )/.test(line) || /[^\s:]: \S/.test(line)) return 0;
  return opens ? -0.5 : -1;
}

/** The first line of prose, or Infinity: a text without one has lines that end without a stop, a poem's. */
export function proseFrom(lines: readonly string[]): number {
  const at = lines.findIndex(isStatement);
  return at < 0 ? Infinity : at;
}

/**
 * Where below the text a line repeats the name of the byline alone: the last such line, with prose above it and
 * hardly any below, where a sentence or two may say who that is. Infinity: nowhere.
 *
 * @param head the lines that say who wrote it and when
 */
export function authorBoxOf(lines: readonly string[], head: readonly string[], family: Family): number {
  const isProse = (line: string): boolean => isStatement(line) && !isFrameOf(family, line);
  let below = 0;
  for (let n = lines.length - 1; n > 1 && n > lines.length - 20 && below <= 2; n--) {
    const line = lines[n]!;
    if (isProse(line)) below++;
    else if (isPersonAlone(line) && head.some((one) => one.length <= 200 && one.includes(line)))
      return lines.slice(0, n).filter(isProse).length >= 3 + below ? n : Infinity;
  }
  return Infinity;
}

function isPersonAlone(line: string): boolean {
  return (
    line.length >= 6 &&
    line.length <= 80 &&
    /^\p{L}[^.!?]*\s/u.test(line) &&
    isNames(line.replace(/ \(.*$/, ''), 0)
  );
}
