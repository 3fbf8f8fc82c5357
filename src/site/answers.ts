import type { Lanes } from '../base/hash.ts';
import { LaneTable, NOBODY, SEVERAL } from '../base/lanes.ts';
import { type Columns, DISPLAY_TITLE, TITLE } from './columns.ts';
import {
  Form,
  FORM_LANES,
  isSlip,
  TOKEN_CAPITAL,
  TOKEN_DIGIT,
  TOKEN_SHORT,
  tokensOf,
  withoutToken,
} from './headlines.ts';

/** The fewest words of a headline that may have a slip in one of them. */
const FEWEST_TOKENS = 4;

/** Which article each headline names. */
export interface Answers {
  /** By headline: the position of the article, or NOBODY, or SEVERAL. */
  readonly of: Int32Array;
  /** The articles that a headline with several answers may mean, in order. */
  readonly candidates: (headline: number) => number[];
}

/**
 * Finds the article that each headline names: by the same text, then by the same text as another printer would set
 * it, then without a junk brand, then as the part of a title before its first hyphen, then but for one slip in one
 * word. Each step answers only where the steps before are silent, and only where one article fits; the last one not
 * where the words differ in a number, in a name, in grammar, or where both words are used elsewhere in the archive.
 *
 * @param leads for each article in the order of the columns: the position of the article it is shown as (copies share
 *   that of their lead; every one of their titles answers)
 */
export function answersOf(columns: Columns, leads: Int32Array): Answers {
  const { headlines, forms, rows, rowEnds, firstAt } = columns;
  const verbatim = new Int32Array(headlines).fill(NOBODY);
  const tables = new Map<number, LaneTable>(
    [Form.plain, Form.bare, Form.unbranded, Form.stump].map((form) => [
      form,
      new LaneTable(leads.length * 2),
    ]),
  );
  const claim = (form: number, headline: number, lead: number): void => {
    const at = headline * FORM_LANES + form;
    if (forms[at + 1] !== 0) tables.get(form)!.claim(forms[at]!, forms[at + 1]!, lead);
  };
  const isTitle = new Uint8Array(headlines);
  for (let i = 0; i < leads.length; i++) {
    const row = i === 0 ? 0 : rowEnds[i - 1]!;
    const lead = leads[i]!;
    for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
      const title = rows[row + place]!;
      if (place > TITLE && title === rows[row]) continue;
      isTitle[title] = 1;
      const holder = verbatim[title]!;
      verbatim[title] = holder === NOBODY || holder === lead ? lead : SEVERAL;
      for (const form of [Form.plain, Form.bare, Form.unbranded]) claim(form, title, lead);
    }
    // Only a title without its brand can be cut at its own first hyphen.
    claim(Form.stump, rows[row + DISPLAY_TITLE]!, lead);
  }

  /** What of a headline is looked up in which table, in this order. */
  const steps: readonly (readonly [own: number, theirs: number])[] = [
    [Form.plain, Form.plain],
    [Form.bare, Form.bare],
    [Form.unbranded, Form.plain],
    [Form.plain, Form.unbranded],
    [Form.unbranded, Form.unbranded],
    [Form.plain, Form.stump],
  ];
  const of = new Int32Array(headlines);
  const open: number[] = [];
  for (let headline = 0; headline < headlines; headline++) {
    if (firstAt[headline]! < 0) {
      of[headline] = NOBODY;
      continue;
    }
    let answer = verbatim[headline]!;
    for (let step = 0; answer === NOBODY && step < steps.length; step++) {
      const [own, theirs] = steps[step]!;
      const at = headline * FORM_LANES + own;
      if (forms[at + 1] !== 0) answer = tables.get(theirs)!.get(forms[at]!, forms[at + 1]!);
    }
    of[headline] = answer;
    if (answer === NOBODY) open.push(headline);
  }
  withSlips(columns, isTitle, of, open);

  return { of, candidates: (headline) => candidatesOf(columns, leads, headline) };
}

