/**
 * Bytes and characters: what a source file is before anybody asks what it says. Nothing here changes the text;
 * every byte of a readable file is in exactly one line, its ending or the byte order mark.
 */

/** A file that could be decoded: without its byte order mark, which `bom` remembers. */
export interface Decoded {
  readonly bom: boolean;
  readonly text: string;
}

/** Why a file could not be decoded, in words for its editor, and the lines as far as they can be shown. */
export interface Undecodable {
  readonly rule: 'utf-16' | 'binary-file' | 'not-utf-8';
  readonly reason: string;
  readonly hint: string;
  /** The first line with a byte that is not UTF-8; 1-based. */
  readonly line: number;
  /** A best guess of the text, for showing only; empty where the file is no text at all. */
  readonly guess: string;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 with or without a byte order mark; anything else is told apart so that its editor knows what to do. */
export function decode(bytes: Uint8Array): Decoded | Undecodable {
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return undecodable(bytes);
  }
  const bom = text.charCodeAt(0) === 0xfeff;
  if (bom) text = text.slice(1);
  return isBinary(text) ? undecodable(bytes, text) : { bom, text };
}

/** Text has hardly any control characters; a file in which more than one character in fifty is one is no text. */
function isBinary(text: string): boolean {
  if (!text.includes('\0')) return false;
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32)) controls++;
  }
  return controls * 50 > text.length;
}

/** @param text the bytes decoded, where they are UTF-8 and yet no text */
function undecodable(bytes: Uint8Array, text = ''): Undecodable {
  const utf16 = looksLikeUtf16(bytes);
  if (utf16 !== null) {
    return {
      rule: 'utf-16',
      reason: 'The file is UTF-16, not UTF-8, and was not read.',
      hint: `Save it as UTF-8, for example: iconv -f ${utf16 === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE'} -t UTF-8`,
      line: 1,
      guess: new TextDecoder(utf16).decode(bytes),
    };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    return {
      rule: 'binary-file',
      reason: `The file is not text: it has a NUL byte at offset ${nul}.`,
      hint: 'Remove it from the content folder, or give it another ending than .txt.',
      line: 1,
      guess: text,
    };
  }
  return {
    rule: 'not-utf-8',
    reason: 'The file is not UTF-8 (most likely Latin-1 or Windows-1252) and was not read.',
    hint: 'Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8',
    line: lineOfFirstBadByte(bytes),
    guess: new TextDecoder('windows-1252').decode(bytes),
  };
}

/** UTF-16 has its mark in front, or (in European text) a NUL as every other byte. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = Math.min(bytes.length, 2000) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (sample < 8 || bytes.length % 2 === 1) return null;
  if (odd * 2 > sample * 0.7 && even === 0) return 'utf-16le';
  if (even * 2 > sample * 0.7 && odd === 0) return 'utf-16be';
  return null;
}

/** No byte of a UTF-8 character is a line feed, so each line can be tried on its own. */
function lineOfFirstBadByte(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const feed = bytes.indexOf(10, from);
    const to = feed < 0 ? bytes.length : feed;
    try {
      strictUtf8.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return 1;
}

/**
 * Cuts a text into lines at LF and CRLF, which are left out; nothing else is. The empty text has no line; a last line
 * without an ending is a line.
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  while (from < text.length) {
    const feed = text.indexOf('\n', from);
    if (feed < 0) {
      lines.push(text.slice(from));
      break;
    }
    const carriage = feed > from && text.charCodeAt(feed - 1) === 13;
    lines.push(text.slice(from, carriage ? feed - 1 : feed));
    from = feed + 1;
  }
  return lines;
}

/** A line without white space at its ends: no-break and zero-width spaces count, and so do the marks of direction. */
export function strip(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && isSpace(line.charCodeAt(from))) from++;
  while (to > from && isSpace(line.charCodeAt(to - 1))) to--;
  return from === 0 && to === line.length ? line : line.slice(from, to);
}

/** White space as the reader understands it: Unicode's, and the characters of no width. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0xa0 || code === 0x85;
  if (code < 0x2000) return code === 0x1680 || code === 0x180e;
  return (
    code <= 0x200f ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/**
 * A line as it is compared with another: straight and curly quotes, the dashes and the spaces are one each. Every
 * UTF-16 unit stays one unit, so that places in the folded line are places in the line.
 */
export function fold(line: string): string {
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(line)) return line; // nothing to fold, which is the rule
  return line
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\uff07]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, ' ');
}

let lastLine = '';
let lastFolded = '';

/** The same in small letters. Many ask it of one line, one after the other: the last is remembered. */
export function foldCase(line: string): string {
  if (line === lastLine) return lastFolded;
  lastFolded = fold(line).toLowerCase();
  lastLine = line;
  return lastFolded;
}

/** A line as it is shown in a message. */
export function quote(line: string): string {
  const short = line.length > 80 ? `${line.slice(0, 79)}…` : line;
  return `“${short.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '�')}”`;
}

const withoutStop = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]{4}/u;

/** A line in a script whose sentences end without a stop. */
export function isWithoutStop(line: string): boolean {
  return withoutStop.test(line.slice(0, 60));
}

/** The same, longer than headlines are: it is prose. */
export function isLongWithoutStop(line: string): boolean {
  return line.length > 90 && isWithoutStop(line);
}
