import { isCaption } from './captions.ts';
import { isCopyright } from './legal-notices.ts';
import { lettered } from './letters.ts';
import { archived, isName, isOfPaper, type Look } from './looks.ts';
import { isOfficeAlone } from './sources.ts';
import { sharedWith, stemsOf } from './text-start.ts';

/*
 * What tells the headline of a page whose lines come in no known order from its menus, kickers and standfirsts and
 * from other stories' headlines.
 */

/** What is known of a page when its headline is looked for. */
export interface Above {
  readonly lines: readonly string[];
  readonly looks: readonly Look[];
  /** The stems of the words of its text. */
  readonly subject: ReadonlySet<string>;
  /** The first line of the text. */
  readonly text: number;
}

/** The same, with the lines that may be it. */
interface Page extends Above {
  /** The bare lines above the text, each at its place. */
  readonly candidates: readonly (Candidate | undefined)[];
}

/** A line that may be the headline, and what several signs ask of it. */
export interface Candidate {
  readonly at: number;
  readonly line: string;
  readonly words: number;
  /** How many stems its words have, and how many of them the text has. */
  readonly stems: number;
  readonly shared: number;
  /** How many bare lines stand between it and the next date, byline or line of the text. */
  readonly gap: number;
  /** Whether that is a date or a byline. */
  readonly anchored: boolean;
  readonly caption: boolean;
  /** A line below prints it better. */
  readonly better: boolean;
}

/** A sign says how much of it a line has, mostly 0 or 1; the weight is how much that speaks for the headline. */
type Sign = readonly [weight: number, of: (line: Candidate, page: Page) => number];

/**
 * The signs by which a headline is told from menus, kickers, standfirsts and other stories' headlines. The weights
 * were found by logistic regression over pages of many sites and the fixtures, each as it is and once more without its
 * headline, and rounded.
 */
