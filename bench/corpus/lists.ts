import { Random } from '../random.ts';
import { plainHeadline } from './headlines.ts';
import { byBeginning, originalOf, type Plan, type PlannedArticle } from './plan.ts';
import { JUNK_BRANDS } from './words.ts';

/** How a headline in a list was printed, next to the title it names. */
export type Printed =
  | 'verbatim'
  | 'quotes' // straight for curly quotes
  | 'case' // in capitals
  | 'spaces' // a doubled or a no-break space
  | 'brand' // a junk brand in front
  | 'cut' // cut before its first hyphen
  | 'cut-later' // cut before a later one
  | 'ellipsis' // cut after some words, with an ellipsis
  | 'close' // a letter lost
  | 'absent' // the archive has no such article
  | 'ambiguous'; // several articles answer to it

/** A headline in a list or a cross-link, and the truth about it. */
export interface NamedHeadline {
  readonly headline: string;
  readonly printed: Printed;
  /** The number of the article it names: an original; its copies are as right. Null where none or no single one. */
  readonly article: number | null;
}

/** The lists under an article: ten related, eight ranked, eight recommended. */
export interface Lists {
  readonly related: readonly NamedHeadline[];
  readonly ranking: readonly NamedHeadline[];
  readonly recommendation: readonly NamedHeadline[];
}

const SHARE_PRESENT = 0.6;

/** Makes the lists of one article; they name what is near in time or in story, and what everybody names. */
export function listsOf(plan: Plan, article: PlannedArticle): Lists {
  const random = new Random(plan.seed, 10, article.number);
  const straight = random.chance(0.6);
  const list = (length: number, choose: () => PlannedArticle): NamedHeadline[] => {
    const chosen = new Set<PlannedArticle | string>([originalOf(article)]);
    return Array.from({ length }, () => {
      const present = random.chance(SHARE_PRESENT);
      const draw = () => (present ? choose() : absentTitle(plan, random, article));
      // Drawn again where the list has it already; now and then a list repeats itself all the same.
      let drawn = draw();
      for (let tries = 0; tries < 3 && chosen.has(group(drawn)); tries++) drawn = draw();
      chosen.add(group(drawn));
      return typeof drawn === 'string'
        ? absent(plan, random, drawn, straight)
        : named(plan, random, drawn, straight);
    });
  };
  return {
    related: list(10, () => fromStory(plan, random, article) ?? nearby(plan, random, article)),
    ranking: list(8, () => popular(plan, random, article)),
    recommendation: list(8, () => older(plan, random, article)),
  };
}

/** A cross-link in the body names its own story where that has another article. */
export const crossLinkOf = (plan: Plan, random: Random, article: PlannedArticle): NamedHeadline =>
  random.chance(0.7)
    ? named(plan, random, fromStory(plan, random, article) ?? nearby(plan, random, article), false)
    : absent(plan, random, absentTitle(plan, random, article), false);

const group = (drawn: PlannedArticle | string) => (typeof drawn === 'string' ? drawn : originalOf(drawn));

function fromStory(plan: Plan, random: Random, article: PlannedArticle): PlannedArticle | null {
  const members = plan.stories[article.story]!;
  if (members.length === 1 || random.chance(0.5)) return null;
  const chosen = random.pick(members);
  return originalOf(chosen) === originalOf(article) ? null : chosen;
}

function nearby(plan: Plan, random: Random, article: PlannedArticle): PlannedArticle {
  const distance = 1 + random.rank(200);
  return at(plan, article.rank + (random.chance(0.85) ? -distance : distance));
}

/** What was read most in the month of the article: everybody's lists of that month name the same few. */
function popular(plan: Plan, random: Random, article: PlannedArticle): PlannedArticle {
  const month = Math.max(10, Math.round(plan.byTime.length / 96));
  const start = Math.floor(article.rank / month) * month;
  const place = random.rank(Math.min(60, month));
  return at(plan, start + new Random(plan.seed, 11, start, place).below(month));
}

