import { isCaption } from './captions.ts';
import { isCopyright } from './legal-notices.ts';
import { isName, isOfPaper, type Look } from './looks.ts';
import { isOfficeAlone } from './sources.ts';
import { stemsOf, subjectOf } from './text-start.ts';

/** How many lines above the text its head may take, where a menu stands above that. */
export const linesAbove = 45;

/**
 * The line that looks most like the headline: above the first sentence of prose, or (where a standfirst or a notice
 * came first) above the date. Of several the first that is hardly worse than the best. -1: none does.
 */
export function titleAt(looks: readonly Look[], lines: readonly string[], start: number): Choice {
  const prose = looks.findIndex(({ kind }) => kind === 'prose');
  const date = looks.findIndex((look) => look.kind === 'slot' && look.slot.role === 'date');
  const above = prose < 0 ? Math.min(looks.length, 10) : Math.min(Math.max(prose, start), looks.length);
  const first = Math.max(start, prose);
  const text = { start, subject: subjectOf(lines, first), opening: lines[first] ?? '' };
  const found = lastOf(bestAt(looks, lines, 0, above, date, text), lines);
  return found.at >= 0 || date <= above ? found : bestAt(looks, lines, above + 1, date, date, text);
}

/** The same headline printed twice, as a trail's end and by itself: the last. */
function lastOf({ at, rival }: Choice, lines: readonly string[]): Choice {
  let last = at;
  for (let n = at + 1; at >= 0 && n <= at + 3; n++) if (lines[n] === lines[at]) last = n;
  return { at: last, rival: lines[rival] === lines[last] ? -1 : rival };
}

/** The line taken for the headline, and one that might be it instead; -1 for none. */
interface Choice {
  readonly at: number;
  readonly rival: number;
}

function bestAt(
  looks: readonly Look[],
  lines: readonly string[],
  from: number,
  to: number,
  date: number,
  text: Text,
): Choice {
  const near = [...blockAbove(looks, lines, to), ...blockAbove(looks, lines, firstSlot(looks, from, to))];
  const isNear = (at: number): boolean => near.includes(at) || isTitleLikeName(text, looks, lines, at);
  const scores: number[] = [];
  for (let at = from; at < to; at++) {
    scores[at] =
      looks[at]!.kind === 'other'
        ? scoreOf(lines, looks, at, date, isNear(at)) + nearnessTo(text, looks, lines, at)
        : 0;
  }
  const best = Math.max(...scores.slice(from), 0);
  if (best < 2) return { at: -1, rival: -1 };
  const belowMenu = text.start > linesAbove; // other headlines stand above it too, and the nearest is this text's
  const likeliest = belowMenu
    ? scores.lastIndexOf(best)
    : scores.findIndex((score, at) => at >= from && score === best);
  if (isInTab(lines[likeliest]!, likeliest, lines)) return { at: likeliest, rival: -1 };
  if (belowMenu && hasRival(likeliest, scores, text, lines)) return { at: -1, rival: -1 };
  // A standfirst directly below the headline may look better than it; a line further up has to be the best.
  let found = likeliest;
  const slack = belowMenu ? 3 : 5;
  const sure = isSure(lines[likeliest]!, text, lines);
  const isBefore = (at: number): boolean =>
    (!sure || isPrintedTwice(lines[at]!, lines)) && (!belowMenu || sharedWith(text, lines[at]!) >= 2);
  for (
    let at = found - 1;
    at >= from && (looks[at]!.kind === 'slot' || (near.includes(at) && !isWord(lines[at]!)));
    at--
  ) {
    const line = lines[at]!;
    if (
      isOfAnother(line, lines[likeliest]!, isAnchor(looks, lines, likeliest + 1), text, lines[at - 1] ?? '')
    ) {
      if (line.split(' ').length > 5) break; // what stands above another story's headline is others', too
    } else if (
      scores[at]! >= Math.max(2, best - (line.split(' ').length > 3 ? slack : 3)) &&
      !isOfMenu(line, lines[likeliest]!, text) &&
      isBefore(at)
    )
      found = at;
  }
  if (belowMenu && nearnessTo(text, looks, lines, found) <= 0) return { at: -1, rival: -1 }; // any story's
  // A few words above a headline may be the paper's motto.
  const doubt = doubtAt(found, looks, lines, text, from, to);
  if (lines[found]!.split(' ').length > 5) return { at: found, rival: doubt };
  let rival = -1;
  for (let at = found + 1; at < to; at++)
    if (near.includes(at) && scores[at]! >= scores[rival < 0 ? found : rival]!) rival = at;
  return rival >= 0 && isMotto(lines[found]!) && sharedWith(text, lines[found]!) === 0
    ? { at: rival, rival: found }
    : { at: found, rival: rival < 0 ? doubt : rival };
}

