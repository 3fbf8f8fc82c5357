import matter from 'gray-matter';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
  stringify,
  visit,
  type YAMLError,
} from 'yaml';
import type { Problem } from '../base/problem.ts';
import { problem } from '../base/problem.ts';

// Front matter in gray-matter's format. gray-matter itself is only asked to part block and body of a text whose fences
// were checked before, with an options object (without one it remembers every text it has seen, failures too), and
// with engines of ours: its own run `---js` as code, and its YAML makes dates into objects.

/** The longest block, UTF-16 units and lines: far more than a real record has, and little enough to be parsed at once. */
const BLOCK_LENGTH = 1_000_000;
const BLOCK_LINES = 10_000;
/** The most problems told of one block: the rest follows from the first, or is of one kind. */
const MOST_PROBLEMS = 50;

/** A place in the file, both 1-based; the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Front matter and body of a Markdown file. */
export interface FrontMatter {
  /** The mapping as plain data, checked for nothing but its keys; null where the block cannot be read. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** Where the value at a path of keys and indexes stands, or the nearest thing around it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** Where a key of the mapping stands: its name, not its value. */
  readonly placeOfKey: (path: readonly PropertyKey[]) => Place;
  /** What follows the block. */
  readonly body: string;
  /** How many lines the block has, its fences included; 0 where there is none. */
  readonly lineCount: number;
  readonly problems: readonly Problem[];
}

/** Reads the front matter of a text without a byte order mark. Never throws, runs nothing, and keeps no state. */
export function readFrontMatter(text: string, file: string): FrontMatter {
  const fences = checkFences(text, file);
  if (!fences.closed) {
    const { lineCount, problems } = fences;
    const body = lineCount > 0 ? '' : text;
    return { fields: null, placeOf: () => top, placeOfKey: () => top, body, lineCount, problems };
  }
  let block = '';
  const { content } = matter(text, {
    language: 'yaml',
    engines: {
      yaml: (source: string) => {
        block = source.replace(/\r$/, ''); // of the CRLF before the closing fence, which no line ending follows
        return {};
      },
      json: refuseEngine,
      javascript: refuseEngine,
      coffee: refuseEngine,
    },
  });
  return {
    ...mappingAt(text, text.indexOf(block, 3), block, file),
    body: content,
    lineCount: fences.lineCount,
  };
}

/** A file that is one mapping, without fences and without a body, read as front matter is. */
export function readMapping(text: string, file: string): Omit<FrontMatter, 'body' | 'lineCount'> {
  const tooLong = text.length > BLOCK_LENGTH || text.split('\n', BLOCK_LINES + 1).length > BLOCK_LINES;
  if (!tooLong) return mappingAt(text, 0, text, file);
  const reason = `The file is longer than ${BLOCK_LENGTH} characters or ${BLOCK_LINES} lines and is not read.`;
  const why = problem('error', 'front-matter-size', file, reason, {
    hint: 'Keep the fields of one article in it.',
  });
  return { fields: null, placeOf: () => top, placeOfKey: () => top, problems: [why] };
}

/** The mapping written in `block`, which begins at `blockStart` of the text that places are told in. */
function mappingAt(
  text: string,
  blockStart: number,
  block: string,
  file: string,
): Omit<FrontMatter, 'body' | 'lineCount'> {
  const problems: Problem[] = [];
  const tell = (rule: string, offset: number, reason: string, hint?: string) => {
    if (problems.length >= MOST_PROBLEMS) return;
    const place = placeAt(text, blockStart + offset);
    problems.push(
      problem('error', rule, file, reason, { ...place, ...(hint === undefined ? {} : { hint }) }),
    );
  };
  const parsed = parseBlock(block, tell);
  return {
    fields: parsed?.fields ?? null,
    placeOf: (path) => placeAt(text, blockStart + (parsed === null ? 0 : offsetOf(parsed.document, path))),
    placeOfKey: (path) =>
      placeAt(text, blockStart + (parsed === null ? 0 : offsetOfKey(parsed.document, path))),
    problems,
  };
}

/** Fields and body as a file in gray-matter's format. */
export function writeFrontMatter(fields: Readonly<Record<string, unknown>>, body: string): string {
  // As an object, because a body given as text would be read for front matter of its own.
  return matter.stringify({ content: body }, fields, {
    language: 'yaml',
    engines: { yaml: { parse: refuseEngine, stringify: (data: object) => stringify(data, yamlStyle) } },
  });
}

