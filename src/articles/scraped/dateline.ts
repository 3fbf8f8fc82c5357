import { lettered } from './letters.ts';

/** The dateline of a first paragraph. */
export interface Dateline {
  /** Place with region, without agency: `MEMPHIS, Tenn.`; null where something unknown is stuck to the region. */
  readonly place: string | null;
  /** Where the text of the paragraph begins, after the dash and the spaces round it. */
  readonly end: number;
}

/** Capitals that open a paragraph before a dash and are no place. One word, or all words of several. */
const shouts = new Set(
  `BREAKING NEWS UPDATE UPDATES UPDATED WATCH LIVE EXCLUSIVE OPINION CORRECTION CORRECTIONS CLARIFICATION ANALYSIS FACT CHECK FOCUS
  NEW MORE READ JUST IN ALERT SPOILER SPOILERS WARNING NOTE EDITOR'S EDITORS EDITORIAL REVIEW INTERVIEW VIDEO PHOTOS GALLERY PODCAST LISTEN
  REPORT SPECIAL FEATURE FEATURED SPONSORED ADVERTISEMENT TRIGGER QUESTION ANSWER TIP TIPS BONUS WINNER WINNERS LOSER LOSERS GRADE PROS CONS
  SUMMARY TAKEAWAY TAKEAWAYS KEY BOTTOM LINE BACKGROUND CONTEXT STORY TITLE DEVELOPING FIRST TODAY YESTERDAY TOMORROW MONDAY TUESDAY
  WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER
  YES NO OK OKAY WOW OH MINOR MAJOR HOT TOP BEST WORST FREE SALE DEAL DEALS SOLD OUT GONE DONE FINAL SCORE RESULT RESULTS UPSET INJURY
  RECAP PREVIEW HIGHLIGHTS SCORES STANDINGS ODDS PICK PICKS PREDICTION CLAIM FACTS FALSE TRUE MISLEADING RATING MYTH REALITY DISCLAIMER COPYRIGHT
  WEATHER TRAFFIC SPORTS BUSINESS POLITICS HEALTH SCIENCE WORLD NATION LOCAL OBITUARY UNSOLVED MISSING WANTED FOUND DEAD
  VIRAL TRENDING REMINDER IMPORTANT URGENT BULLETIN DATA STUDY POLL SURVEY CHAPTER PART EPISODE SEASON DAY WEEK
  RÉCIT ANALYSE ENQUÊTE REPORTAGE VIDÉO VIDEOS EXCLUSIF PORTRAIT TRIBUNE CRITIQUE DÉCRYPTAGE TÉMOIGNAGE INFOGRAPHIE ENTRETIEN
  ANÁLISIS VÍDEO ENTREVISTA EXKLUSIV KOMMENTAR GASTBEITRAG FOTOS INTERVISTA ESCLUSIVA ANALISI
  GAME ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN SECOND THIRD LAST END`.split(/\s+/),
);

/** Words of a sentence or a title; no place name without region and agency has one. */
const words = new Set(
  `A AN IS ARE WAS WERE AM BE BEEN IT ITS IT'S HE SHE WE I I'M THEY YOU YOUR MY OUR THEIR HIS HER THIS THAT THESE THOSE WHAT WHO WHY HOW
  WHEN WHERE WHICH NOT BUT OR IF SO TO WITH FROM FOR BY AS AT HAS HAVE HAD DO DOES DID DON'T WILL CAN CAN'T COULD SHOULD WOULD NEVER
  ALWAYS ALL EVERY ANY AND HERE'S THERE THAT'S WHAT'S LET'S SAID SAYS`.split(/\s+/),
);

