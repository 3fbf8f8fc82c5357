import { digestOf, digestOfAll } from '../base/digest.ts';
import { fingerprint } from './fingerprint.ts';
import { indexWords } from './index-words.ts';
import { excerptOf, languageOf, wordsIn } from './measure.ts';
import { shortLinesOf } from './short-lines.ts';
import type { Article, ArticleRecord, Source } from './types.ts';
import { slotDigests } from './words.ts';

/** What only the reader of a format can say beside the record and the paragraphs. */
export interface Findings {
  /** The paragraphs that are prose, for the excerpt; all of them where left out. */
  readonly prose?: readonly string[];
  /** The title without a junk brand; the record's title where left out. */
  readonly displayTitle?: string;
  /** Body lines that would be unlabelled cross-links if another article bore that title; none where left out. */
  readonly bareLines?: readonly string[];
  readonly unsplitBreadcrumb?: string | null;
  /** Paragraphs that stand in many files of one site are its pages' frame; of a record written by hand none are. */
  readonly scraped?: boolean;
  /** Fields that an editor has written beside the file; none where left out. */
  readonly overruled?: readonly string[];
}

/**
 * The one way from a record and its paragraphs to an article and its words, whichever format they were read from. The
 * words are apart, because articles travel and are kept in memory, and words are not.
 */
export function toArticle(
  source: Source,
  record: ArticleRecord,
  paragraphs: readonly string[],
  {
    prose = paragraphs,
    displayTitle = record.title,
    bareLines = [],
    unsplitBreadcrumb = null,
    scraped = false,
    overruled = [],
  }: Findings = {},
): { article: Article; words: string } {
  const headline =
    unsplitBreadcrumb === null ? displayTitle : `${displayTitle} ${atSeams(unsplitBreadcrumb)}`;
  const words = indexWords(headline, record, paragraphs);
  const article: Article = {
    source: source.path,
    digest: digestOfAll([
      source.path,
      digestOf(source.bytes),
      ...(source.sidecar === undefined ? [] : [digestOf(source.sidecar.bytes)]),
    ]),
    record,
    displayTitle,
    excerpt: excerptOf(record.description === undefined ? prose : [record.description]),
    wordCount: wordsIn(paragraphs),
    language: languageOf([record.title, ...paragraphs]),
    bareLines,
    unsplitBreadcrumb,
    shortLines: scraped ? shortLinesOf(paragraphs) : null,
    ...(overruled.length === 0 ? {} : { overruled }),
    fingerprint: fingerprint(record, paragraphs),
    slots: slotDigests(words),
  };
  return { article, words };
}

/** A glued text parted wherever a section may end, so that readers find the title by its first word whatever the section is. */
function atSeams(glued: string): string {
  return glued.slice(0, 200).replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{L})(?=\p{N})/gu, ' ');
}
