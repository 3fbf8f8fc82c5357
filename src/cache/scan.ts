import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourcePath } from '../base/brand.ts';
import { compare, type Problem, problem } from '../base/problem.ts';

/** A source file as the file system shows it, not yet read. */
export interface Found {
  readonly path: SourcePath;
  /** Bytes. */
  readonly size: number;
  /** Size, times and inode: unchanged, they say that the file needs no reading. See `trusted` in memory.ts. */
  readonly stamp: string;
  /** When the file last changed in any way, milliseconds since 1970. */
  readonly changed: number;
}

const SOURCE = /\.(txt|md)$/i;

/** The source files of a content folder, sorted by path, and what is there that cannot be read. */
export interface Scan {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
}

/**
 * Lists the articles' source files. Folders are walked; a link that leads out of them is a problem.
 *
 * @param before The last scan and the absolute paths at or below which something may have changed since: when these
 *   are articles and nothing else, only they are looked at again.
 */
export function scan(
  folder: string,
  shownAs: string,
  before: { readonly scan: Scan; readonly rang: ReadonlySet<string> } | null = null,
): Scan {
  return (before && lookAgain(folder, before.scan, before.rang)) ?? lookThrough(folder, shownAs);
}

/** The last scan with the named articles as they are now; null where more than articles may have changed. */
function lookAgain(folder: string, last: Scan, rang: ReadonlySet<string>): Scan | null {
  if (last.problems.length > 0) return null;
  const found = new Map(last.found.map((each) => [each.path, each]));
  for (const file of rang) {
    if (file !== folder && !file.startsWith(folder + sep)) {
      if (folder.startsWith(file + sep)) return null;
      continue;
    }
    const path = relative(folder, file).split(sep).join('/') as SourcePath;
    const stat = lstatSync(file, { throwIfNoEntry: false });
    const hidden = path.split('/').some((part) => part.startsWith('.'));
    if (hidden || !SOURCE.test(path) || (stat !== undefined && !stat.isFile())) return null;
    if (stat === undefined) found.delete(path);
    else found.set(path, foundOf(path, stat));
  }
  return { found: [...found.values()].sort((a, b) => compare(a.path, b.path)), problems: [] };
}

function foundOf(path: SourcePath, stat: Stats): Found {
  return {
    path,
    size: stat.size,
    stamp: `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}`,
    changed: Math.max(stat.mtimeMs, stat.ctimeMs),
  };
}

function lookThrough(folder: string, shownAs: string): Scan {
  const found: Found[] = [];
  const problems: Problem[] = [];
  const root = statSync(folder, { throwIfNoEntry: false });
  if (!root?.isDirectory()) {
    problems.push(
      problem('error', 'content-missing', shownAs, 'There is no content folder here.', {
        hint: 'Create it, or name another one with --content.',
      }),
    );
    return { found, problems };
  }
  const realRoot = realpathSync(folder) + sep;
  walk('');
  found.sort((a, b) => compare(a.path, b.path));
  return { found, problems };

  function walk(inside: string): void {
    let entries: import('node:fs').Dirent[];
    try {
      entries = readdirSync(join(folder, inside), { withFileTypes: true });
    } catch (failure) {
      problems.push(unreadable(inside, failure));
      return;
    }
    for (const entry of entries) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) {
        if (SOURCE.test(entry.name))
          problems.push(
            problem(
              'warning',
              'source-folder',
              `${shownAs}/${path}`,
              'This is a folder with the name of an article.',
              {
                hint: 'Its files are read; rename the folder if it was meant to be one.',
              },
            ),
          );
        walk(path);
      } else if (SOURCE.test(entry.name)) take(path, entry.isSymbolicLink());
      else if (entry.isSymbolicLink() && leadsToFolder(path))
        problems.push(
          problem(
            'error',
            'source-link',
            `${shownAs}/${path}`,
            'This symbolic link leads to a folder, so it is not followed and nothing in it is read.',
            { hint: 'Move the folder itself here, or remove the link.' },
          ),
        );
      else if (!/^(readme|license)/i.test(entry.name))
        problems.push(
          problem(
            'warning',
            'source-kind',
            `${shownAs}/${path}`,
            'This is neither a .txt nor a .md file, so it is not read.',
            {
              hint: 'Give it one of these endings, or move it to the public folder.',
            },
          ),
        );
    }
  }

  function leadsToFolder(path: string): boolean {
    return statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  function take(path: string, link: boolean): void {
    const file = join(folder, path);
    try {
      if (link && !realpathSync(file).startsWith(realRoot)) {
        problems.push(
          problem(
            'error',
            'source-link',
            `${shownAs}/${path}`,
            'This symbolic link leads out of the content folder, so it is not followed.',
            {
              hint: 'Copy the file into the content folder.',
            },
          ),
        );
        return;
      }
      const stat = link ? statSync(file) : lstatSync(file);
      if (!stat.isFile()) {
        problems.push(
          problem('error', 'source-not-a-file', `${shownAs}/${path}`, 'This is not a regular file.', {
            hint: 'Replace it by a file, or remove it.',
          }),
        );
        return;
      }
      found.push(foundOf(path as SourcePath, stat));
    } catch (failure) {
      problems.push(unreadable(path, failure));
    }
  }

  function unreadable(path: string, failure: unknown): Problem {
    const { code } = failure as NodeJS.ErrnoException;
    return problem(
      'error',
      'source-unreadable',
      `${shownAs}/${path}`,
      `This cannot be read (${code ?? failure}).`,
      {
        hint: 'Check that it exists and that you may read it.',
      },
    );
  }
}