/** Agencies, bodies, companies and abbreviations that stand where a place would. */
const acronyms = new Set(
  `NASA NATO FEMA OPEC UNESCO UNICEF FIFA UEFA NASCAR PETA AIDS COVID ASEAN NAFTA USAID ICE IRS FBI CIA CDC FDA EPA DOJ SEC FTC FCC FAA
  WHO IMF WTO AAA ACLU NAACP AARP NRA NBA NFL MLB NHL WNBA NCAA ESPN CNN NPR BBC CBS NBC ABC PBS AP AFP UPI REUTERS MSNBC HBO CNBC
  USA US U.S. UK U.K. EU E.U. UAE UN U.N. IBM AMC IKEA NVIDIA TESLA APPLE GOOGLE META AMAZON HAMAS HEZBOLLAH ISIS TIKTOK GOP DNC RNC MAGA POTUS
  SCOTUS NORAD INTERPOL EUROPOL NOAA DARPA DEA ATF TSA DHS HHS NIH OSHA SNAP LGBTQ BIPOC STEM HIV ADHD PTSD CEO CFO DIY FAQ AI IPO ETF
  Q&A TV PC OJ O.J. JFK MLK LBJ FDR AOC BTS ABBA NSYNC`.split(/\s+/),
);

/** Places that begin with an article. */
const withArticle = /^THE (?:HAGUE|BRONX|VILLAGES|WOODLANDS|DALLES|VATICAN|VALLEY|COLONY|PLAINS|GAMBIA)$/;

const dashes = '-–—―‒−';
const monthDay = /^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}$/i;
const weekday = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/i;

