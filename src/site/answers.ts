import type { Lanes } from '../base/hash.ts';
import { LaneTable, NOBODY, SEVERAL } from '../base/lanes.ts';
import { areEqual } from '../base/rows.ts';
import type { Steps } from '../base/steps.ts';
import { type Columns, type ColumnsMemo, DISPLAY_TITLE, startOf, TITLE } from './columns.ts';
import { Cuts } from './cuts.ts';
import { Form, FORM_LANES, TOKEN_CAPITAL, TOKEN_DIGIT, TOKEN_SHORT } from './forms.ts';
import { hashTokens, isSlip, tokensOf } from './headlines.ts';

/** The fewest words of a headline that may have a slip in one of them. */
const FEWEST_TOKENS = 4;

/** Titles that share a half with a headline and are looked at. */
const COMPARED = 64;
/** How many times as often the right word is printed as a slip of it that is printed more than once. */
const RARELY = 8;

/** Which article each headline names. */
export interface Answers {
  /** By headline: the position of the article, or NOBODY, or SEVERAL. */
  readonly of: Int32Array;
  /** The articles that each of these headlines, which have several answers, may mean: positions, in order. */
  readonly candidates: (headlines: readonly number[]) => readonly number[][];
  readonly memo: AnswersMemo;
}

/** The answers; headlines by the numbers of the columns remembered with them. */
export interface AnswersMemo {
  readonly of: Int32Array;
  readonly slips: Slips;
}

/** Answers of before, and what they follow from. */
export interface AnswersBefore {
  readonly memo: AnswersMemo;
  readonly columns: ColumnsMemo;
  /** By article: the place of the one that it is a copy of, or its own. */
  readonly leadOf: Int32Array;
}

/** Headlines beside titles that differ from them in one word, two numbers a pair, and 1 where that is a slip: by the texts. */
interface Slips {
  readonly pairs: Uint32Array;
  readonly verdicts: Uint8Array;
}

/**
 * Finds the article that each headline names: by the same text, then by the same text as another printer would set
 * it, then without a junk brand, then as the part of a title before a hyphen or an ellipsis, then but for one slip in
 * one word. Each step answers only where the steps before are silent, and only where one article fits; the last one not
 * where the words differ in a number, in a name or in grammar, or where the archive has both words.
 *
 * @param leadOf for each article in the order of the columns: the place of the one that it is shown as
 * @param pageOf the same as positions (copies share that of their lead; every one of their titles answers)
 */
export function* answersOf(
  columns: Columns,
  leadOf: Int32Array,
  pageOf: Int32Array,
  before: AnswersBefore | undefined,
): Steps<Answers> {
  const memo =
    before !== undefined && areSame(columns, leadOf, before)
      ? before.memo
      : yield* answered(columns, pageOf, before?.memo.slips);
  return { of: memo.of, candidates: (several) => candidatesOf(columns, pageOf, several), memo };
}

/** Whether all is as it was that answers follow from: the titles, whose they are, and which headlines there are. */
function areSame(columns: Columns, leadOf: Int32Array, before: AnswersBefore): boolean {
  const { headlines, headlineEnds, count } = columns;
  const then = before.columns;
  if (count !== then.known.lo.length || !areEqual(leadOf, before.leadOf)) return false;
  if (areEqual(headlineEnds, then.headlineEnds) && areEqual(headlines, then.headlines)) return true;
  for (let i = 0; i < leadOf.length; i++) {
    const row = startOf(headlineEnds, i);
    const rowThen = startOf(then.headlineEnds, i);
    if (
      headlines[row + TITLE] !== then.headlines[rowThen + TITLE] ||
      headlines[row + DISPLAY_TITLE] !== then.headlines[rowThen + DISPLAY_TITLE]
    )
      return false;
  }
  const present = (numbers: Uint32Array): Uint8Array => {
    const marks = new Uint8Array(count);
    for (let at = 0; at < numbers.length; at++) marks[numbers[at]!] = 1;
    return marks;
  };
  return areEqual(present(headlines), present(then.headlines));
}

/** What a title is looked up under. */
const FORMS = [Form.plain, Form.bare, Form.unbranded] as const;

/** What of a headline is looked up among which forms of the titles (a place in `FORMS`), in this order. */
const STEPS: readonly { readonly own: number; readonly table: number }[] = [
  { own: Form.plain, table: 0 },
  { own: Form.bare, table: 1 },
  { own: Form.unbranded, table: 0 },
  { own: Form.plain, table: 2 },
  { own: Form.unbranded, table: 2 },
];

