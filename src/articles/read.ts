import { type Problem, problem } from '../base/problem.ts';
import { toArticle } from './article.ts';
import { type Family, parseFamilies } from './scraped/family.ts';
import { tellOf } from './scraped/problems.ts';
import { readScrapedLines, type ScrapedPage } from './scraped/read-scraped.ts';
import { decode, splitLines, strip } from './scraped/text.ts';
import type { ArticleRecord, Body, Line, Reading, Source } from './types.ts';

/** What of the configuration the reader depends on; part of the key of everything remembered. */
export interface ReadOptions {
  /** Layout families of the site, tried before the built-in ones (their plain descriptions, checked when loaded). */
  readonly families: readonly unknown[];
  /** The largest source, bytes; the longest line, UTF-16 units; the most lines. Past them a file is a problem, not read. */
  readonly limits: { readonly bytes: number; readonly lineLength: number; readonly lines: number };
}

export const defaultReadOptions: ReadOptions = {
  families: [],
  limits: { bytes: 8 * 1024 * 1024, lineLength: 1_000_000, lines: 100_000 },
};

/**
 * Loads what reading these sources (and sidecars) needs, to be awaited before the first of them is read: the libraries for Markdown
 * take longer to load than a hundred articles take to read, and most archives have none.
 */
export async function prepareToRead(paths: Iterable<string>): Promise<void> {
  if (readMarkdown !== null && sidecars !== null) return;
  for (const path of paths) {
    if (readMarkdown === null && isMarkdown(path)) ({ readMarkdown } = await import('./markdown.ts'));
    if (sidecars === null && path.endsWith('.yaml')) sidecars = await import('./sidecar.ts');
  }
}

let readMarkdown: typeof import('./markdown.ts').readMarkdown | null = null;
let sidecars: typeof import('./sidecar.ts') | null = null;

function isMarkdown(path: string): boolean {
  return path.endsWith('.md');
}

/** Reads one source file, `.txt` as scraped text and `.md` as Markdown with front matter. Never throws on any input. */
export function readArticle(source: Source, options: ReadOptions): Reading {
  const { file } = source;
  const refused = tooLarge(source, options);
  if (refused !== null) return unread([refused]);
  const decoded = decode(source.bytes);
  if ('rule' in decoded) {
    const { rule, reason, line, hint } = decoded;
    return unread([problem('error', rule, file, reason, { line, hint })], splitLines(decoded.guess));
  }
  if (decoded.text === '') return unread([tellOf(file, 'empty-file', 'The file is empty.')]);
  const over = overLimits(decoded.text, file, options);
  if (over !== null) return unread([over]);
  if (isMarkdown(source.path)) {
    if (readMarkdown === null) throw new Error('prepareToRead was not awaited before Markdown was read');
    return readMarkdown(source, decoded.text);
  }
  const page = readScrapedLines(splitLines(decoded.text), file, familiesOf(options));
  return readingOf(source, page, perhapsBlemished.test(decoded.text));
}

/** @param isBlemished whether a line may have a blemish */
function readingOf(source: Source, page: ScrapedPage, isBlemished: boolean): Reading {
  const body: Body = { root: page.root, paragraphs: page.paragraphs };
  const { lines } = page;
  if (lines.every(({ role }) => role === 'blank')) {
    return unread([tellOf(source.file, 'empty-file', 'The file has only blank lines.')], page.lines);
  }
  if (source.sidecar !== undefined && sidecars === null)
    throw new Error('prepareToRead was not awaited before a sidecar was read');
  const beside = source.sidecar === undefined ? null : sidecars!.readSidecar(source.sidecar);
  const given = beside?.fields ?? {};
  const { title = page.title } = given;
  const blemished = isBlemished ? blemishesIn(page.lines, source.file) : [];
  const problems = [...page.problems, ...blemished].filter(
    (found) => beside === null || !sidecars!.isSettled(found, given),
  );
  if (beside !== null) problems.push(...beside.problems);
  const printed = {
    title: page.title,
    date: page.date,
    section: page.section,
    siteName: page.siteName,
    dateline: page.dateline,
    likes: page.likes,
    crossLinks: page.crossLinks,
    credits: page.credits,
    related: page.related,
    ranking: page.ranking,
    recommendation: page.recommendation,
    unrecognised: page.unrecognised,
  };
  const found = beside === null ? printed : { ...printed, ...given };
  const more = beside === null ? null : { overruled: beside.overruled };
  if (title === null)
    return { article: null, found: { ...found, title }, body, words: '', lines, problems, ...more };
  const record: ArticleRecord = { ...found, title };
  const read = toArticle(source, record, page.paragraphs, {
    prose: page.prose,
    displayTitle: page.brand === null || 'title' in given ? title : page.brand.title,
    bareLines: page.bareLines,
    unsplitBreadcrumb: 'title' in given || 'section' in given ? null : page.unsplitBreadcrumb,
    scraped: true,
    overruled: Object.keys(given),
  });
  const reading = { ...read, body, lines, problems };
  return more === null ? reading : { ...reading, ...more };
}