/** Answers headlines that have one slip in one word; writes into `of`. */
function withSlips(columns: Columns, isTitle: Uint8Array, of: Int32Array, open: readonly number[]): void {
  const { headlines, tokens, tokenEnds, tokenFlags, text, firstAt } = columns;
  const start = (headline: number): number => (headline === 0 ? 0 : tokenEnds[headline - 1]!);
  const lanes: Lanes = { lo: 0, hi: 0 };

  /** Every title under all its words but one: the number of the title. */
  const titles: number[] = [];
  for (let headline = 0; headline < headlines; headline++)
    if (isTitle[headline] === 1 && tokenEnds[headline]! - start(headline) >= FEWEST_TOKENS)
      titles.push(headline);
  const gaps = new LaneTable(titles.length * 12);
  for (const title of titles) {
    const [from, to] = [start(title), tokenEnds[title]!];
    for (let left = from; left < to; left++) {
      if ((tokenFlags[left]! & (TOKEN_DIGIT | TOKEN_SHORT)) !== 0) continue;
      withoutToken(tokens, from, to, left, lanes);
      const holder = gaps.get(lanes.lo, lanes.hi);
      // Two titles that differ in one word: neither is a slip of the other's printer.
      gaps.set(lanes.lo, lanes.hi, holder === NOBODY || sameTokens(columns, holder, title) ? title : SEVERAL);
    }
  }

  const found: { headline: number; title: number; own: number; theirs: number }[] = [];
  for (const headline of open) {
    const [from, to] = [start(headline), tokenEnds[headline]!];
    if (to - from < FEWEST_TOKENS) continue;
    for (let left = from; left < to; left++) {
      if ((tokenFlags[left]! & TOKEN_DIGIT) !== 0) continue;
      withoutToken(tokens, from, to, left, lanes);
      const title = gaps.get(lanes.lo, lanes.hi);
      if (title >= 0) found.push({ headline, title, own: left, theirs: start(title) + left - from });
    }
  }
  if (found.length === 0) return;

  // A slip makes a word that nobody else writes.
  const uses = new Map<number, number>(found.map(({ own }) => [tokens[own]!, 0]));
  for (let headline = 0; headline < headlines; headline++) {
    if (firstAt[headline]! < 0) continue;
    for (let at = start(headline); at < tokenEnds[headline]!; at++) {
      const times = uses.get(tokens[at]!);
      if (times !== undefined) uses.set(tokens[at]!, times + 1);
    }
  }
  for (const { headline, title, own, theirs } of found) {
    if (uses.get(tokens[own]!)! > 1) continue;
    // A capital may be a name's, and names that differ in a letter are two people.
    if (((tokenFlags[own]! | tokenFlags[theirs]!) & TOKEN_CAPITAL) !== 0) continue;
    const ownWord = tokensOf(text(headline))[own - start(headline)]!;
    const theirWord = tokensOf(text(title))[theirs - start(title)]!;
    if (isSlip(ownWord, theirWord)) of[headline] = of[headline] === NOBODY ? of[title]! : of[headline]!;
  }
}

function sameTokens({ tokens, tokenEnds }: Columns, one: number, other: number): boolean {
  const [from, otherFrom] = [one === 0 ? 0 : tokenEnds[one - 1]!, other === 0 ? 0 : tokenEnds[other - 1]!];
  const length = tokenEnds[one]! - from;
  if (tokenEnds[other]! - otherFrom !== length) return false;
  for (let i = 0; i < length; i++) if (tokens[from + i] !== tokens[otherFrom + i]) return false;
  return true;
}

/** The articles that fit a headline as well as each other. */
function candidatesOf({ forms, rows, rowEnds }: Columns, leads: Int32Array, headline: number): number[] {
  const found = new Set<number>();
  const fits = (title: number): boolean => {
    if (title === headline) return true;
    const [own, theirs] = [headline * FORM_LANES, title * FORM_LANES];
    for (const [mine, other] of [
      [Form.plain, Form.plain],
      [Form.bare, Form.bare],
      [Form.unbranded, Form.plain],
      [Form.plain, Form.unbranded],
      [Form.plain, Form.stump],
    ] as const)
      if (
        forms[own + mine + 1] !== 0 &&
        forms[own + mine] === forms[theirs + other] &&
        forms[own + mine + 1] === forms[theirs + other + 1]
      )
        return true;
    return false;
  };
  for (let i = 0; i < leads.length; i++) {
    const row = i === 0 ? 0 : rowEnds[i - 1]!;
    if (fits(rows[row + TITLE]!) || fits(rows[row + DISPLAY_TITLE]!)) found.add(leads[i]!);
  }
  return [...found].sort((a, b) => a - b);
}
