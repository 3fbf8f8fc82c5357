import { isStatement } from './body-end.ts';
import { isOfNothing } from './boilerplate.ts';
import type { Family } from './family.ts';
import { isFrameOf } from './frame.ts';

/*
 * Where the text of a page begins whose lines come in no known order. Menus are many and short, and hold a sentence
 * now and then; a text is sentences with hardly a bare line between them.
 */

/** How much a line of prose counts for the text, at most; a longer line is surer to be the text's. */
const most = 3;
/** How much a bare line counts against it. */
const bare = 0.5;

/** A run lighter than this is no text: a sentence or two of a menu. */
const least = 1.5;
/** A run that weighs this share of the heaviest, and stands above it, is the text: below may be readers' comments. */
const enough = 0.4;

/**
 * The first line of the run of lines in which prose outweighs bare lines by most (the largest sums of consecutive
 * weights, found in one pass), or 0 where there is none.
 *
 * @param end the line after the last that is looked at
 */
export function textStartOf(lines: readonly string[], end: number, family: Family): number {
  const runs: { readonly start: number; best: number }[] = [];
  let sum = 0;
  let heaviest = 0;
  for (let n = 0; n < end; n++) {
    const line = lines[n]!;
    const weight = isText(line, family) ? Math.min(line.length / 100, most) : -bare;
    if (sum <= 0 && weight > 0) {
      sum = 0;
      runs.push({ start: n, best: 0 });
    }
    sum += weight;
    const run = runs.at(-1);
    if (run !== undefined && sum > run.best) run.best = sum;
    heaviest = Math.max(heaviest, run?.best ?? 0);
  }
  if (heaviest < least) return 0;
  return belowNotices(lines, runs.find(({ best }) => best >= heaviest * enough)?.start ?? 0, end, family);
}

/** How many lines of prose a notice has at most, and how many notices stand above a text. */
const noticed = 2;

/**
 * Where the text begins below sentences of the page's own, about its cookies or its earnings: bare lines stand between
 * them and prose that speaks of something else.
 */
function belowNotices(lines: readonly string[], start: number, end: number, family: Family): number {
  let from = start;
  for (let notices = 0; notices < noticed; notices++) {
    let last = from;
    while (last < end && isText(lines[last]!, family)) last++;
    let next = last;
    while (next < end && next < last + 6 && !isText(lines[next]!, family)) next++;
    if (last - from > noticed || next === last || !isText(lines[next] ?? '', family)) return from;
    const subject = subjectOf(lines, next);
    const own = new Set(lines.slice(from, last).flatMap((line) => stemsOf(line.slice(0, 600))));
    if (
      own.size === 0 ||
      subject.size < 2 * own.size ||
      [...own].filter((one) => subject.has(one)).length * 10 >= own.size
    )
      return from;
    from = next;
  }
  return from;
}

function isText(line: string, family: Family): boolean {
  if (line.length > 300) return true;
  return isStatement(line) && !isFrameOf(family, line) && !isOfNothing(line);
}

/** How many lines of the text are asked what it is about. */
const asked = 12;
/** How many letters of a word tell it from others, whatever its ending. */
const stem = 5;

/** What the text of a page from a line on is about, as it was last asked. */
const subjects = new WeakMap<
  readonly string[],
  { readonly start: number; readonly subject: ReadonlySet<string> }
>();

/** What a text is about: the stems of its words, those of four letters and more; pairs where a script has no spaces. */
export function subjectOf(lines: readonly string[], start: number): ReadonlySet<string> {
  const last = subjects.get(lines);
  if (last?.start === start) return last.subject;
  const subject = new Set<string>();
  let left = asked;
  for (let n = start; n < lines.length && n < start + 2 * asked && left > 0; n++) {
    // Headlines of other stories stand below a short text.
    if (n > start && lines[n]!.length <= 110 && !isStatement(lines[n]!)) continue;
    left--;
    for (const one of stemsOf(lines[n]!.slice(0, 600))) subject.add(one);
  }
  subjects.set(lines, { start, subject });
  return subject;
}

/** How many of some stems a text has, each counted once. */
export function sharedWith(subject: ReadonlySet<string>, stems: readonly string[]): number {
  return new Set(stems.filter((one) => subject.has(one))).size;
}

/** How many words of a text must be known before a line is told by its having none of them. */
const known = 12;

/** Whether a line says something, and the text has no word of it. */
export function isUnspoken(line: string, subject: ReadonlySet<string>): boolean {
  const stems = stemsOf(line);
  return subject.size >= known && stems.length > 0 && sharedWith(subject, stems) === 0;
}

/** The first letter of the scripts that put no space between words. */
const thai = 0x0e00;
const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The stems of the words of a line that say something. */
export function stemsOf(line: string): string[] {
  const stems: string[] = [];
  for (const word of line.toLowerCase().match(/[\p{L}\p{N}]{2,60}/gu) ?? []) {
    if (word.charCodeAt(0) >= thai && spaceless.test(word)) {
      for (let at = 0; at + 2 <= word.length; at++) stems.push(word.slice(at, at + 2));
    } else if ((word.length >= 4 || /\d/.test(word)) && !small.has(word)) stems.push(stemOf(word));
  }
  return stems;
}

/** A word without the ending of its plural, and not longer than tells it from others. */
function stemOf(word: string): string {
  return (
    word.length <= stem + 1 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
  ).slice(0, stem);
}

/** Words of four letters and more that stand in every text. */
const small = new Set(
  `about after again also because been before being between both cannot could does doing down during each every from have having
  here hers himself into itself just like made make many more most much must only other ours over same says should some such than that
  their them then there these they this those through under until very want were what when where which while will with would your
  yours avec cette dans elle mais nous pour plus sans sont sous sur vous aber auch dass eine einem einen einer nach nicht oder sich sind
  unter werden wird como desde donde entre esta este para pero porque sobre también della delle dello perché come`.split(
    /\s+/,
  ),
);