function* answered(columns: Columns, leads: Int32Array, known: Slips | undefined): Steps<AnswersMemo> {
  const { count, headlines: rows, headlineEnds } = columns;
  const firstAt = columns.firstAt();
  const { forms } = columns.known;
  const verbatim = new Int32Array(count).fill(NOBODY);
  /** By what a title is looked up under, at the places of `FORMS`. */
  const tables = FORMS.map(() => new LaneTable(leads.length));
  const isTitle = new Uint8Array(count);
  /** In the order of the articles: how headlines are numbered is nothing to go by. */
  const titles: number[] = [];
  /** What a title is cut from: it has no brand in front. */
  const shown = new Int32Array(leads.length);
  for (let i = 0; i < leads.length; i++) {
    const row = startOf(headlineEnds, i);
    const lead = leads[i]!;
    for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
      const title = rows[row + place]!;
      if (place > TITLE && title === rows[row]) continue;
      if (isTitle[title] === 0) titles.push(title);
      isTitle[title] = 1;
      const holder = verbatim[title]!;
      verbatim[title] = holder === NOBODY || holder === lead ? lead : SEVERAL;
      for (let form = 0; form < FORMS.length; form++) {
        const at = title * FORM_LANES + FORMS[form]!;
        if (forms[at + 1] !== 0) tables[form]!.claim(forms[at]!, forms[at + 1]!, lead);
      }
    }
    shown[i] = rows[row + DISPLAY_TITLE]!;
  }
  yield;

  const of = new Int32Array(count);
  const open: number[] = [];
  for (let headline = 0; headline < count; headline++) {
    if (firstAt[headline]! < 0) {
      of[headline] = NOBODY;
      continue;
    }
    let answer = verbatim[headline]!;
    for (let step = 0; answer === NOBODY && step < STEPS.length; step++) {
      const { own, table } = STEPS[step]!;
      const at = headline * FORM_LANES + own;
      if (forms[at + 1] !== 0) answer = tables[table]!.get(forms[at]!, forms[at + 1]!);
    }
    of[headline] = answer;
    if (answer === NOBODY) open.push(headline);
  }
  yield;
  // What slips explain is no other headline, so that they come before the cuts that others throw a doubt on.
  const cuts = new Cuts(columns.known, open);
  for (let i = 0; i < leads.length; i++) cuts.claim(shown[i]!, leads[i]!);
  yield;
  const uncut = open.filter((headline) => cuts.answer(headline) === NOBODY);
  const slips = withSlips(columns, titles, isTitle, of, uncut, known);
  for (const headline of uncut) if (of[headline] === NOBODY) cuts.doubt(headline);
  for (const headline of open) if (of[headline] === NOBODY) of[headline] = cuts.answer(headline);

  return { of, slips };
}

/** Answers headlines that have one slip in one word; writes into `of`. Gives what it has compared, letter by letter. */
function withSlips(
  columns: Columns,
  titles: readonly number[],
  isTitle: Uint8Array,
  of: Int32Array,
  open: readonly number[],
  known: Slips | undefined,
): Slips {
  const { count, text } = columns;
  const firstAt = columns.firstAt();
  const { tokens, tokenEnds } = columns.known;
  const start = (headline: number): number => startOf(tokenEnds, headline);
  const lanes: Lanes = { lo: 0, hi: 0 };

  // A slip in one word leaves the words before or the words behind the middle as they are: titles by both halves.
  const halves = new LaneTable(titles.length * 2);
  const chained: number[] = [];
  const next: number[] = [];
  const eachHalf = (headline: number, visit: () => void): void => {
    const from = start(headline);
    const to = tokenEnds[headline]!;
    const middle = from + ((to - from) >> 1);
    if (to - from < FEWEST_TOKENS) return;
    hashTokens(tokens, from, middle, to - from, lanes);
    visit();
    hashTokens(tokens, middle, to, from - to, lanes);
    visit();
  };
  for (const title of titles)
    eachHalf(title, () => {
      next.push(halves.exchange(lanes.lo, lanes.hi, chained.length));
      chained.push(title);
    });

  const found: { headline: number; title: number; own: number; theirs: number }[] = [];
  for (const headline of open)
    eachHalf(headline, () => {
      let entry = halves.get(lanes.lo, lanes.hi);
      for (let seen = 0; entry >= 0 && seen < COMPARED; seen++) {
        const title = chained[entry]!;
        const at = onlyDifference(columns, headline, title);
        if (at >= 0) found.push({ headline, title, own: start(headline) + at, theirs: start(title) + at });
        entry = next[entry]!;
      }
    });
  const compared: { readonly pairs: number[]; readonly verdicts: number[] } = { pairs: [], verdicts: [] };
  const verdicts = new Map<number, number>();
  known?.verdicts.forEach((verdict, k) => {
    verdicts.set(known.pairs[k * 2]! * 2 ** 26 + known.pairs[k * 2 + 1]!, verdict);
  });

  // A slip makes a word that no title has, and that is hardly ever printed beside the right one.
  const uses = new Map<number, number>(
    found.flatMap(({ own, theirs }) => [
      [tokens[own]!, 0],
      [tokens[theirs]!, 0],
    ]),
  );
  const inTitles = new Set<number>();
  const mayBeUsed = new Uint8Array(1 << 16);
  for (const token of uses.keys()) mayBeUsed[token & 0xffff] = 1;
  for (let headline = 0; headline < count; headline++) {
    if (firstAt[headline]! < 0) continue;
    for (let at = start(headline); at < tokenEnds[headline]!; at++) {
      if (mayBeUsed[tokens[at]! & 0xffff] === 0) continue;
      const times = uses.get(tokens[at]!);
      if (times === undefined) continue;
      uses.set(tokens[at]!, times + 1);
      if (isTitle[headline] === 1) inTitles.add(tokens[at]!);
    }
  }
  for (const { headline, title, own, theirs } of found) {
    const times = uses.get(tokens[own]!)!;
    if (inTitles.has(tokens[own]!) || (times > 1 && times * RARELY > uses.get(tokens[theirs]!)!)) continue;
    let verdict = verdicts.get(headline * 2 ** 26 + title);
    if (verdict === undefined) {
      const ownWord = tokensOf(text(headline))[own - start(headline)]!;
      const theirWord = tokensOf(text(title))[theirs - start(title)]!;
      verdict = isSlip(ownWord, theirWord) ? 1 : 0;
    }
    compared.pairs.push(headline, title);
    compared.verdicts.push(verdict);
    if (verdict === 0) continue;
    // Two articles that it may be a slip for: it is for neither.
    of[headline] = of[headline] === NOBODY || of[headline] === of[title] ? of[title]! : SEVERAL;
  }
  return { pairs: Uint32Array.from(compared.pairs), verdicts: Uint8Array.from(compared.verdicts) };
}

