import type { Definition, Image, Link, Nodes, Paragraph, Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Problem } from '../base/problem.ts';
import { inOrder, problem } from '../base/problem.ts';
import { toArticle } from './article.ts';
import { quoted, readFrontMatter } from './front-matter.ts';
import { checkRecord } from './record.ts';
import { splitLines } from './scraped/text.ts';
import type { ArticleRecord, Body, CrossLink, CrossLinkNode, Line, Reading, Source } from './types.ts';

/** The deepest tree that is kept as one: later steps go down by recursion. Hand-written text has under ten levels. */
const MOST_LEVELS = 100;

const parser = unified().use(remarkParse).freeze();

/** Reads the decoded text of one Markdown file with YAML front matter. Never throws. */
export function readMarkdown(source: Source, text: string): Reading {
  const front = readFrontMatter(text, source.file);
  const { fields } = front;
  const checked =
    fields === null ? { record: null, problems: [] } : checkRecord({ ...front, fields }, source.file);
  const { record } = checked;
  // The body keeps its line numbers by standing below as many empty lines as the front matter has.
  const above = text.slice(0, text.length - front.body.length).split('\n').length - 1;
  const { body, problems } = readBody(`${'\n'.repeat(above)}${front.body}`, record, source.file);
  return {
    ...(record === null
      ? { article: null, words: '' }
      : toArticle(source, record, body.paragraphs, proseOf(body.root))),
    body,
    lines: readLines(text, front.lineCount),
    problems: inOrder([...front.problems, ...checked.problems, ...problems]),
  };
}

function readLines(text: string, frontMatterLines: number): Line[] {
  return splitLines(text).map((line, index) => {
    const role = index < frontMatterLines ? 'front-matter' : line.trim() === '' ? 'blank' : 'markdown';
    return { number: index + 1, text: line, role, rule: role };
  });
}

function readBody(
  text: string,
  record: ArticleRecord | null,
  file: string,
): { body: Body; problems: Problem[] } {
  // Lines end as splitLines has them. A lone CR, which Markdown would take for an ending, is a space in one of them; one
  // that is to stay is written as `&#13;`.
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', ' ');
  let problems = checkEffort(lines, file);
  let root = problems.length > 0 ? asPrinted(lines) : parser.parse(lines);
  if (problems.length === 0) {
    problems = checkTree(root, file);
    if (problems.some((found) => found.rule === 'markdown-depth')) root = asPrinted(lines);
  }
  if (record !== null) placeRecord(root, record);
  const paragraphs: string[] = [];
  for (const block of root.children) addParagraphs(block, '', paragraphs);
  return { body: { root, paragraphs }, problems };
}

/**
 * The most effort that a body may cost, in units of about 30 ns. The parser looks back from each mark to those before
 * it in its block, and from each line to every list and quotation that is open: both grow with the square, and files
 * made for it would take hours. Ten thousand paragraphs with thirty marks each stay below.
 */
const MOST_EFFORT = 10_000_000;

/** The problem of a body that would take too long to read as Markdown, or none. */
function checkEffort(text: string, file: string): Problem[] {
  let effort = 0;
  let marks = 0;
  let line = 0;
  for (const row of text.split('\n')) {
    line++;
    const before = /^[\s>*+\-\d.)]*/.exec(row)![0].length;
    if (before === row.length && row.trim() === '') {
      marks = 0;
      continue;
    }
    const more = countMarks(row) + (row[before] === '=' || row[0] === '-' ? 3 : 0);
    effort += (marks + more) ** 2 - marks ** 2 + before ** 2;
    marks += more;
    if (effort > MOST_EFFORT) {
      const reason = 'The body has so many marks that it is not read as Markdown but shown as it is written.';
      const hint =
        'Break the text into paragraphs, or take out marks such as *, _, [ and > that mean nothing.';
      return [problem('error', 'markdown-effort', file, reason, { line, hint })];
    }
  }
  return [];
}