export const signs: readonly Sign[] = [
  // where the page says so itself
  [6, ({ line, at }, { lines }) => Number(isInTab(line, at, lines))],
  [6, ({ line }) => Number(isNamed(line))],
  [6, ({ line }, page) => Number(opensWith(page, line))],
  // the text speaks of it
  [0.3, ({ shared }) => Math.min(shared, 4)],
  [4, ({ shared, stems }) => shared / Math.max(stems, 1)],
  // its length
  [0.7, ({ words }) => Math.min(words, 5)],
  [-3.5, ({ words }) => Number(words <= 2)],
  [-2, ({ line }) => Number(line.length > 130)],
  // its letters
  [-2.5, ({ line }) => Number(/(?<!\.\.)[.。][”"’')»]?$/.test(line) && !/\b(?:\p{Lu}\.)+$/u.test(line))],
  [-6.5, ({ line }) => Number(/[:,;：—–-]$/.test(line))],
  [-5.5, ({ line }) => Number(/^\p{Ll}/u.test(line) && !/^\p{Ll}\p{Lu}/u.test(line))],
  [-4, ({ line }) => Number(/\p{Lu}{2}/u.test(line) && line === line.toUpperCase())],
  [-4, ({ line }) => Number(/^[[({<].*[\])}>]$/.test(line))],
  [-4.5, ({ line }) => Number(/^(?:[-•*·–—] ?|\d{1,3}[.)] )/.test(line))],
  [-2, ({ line }) => Number(/ [|•·] /.test(line))],
  // what it is else
  [-2, ({ line }) => Number(isName(line))],
  [
    -5,
    ({ line, words }, { lines }) => Number(words <= 5 && (isOfPaper(line) || isCopyrightHolder(line, lines))),
  ],
  [-5, ({ line, words }) => Number(words <= 9 && isOfficeAlone(line.replace(/ [–—-] /, ' ')))],
  [-4.5, ({ caption }) => Number(caption)],
  [-8, ({ line, at }, { lines }) => Number(isOfPage(line, lines[at + 1]))],
  [-4, ({ line }, page) => Number(isButton(page, line))],
  [-4, ({ line }) => Number(isOfSystem(line))],
  // where it stands
  [1.5, ({ anchored }) => Number(anchored)],
  [0.7, ({ anchored, gap, at }, page) => Number(!anchored && gap === 0 && hasSlotAbove(page, at))],
  [-0.6, ({ gap }) => Math.min(gap, 8)],
  [2, ({ at }, page) => Number(isFirst(page, at))],
  [-2, ({ at }, { candidates }) => Number(isHeadlineLike(candidates[at - 1]))],
  [2, ({ at, line }, { candidates }) => Number(isStandfirst(candidates[at + 1], line))],
  [
    1.2,
    ({ at, words }, page) => Number(words > 3 && at > 0 && isOfMenu(page, at - 1) && isOfMenu(page, at - 2)),
  ],
  [-2, (line, { candidates }) => Number(isKicker(line, candidates[line.at + 1]))],
  [-7.5, ({ better }) => Number(better)],
];

/** What speaks for a page's having no headline: a likelier line is one. */
export const none = 4.5;

/** How likely a line of the page is its headline: the sum of the signs. */
export function likelihoodOf(line: Candidate, page: Page): number {
  return signs.reduce((sum, [weight, of]) => sum + weight * of(line, page), 0);
}

/** The bare lines of a page between one and its text, as the signs see them. */
export function candidatesIn(page: Above, from: number): (Candidate | undefined)[] {
  const { lines, looks, subject, text } = page;
  const candidates: (Candidate | undefined)[] = [];
  let gap = 0;
  let anchored = false;
  for (let at = text - 1; at >= from; at--) {
    const { kind } = looks[at]!;
    if (kind === 'other') {
      const line = lines[at]!.replace(archived, '');
      const stems = stemsOf(line);
      const shared = sharedWith(subject, stems);
      const caption = isCaption(line);
      const better = isPrintedBetter(line, at, lines);
      candidates[at] = {
        at,
        line,
        words: wordsIn(line),
        stems: stems.length,
        shared,
        gap,
        anchored,
        caption,
        better,
      };
      if (!caption) gap++;
    }
    if (kind === 'slot' || (kind === 'other' && isName(lines[at]!))) {
      gap = 0;
      anchored = true;
    }
  }
  return candidates;
}

/** How many words a line has; where a script puts no spaces between them, three letters are one. */
function wordsIn(line: string): number {
  if (unspaced.test(line)) return Math.ceil(line.length / 3);
  return line.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}

/** A run of letters of a script that puts no spaces between words, or few. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]{4}/u;

/** A date or a byline above, with at most a line between. */
function hasSlotAbove({ looks }: Page, at: number): boolean {
  return looks[at - 1]?.kind === 'slot' || looks[at - 2]?.kind === 'slot';
}

/** A bare line of several words of which the text speaks. */
function isHeadlineLike(line: Candidate | undefined): line is Candidate {
  return line !== undefined && line.words >= 4 && line.shared > 0 && !line.caption && !line.better;
}

/** A longer line of which the text speaks, directly below: it says what the headline means. */
function isStandfirst(below: Candidate | undefined, line: string): boolean {
  return isHeadlineLike(below) && below.line.length > line.length * 1.2;
}

/** A few words above a line of more, of which the text speaks more: a place, a section, a motto. */
function isKicker({ words, shared }: Candidate, below: Candidate | undefined): boolean {
  if (words > 5 || !isHeadlineLike(below) || /[.!?。]$/.test(below.line)) return false;
  return below.words > words && below.shared >= shared + 2;
}

/** The page's frame, a line of which the text does not speak, or the edge of the page. */
function isOfMenu({ looks, candidates }: Page, at: number): boolean {
  return at < 0 || looks[at]!.kind === 'frame' || candidates[at]?.shared === 0;
}

/** The first bare line of the page. */
function isFirst({ looks }: Page, at: number): boolean {
  return looks.findIndex(({ kind }) => kind === 'other') === at;
}

/** A line below prints it better: `TITLE - SITE` above `TITLE`, `TITLE cut…` above the whole. */
function isPrintedBetter(line: string, at: number, lines: readonly string[]): boolean {
  const cut = /^(.{14,}\S) ?(?:\.{3}|…)$/.exec(line)?.[1];
  return lines
    .slice(at + 1, at + 8)
    .some(
      (later) =>
        later !== line &&
        ((later.length >= 15 && line.includes(later)) || (cut !== undefined && later.startsWith(cut))),
    );
}

/** A line that says that it is the headline: a letter's subject, a heading of the first order in Markdown. */
export const namedHeadline = /^(?:# (?=[\p{L}\p{N}"'“‘«¿¡])|(?:Headline|Subject|Hed): (?=\S))/iu;
const named = lettered(namedHeadline);

function isNamed(line: string): boolean {
  return /^[#hs]/i.test(line) && named.test(line);
}

/** Two words or more with which the text begins: whom it is about, as in a notice of a death. */
function opensWith({ lines, text }: Page, line: string): boolean {
  const opening = lines[text] ?? '';
  return (
    /^(?!Dear )\p{Lu}\S* \p{Lu}/u.test(line) &&
    opening.startsWith(line) &&
    /^,? /.test(opening.slice(line.length))
  );
}

/** How many lines at the top of a page may be its name in the browser's tab. */
const tabLines = 4;
/** What parts a headline from the paper's name there. */
const beforeSite = /^ ?[|–—·•«»<>›:/-]+ /;
const afterSite = /(?: [|–—·•«»<>›/-]+|:) $/;

/** Whether a line of the top prints this one beside the paper's name: `TITLE - SITE`, `TITLE | SECTION | SITE`, `SITE: TITLE`. */
function isInTab(line: string, at: number, lines: readonly string[]): boolean {
  if (!isHeadlineLong(line)) return false;
  for (let n = 0; n < Math.min(tabLines, at); n++) {
    const tab = lines[n]!;
    if (tab.length <= line.length + 3 || tab.length > line.length + 120) continue;
    if (tab.startsWith(line) && beforeSite.test(tab.slice(line.length))) return true;
    if (tab.endsWith(line) && afterSite.test(tab.slice(0, -line.length))) return true;
  }
  return false;
}

/** Long enough that it is not printed twice by chance, as a menu's words are. */
function isHeadlineLong(line: string): boolean {
  return line.length <= 250 && (line.length >= 20 || (line.length >= 8 && unspaced.test(line)));
}

/** Printed three times above the text: a button. */
function isButton({ lines, text }: Page, line: string): boolean {
  let printed = 0;
  for (let at = lines.indexOf(line); at >= 0 && at < text && printed < 3; at = lines.indexOf(line, at + 1))
    printed++;
  return printed === 3;
}

/** What a page says of itself rather than of the world: its dialogues, its arrows, a picture's caption. */
function isOfPage(line: string, next: string | undefined): boolean {
  return (
    /^[‹←<]|[›→>]$/.test(line) ||
    /^«[^»]*$|^[^«]*»$/.test(line) ||
    /^(?:back to|return to|go to|share this|this (?:story|article|post|was) (?:is|was|published)|this is|your source for|please|enter|invalid|something went|sorry|error|thank you|thanks for|sign up|get the|we value|your privacy|change the|\d+ weather|video:|photos?:|watch:|play video|previous|next)(?: |$)/i.test(
      line,
    ) ||
    /(?: |\()(?:photo|photograph|image|picture|foto|bild)s?: ?\S/i.test(line) ||
    /(?: |^)(?:since|est\.?|established(?: in)?|seit|depuis|desde|dal|sinds|sedan) (?:1[6-9]|20)\d\d$/i.test(
      line,
    ) ||
    / in \d{1,2} ?h(?: \d{1,2} ?m)?$| \(\d{1,3}\)$/.test(line) ||
    / \| (?:AP|AFP|Reuters|Getty|EPA)\b/.test(line) ||
    (next !== undefined &&
      /^(?:image|photo|photograph|picture|credit|photo credit|image credit|foto|bild)s?: \S|^(?:image|photo)s? (?:credit|source)\b/i.test(
        next,
      ))
  );
}

/** A word or two and who made it: `Propos recueillis par Ada Quill`. */
const endsInName = lettered(
  /^\p{Lu}\S*(?: \p{Ll}\S*)? (?:by|par|von|por|door|av|af|di) \p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}'’-]+$/u,
);

/** What publishing systems and letters print about a text: an issue's number, who sent it. */
function isOfSystem(line: string): boolean {
  return (
    (/^(?:Issue|Volume|Vol\.?|No\.) \d/i.test(line) && line.split(' ').length <= 6) ||
    /^(?:From|To|Cc|Reply-To): /i.test(line) ||
    /^(?:posted|written|published|reported|submitted|shared|reviewed) by\b/i.test(line) ||
    endsInName.test(line)
  );
}

/** Named in the page's own copyright line: the paper, not the story. */
export function isCopyrightHolder(line: string, lines: readonly string[]): boolean {
  return lines.slice(-12).some((other) => other !== line && other.includes(line) && isCopyright(other));
}
