import { digestOfAll, digestOf } from '../base/digest.ts';
import type { Digest } from '../base/brand.ts';
import { fingerprint } from './fingerprint.ts';
import type { Source } from './read.ts';
import type { Article, ArticleRecord } from './types.ts';

/** The longest excerpt, UTF-16 units, its ellipsis included. */
const EXCERPT_LENGTH = 200;

/** What only the reader of a format can say beside the record and the paragraphs. */
export interface Findings {
  /** The title without a junk brand; the record's title where left out. */
  readonly displayTitle?: string;
  /** Body lines that would be unlabelled cross-links if another article bore that title; none where left out. */
  readonly bareLines?: readonly string[];
}

/** The one way from a record and its paragraphs to an article, whichever format they were read from. */
export function toArticle(
  source: Source,
  record: ArticleRecord,
  paragraphs: readonly string[],
  findings: Findings = {},
): Article {
  return {
    source: source.path,
    digest: sourceDigest(source),
    record,
    displayTitle: findings.displayTitle ?? record.title,
    excerpt: excerptOf(record.description ? [record.description] : paragraphs),
    ...measure(paragraphs),
    bareLines: findings.bareLines ?? [],
    fingerprint: fingerprint(record, paragraphs),
  };
}

/** The digest of a source: of its path and of its bytes. */
export function sourceDigest(source: Source): Digest {
  return digestOfAll([source.path, digestOf(source.bytes)]);
}

/**
 * The beginning of the text, plain, on one line: at most 200 UTF-16 units, cut after a word where there is one in the
 * second half, never inside a surrogate pair.
 */
export function excerptOf(paragraphs: readonly string[]): string {
  let text = '';
  for (const paragraph of paragraphs) {
    // Twice the length is enough to see whether there is more; a paragraph may be a megabyte long.
    const start = paragraph
      .slice(0, 2 * EXCERPT_LENGTH)
      .replace(/\s+/g, ' ')
      .trim();
    text = text && start ? `${text} ${start}` : text || start;
    if (text.length > EXCERPT_LENGTH) break;
  }
  if (text.length <= EXCERPT_LENGTH) return text;
  const room = text.slice(0, EXCERPT_LENGTH);
  const space = room.lastIndexOf(' ');
  const cut = space >= EXCERPT_LENGTH / 2 ? space : endOfCharacter(room, EXCERPT_LENGTH - 1);
  return `${text.slice(0, cut)}…`;
}

/** The largest cut at or before `end` that splits no surrogate pair. */
function endOfCharacter(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last < 0xdc00 ? end - 1 : end;
}

/**
 * A script by its blocks of code units; the tag is a language where the script has one living language in print, and
 * else says only the script (`und-Cyrl`), since Russian and Bulgarian cannot be told by it.
 */
interface Script {
  readonly from: number;
  readonly to: number;
  readonly tag: string;
  /** Written without spaces between words. */
  readonly spaceless?: boolean;
}

const scripts: readonly Script[] = [
  { from: 0x0370, to: 0x03ff, tag: 'el' },
  { from: 0x0400, to: 0x052f, tag: 'und-Cyrl' },
  { from: 0x0530, to: 0x058f, tag: 'hy' },
  { from: 0x0590, to: 0x05ff, tag: 'he' },
  { from: 0x0600, to: 0x077f, tag: 'und-Arab' },
  { from: 0x0900, to: 0x097f, tag: 'und-Deva' },
  { from: 0x0980, to: 0x09ff, tag: 'und-Beng' },
  { from: 0x0b80, to: 0x0bff, tag: 'ta' },
  { from: 0x0c00, to: 0x0c7f, tag: 'te' },
  { from: 0x0e00, to: 0x0e7f, tag: 'th', spaceless: true },
  { from: 0x0e80, to: 0x0eff, tag: 'lo', spaceless: true },
  { from: 0x1000, to: 0x109f, tag: 'my', spaceless: true },
  { from: 0x10a0, to: 0x10ff, tag: 'ka' },
  { from: 0x1100, to: 0x11ff, tag: 'ko' },
  { from: 0x1780, to: 0x17ff, tag: 'km', spaceless: true },
  { from: 0x3041, to: 0x30ff, tag: 'ja', spaceless: true },
  { from: 0x3400, to: 0x9fff, tag: 'zh', spaceless: true },
  { from: 0xac00, to: 0xd7af, tag: 'ko' },
];

/** The first code unit that any of the scripts above has: what is below is Latin, digits and signs. */
const FIRST_SCRIPT = 0x0370;

/**
 * How many words the paragraphs have, and their language where the script tells it: null for Latin letters. A word is a
 * run without white space that holds a letter or a digit; in scripts without spaces two characters count as one word.
 */
export function measure(paragraphs: readonly string[]): { wordCount: number; language: string | null } {
  let words = 0;
  let latin = 0;
  const found = new Array<number>(scripts.length).fill(0);
  for (const text of paragraphs) {
    let inWord = false;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < FIRST_SCRIPT) {
        if (unit <= 0x20 || unit === 0xa0) {
          inWord = false;
        } else if (isLatin(unit)) {
          latin++;
          if (!inWord) words++;
          inWord = true;
        }
        continue;
      }
      const index = scriptOf(unit);
      const script = scripts[index];
      if (script === undefined) {
        if (unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028) inWord = false;
        continue;
      }
      found[index]!++;
      if (script.spaceless) {
        inWord = false;
      } else {
        if (!inWord) words++;
        inWord = true;
      }
    }
  }
  let spaceless = 0;
  scripts.forEach((script, index) => {
    if (script.spaceless) spaceless += found[index]!;
  });
  return { wordCount: words + Math.ceil(spaceless / 2), language: languageOf(found, latin) };
}

/** Letters and digits below the Greek block. */
function isLatin(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit >= 0xc0;
}

function scriptOf(unit: number): number {
  return scripts.findIndex((script) => unit >= script.from && unit <= script.to);
}

/** The most frequent script, if the text has more of it than of Latin letters. */
function languageOf(found: readonly number[], latin: number): string | null {
  const best = Math.max(...found);
  if (best === 0 || best <= latin) return null;
  const tag = scripts[found.indexOf(best)]!.tag;
  // Japanese prints more Han than kana in headlines; a text with a tenth of kana is not Chinese.
  if (tag === 'zh' && count(found, 'ja') * 10 > best) return 'ja';
  return tag;
}

function count(found: readonly number[], tag: string): number {
  return found.reduce((sum, n, index) => (scripts[index]!.tag === tag ? sum + n : sum), 0);
}
