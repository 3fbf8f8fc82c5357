import { readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** Lines of a source around a place. */
export type Excerpt = readonly { readonly number: number; readonly text: string }[];

/** Lines shown before and after the one meant. */
const AROUND = 2;

/** Of a long line so many characters are shown, UTF-16 units. */
const LINE_SHOWN = 240;

/** A larger file (bytes) is not read for an excerpt. */
const LARGEST = 1024 * 1024;

/**
 * Reads the lines around a 1-based line of a file. Empty where that is not possible, and where the file does not
 * lie in one of `folders` (absolute; links followed): a problem may be about a link that leads elsewhere.
 */
export function readExcerpt(file: string, line: number, folders: readonly string[]): Excerpt {
  try {
    const real = realpathSync(resolve(file));
    const allowed = folders.some((folder) => {
      const root = realpathOrSelf(folder);
      return real === root || real.startsWith(root + sep);
    });
    const stats = statSync(real);
    if (!allowed || !stats.isFile() || stats.size > LARGEST) return [];
    const text = readFileSync(real, 'utf8');
    if (text.includes('\0')) return [];
    const first = Math.max(1, line - AROUND);
    return text
      .split(/\r\n|\n|\r/)
      .slice(first - 1, line + AROUND)
      .map((content, index) => ({ number: first + index, text: content.slice(0, LINE_SHOWN) }));
  } catch {
    return [];
  }
}

function realpathOrSelf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