function countMarks(row: string): number {
  let marks = 0;
  for (const _ of row.matchAll(/[*_[\]`<!]/g)) marks++;
  return marks;
}

/** What the page will leave out, and whether the tree is too deep to work with. */
function checkTree(root: Root, file: string): Problem[] {
  const problems: Problem[] = [];
  const first = new Set<string>();
  const tell = (severity: 'warning' | 'error', rule: string, node: Nodes, reason: string, hint: string) => {
    if (first.has(rule)) return;
    first.add(rule);
    const { line = 1, column = 1 } = node.position?.start ?? {};
    problems.push(problem(severity, rule, file, reason, { line, column, hint }));
  };
  const rest: { node: Nodes; level: number }[] = [{ node: root, level: 0 }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, level } = next;
    if (level > MOST_LEVELS) {
      tell(
        'error',
        'markdown-depth',
        node,
        `The body is nested more than ${MOST_LEVELS} levels deep and is shown as it is written.`,
        'Remove some of the marks > or * at the beginning of the line.',
      );
      continue;
    }
    if (node.type === 'html' && !node.value.startsWith('<!--')) {
      tell(
        'warning',
        'markdown-html',
        node,
        'HTML in Markdown is left out of the page.',
        'Write it as Markdown, or put a backslash before < if it is text.',
      );
    }
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      const found = fault(node);
      if (found !== null) tell('warning', found.rule, node, found.reason, found.hint);
    }
    if ('children' in node) {
      for (let i = node.children.length - 1; i >= 0; i--)
        rest.push({ node: node.children[i]!, level: level + 1 });
    }
  }
  return problems;
}

/** Why a reader of the page will not get what an address promises; null where nothing speaks against it. */
function fault({
  type,
  url,
}: Definition | Image | Link): { rule: string; reason: string; hint: string } | null {
  const scheme = /^([^/?#]*?):/.exec(url)?.[1];
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && scheme !== 'mailto')
    return {
      rule: 'markdown-link',
      reason: `The address ${quoted(url)} is left out of the page.`,
      hint: 'Use an address that begins with http://, https:// or mailto:, or a path of this site.',
    };
  if (type === 'image' && (scheme !== undefined || url.startsWith('//')))
    return {
      rule: 'markdown-picture',
      reason: `The picture ${quoted(url)} is not shown: pages load nothing from other hosts.`,
      hint: 'Put the picture into the public folder and write its path there (/boat.jpg), or link to it.',
    };
  if (scheme === undefined && /^[^/?#]/.test(url))
    return {
      rule: 'markdown-relative',
      reason: `The address ${quoted(url)} is counted from the page, which stands elsewhere than this file.`,
      hint: 'Begin it with /: the path of a file in the public folder, or of a page of this site.',
    };
  return null;
}

function asPrinted(text: string): Root {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    type: 'root',
    children: lines
      .filter((line) => line !== '')
      .map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
  };
}

/**
 * Puts the record's cross-links and credits in their place: a paragraph that reads as one becomes its node, each entry
 * once, in order. An entry that the body does not print is added at its end, so that nothing of the record is lost.
 */
function placeRecord(root: Root, record: ArticleRecord): void {
  const credits = byKey(record.credits, (credit) => credit);
  const crossLinks = byKey(record.crossLinks, ({ label, headline }) => bare(`${label ?? ''}${headline}`));
  root.children = root.children.map((block): RootContent => {
    if (block.type !== 'paragraph' || (credits.size === 0 && crossLinks.size === 0)) return block;
    const value = plainText(block);
    if (take(credits, value) !== undefined) return { type: 'credit', value };
    const crossLink = take(crossLinks, bare(value), (waiting) => prints(waiting, value));
    return crossLink === undefined ? block : toNode(crossLink, value, onlyLink(block));
  });
  for (const crossLink of [...crossLinks.values()].flat()) {
    const { label, headline } = crossLink;
    root.children.push(toNode(crossLink, label === null ? headline : `${label}: ${headline}`));
  }
  for (const value of [...credits.values()].flat()) root.children.push({ type: 'credit', value });
}

/** Entries that wait for their line, by what they have in common with it. */
type Waiting<T> = Map<string, T[]>;

function byKey<T>(entries: readonly T[], key: (entry: T) => string): Waiting<T> {
  const waiting: Waiting<T> = new Map();
  for (const entry of entries) {
    const same = waiting.get(key(entry));
    if (same) same.push(entry);
    else waiting.set(key(entry), [entry]);
  }
  return waiting;
}

/** The first entry that waits under a key and fits; it waits no longer. */
function take<T>(waiting: Waiting<T>, key: string, fits: (entry: T) => boolean = () => true): T | undefined {
  const same = waiting.get(key) ?? [];
  const index = same.findIndex(fits);
  return index < 0 ? undefined : same.splice(index, 1)[0];
}

/** A line without what may stand between a label and its headline. */
function bare(line: string): string {
  return line.replace(/[\s:：]/g, '');
}

function toNode(crossLink: CrossLink, value: string, url?: string): CrossLinkNode {
  return { type: 'crossLink', ...crossLink, value, ...(url === undefined ? {} : { url }) };
}

/** Whether a line is how a cross-link is printed: `MORE: HEADLINE`, `Label:HEADLINE`, or the headline alone. */
function prints({ label, headline }: CrossLink, line: string): boolean {
  if (!line.endsWith(headline)) return false;
  const before = line.slice(0, line.length - headline.length);
  if (label === null) return before === '';
  return before.startsWith(label) && /^\s*[:：]?\s*$/.test(before.slice(label.length, label.length + 20));
}

/** Where a paragraph's one link leads. */
function onlyLink(block: Paragraph): string | undefined {
  const links = block.children.flatMap((node) => (node.type === 'link' ? [node.url] : []));
  return links.length === 1 ? links[0] : undefined;
}

/** The paragraphs that are prose, as plain text without what stands for pictures; no findings where there are none. */
function proseOf(root: Root): { prose?: readonly string[] } {
  const prose = root.children.flatMap((block) => {
    if (block.type !== 'paragraph') return [];
    const text = plainText({
      ...block,
      children: block.children.filter(({ type }) => !type.startsWith('image')),
    });
    return text.trim() === '' ? [] : [text];
  });
  return prose.length === 0 ? {} : { prose };
}

/** Adds the plain text of a block's parts in order; what is in a list has its marker. */
function addParagraphs(block: RootContent, marker: string, paragraphs: string[]): void {
  switch (block.type) {
    case 'list': {
      let number = block.start ?? 1;
      for (const { children } of block.children) {
        const mark = block.ordered ? `${number++}. ` : '- ';
        children.forEach((child, index) => {
          addParagraphs(child, index === 0 ? mark : '', paragraphs);
        });
      }
      return;
    }
    case 'blockquote':
      for (const child of block.children) addParagraphs(child, '', paragraphs);
      return;
    case 'paragraph':
    case 'heading':
    case 'code': {
      const text = plainText(block);
      if (text !== '') paragraphs.push(marker + text);
    }
  }
}

/** A node's text without its marks; lines that only the file parts are one. Raw HTML has none. */
function plainText(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value.replaceAll('\n', ' ');
    case 'code':
    case 'inlineCode':
      return node.value;
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'break':
      return ' ';
    default:
      return 'children' in node ? node.children.map(plainText).join('') : '';
  }
}