/**
 * The line that may be the headline instead: a play on words directly above it, which no menu has, or, where the text
 * speaks of nothing that it names, the line of which the text speaks most. -1: there is none.
 */
function doubtAt(
  found: number,
  looks: readonly Look[],
  lines: readonly string[],
  text: Text,
  from: number,
  to: number,
): number {
  const above = found - 1;
  if (looks[above]?.kind === 'other' && isPlay(lines[above]!)) return above;
  if (sharedWith(text, lines[found]!) > 0 || isInTab(lines[found]!, found, lines)) return -1;
  let rival = -1;
  let most = 0;
  for (let at = from; at < to; at++) {
    const line = lines[at]!;
    if (at === found || looks[at]!.kind !== 'other' || line.length > 250) continue;
    const isBeside = at === found + 1 && line.split(' ').length > 3;
    const shared = sharedWith(text, line);
    if (shared > most && (isBeside || shared > 1)) [rival, most] = [at, shared];
  }
  // Words too few to be sure of, of which the text does not speak.
  const words = lines[found]!;
  const beside = [found + 1, found - 1].find((at) => looks[at]?.kind === 'other' && at >= from && at < to);
  return rival < 0 && isFew(words) ? (beside ?? -1) : rival;
}

function isFew(line: string): boolean {
  return line.split(' ').length <= 3 && !unspaced.test(line);
}

/** Few words with a sign that no section has: `Knot bad`, `Brrr-illiant!`, `ELEPHANT TAKES TROLLEY`. */
function isPlay(line: string): boolean {
  const words = line.split(' ');
  if (words.length > 5 || line.length > 40 || /[:\d@|/]/.test(line) || unspaced.test(line)) return false;
  return (
    /\p{L}[!?…]$/u.test(line) ||
    (words.length > 2 && /\p{Lu}{3}/u.test(line) && line === line.toUpperCase()) ||
    (words.length > 1 &&
      /^\p{Lu}/u.test(line) &&
      words.slice(1).some((word) => /^(?!and$|und$|the$|for$|von$|del$|des$|les$|dos$)\p{Ll}{3}/u.test(word)))
  );
}

/**
 * A few words of which the text does not speak, above a line of which it does that is no standfirst: a motto, a counter, a
 * section. A byline, a date or a button stands directly below the headline.
 * More words than a motto has are another story's.
 */
function isOfAnother(line: string, below: string, anchored: boolean, text: Text, above: string): boolean {
  const shared = sharedWith(text, line);
  if (shared > 1) return false;
  if (below.split(' ').length > 16 || /[.!?。]$/.test(below)) return false;
  const words = line.split(' ').length;
  if (shared === 1 && (words > 5 || sharedWith(text, below) < 4)) return false;
  // Too many words for a play on them; two such lines, one above the other, are a list.
  const isList = above.split(' ').length > 3 && sharedWith(text, above) === 0;
  if (words > 5) return words <= 16 && sharedWith(text, below) >= (isList ? 2 : 3);
  return anchored && sharedWith(text, below) >= 2;
}