/**
 * What is left of a broken copy. Characters that no keyboard types hide text or turn its direction. UTF-8 that was read as
 * Windows-1252 has `Ã©` for é and `â€™` for ’: a capital letter before a sign of the upper half, but no space and no
 * quotation mark, since `MANHÃ»` may end a shout.
 */
const blemishes = [
  [
    'control-characters',
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
    'The line has control characters or marks of direction.',
  ],
  [
    'mojibake',
    /Ã[\u0080-\u009f\u00a1-\u00ba\u00bc-\u00bf]|Â[\u0080-\u00ba\u00bc-\u00bf]|â€|\ufffd/,
    'The line has characters of a wrong decoding, such as Ã© for é or � for any.',
  ],
] as const;

/** A cheaper look than the signs', which misses none of them: most texts have nothing that one begins with. */
const perhapsBlemished =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00c2\u00c3\u00e2\u202a-\u202e\u2066-\u2069\ufffd]/;

/** The first line with each blemish. */
function blemishesIn(lines: readonly Line[], file: string): Problem[] {
  return blemishes.flatMap(([rule, sign, reason]) => {
    const line = lines.find(({ text }) => sign.test(text));
    return line === undefined ? [] : [tellOf(file, rule, reason, line.number)];
  });
}

/** A file of which nothing could be read; its lines, where they can be shown, have no role in any article. */
function unread(problems: readonly Problem[], lines: readonly (string | Line)[] = []): Reading {
  return {
    article: null,
    body: { root: { type: 'root', children: [] }, paragraphs: [] },
    words: '',
    lines: lines.map((line, n) => {
      if (typeof line !== 'string') return line;
      const blank = strip(line) === '';
      return {
        number: n + 1,
        text: line,
        role: blank ? 'blank' : 'unrecognised',
        rule: blank ? 'blank' : 'not-read',
      };
    }),
    problems,
  };
}

function tooLarge(source: Source, { limits }: ReadOptions): Problem | null {
  const size = source.bytes.length;
  if (size <= limits.bytes) return null;
  return tellOf(
    source.file,
    'too-large',
    `The file has ${size} bytes, more than limits.bytes (${limits.bytes}), and was not read.`,
  );
}

/** Asked before the text is cut up, so that ten million lines cost nothing but their counting. */
function overLimits(text: string, file: string, { limits }: ReadOptions): Problem | null {
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 ? text.length : feed;
    if (++line > limits.lines) {
      const reason = `The file has more than ${limits.lines} lines (limits.lines) and was not read.`;
      return tellOf(file, 'too-many-lines', reason, line);
    }
    if (to - from > limits.lineLength) {
      const reason = `Line ${line} has ${to - from} characters, more than limits.lineLength (${limits.lineLength}), and the file was not read.`;
      return tellOf(file, 'line-too-long', reason, line);
    }
    from = to + 1;
  }
  return null;
}

/** A site's families, compiled once for each list; what is wrong with them is told where they are loaded. */
function familiesOf({ families }: ReadOptions): readonly Family[] {
  if (families.length === 0) return [];
  let compiled = compiledFamilies.get(families);
  if (compiled === undefined) {
    compiled = parseFamilies(families, '').families;
    compiledFamilies.set(families, compiled);
  }
  return compiled;
}

const compiledFamilies = new WeakMap<readonly unknown[], readonly Family[]>();