/**
 * Every text in double quotes with JSON's escapes, on one line: so no text can look like a number, a comment or a fence,
 * white space at its ends survives, and it is plain where a new text goes.
 */
const yamlStyle = {
  schema: 'core',
  lineWidth: 0,
  defaultKeyType: 'PLAIN',
  defaultStringType: 'QUOTE_DOUBLE',
  doubleQuotedAsJSON: true,
} as const;

function refuseEngine(): never {
  throw new Error('only YAML is read as front matter');
}

const top: Place = { line: 1, column: 1 };

interface Fences {
  /** Whether there is a YAML block with both its fences. */
  readonly closed: boolean;
  readonly lineCount: number;
  readonly problems: readonly Problem[];
}

/** Checks the lines that open and close the block, which gray-matter takes for granted. */
function checkFences(text: string, file: string): Fences {
  const fail = (rule: string, line: number, lineCount: number, reason: string, hint: string): Fences => ({
    closed: false,
    lineCount,
    problems: [problem('error', rule, file, reason, { line, hint })],
  });
  if (text.trim() === '') {
    return fail('empty-file', 1, 0, 'The file is empty.', 'Write an article, or remove the file.');
  }
  const lines = text.split('\n');
  const opening = lines[0]!.trimEnd();
  if (!opening.startsWith('---') || opening.startsWith('----')) {
    const late = lines.findIndex((line) => line.trim() !== '');
    if (late > 0 && lines[late]!.trimEnd() === '---') {
      return fail(
        'front-matter-missing',
        late + 1,
        0,
        'Front matter must begin on the first line of the file.',
        'Remove the blank lines above the line ---.',
      );
    }
    return fail(
      'front-matter-missing',
      1,
      0,
      'The file has no front matter, so it has no title.',
      'Begin it with a line ---, a line title: "…" and another line ---.',
    );
  }
  const close = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (close < 0) {
    return fail(
      'front-matter-unclosed',
      1,
      lines.length,
      'The front matter that opens here is never closed, so nothing is left for the body.',
      'Put a line --- between the last field and the text.',
    );
  }
  const engine = opening.slice(3).trim();
  if (engine !== '' && !/^ya?ml$/i.test(engine)) {
    return fail(
      'front-matter-language',
      1,
      close + 1,
      `Front matter in ${quoted(engine)} is not read: only YAML is, and code is never run.`,
      'Write the fields as YAML between lines that are just ---.',
    );
  }
  const length = lines.slice(0, close).reduce((sum, line) => sum + line.length + 1, 0);
  if (length > BLOCK_LENGTH || close > BLOCK_LINES) {
    return fail(
      'front-matter-size',
      1,
      close + 1,
      `The front matter is longer than ${BLOCK_LENGTH} characters or ${BLOCK_LINES} lines and is not read.`,
      'Move the text below the front matter.',
    );
  }
  const broken = lines.findIndex((line, index) => index > 0 && index < close && line.startsWith('---'));
  if (broken > 0) {
    return fail(
      'front-matter-fence',
      broken + 1,
      close + 1,
      'A line inside front matter begins with ---, which looks like its end.',
      'Put the text in double quotes on one line, or close the front matter with a line that is just ---.',
    );
  }
  return { closed: true, lineCount: close + 1, problems: [] };
}

type Tell = (rule: string, offset: number, reason: string, hint?: string) => void;

interface ParsedBlock {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly document: Document;
}

/**
 * The block as plain data. Duplicate keys are looked for here, since the library's own search takes quadratic time;
 * keys that JavaScript gives a meaning are refused at any depth; aliases may be few.
 */