const isStaff = /^(?:\S+ ){0,3}staff(?: reports?)?$/i;

/** A date, a byline, a name or a button: what stands below headlines. */
function isAnchor(looks: readonly Look[], lines: readonly string[], at: number): boolean {
  const kind = looks[at]?.kind;
  return (
    kind === 'slot' ||
    kind === 'frame' ||
    (kind === 'other' && (isName(lines[at]!) || isStaff.test(lines[at]!)))
  );
}

/** How far a headline below a menu must lead another line that the page gives reason to take. */
const lead = 2;

/** Whether another line, not beside the likeliest, is hardly less likely and as much of the text: then nobody can tell. */
function hasRival(
  likeliest: number,
  scores: readonly number[],
  text: Text,
  lines: readonly string[],
): boolean {
  const best = scores[likeliest]!;
  const shared = sharedWith(text, lines[likeliest]!);
  if (shared < 2) return true;
  return scores.some(
    (score, at) =>
      score >= best - lead &&
      Math.abs(at - likeliest) > 3 &&
      lines[at] !== lines[likeliest] &&
      sharedWith(text, lines[at]!) >= Math.max(2, shared - 1) &&
      (score === best || isPrintedTwice(lines[at]!, lines)),
  );
}

/** The page itself prints it again, and the text speaks of it. */
function isSure(line: string, text: Text, lines: readonly string[]): boolean {
  return sharedWith(text, line) >= 2 && isPrintedTwice(line, lines);
}

/** How many of a line's words the text has. */
function sharedWith({ subject }: Text, line: string): number {
  return new Set(stemsOf(line).filter((one) => subject.has(one))).size;
}

/** Few words, all with capitals or none: rather a paper's name or motto than a headline, where another line may be that. */
function isMotto(line: string): boolean {
  return (
    /^\p{Ll}/u.test(line) ||
    line.split(' ').every((word) => /^[\p{Lu}\p{N}&]|^(?:and|of|the|in|for)$/u.test(word))
  );
}

function firstSlot(looks: readonly Look[], from: number, to: number): number {
  const at = looks.findIndex(({ kind }, n) => n >= from && kind === 'slot');
  return at < 0 ? to : Math.min(at, to);
}

/** A run of letters of a script that puts no spaces between words, or few. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]{4}/u;

/** A word or two, too few for a headline that has others beside it. */
function isWord(line: string): boolean {
  return line.split(' ').length <= 2 && !unspaced.test(line);
}

/** The lines directly above the text or the first date, the frame between passed over: there the headline stands. */
function blockAbove(looks: readonly Look[], lines: readonly string[], to: number): number[] {
  let at = to - 1;
  while (
    at >= 0 &&
    (looks[at]!.kind !== 'other' || isName(lines[at]!) || isCaption(lines[at]!) || isWord(lines[at]!))
  )
    at--;
  const block: number[] = [];
  for (; at >= 0 && looks[at]!.kind === 'other'; at--) block.push(at);
  return block;
}

/** A line that says that it is the headline: a letter's subject, a heading of the first order in Markdown. */
const namedHeadline = /^(?:# (?=[\p{L}\p{N}"'“‘«¿¡])|(?:Headline|Subject|Hed): (?=\S))/iu;
/** The same, and a label that a text within the page may have as well. */
const headlineLabel = new RegExp(`${namedHeadline.source}|^Title: (?=\\S)`, 'iu');

/** `Film Review`, `World Record`, `Local News`: what a headline ends with is not only the paper's name. */
const isKindOfStory = /^\S+$|(?:^| )(?:Review|Record|Today|Online|News|Radio)$/i;

/**
 * The headline in the line that prints it: without the label that says it is one, and without the site behind a bar
 * or a dash, where that is a paper by its words or by the page's copyright line.
 */
export function partHeadline(
  line: string,
  lines: readonly string[],
  isFrame: (text: string) => boolean,
): { readonly title: string; readonly site?: string } {
  const value = line.replace(headlineLabel, '');
  const title = value === line ? line : value.replace(/^"([^"]+)"$|^'([^']+)'$/, '$1$2'); // YAML's quotes
  const parts = title.length > 300 ? [title] : title.split(/ [|–—-] /);
  const [headline = '', site = ''] = parts;
  if (parts.length !== 2 || headline.split(' ').length < 4 || site.length > 40) return { title };
  const isSite = isCopyrightHolder(site, lines) || (isOfPaper(site) && !isKindOfStory.test(site));
  return isSite && !isFrame(site) ? { title: headline, site } : { title };
}

