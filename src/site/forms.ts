/* A headline in numbers: what there is of it, and its limits. */

/** Numbers a headline has beside its tokens; see `Form`. */
export const FORM_LANES = 6;

/** Where in a headline's row each pair of lanes stands. */
export const Form = {
  /** Quotes, dashes, spaces, case and Unicode form apart, it is the same text. */
  plain: 0,
  /** Signs and spaces apart as well (not those between digits, nor hyphens). */
  bare: 2,
  /** The plain text without what may be a junk brand in front; zero where there is none. */
  unbranded: 4,
} as const;

/** What is known of a token beside its hash. */
export const TOKEN_CAPITAL = 1;
export const TOKEN_DIGIT = 2;
export const TOKEN_SHORT = 4;
/** A hyphen follows, and what stands before it is long enough to be known by. */
export const TOKEN_HYPHEN = 8;
/** The first one behind what may be a junk brand. */
export const TOKEN_OPENS = 16;
/** The last one of a headline that ends in an ellipsis, and is long enough to be known by. */
export const TOKEN_CUT = 32;

/** A headline in numbers. */
export interface HeadlineForms {
  /** Three pairs of lanes; see `Form`. */
  readonly lanes: Uint32Array;
  /** A hash of each word. */
  readonly tokens: Uint32Array;
  readonly flags: Uint8Array;
}

/** The shortest beginnings of a title that may stand for it: before a hyphen, and before an ellipsis. */
export const SHORTEST_STUMP = 6;
export const SHORTEST_BEFORE_ELLIPSIS = 12;
export const FEWEST_BEFORE_ELLIPSIS = 3;
/** Tokens looked at. */
export const MOST_TOKENS = 40;
