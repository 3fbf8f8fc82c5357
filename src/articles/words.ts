/*
 * The words by which readers find an article. The search in the browser (templates/assets/search.js) takes a query
 * apart by the same rules; test/search-words.test.ts holds the two against each other.
 */

/** Parts of the space of words for which an article's words are told apart; a power of two. */
export const SLOTS = 32;

/** The longest word, UTF-16 units; what is beyond is left out, here and in queries. */
export const WORD_LIMIT = 31;

/** Units of a word's beginning that say where it stands: what a reader must have typed before words are looked up. */
export const KEY_LENGTH = 3;

/**
 * What stands between words. A list of ranges and not `\P{L}`, because engines of different age know different
 * letters, and the index must have the same bytes on all of them. Whatever is not here is part of a word, so that no
 * script is forgotten. ASCII, Latin-1, Greek, Armenian, Hebrew, Arabic, Indic and Thai marks, Tibetan, Georgian,
 * Ethiopic, Khmer, Mongolian; general and supplemental punctuation, symbols, CJK marks; private use, presentation and
 * half-width marks; emoji.
 */
const BETWEEN =
  /[\u0000-/:-@[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0700-\u070d\u0964\u0965\u0970\u0df4\u0e2f\u0e46\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u1680\u169b\u169c\u17d4-\u17da\u1800-\u180a\u2000-\u206f\u20a0-\u20c0\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3007-\u3020\u3030\u303d\u30a0\u30fb\ud7fc-\ud7ff\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff]|\ud83c[\udc00-\udfff]|\ud83d[\udc00-\udfff]|\ud83e[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Hebrew and Arabic points, tatweel. */
const MARKS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the marks are meant one by one
  /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]|[\ufe00-\ufe0f]/g;

/** Letters that no decomposition takes apart, and how they are typed without them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. */
const SPACELESS =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/;

/** No unit below it is of these scripts. */
export const FIRST_SPACELESS = 0xe00;

/** The same, a character a match: what is written above and below a Thai consonant belongs to it. */
const CHARACTERS =
  /(?:[\ud840-\ud8bf][\udc00-\udfff]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b6-\u17d3\u3099\u309a]*/g;

/** ASCII and the punctuation of English print: text for which lower case is all there is to do. */
const SIMPLE = /^[\0-\x7f\u2010-\u201f\u2026]*$/;

/** A text as it is compared: letters without case, accents and points, in one form of Unicode. */
export function fold(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(NOT_PLAIN, (letter) => PLAIN[letter]!)
    .normalize('NFC');
}

/**
 * Hands over the words of a text in order, folded, repeated ones too. Where a script has no spaces, each pair of
 * neighbouring characters is a word, and the last character of a run by itself, so that every character begins one.
 * The Arabic article is left out where a word of three letters remains.
 */
export function eachWord(text: string, take: (word: string) => void): void {
  for (const run of fold(text).replace(BETWEEN, ' ').split(' ')) {
    if (run === '') continue;
    if (/^[\0-\u05ff]*$/.test(run)) take(run.slice(0, WORD_LIMIT));
    else takeApart(run, take);
  }
}

function takeApart(run: string, take: (word: string) => void): void {
  let pending: string | null = null;
  let end = 0;
  const close = (): void => {
    if (pending !== null) take(pending);
    pending = null;
  };
  const spaced = (word: string): void => {
    if (word !== '') take(cut(/^ال.{3}/su.test(word) ? word.slice(2) : word));
  };
  for (const match of run.matchAll(CHARACTERS)) {
    if (match.index > end) {
      close();
      spaced(run.slice(end, match.index));
    }
    const character = cut(match[0]);
    if (pending !== null) take(cut(pending + character));
    pending = character;
    end = match.index + match[0].length;
  }
  close();
  spaced(run.slice(end));
}

/** A word of bearable length that does not end in half a surrogate pair. */
function cut(word: string): string {
  const short = word.slice(0, WORD_LIMIT);
  return short.length < word.length && /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}

/**
 * The part of the space of words that a word is in, where the space is cut into so many parts: the
 * same for all words that begin alike, so that the beginning of a word is enough to know where to look.
 */
export function partOf(word: string, parts: number): number {
  return partAt(placeOf(word), parts);
}

/** The part in which a place of the space is, 32 bits. */
export function partAt(place: number, parts: number): number {
  return Math.floor((place / 2 ** 32) * parts);
}

/** Where a hash over units begins (FNV-1a). */
export const HASH_START = 0x811c9dc5 | 0;

/** FNV-1a over the units of a word's beginning, then mixed: 32 bits. */
function placeOf(word: string): number {
  const length = isSpaceless(word) ? 1 : KEY_LENGTH;
  let hash = HASH_START;
  for (let i = 0; i < length && i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function isSpaceless(word: string): boolean {
  const first = word.charCodeAt(0);
  return (
    first >= FIRST_SPACELESS &&
    SPACELESS.test(first >= 0xd800 && first < 0xdc00 ? word.slice(0, 2) : word[0]!)
  );
}

/** Spreads a hash over all its bits (the finaliser of MurmurHash3). */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Words that nearly every English text has: they say nothing about which one is meant and are a tenth of the index, and
 * whoever adds a clause adds some of them. They are kept of headlines only, and passed over in queries that have other
 * words. None of them is a name, an acronym (`us`, `who`) or a word of weight in a headline (`no`, `first`).
 */
export const FILLERS: ReadonlySet<string> = new Set(
  `
  the of and a an in that for on was were with is are as by at it its this these those from his her hers him
  he she they their them be been being have has had but not or nor which when where would could should about
  than then there also into so such if because while until our we you your my me i did does do only very more
  most other some what how
`
    .trim()
    .split(/\s+/),
);

/** Marks a word of the headline among the words of an article (index-words.ts). */
export const IN_HEADLINE = '!';

/**
 * What tells, slot by slot, whether an article's words are the same: 64 bits a slot, two words each. Not proof
 * against an author who looks for two texts of one digest; all such a one could reach is that the search still finds
 * the first of them.
 */
export function slotDigests(words: string): Uint32Array {
  const digests = new Uint32Array(SLOTS * 2);
  let slot = 0;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i <= words.length; i++) {
    const unit = i < words.length ? words.charCodeAt(i) : 10;
    if (unit === 10) {
      digests[2 * slot] = mix(a);
      digests[2 * slot + 1] = mix(b ^ a);
      slot++;
      a = 0x811c9dc5;
      b = 0x9747b28c;
    } else {
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul((b ^ unit) + ((b << 13) | (b >>> 19)), 0x5bd1e995);
    }
  }
  return digests;
}
