import type { CrossLink } from '../types.ts';
import { cue } from './cues.ts';
import { lettered } from './letters.ts';
import { fold } from './text.ts';

/** Labels after which a headline of another story follows, in lower case; families may add to them. */
const labels = new Set([
  'more',
  'read more',
  'read also',
  'also read',
  'read next',
  'read this',
  'read',
  'see also',
  'see more',
  'keep reading',
  'continue reading',
  'further reading',
  'recommended',
  'recommended reading',
  'learn more',
  'find out more',
  'go deeper',
  'dig deeper',
  'full story',
  'read the full story',
  'read full story',
  'full coverage',
  'previous coverage',
  'related',
  'related news',
  'related story',
  'related stories',
  'related article',
  'related articles',
  'related coverage',
  'related content',
  'related reading',
  'related link',
  'related links',
  'related video',
  'related videos',
  'related post',
  'related posts',
  'more news',
  'more stories',
  'more coverage',
  'more on this',
  'more on this story',
  'watch',
  'watch now',
  'watch live',
  'watch more',
  'watch video',
  'watch the video',
  'watch here',
  'listen',
  'listen now',
  'listen here',
  'video',
  'photos',
  'gallery',
  'photo gallery',
  'in pictures',
  'in photos',
  'in video',
  'see photos',
  'photo essay',
  'live updates',
  "don't miss",
  'you may also like',
  'you might also like',
  'you may like',
  'in case you missed it',
  'icymi',
  'up next',
  'next up',
  'must read',
  'must-read',
  'must watch',
  'must-watch',
  'trending',
  'trending now',
  'top stories',
  'top story',
  'also',
  'also see',
  'must see',
  'must-see',
  'explainer',
  'previously',
  'earlier story',
  'flashback',
  'earlier coverage',
  'catch up',
  'recap',
  'from the archives',
  'from the archive',
  'click here',
  'click to read',
  'previous story',
  'past coverage',
  'complete coverage',
  'you might like',
  'suggested reading',
  "editor's pick",
  "editors' picks",
  'view gallery',
  'view photos',
  'quiz',
  ...`lesen sie auch|lesen sie mehr|mehr dazu|mehr zum thema|auch interessant|lire aussi|à lire aussi|à lire|à lire également|lire la suite|voir aussi|lea también|lee también|lea más|leer más|ver más|ver también|mira también|te puede interesar|más información|leia também|leia mais|veja também|veja mais|saiba mais|leggi anche|leggi|guarda anche|vedi anche|approfondisci|lees ook|lees meer|bekijk ook|läs också|läs även|läs mer|les også|læs også|lue myös|zobacz także|zobacz też|czytaj też|czytaj także|przeczytaj także|čtěte také|ayrıca oku|baca juga|читайте также|смотрите также|читайте також|関連記事|あわせて読みたい|相关阅读|延伸阅读|관련기사`.split(
    '|',
  ),
]);

/**
 * Labels that stand before a headline and before prose alike: a link where a headline follows, and where no other
 * line of the page has the label, because `Analysis:` once a section is the page's own order.
 */
const sometimes = new Set(
  `opinion|column|editorial|commentary|perspective|analysis|timeline|interactive|map|slideshow|podcast|exclusive|in depth|in-depth|dive deeper|deep dive|deeper|fact check|fact-check|earlier|shop|shop now|check out|check this out|of interest|also of interest|now read|next read|investigation|special report|live blog|tracker|profile|long read|big read|newsletter|latest|latest news|breaking news|find out|get the latest|mehr|más|mais|plus`.split(
    '|',
  ),
);

/** On pages of more lines than this nobody looks for such a label's like: it would be looked for once a line. */
const longestPage = 2000;

/** Labels that open a paragraph, even where the space after them was lost. */
const proseLabels = new Set([
  'q',
  'a',
  'claim',
  'the claim',
  'fact',
  'facts',
  'the facts',
  'our rating',
  'our ruling',
  'verdict',
  'the verdict',
  'rating',
  'conclusion',
  'assessment',
  'editor',
  'note',
  'question',
  'answer',
  ...'update updated correction clarification warning spoiler source sources via contact phone tel email website address location when where who what why how time date cost price tickets info details caption photo image picture video music host guest guests'.split(
    ' ',
  ),
]);

