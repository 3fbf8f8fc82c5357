import type { Problem } from '../base/problem.ts';
import { problem } from '../base/problem.ts';
import type { ReadOptions, Source } from './read.ts';

/** A source as text: without a byte order mark, line endings as they are; or null and the reason why not. */
export type Decoded = { readonly text: string } | { readonly text: null; readonly problem: Problem };

/**
 * Decodes a source file, which must be UTF-8 and within the limits. It is refused as a whole where it is not: half a
 * file would be a wrong article without a sign of it.
 */
export function decode(source: Source, options: ReadOptions): Decoded {
  const { bytes, file } = source;
  const { limits } = options;
  if (bytes.length > limits.bytes) {
    return refuse(
      file,
      'source-size',
      `The file has ${bytes.length} bytes; more than ${limits.bytes} are not read.`,
      'Split the file, or raise the limit "bytes" if it really is one article.',
    );
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse(file, 'source-encoding', 'The file is UTF-16; only UTF-8 is read.', SAVE_AS_UTF8);
  }
  if (bytes.includes(0)) {
    return refuse(
      file,
      'source-binary',
      'The file holds zero bytes: it is not text.',
      'Move it out of the content folder.',
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      file,
      'source-encoding',
      'The file is not UTF-8 (Latin-1 or Windows-1252, perhaps).',
      SAVE_AS_UTF8,
    );
  }
  return tooLong(text, file, limits) ?? { text };
}

const SAVE_AS_UTF8 = 'Save it as UTF-8.';

/** The problem of a text with too many lines or too long a one, or null. */
function tooLong(text: string, file: string, limits: ReadOptions['limits']): Decoded | null {
  let line = 1;
  for (let start = 0; ; line++) {
    const end = text.indexOf('\n', start);
    const length = (end < 0 ? text.length : end) - start;
    if (length > limits.lineLength) {
      return refuse(
        file,
        'source-line-length',
        `The line has ${length} characters; more than ${limits.lineLength} are not read.`,
        'Break the line, or raise the limit "lineLength".',
        line,
      );
    }
    if (end < 0) break;
    start = end + 1;
  }
  if (line <= limits.lines) return null;
  return refuse(
    file,
    'source-lines',
    `The file has ${line} lines; more than ${limits.lines} are not read.`,
    'Split the file, or raise the limit "lines" if it really is one article.',
    limits.lines + 1,
  );
}

function refuse(file: string, rule: string, reason: string, hint: string, line = 1): Decoded {
  return { text: null, problem: problem('error', rule, file, reason, { line, hint }) };
}