function parseBlock(block: string, tell: Tell): ParsedBlock | null {
  try {
    const document = parseDocument(block, {
      schema: 'core', // dates stay text, and `yes` is no boolean
      version: '1.2',
      stringKeys: true,
      uniqueKeys: false,
      merge: false,
      resolveKnownTags: false, // `!!timestamp` is no date object, `!!binary` no buffer
      prettyErrors: false,
      logLevel: 'silent',
    });
    if (document.errors.some((error) => error.message.startsWith('Maximum call stack'))) {
      throw new RangeError('too deep'); // the library catches some of its own
    }
    for (const error of document.errors.slice(0, 3)) {
      tell(
        'front-matter-yaml',
        error.pos[0],
        `The YAML is broken: ${sentence(error)}.`,
        yamlHints[error.code],
      );
    }
    if (document.errors.length > 0) return null;
    for (const warning of document.warnings.slice(0, 3)) {
      tell('front-matter-tag', warning.pos[0], `${sentence(warning)}.`, 'Remove what begins with !.');
    }
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
      return { fields: {}, document };
    }
    if (!isMap(document.contents)) {
      tell(
        'front-matter-mapping',
        document.contents.range?.[0] ?? 0,
        'The front matter is not a list of fields.',
        'Write each field on a line of its own, with a colon and a space: title: "…".',
      );
      return null;
    }
    checkKeys(document, tell);
    const fields = toPlain(document, tell);
    return fields && { fields, document };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The library goes down by recursion; a real record is three levels deep.
    tell(
      'front-matter-depth',
      0,
      'The front matter is nested too deeply.',
      'A field is a text, a number or a list.',
    );
    return null;
  }
}

/** Names that JavaScript gives a meaning: no field of any record, and a sign of an attack. */
export const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Tells of keys that cannot be used, which are not read, and of those given twice, of which the last one counts. */
function checkKeys(document: Document, tell: Tell): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const offset = key.range?.[0] ?? 0;
        if (unsafeKeys.has(name)) {
          tell(
            'front-matter-key',
            offset,
            `${quoted(name)} cannot be the name of a field.`,
            'Remove the field.',
          );
        } else if (seen.has(name)) {
          tell('front-matter-duplicate', offset, `${quoted(name)} is given twice.`, 'Remove one of the two.');
        }
        seen.add(name);
      }
    },
  });
}

/** The most places that aliases may stand for, all in all: enough for a name used twice, nothing for a bomb. */
const MOST_ALIASES = 100;

function toPlain(document: Document, tell: Tell): Readonly<Record<string, unknown>> | null {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    let offset = 0;
    visit(document, {
      Alias(_, alias) {
        offset = alias.range?.[0] ?? 0;
        return visit.BREAK;
      },
    });
    tell(
      'front-matter-alias',
      offset,
      `Aliases stand for too much here, or for nothing: ${error.message}.`,
      'Write the values out instead of *names.',
    );
    return null;
  }
}

/** What the library says, without the place and the line it may add, and as part of a sentence. */
function sentence(error: YAMLError | { readonly message: string }): string {
  const first = error.message.split('\n', 1)[0]!.slice(0, 200);
  return first.replace(/[.:]$/, '');
}

/** What to do about the errors people make; the codes are the library's. */
const yamlHints: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'If a text holds a colon, put it in double quotes.',
  MULTILINE_IMPLICIT_KEY: 'Put a colon and a space after the name of each field, and texts in double quotes.',
  MISSING_CHAR: 'Look for a quote, bracket or colon that is missing on this line or above.',
  BAD_SCALAR_START: 'Put the text in double quotes.',
  UNEXPECTED_TOKEN: 'Put the text in double quotes.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Indent the lines of one list or mapping alike.',
  BAD_ALIAS: 'If the text begins with *, put it in double quotes.',
  BAD_DQ_ESCAPE: 'In double quotes, write a backslash as \\\\.',
  MULTIPLE_DOCS: 'Keep one block of fields.',
};

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && !isAlias(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: readonly PropertyKey[]): number {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const name = path.at(-1);
  if (isMap(map)) {
    for (const pair of map.items) {
      if (isPair(pair) && isScalar(pair.key) && String(pair.key.value) === name)
        return pair.key.range?.[0] ?? 0;
    }
  }
  return offsetOf(document, path);
}

/** The place of an offset in a text. */
function placeAt(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  const length = lengthOfLine(text, start);
  return { line, column: Math.min(offset - start, length) + 1 };
}

/** How long the line is that starts there, without its ending. */
function lengthOfLine(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  const end = feed < 0 ? text.length : feed;
  return end - start - (feed >= 0 && text[end - 1] === '\r' && end > start ? 1 : 0);
}

/** A text in a message: in quotes, cut, control characters made visible. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