function older(plan: Plan, random: Random, article: PlannedArticle): PlannedArticle {
  return at(plan, article.rank - 1 - random.rank(Math.max(1, article.rank)));
}

function at(plan: Plan, rank: number): PlannedArticle {
  const count = plan.byTime.length;
  return plan.byTime[((rank % count) + count) % count]!;
}

/** A headline that the archive does not have; each month has its own favourites. */
function absentTitle(plan: Plan, random: Random, article: PlannedArticle): string {
  const month = Math.floor(article.minute / (30 * 24 * 60));
  return plan.absent[(month * 1009 + random.rank(plan.absent.length)) % plan.absent.length]!;
}

function absent(plan: Plan, random: Random, title: string, straight: boolean): NamedHeadline {
  const cut = random.chance(0.2) ? cutOf(random, title) : null;
  // Not cut where an article that the archive has begins alike, which nobody could tell; but for near-twins, which
  // have to be told where the whole of them is printed elsewhere.
  const known = cut !== null && (plan.byHeadline.has(cut.plain) || byBeginning(plan, cut.plain, cut.at));
  const text = cut !== null && (known === undefined || plan.absentTwins.has(title)) ? cut.headline : title;
  return { headline: straight ? straighten(text) : text, printed: 'absent', article: null };
}

function named(plan: Plan, random: Random, target: PlannedArticle, straight: boolean): NamedHeadline {
  const title = target.cleanTitle;
  const whole = plan.byHeadline.get(plainHeadline(title));
  const cut = random.chance(0.2) ? cutOf(random, title) : null;
  if (cut !== null && !plan.byHeadline.has(cut.plain)) {
    const holder = byBeginning(plan, cut.plain, cut.at);
    return holder
      ? { headline: cut.headline, printed: cut.printed, article: holder.number }
      : { headline: cut.headline, printed: 'ambiguous', article: null };
  }
  const { headline, printed } = print(random, title, straight);
  return whole
    ? { headline, printed, article: whole.number }
    : { headline, printed: 'ambiguous', article: null };
}

interface Cut {
  readonly headline: string;
  readonly printed: Printed;
  readonly plain: string;
  readonly at: 'hyphen' | 'word';
}

/** A title that lost its end: before one of its hyphens, or now and then after some words; null where it is whole. */
function cutOf(random: Random, title: string): Cut | null {
  const hyphens = [...title.matchAll(/-/g)].map(({ index }) => index).filter((index) => index > 0);
  if (hyphens.length > 0) {
    const which = random.below(hyphens.length);
    const headline = title.slice(0, hyphens[which]);
    const printed = which === 0 ? 'cut' : 'cut-later';
    return { headline, printed, plain: plainHeadline(headline), at: 'hyphen' };
  }
  const words = title.split(' ');
  if (words.length < 6 || !random.chance(0.15)) return null;
  const kept = words.slice(0, random.between(4, words.length - 1)).join(' ');
  const plain = plainHeadline(kept).replace(/[^\p{L}\p{N}]+$/u, '');
  return { headline: kept + random.pick(['…', '...', ' ...']), printed: 'ellipsis', plain, at: 'word' };
}

/** Prints a title as another site's list would. */
function print(random: Random, title: string, straight: boolean): { headline: string; printed: Printed } {
  const way = random.next();
  if (way > 0.99) return { headline: title.toUpperCase(), printed: 'case' };
  if (way > 0.98) return { headline: title.replace(' ', random.pick(['  ', '\u00a0'])), printed: 'spaces' };
  if (way > 0.97) return { headline: `${random.pick(JUNK_BRANDS)}|${title}`, printed: 'brand' };
  if (way > 0.955) {
    const words = title.match(/\b[a-z]{7,}\b/g);
    if (words !== null) {
      const word = random.pick(words);
      const lost = random.between(2, word.length - 2);
      return { headline: title.replace(word, word.slice(0, lost) + word.slice(lost + 1)), printed: 'close' };
    }
  }
  const headline = straight ? straighten(title) : title;
  return { headline, printed: headline === title ? 'verbatim' : 'quotes' };
}

const straighten = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
