/*
 * Most lines are prose that no rule fits, and to find that out rule by rule costs more than all the rest of reading. So each
 * costly rule names words and marks that every line has which it fits: its cue. One pass over a line finds all cues at
 * once, and a rule is only asked about lines with its own. What a cue lets through, the rule alone decides.
 */

/** One bit for each cue; several for any of them. */
export type Cue = number;

/** Words and marks, parted by white space: a word is a run of ASCII letters in any case, any other character is a mark. */
export interface CueWords {
  /** Its first word or its very first mark is one of these. */
  readonly opens?: string;
  /** Or, however it begins, it has one of these. */
  readonly or?: string;
  /** And it has one of these; where nothing is given, it may say anything. */
  readonly says?: string;
}

/** The codes of all words and marks of cues, in a table with open addressing; none is zero. */
const codes = new Int32Array(4096);
/** And whose they are, at the same places: the cues that each opens, lets in, is said for. */
const opened = new Int32Array(codes.length);
const letIn = new Int32Array(codes.length);
const saidFor = new Int32Array(codes.length);
/** The cues that ask nothing of how a line begins, and those that ask nothing of what it says. */
let beginAnyhow: Cue = 0;
let sayAnything: Cue = 0;

let count = 0;

/** Makes a cue; there is room for 32, each made once, when its module is loaded. */
export function cue({ opens, or, says }: CueWords): Cue {
  if (count === 32) throw new Error('there are more cues than bits of a number');
  const bit = 1 << count++;
  for (const [words, cues] of [
    [opens, opened],
    [or, letIn],
    [says, saidFor],
  ] as const) {
    for (const word of words?.match(/\S+/g) ?? []) {
      const code = codeOf(word);
      const place = placeOf(code);
      codes[place] = code;
      cues[place]! |= bit;
    }
  }
  if (opens === undefined && or === undefined) beginAnyhow |= bit;
  if (says === undefined) sayAnything |= bit;
  return bit;
}

/** What every line has. */
export const anyLine = cue({});

/** Whether a line has the cue, or any of several. */
export function hasCue(cues: Cue, line: string): boolean {
  return (cuesOf(line) & cues) !== 0;
}

let lastLine: string | null = null;
let lastCues: Cue = 0;

/** All cues of a line. Many ask for them of one line, one after the other: the last are remembered. */
export function cuesOf(line: string): Cue {
  if (line !== lastLine) {
    lastCues = find(line);
    lastLine = line;
  }
  return lastCues;
}

function find(line: string): Cue {
  let begun = beginAnyhow;
  let said = sayAnything;
  let code = 0;
  let length = 0;
  let first = true;
  for (let at = 0; at <= line.length; at++) {
    const unit = at < line.length ? line.charCodeAt(at) : space;
    const small = unit | 0x20;
    if (small >= 0x61 && small <= 0x7a) {
      if (length++ < longest) code = next(code, small);
      continue;
    }
    if (length > 0) {
      const place = placeOf(code);
      begun |= letIn[place]!;
      if (first) begun |= opened[place]!;
      said |= saidFor[place]!;
      first = false;
      code = 0;
      length = 0;
    }
    if (unit === space) continue;
    const place = placeOf(next(mark, unit));
    begun |= letIn[place]!;
    if (at === 0) begun |= opened[place]!;
    said |= saidFor[place]!;
  }
  return begun & said;
}

const space = 0x20;
/** Letters that tell a word from others: `photograph`, `photographs` and `photography` are one. */
const longest = 8;
/** Where the code of a mark begins, so that none is a letter's. */
const mark = 1;

/** A code with one letter more (Fibonacci hashing: the upper bits are well mixed). */
function next(code: number, unit: number): number {
  return Math.imul(code ^ unit, 0x9e3779b1);
}

/** The code of a word as `find` comes to it. */
function codeOf(word: string): number {
  const [letters] = /[a-z]+/i.exec(word) ?? [];
  if (letters === undefined) return next(mark, word.charCodeAt(0));
  let code = 0;
  for (let at = 0; at < letters.length && at < longest; at++)
    code = next(code, letters.charCodeAt(at) | 0x20);
  return code;
}

/** The place of a code in the table, or the free place where it would be. */
function placeOf(code: number): number {
  let place = code >>> 20;
  while (codes[place] !== code && codes[place] !== 0) place = (place + 1) & (codes.length - 1);
  return place;
}