/** A word of a place: capitals throughout, or a small beginning before capitals (`McALLEN`, `d'ALENE`). */
const placeWord = lettered(
  /^(?:(?:Mc|Mac|La|Le|De|Di|Du|Fitz|Van|O['’]|d['’]|al-|el-)?[\p{Lu}][\p{Lu}\p{M}.'’`/&-]*|St\.|Ste\.|Ft\.|Mt\.)$/u,
);
const between = /^(?:de|da|do|dos|del|della|di|la|le|les|el|al|of|the|am|an|der|sur|en|on|upon|in)$/;

/**
 * The dateline at the start of a paragraph: a place in capitals, then perhaps a region (`, Tenn.`) and an agency
 * (`(AP)`), then a dash of any kind, spaced or not. Null where there is none or the capitals are no place.
 *
 * @param brands what may be a junk brand on this page; pasted into the dateline it is left out of the value
 */
export function datelineOf(paragraph: string, brands: readonly string[] = []): Dateline | null {
  const start = paragraph.slice(0, 160);
  for (const brand of brands) {
    const at = start.indexOf(brand);
    if (at < 0 || !(isStuck.test(start.slice(at + brand.length)) || /[\p{L},]$/u.test(start.slice(0, at))))
      continue;
    const found = datelineIn(start.slice(0, at) + start.slice(at + brand.length));
    if (found !== null && found.end >= at) return { ...found, end: found.end + brand.length };
  }
  return datelineIn(start);
}

/** A word that what stands before it is stuck to. */
const isStuck = /^[\p{L}(]/u;

/** The dateline of a paragraph's beginning into which nothing is pasted. */
function datelineIn(start: string): Dateline | null {
  if (!/^['’]?\p{Lu}/u.test(start) && !/^(?:d['’]|al-|el-)\p{Lu}/u.test(start)) return null;
  const dash = findDash(start);
  if (dash === null) return null;
  let head = start.slice(0, dash.from).trimEnd();
  const agency = /(?:\s{0,2}(?:\([^()]{1,60}\)|\/[A-Z][\w .&-]{1,40}\/))+\.?$/.exec(head);
  if (agency !== null) head = head.slice(0, agency.index).replace(/,?\s*$/, '');
  const [place = '', ...rest] = head.split(',');
  const region = rest
    .map((part) => part.trim())
    .filter((part) => !monthDay.test(part) && !weekday.test(part) && !/^\d{4}$/.test(part));
  if (
    !isPlace(agency === null && !isTwoPlaces(place) ? place : place.replace(/ and (?=\p{Lu})/gu, '/')) ||
    !region.every((part) => isRegion(part) || (part.startsWith('and ') && isPlace(part.slice(4)))) ||
    region.length > 2
  )
    return null;
  if (agency !== null && shouts.has(place)) return null;
  if (agency === null && (rest.length === 0 ? isShout(place) : acronyms.has(place))) return null;
  if (agency === null && isAside(start.slice(dash.to))) return null;
  let value = head.slice(0, place.length);
  for (const part of region) {
    const stuck = head.startsWith(`,${part}`, value.length);
    if (stuck && part.includes(' ')) return { place: null, end: dash.to }; // perhaps a brand that nobody knows
    value += stuck ? `,${part}` : `, ${part}`;
  }
  return { place: value, end: dash.to };
}

/** `CAIRO and TEL AVIV`: two places that pass for one each. */
function isTwoPlaces(place: string): boolean {
  const both = place.split(' and ');
  return both.length === 2 && both.every((one) => one.length > 3 && !isShout(one));
}

const aside = lettered(/^\p{Ll}(?!\p{Lu})[^.!?]{0,100}? ?(?:--|[—–−]) ?\p{Ll}/u);

/** After the dash small letters and a dash again: words put into a sentence, `PARIS — the Texas one — has a tower`. */
function isAside(after: string): boolean {
  return aside.test(after);
}

/** The dash that ends a dateline: outside brackets; a single hyphen only beside a space or a bracket. */
function findDash(start: string): { readonly from: number; readonly to: number } | null {
  let inside = false;
  for (let i = 1; i < start.length; i++) {
    if (isOfWord(start.charCodeAt(i))) continue;
    const character = start[i]!;
    if (character === '(') inside = true;
    else if (character === ')') inside = false;
    if (character === '_' && start.startsWith(') _ ', i - 2)) return { from: i, to: i + 2 };
    if (inside || !dashes.includes(character)) continue;
    let to = i;
    while (to < start.length && dashes.includes(start[to]!)) to++;
    const before = start[i - 1]!;
    const single = to - i === 1 && character === '-';
    const spaced =
      /[\s\u200b]/.test(before) || before === ')' || before === ',' || start.startsWith(').', i - 2);
    const spacedAfter = to < start.length && /\s/.test(start[to]!);
    if (single && !spaced && !spacedAfter) continue; // the hyphen of WINSTON-SALEM
    let end = to;
    while (end < start.length && /\s/.test(start[end]!)) end++;
    return { from: i, to: end };
  }
  return null;
}

/** A unit that is no bracket, no dash and no underscore, as most are. */
function isOfWord(unit: number): boolean {
  return (unit > 0x2d && unit < 0x2012 && unit !== 0x5f) || unit < 0x28;
}

function isPlace(place: string): boolean {
  if (place.length < 2 || place.length > 60) return false;
  const parts = place.split(' ');
  if (parts.length > 7) return false;
  let capitals = 0;
  for (const part of parts) {
    if (placeWord.test(part)) capitals += countCapitals(part);
    else if (!between.test(part)) return false;
  }
  return capitals >= 2 && placeWord.test(parts[0]!.replace(/^['’]/, '')) && placeWord.test(parts.at(-1)!);
}

function countCapitals(part: string): number {
  let count = 0;
  for (const letter of part) if (/\p{Lu}/u.test(letter)) count++;
  return count;
}

const betweenRegion = lettered(/^(?:and|of|the|de|do|da|d['’]\p{L}+|e)$/u);

const regionWord = lettered(/^[\p{Lu}][\p{L}\p{M}.'’-]*$/u);

/** A region: a few words that begin with a capital, `Tenn.`, `New South Wales`, `Jammu and Kashmir`. */
function isRegion(region: string): boolean {
  if (region.length < 2 || region.length > 40) return false;
  const parts = region.split(' ');
  return (
    parts.length <= 5 &&
    parts.every((part) => regionWord.test(part) || betweenRegion.test(part)) &&
    /^\p{Lu}/u.test(region)
  );
}

function isShout(place: string): boolean {
  const parts = place.replace(/’/g, "'").split(' ');
  if (parts.length === 1) {
    const [only = ''] = parts;
    if (shouts.has(only) || words.has(only) || acronyms.has(only)) return true;
    const letters = only.replace(/[^\p{Lu}]/gu, '');
    if (letters.length <= 3 && !/^(?:L\.A\.|D\.C\.|N\.Y\.|AIX|ULM|PAU|FEZ|GOA|UFA|ORAN)$/.test(only))
      return true;
    return /^[A-Z]+$/.test(letters) && !/[AEIOUY]/.test(letters); // no vowel: read letter by letter
  }
  if (withArticle.test(parts.join(' '))) return false;
  if (parts[0] === 'THE') return true;
  return (
    parts.some((part) => words.has(part)) || parts.every((part) => shouts.has(part) || acronyms.has(part))
  );
}
