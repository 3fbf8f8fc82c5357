import { inFull } from '../articles/shelved.ts';
import { isAmong } from '../articles/short-lines.ts';
import { strip } from '../articles/scraped/text.ts';
import type { Article, ArticleRecord, Line, Reading } from '../articles/types.ts';
import { type Inferred, type InferenceId, inferences } from './infer.ts';
import type { Site } from './types.ts';

/** What the archive tells of one file, for the editor who looks at it. */
export interface Told {
  readonly rule: InferenceId;
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
  /** What would change it. */
  readonly hint: string;
}

/** A reading as the archive has it: lines with the roles that it gives them, the record that pages show; and why. */
export function asArchived(
  reading: Reading,
  inferred: Inferred,
  site: Site,
): { readonly reading: Reading; readonly told: readonly Told[] } {
  const { article } = reading;
  const settled = inferred.articles.find(({ source }) => source === article?.source);
  if (article === null || settled === undefined) return { reading, told: [] };
  const placed = site.articles.find((each) => each.article.source === article.source);
  const told: Told[] = [];
  const tell = (rule: InferenceId, line: number, reason: string): void => {
    told.push({ rule, line, reason, hint: inferences[rule].instead });
  };
  const lineOf = (role: Line['role']): number =>
    reading.lines.find((line) => line.role === role)?.number ?? 1;
  for (const { rule, source, reason } of inferred.inferences)
    if (source === article.source)
      tell(rule, lineOf(rule === 'archive-brand' && lineOf('title') > 1 ? 'title' : 'breadcrumb'), reason);

  const links = new Map(placed?.links().bareLinks);
  const frame = settled.settled?.frame ?? [];
  const lines = reading.lines.map((line): Line => {
    if (line.role !== 'paragraph') return line;
    const text = strip(line.text);
    const url = links.get(text);
    if (url !== undefined) {
      const source = site.articles.find((each) => each.url === url)?.article.source;
      tell('archive-cross-link', line.number, `this is the title of ${source}`);
      return { ...line, role: 'cross-link', rule: 'archive-cross-link' };
    }
    if (!isAmong(text, frame)) return line;
    const found = inferred.frame.find(
      ({ site: name, lo, hi }) => name === article.record.siteName && isAmong(text, [lo, hi]),
    );
    tell(
      'archive-frame',
      line.number,
      `this stands in ${found?.count} of the ${found?.of} articles of “${found?.site}”`,
    );
    return { ...line, role: 'chrome', rule: 'archive-frame' };
  });
  return { reading: { ...reading, ...moved(reading, settled, lines), lines }, told };
}

/** Record and paragraphs without the lines that are none any more; cross-links in the order in which they stand. */
function moved(
  { lines: before, body }: Reading,
  settled: Article,
  after: readonly Line[],
): Pick<Reading, 'article' | 'body'> {
  const paragraphs = [...body.paragraphs];
  const whole = inFull(settled);
  const crossLinks: ArticleRecord['crossLinks'][number][] = [...whole.record.crossLinks];
  let [paragraph, crossLink] = [0, 0];
  after.forEach(({ role, text }, n) => {
    const was = before[n]!.role;
    if (was === 'paragraph' && role !== 'paragraph') paragraphs.splice(paragraph, 1);
    if (role === 'paragraph') paragraph++;
    if (role !== 'cross-link') return;
    if (was !== 'cross-link') crossLinks.splice(crossLink, 0, { label: null, headline: strip(text) });
    crossLink++;
  });
  return {
    article: { ...whole, record: { ...whole.record, crossLinks } },
    body: { ...body, paragraphs },
  };
}
