import { finish, type Lanes, mix } from '../base/hash.ts';
import { LaneTable, NOBODY, SEVERAL } from '../base/lanes.ts';
import { type Headlines, startOf } from './columns.ts';
import { TOKEN_CUT, TOKEN_HYPHEN, TOKEN_OPENS } from './forms.ts';

/*
 * Headlines of which the end is lost: `Small twin` for “Small twin-engine plane lands in harbour”, `Judge orders new
 * trial in…`. What is left is the words of a title up to one of its hyphens, or, where an ellipsis says that more
 * follows, up to any word. They are found by the hash of these words: the headlines that nobody answers to are asked
 * for first, then every title claims those of its beginnings that are asked for.
 */

/** What is mixed into the hash of a beginning, by what it was cut at. */
const AT_HYPHEN = 0x68797068;
const AT_ELLIPSIS = 0x656c6c69;

/** Whom cut headlines are the beginning of. */
export class Cuts {
  readonly #known: Headlines;
  /** By the hash of a beginning that is asked for: its number. */
  readonly #numbers: LaneTable;
  /** By number: whose title begins so. */
  readonly #owners: Int32Array;
  readonly #anyEllipsis: boolean;
  readonly #lanes: Lanes = { lo: 0, hi: 0 };

  /** @param asked the headlines, by number, that may be cut */
  constructor(known: Headlines, asked: readonly number[]) {
    this.#known = known;
    this.#numbers = new LaneTable(asked.length);
    this.#owners = new Int32Array(asked.length).fill(NOBODY);
    this.#anyEllipsis = asked.some((headline) => this.#endsInEllipsis(headline));
    asked.forEach((headline, i) => {
      if (this.#hash(headline)) this.#numbers.set(this.#lanes.lo, this.#lanes.hi, i);
    });
  }

  /** The number of what a headline asks for; NOBODY where it does not. Headlines may ask for the same. */
  numberOf(headline: number): number {
    return this.#hash(headline) ? this.#numbers.get(this.#lanes.lo, this.#lanes.hi) : NOBODY;
  }

  /** Says that every beginning of the title may stand for the article. */
  claim(title: number, owner: number): void {
    this.eachBeginning(title, (number) => {
      const holder = this.#owners[number];
      this.#owners[number] = holder === NOBODY || holder === owner ? owner : SEVERAL;
    });
  }

  /** Says that the headline names something else, so that none of its beginnings tells whom it stands for. */
  doubt(headline: number): void {
    if (this.#endsInEllipsis(headline)) return;
    this.eachBeginning(headline, (number) => {
      this.#owners[number] = NOBODY;
    });
  }

  /** The article whose title begins so, NOBODY or SEVERAL. */
  answer(headline: number): number {
    return this.#owners[this.numberOf(headline)] ?? NOBODY;
  }

  /** Visits the beginnings of a headline that are asked for, without what may be a brand as well as with it. */
  eachBeginning(headline: number, visit: (number: number) => void): void {
    const { tokens, tokenEnds, tokenFlags } = this.#known;
    const start = startOf(tokenEnds, headline);
    const end = tokenEnds[headline]!;
    const look = (lo: number, hi: number, cutAt: number): void => {
      this.#put(lo, hi, cutAt);
      const number = this.#numbers.get(this.#lanes.lo, this.#lanes.hi);
      if (number !== NOBODY) visit(number);
    };
    for (let from = start; from < end; from++) {
      if (from > start && (tokenFlags[from]! & TOKEN_OPENS) === 0) continue;
      let lo = 0;
      let hi = 0;
      for (let at = from; at < end; at++) {
        lo = mix(lo, tokens[at]!);
        hi = mix(hi, ~tokens[at]!);
        if ((tokenFlags[at]! & TOKEN_HYPHEN) !== 0) look(lo, hi, AT_HYPHEN);
        if (this.#anyEllipsis) look(lo, hi, AT_ELLIPSIS);
      }
    }
  }

  #endsInEllipsis(headline: number): boolean {
    const { tokenEnds, tokenFlags } = this.#known;
    const end = tokenEnds[headline]!;
    return end > startOf(tokenEnds, headline) && (tokenFlags[end - 1]! & TOKEN_CUT) !== 0;
  }

  /** The hash of a headline as a beginning; none where it has no words. */
  #hash(headline: number): boolean {
    const { tokens, tokenEnds } = this.#known;
    const from = startOf(tokenEnds, headline);
    const to = tokenEnds[headline]!;
    let lo = 0;
    let hi = 0;
    for (let at = from; at < to; at++) {
      lo = mix(lo, tokens[at]!);
      hi = mix(hi, ~tokens[at]!);
    }
    this.#put(lo, hi, this.#endsInEllipsis(headline) ? AT_ELLIPSIS : AT_HYPHEN);
    return to > from;
  }

  #put(lo: number, hi: number, cutAt: number): void {
    this.#lanes.lo = finish(lo ^ cutAt);
    this.#lanes.hi = (finish(hi ^ cutAt) | 1) >>> 0;
  }
}