const marked = lettered(
  /^(?:[>»►▶*•]{1,3} ?(?=[\p{Lu}\p{Lo}])|\[(?=[^\]]{1,300}\]$)|\((?=[A-Z ]{4,20}: [^()]{1,300}\)$))/u,
);

const endsInWord = lettered(/\p{L}\p{Ll}\.["”'’]?$/u);

/** The cross-link with a known label that a line is, or null. */
export function labelledLink(
  line: string,
  extra: readonly string[],
  page: readonly string[] = [],
): CrossLink | null {
  if (/^[[(>»►▶*•]/.test(line)) {
    const inner = marked.exec(line);
    if (inner === null) return null;
    return labelledLink(line.slice(inner[0].length, /^[[(]$/.test(inner[0]) ? -1 : undefined), extra, page);
  }
  const bar = line.includes('|')
    ? /^(?:[\p{Lu} ]{4,30}|(?:Read )?[Mm]ore |Related |Also [Rr]ead |(?:Read|See) [Aa]lso |Watch )\|/u.exec(
        line,
      )
    : null;
  const dashed = bar === null ? dashedLabel.exec(line) : null;
  const colon = (bar ?? dashed) === null ? firstColon(line, 60) : (bar ?? dashed)![0].length - 1;
  if (colon < 0) return null;
  const label = (dashed?.[1] ?? line.slice(0, colon)).trim();
  const headline = line.slice(colon + 1).trim();
  const key = fold(label).toLowerCase();
  const known =
    isCapitalLabel(label) ||
    labels.has(key) ||
    /^(?:(?:read )?more (?:on|from|about|in)|also on) \S/.test(key) ||
    (isInvitation.test(label) && isHeadline.test(headline)) ||
    extra.some((one) => one.toLowerCase() === key) ||
    (sometimes.has(key) &&
      isHeadline.test(headline) &&
      (label === label.toUpperCase() || /^(?:\D|\d+ \p{Ll})\S* \S/u.test(headline)) &&
      page.length <= longestPage &&
      !page.some((other) => other !== line && other.startsWith(line.slice(0, colon + 1))));
  if (!known || headline === '' || headline.length > 500) return null;
  if (key === 'also' && /[?.]$/.test(headline)) return null; // a sub-heading, a sentence
  if ((dashed !== null || (orders.has(key) && label !== label.toUpperCase())) && endsInWord.test(headline))
    return null;
  if (isNextGame.test(line)) return null;
  if (!/^["'“‘([#$@A-Za-z0-9]/.test(headline) && !/^[«¿¡\p{L}\p{N}\p{S}]/u.test(headline)) return null;
  // `MORE NFL: …` is a label, `MORE THAN A LINK: that is …` is prose; so is a small sentence after a small label.
  if (!labels.has(key) && isCapitalLabel(label) && /^\p{Ll}+\b(?!\p{Lu})/u.test(headline)) return null;
  if (!labels.has(key) && !extra.includes(label) && isCapitalLabel(label) && /\p{Ll}{2}\.$/u.test(headline))
    return null;
  if (!/^(?:READ )?MORE$|^RELATED$|^WATCH$/.test(label) && /^\p{Ll}.*\.$/u.test(headline)) return null;
  // In capitals the label is certain; in small letters a long text of whole sentences is prose.
  if (label !== label.toUpperCase() && isProse(headline)) return null;
  return { label, headline };
}

const plainWords = lettered(/^\p{Lu}[\p{L}\p{M} ]*$/u);

/** A capital, a figure, a letter without case, or `iPhone`. */
const opensHeadline = lettered(/^["'“‘«¿¡([#$€£@]{0,2}(?:[\p{Lu}\p{N}\p{Lo}]|\p{Ll}\p{Lu})/u);

/** The cross-link whose label sticks to its headline, `Powerball winner:HEADLINE: HEADLINE`, or null. */
export function gluedLink(line: string): CrossLink | null {
  const colon = firstColon(line, 70);
  if (colon < 1) return null;
  if (line.charCodeAt(colon + 1) === 32) return null;
  const label = line.slice(0, colon);
  const headline = line.slice(colon + 1);
  if (!plainWords.test(label) || label.endsWith(' ')) return null;
  if (label.split(' ').length > 4 || proseLabels.has(label.toLowerCase()) || tellsSpeech.test(label))
    return null;
  // A headline begins with a capital, a digit, a quotation mark, a letter without case, or like `iPhone`.
  if (!opensHeadline.test(headline)) return null;
  const words = headline.split(/\s+/).length;
  if (/^\p{N}/u.test(headline) ? words < 3 : words < 2 && !/\p{Lo}{4}/u.test(headline)) return null;
  if (/^\d{1,2}:\d\d\b/.test(headline)) return null; // a time or a verse
  return isProse(headline) ? null : { label, headline };
}

/** What stands before speech: `She said:“Nobody asked me.”` */
const tellsSpeech = /^(?:He|She|They|We|I|It|You) | (?:said|says|wrote|added|asked|replied|reads)$/;

/** A label parted by a dash: only those that no sentence begins with. */
const dashedLabel =
  /^(RELATED|READ MORE|MORE|WATCH|READ NEXT|ALSO READ|READ ALSO|SEE ALSO|LISTEN|Related|Read [Mm]ore|Read [Nn]ext|Also [Rr]ead|Read [Aa]lso|See [Aa]lso) (?:-{1,2}|[–—]) (?=\S)/;

/** Orders that also begin a sentence, in small letters: `Listen: Nobody will do it for you.` */
const orders = new Set([
  'more',
  'related',
  'listen',
  'watch',
  'read',
  'video',
  'photos',
  'previously',
  'recap',
]);

/** Where a report of a game tells the next one. */
const isNextGame = /^(?:UP NEXT|NEXT UP|Up next|Next up): (?:\p{Ll}|.*[.]$)/u;

/** `Watch the trailer`, `See more photos`: what asks to look at something, at most five words. */
const isInvitation = lettered(
  /^(?:Watch|See|Read|View|Listen to|Look|Hear|Check out) (?:the|all|our|more|how|what|every) [\p{L}\p{N}’'-]+(?: [\p{L}\p{N}’'-]+)?$/u,
);
/** What is said behind such an invitation is a headline where it begins as one and is no sentence. */
const isHeadline = /^["'“‘]?[\p{Lu}\p{N}][^.]{11,140}[^.:;,]$/u;

const capitalLabel = lettered(
  /^(?:MORE|READ|RELATED|WATCH|SEE|LISTEN)(?! (?:THAN|IS|ARE|WAS)\b)(?: [\p{Lu}\p{N}&'’-]+){0,5}$/u,
);

/** `MORE NFL`, `READ THE FULL STORY`: capitals that begin as a label does. */
function isCapitalLabel(label: string): boolean {
  return capitalLabel.test(label);
}

/** What parts a label from a headline. */
export const labelCue = cue({ says: ': | ：' });
export const dashedCue = cue({ opens: 'related read more watch also see listen', says: '- – —' });

function firstColon(line: string, within: number): number {
  const at = firstOf(line, colons);
  return at < within ? at : -1;
}

const colons = [':', '：'];

/** Where the first of some characters stands, or Infinity. */
function firstOf(line: string, characters: readonly string[]): number {
  let first = Infinity;
  for (const character of characters) {
    const at = line.indexOf(character);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}

/** Longer than headlines are, or a long sentence with its full stop. */
function isProse(text: string): boolean {
  if (text.length > 200) return true;
  if (text.length > 90 && /\p{Ll}\.$/u.test(text) && !/[.!?] \p{Lu}/u.test(text)) return true;
  return text.length > 120 && /[.!?]["”'’]?$/.test(text) && !/\?$/.test(text);
}