/** The only place where two headlines of as many words differ, counted from 0; −1 where there is none or another. */
function onlyDifference(
  { known: { tokens, tokenEnds, tokenFlags } }: Columns,
  one: number,
  other: number,
): number {
  const from = startOf(tokenEnds, one);
  const otherFrom = startOf(tokenEnds, other);
  const length = tokenEnds[one]! - from;
  if (tokenEnds[other]! - otherFrom !== length) return -1;
  let place = -1;
  for (let i = 0; i < length; i++) {
    if (tokens[from + i] === tokens[otherFrom + i]) continue;
    if (place >= 0) return -1;
    place = i;
  }
  if (place < 0) return -1;
  // Numbers and short words are never slips of each other; a capital may be a name's, and two names two people.
  const flags = tokenFlags[from + place]! | tokenFlags[otherFrom + place]!;
  return (flags & (TOKEN_DIGIT | TOKEN_CAPITAL)) === 0 && (tokenFlags[otherFrom + place]! & TOKEN_SHORT) === 0
    ? place
    : -1;
}

/** The articles that fit each of the headlines as well as each other; the cut ones where no title fits as a whole. */
function candidatesOf(columns: Columns, leads: Int32Array, headlines: readonly number[]): number[][] {
  if (headlines.length === 0) return [];
  const { headlines: rows, headlineEnds, known } = columns;
  const { forms } = known;
  const found = headlines.map(() => new Set<number>());
  /** By what a title is looked up under: the places in `headlines` that look there. */
  const lists: number[][] = [];
  const wanted = new LaneTable(headlines.length * 3);
  headlines.forEach((headline, place) => {
    for (const form of FORMS) {
      const at = headline * FORM_LANES + form;
      if (forms[at + 1] === 0) continue;
      const list = wanted.get(forms[at]!, forms[at + 1]!);
      if (list === NOBODY) wanted.set(forms[at]!, forms[at + 1]!, lists.push([place]) - 1);
      else lists[list]!.push(place);
    }
  });
  for (let i = 0; i < leads.length; i++) {
    const row = startOf(headlineEnds, i);
    const isShown = rows[row + TITLE] === rows[row + DISPLAY_TITLE];
    for (let place = TITLE; place <= (isShown ? TITLE : DISPLAY_TITLE); place++)
      for (const form of FORMS) {
        const at = rows[row + place]! * FORM_LANES + form;
        const list = forms[at + 1] === 0 ? NOBODY : wanted.get(forms[at]!, forms[at + 1]!);
        if (list !== NOBODY) for (const fits of lists[list]!) found[fits]!.add(leads[i]!);
      }
  }

  const cut = headlines.filter((_, place) => found[place]!.size === 0);
  const cuts = new Cuts(known, cut);
  const byNumber = new Map<number, Set<number>>();
  if (cut.length > 0)
    for (let i = 0; i < leads.length; i++)
      cuts.eachBeginning(rows[startOf(headlineEnds, i) + DISPLAY_TITLE]!, (number) => {
        const fits = byNumber.get(number);
        if (fits === undefined) byNumber.set(number, new Set([leads[i]!]));
        else fits.add(leads[i]!);
      });
  return headlines.map((headline, place) => {
    const whole = found[place]!;
    const fits = whole.size > 0 ? whole : (byNumber.get(cuts.numberOf(headline)) ?? whole);
    return [...fits].sort((a, b) => a - b);
  });
}
