import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { sidecarOf } from '../articles/sidecar-path.ts';
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
/** Fields that an editor overrules, beside the `.txt` of that name. */
const SIDECAR = /\.yaml$/;

/** The source files of a content folder, sorted by path, and what is there that cannot be read. */
export interface Scan {
  readonly found: readonly Found[];
  /** The sources that have a sidecar, whose stamp and size are part of theirs. */
  readonly sidecars: ReadonlySet<SourcePath>;
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

const NONE: ReadonlySet<SourcePath> = new Set();

/** The last scan with the named articles as they are now; null where more than articles may have changed. */
function lookAgain(folder: string, last: Scan, rang: ReadonlySet<string>): Scan | null {
  if (last.problems.length > 0) return null;
  const found = [...last.found];
  const sidecars = new Set(last.sidecars);
  for (const file of rang) {
    if (file !== folder && !file.startsWith(folder + sep)) {
      if (folder.startsWith(file + sep)) return null;
      continue;
    }
    // A sidecar is looked at with the page that it stands beside.
    const rung = relative(folder, file).split(sep).join('/');
    const path = (SIDECAR.test(rung) ? `${rung.slice(0, -5)}.txt` : rung) as SourcePath;
    // What is hidden is read by nobody.
    if (path.split('/').some((part) => part.startsWith('.'))) continue;
    const stat = lstatSync(join(folder, path), { throwIfNoEntry: false });
    // An editor's other file, come and gone between two looks.
    if (
      stat === undefined &&
      !SOURCE.test(path) &&
      !last.found.some((each) => each.path.startsWith(`${path}/`))
    )
      continue;
    if (!SOURCE.test(path) || (stat !== undefined && !stat.isFile())) return null;
    const beside = sidecarOf(path);
    const sidecar = beside === null ? undefined : lstatSync(join(folder, beside), { throwIfNoEntry: false });
    if (sidecar !== undefined && (stat === undefined || !sidecar.isFile())) return null;
    const at = placeOf(found, path);
    const isThere = found[at]?.path === path;
    if (stat === undefined && path !== rung && !isThere) return null;
    if (stat === undefined) found.splice(at, isThere ? 1 : 0);
    else {
      const now = foundOf(path, stat);
      found.splice(at, isThere ? 1 : 0, sidecar === undefined ? now : withSidecar(now, sidecar));
    }
    if (sidecar === undefined) sidecars.delete(path);
    else sidecars.add(path);
  }
  return { found, sidecars, problems: [] };
}

/** Where a path stands, or would stand, among others in order. */
function placeOf(found: readonly Found[], path: SourcePath): number {
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(found[middle]!.path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function foundOf(path: SourcePath, stat: Stats): Found {
  return {
    path,
    size: stat.size,
    stamp: `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}`,
    changed: Math.max(stat.mtimeMs, stat.ctimeMs),
  };
}

/** A page with its sidecar: two files that are read as one. */
function withSidecar({ path, size, stamp, changed }: Found, stat: Stats): Found {
  const beside = foundOf(path, stat);
  return {
    path,
    size: size + beside.size,
    stamp: `${stamp} ${beside.stamp}`,
    changed: Math.max(changed, beside.changed),
  };
}

function lookThrough(folder: string, shownAs: string): Scan {
  const found: Found[] = [];
  const sidecars = new Set<SourcePath>();
  const problems: Problem[] = [];
  const root = statSync(folder, { throwIfNoEntry: false });
  if (!root?.isDirectory()) {
    problems.push(
      problem('error', 'content-missing', shownAs, 'There is no content folder here.', {
        hint: 'Create it, or name another one with --content.',
      }),
    );
    return { found, sidecars: NONE, problems };
  }
  const realRoot = realpathSync(folder) + sep;
  walk('');
  found.sort((a, b) => compare(a.path, b.path));
  return { found, sidecars, problems };

  function walk(inside: string): void {
    let entries: import('node:fs').Dirent[];
    try {
      entries = readdirSync(join(folder, inside), { withFileTypes: true });
    } catch (failure) {
      problems.push(unreadable(inside, failure));
      return;
    }
    const first = found.length;
    const beside: { readonly path: string; readonly link: boolean }[] = [];
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
      else if (SIDECAR.test(entry.name)) beside.push({ path, link: entry.isSymbolicLink() });
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
    if (beside.length > 0) takeSidecars(beside, first);
  }

  /** Counts the sidecars of a folder to their pages, which are those found from `first` on. */
  function takeSidecars(
    beside: readonly { readonly path: string; readonly link: boolean }[],
    first: number,
  ): void {
    const pages = new Map(found.slice(first).map(({ path }, i) => [sidecarOf(path), first + i]));
    for (const { path, link } of beside) {
      const at = pages.get(path);
      if (at === undefined) {
        const reason =
          'A .yaml file overrules fields of the .txt file of its name, and there is none beside this one.';
        problems.push(
          problem('warning', 'sidecar-alone', `${shownAs}/${path}`, reason, {
            hint: 'Name it after its page; a .md file holds its own fields.',
          }),
        );
        continue;
      }
      const stat = statOf(path, link);
      if (stat === null) continue;
      found[at] = withSidecar(found[at]!, stat);
      sidecars.add(found[at].path);
    }
  }

  function leadsToFolder(path: string): boolean {
    return statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  function take(path: string, link: boolean): void {
    const stat = statOf(path, link);
    if (stat !== null) found.push(foundOf(path as SourcePath, stat));
  }

  /** A file's numbers; null, and a problem, where it is none that can be read. */
  function statOf(path: string, link: boolean): Stats | null {
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
        return null;
      }
      const stat = link ? statSync(file) : lstatSync(file);
      if (!stat.isFile()) {
        problems.push(
          problem('error', 'source-not-a-file', `${shownAs}/${path}`, 'This is not a regular file.', {
            hint: 'Replace it by a file, or remove it.',
          }),
        );
        return null;
      }
      return stat;
    } catch (failure) {
      problems.push(unreadable(path, failure));
      return null;
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