/** A word or two and who made it: `Propos recueillis par Ada Quill`. */
const endsInName =
  /^\p{Lu}\S*(?: \p{Ll}\S*)? (?:by|par|von|por|door|av|af|di) \p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}'’-]+$/u;

/** How much a line looks like a headline: by its words, its letters and what stands round it. */
function scoreOf(
  lines: readonly string[],
  looks: readonly Look[],
  at: number,
  date: number,
  near: boolean,
): number {
  const line = lines[at]!;
  const parts = line.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const words = unspaced.test(line) ? Math.ceil(line.length / 3) : parts.length;
  let score = Math.min(words, 5);
  if (/(?<!\.\.)[.。][”"’')»]?$/.test(line) && !/\b(?:\p{Lu}\.)+$/u.test(line)) score -= 4;
  if (/[:,;：—–-]$/.test(line)) score -= 6;
  if (/^(?:Issue|Volume|Vol\.?|No\.) \d/i.test(line) && words <= 6) score -= 6; // of a magazine
  if (namedHeadline.test(line)) score += 6;
  else if (/^(?:From|To|Cc|Reply-To): /i.test(line)) score -= 5; // a letter's head
  if (endsInName.test(line)) score -= 4;
  if (/^(?:posted|written|published|reported|submitted|shared|reviewed) by\b/i.test(line)) score -= 6;
  if (/^\p{Ll}/u.test(line) && !/^\p{Ll}\p{Lu}/u.test(line)) score -= 3;
  if (words <= 4 && /\p{Lu}{2}/u.test(line) && line === line.toUpperCase()) score -= 3;
  if (
    words <= 3 &&
    parts.length > 1 &&
    parts.every((part) => /^[\p{Lu}&]|^(?:and|of|the|de|do|da|dos|das|du|di|y|e|i|und|et|en)$/u.test(part))
  )
    score -= 2;
  if (words <= 5 && (isOfPaper(line) || isCopyrightHolder(line, lines))) score -= 5;
  else if (words <= 9 && isOfficeAlone(line.replace(/ [–—-] /, ' '))) score -= 5;
  if (/^[[({<].*[\])}>]$/.test(line)) score -= 4;
  if (date >= 0 && at > date)
    score += date === at - 1 && looks[at + 2]?.kind === 'slot' && words > 4 ? 2 : -2;
  if (near && words >= 3) score += 2;
  const next = looks[at + 1];
  if (next?.kind === 'slot') score += 1;
  if (firstLine(looks) === at && (next?.kind === 'slot' || next?.kind === 'prose')) score += 1;
  // `TITLE - SITE` above `TITLE`: the shorter line is the title.
  if (
    lines.slice(at + 1, at + 8).some((later) => later.length >= 15 && later !== line && line.includes(later))
  ) {
    score -= 6;
  }
  return score;
}

/** Three words of which the text does not speak, above a line that looks like a headline and no standfirst. */
function isOfMenu(line: string, below: string, { subject }: Text): boolean {
  if (line.split(' ').length > 3 || below.split(' ').length > 9 || unspaced.test(line)) return false;
  return stemsOf(line).every((one) => !subject.has(one)) && stemsOf(below).some((one) => subject.has(one));
}

/** Words with capitals that could be names, but the text speaks of them and a byline stands below. */
function isTitleLikeName(
  { subject }: Text,
  looks: readonly Look[],
  lines: readonly string[],
  at: number,
): boolean {
  const next = looks[at + 1];
  if (next === undefined || !(next.kind === 'slot' || (next.kind === 'other' && isName(lines[at + 1]!))))
    return false;
  return isName(lines[at]!) && stemsOf(lines[at]!).some((one) => subject.has(one));
}

/** Two words or more with which the text begins: whom it is about, as in a notice of a death. */
function opensWith({ opening }: Text, line: string): boolean {
  return (
    /^(?!Dear )\p{Lu}\S* \p{Lu}/u.test(line) &&
    opening.startsWith(line) &&
    /^,? /.test(opening.slice(line.length))
  );
}

/** What is known of a page's text when its headline is looked for. */
interface Text {
  readonly start: number;
  /** The stems of its words. */
  readonly subject: ReadonlySet<string>;
  /** Its first line. */
  readonly opening: string;
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

/** Printed a second time, above the text or in a list of what others read: pages repeat their own headline. */
function isPrintedTwice(line: string, lines: readonly string[]): boolean {
  if (!isHeadlineLong(line)) return false;
  const first = lines.indexOf(line);
  return first >= 0 && lines.indexOf(line, first + 1) >= 0;
}

/** A date with its year, or a byline, among the next lines, with at most a standfirst and buttons between. */
function anchorBelow(looks: readonly Look[], at: number): number {
  let others = 0;
  for (let n = at + 1; n < Math.min(looks.length, at + 8) && others <= 2; n++) {
    const look = looks[n]!;
    if (look.kind === 'slot') return n;
    if (look.kind !== 'frame') others++;
  }
  return -1;
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
    / in \d{1,2} ?h(?: \d{1,2} ?m)?$/.test(line) ||
    / \| (?:AP|AFP|Reuters|Getty|EPA)\b/.test(line) ||
    (next !== undefined &&
      /^(?:image|photo|photograph|picture|credit|photo credit|image credit|foto|bild)s?: \S|^(?:image|photo)s? (?:credit|source)\b/i.test(
        next,
      ))
  );
}

/**
 * How much a line is this text's headline rather than another's: it names what the text is about, it is printed
 * twice above it, and few other bare lines stand between.
 */
function nearnessTo(text: Text, looks: readonly Look[], lines: readonly string[], at: number): number {
  const { start, subject } = text;
  const line = lines[at]!;
  if (line.length > 250) return 0;
  let score = 0;
  const stems = stemsOf(line);
  const shared = new Set(stems.filter((one) => subject.has(one))).size;
  if (shared * 3 >= stems.length) score += Math.min(shared, 4);
  else if (subject.size > 60 && stems.length >= 3 && shared === 0) score -= 2;
  if (opensWith(text, line)) score += 8;
  if (line.length > 130 || isCaption(line) || /[.!?] \p{Lu}.*\?$/u.test(line)) score -= 4;
  if (isOfPage(line, lines[at + 1]) && !isPrintedTwice(line, lines)) score -= 6;
  const anchor = start > linesAbove ? anchorBelow(looks, at) : -1;
  if (anchor >= 0) score += 2;
  let between = 0;
  for (let n = at + 1; n < (anchor < 0 ? start : anchor); n++) if (looks[n]?.kind === 'other') between++;
  if (isInTab(line, at, lines)) score += 6;
  else if (shared >= 2 && isPrintedTwice(line, lines)) score += 2;
  return score - Math.min(5, Math.floor(between / 6));
}

function firstLine(looks: readonly Look[]): number {
  return looks.findIndex(({ kind }) => kind === 'other');
}

/** Named in the page's own copyright line: the paper, not the story. */
function isCopyrightHolder(line: string, lines: readonly string[]): boolean {
  return lines.slice(-12).some((other) => other !== line && other.includes(line) && isCopyright(other));
}
