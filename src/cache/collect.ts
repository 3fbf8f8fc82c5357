import type { Article } from '../articles/types.ts';
import type { Digest, SourcePath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { type Problem, problem } from '../base/problem.ts';
import type { Spool } from '../press/spool.ts';
import type { Press, ReadOrder, Remembered } from '../press/types.ts';
import type { Found } from './scan.ts';
import { type Packed, saveStore, type Store, withValues } from './store.ts';
import { wordsByPath } from './words.ts';

/** Which bytes a source had under which stamp. */
export interface Seen {
  readonly stamp: string;
  readonly bytes: Digest;
}

/** All articles of a content folder. */
export interface Collection {
  /** Those without errors of their own. */
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
  /** Files that were really parsed, not remembered. */
  readonly read: number;
  /** Whether every file was read, now or earlier: none was too large or could not be opened. */
  readonly isWhole: boolean;
}

/** How long a file must have been at rest before its stamp is trusted, ms: some file systems count in two seconds. */
const AT_REST = 2000;

/** From so many files on whose stamps tell nothing, the build that reads them all may as well begin. */
const MANY = 1000;
/** A larger file, bytes, is not read only to tell whether it is the one that was seen. */
const LARGE = 8 * 1024 * 1024;

/**
 * Of which files were found under which stamps: where these are the same once more, so are the bytes. Null where a file is too
 * young for its stamp to tell.
 *
 * @param clock milliseconds since 1970, when the files were found
 */
export function sightOf(found: readonly Found[], clock: number): Digest | null {
  if (!found.every(({ changed }) => isAtRest(changed, clock))) return null;
  return digestOf(found.map(({ path, stamp }) => `${stamp} ${path}`).join('\n'));
}

function isAtRest(changed: number, clock: number): boolean {
  return changed < clock - AT_REST;
}

/**
 * The digest of all sources where they are those that were seen; null where one is not, or where too many would have to be read to
 * tell. Stamps do not survive a checkout: they are a shortcut to the digests, which are what counts.
 *
 * @param read the digest of a file as it is now
 */
export function knownDigest(
  found: readonly Found[],
  seen: ReadonlyMap<string, Seen>,
  read: (path: SourcePath) => Digest | null,
): Digest | null {
  const lines: string[] = [];
  let unsure = 0;
  for (const { path, size, stamp } of found) {
    const known = seen.get(path);
    if (known === undefined || known.bytes === '') return null;
    if (known.stamp !== stamp && (++unsure > MANY || size > LARGE || read(path) !== known.bytes)) return null;
    lines.push(`${known.bytes} ${path}`);
  }
  return digestOf(lines.join('\n'));
}

/**
 * All articles: those whose bytes are the remembered ones from memory, the others read by the press. Returns the
 * memories as they now are.
 *
 * @param fresh where the words of the articles that are read are put, by their source; null where nobody will ask
 */
export async function collect(
  found: readonly Found[],
  memory: { readonly seen: Store<Seen>; readonly articles: Store<Remembered> },
  press: (files: number) => Press,
  clock: number,
  limit: number,
  shownAs: string,
  fresh: Spool | null,
  progress: (done: number, of: number) => void,
): Promise<Collection & { seen: Store<Seen>; remembered: Store<Remembered>; digest: Digest }> {
  const problems: Problem[] = [];
  const seen = new Map<string, Seen>();
  const remembered = new Map<string, Remembered>();
  const orders: ReadOrder[] = [];
  const stamps = new Map<string, string>();
  for (const { path, size, stamp, changed } of found) {
    const known = memory.articles.values.get(path);
    const sight = memory.seen.values.get(path);
    if (sight?.stamp === stamp && known?.bytes === sight.bytes) {
      seen.set(path, sight);
      remembered.set(path, known);
      continue;
    }
    // Reserves the place, so that the order of the files is kept whoever reads them first.
    seen.set(path, NOT_YET);
    if (size > limit) {
      problems.push(tooLarge(`${shownAs}/${path}`, size, limit));
      continue;
    }
    remembered.set(path, NOTHING);
    stamps.set(path, isAtRest(changed, clock) ? stamp : '');
    orders.push({ path, remembered: known?.bytes ?? null });
  }

  let read = 0;
  let articles = memory.articles;
  let inParcels: Packed<Remembered>[] = [];
  let waiting = 0;
  let done = 0;
  if (orders.length > 0)
    await press(orders.length).read(orders, (result) => {
      const { parsed, same, unreadable, packed } = result;
      for (const [path, words] of wordsByPath(result)) fresh?.put(path, words);
      read += parsed.length;
      if (packed !== null) {
        inParcels.push({ ...packed, entries: parsed });
        waiting += packed.bytes.length + packed.shelf.bytes.length;
        if (waiting > MOST_WAITING) {
          articles = withMore(articles, inParcels);
          inParcels = [];
          waiting = 0;
        }
      }
      for (const [path, value] of parsed) {
        remembered.set(path, value);
        seen.set(path, { stamp: stamps.get(path)!, bytes: value.bytes });
      }
      for (const path of same) {
        const known = memory.articles.values.get(path)!;
        remembered.set(path, known);
        seen.set(path, { stamp: stamps.get(path)!, bytes: known.bytes });
      }
      for (const [path, why] of unreadable) {
        problems.push(why);
        remembered.delete(path);
        seen.delete(path);
      }
      done += parsed.length + same.length + unreadable.length;
      progress(done, orders.length);
    });
  for (const { problems: own } of remembered.values()) for (const each of own) problems.push(each);
  const lines = [...seen].map(([path, { bytes }]) => `${bytes} ${path}`);
  return {
    articles: soundArticles(remembered.values()),
    problems,
    read,
    isWhole: remembered.size === found.length,
    digest: digestOf(lines.join('\n')),
    seen: withValues(memory.seen, seen),
    remembered: withValues(articles, remembered, inParcels),
  };
}

/** Bytes of what is read that wait for the disk: the memory of a large archive is as large as the archive. */
const MOST_WAITING = 32 << 20;

/** The store with what has been read put into its file; a build that is stopped has not read that in vain. */
function withMore(store: Store<Remembered>, parcels: readonly Packed<Remembered>[]): Store<Remembered> {
  const values = new Map(store.values);
  for (const { entries } of parcels) for (const [name, value] of entries) values.set(name, value);
  return saveStore(withValues(store, values, parcels));
}

/** The articles of what was read, less those with errors of their own. */
export function soundArticles(read: Iterable<Remembered>): Article[] {
  const articles: Article[] = [];
  for (const { article, problems } of read)
    if (article !== null && !problems.some(({ severity }) => severity === 'error')) articles.push(article);
  return articles;
}

const NOT_YET: Seen = { stamp: '', bytes: '' as Digest };
const NOTHING: Remembered = { bytes: '' as Digest, article: null, problems: [] };

function tooLarge(file: string, size: number, limit: number): Problem {
  return problem(
    'error',
    'source-too-large',
    file,
    `This file has ${size} bytes; more than ${limit} are not read.`,
    {
      hint: 'Cut the file into articles, or raise `limits.bytes` in site.yaml.',
    },
  );
}
