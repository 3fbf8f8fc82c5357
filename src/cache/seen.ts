import type { Digest, SourcePath } from '../base/brand.ts';
import { digestOf, digestOfLines } from '../base/digest.ts';
import type { Steps } from '../base/steps.ts';
import type { Found } from './scan.ts';

/** Which bytes a source had under which stamp. */
export interface Seen {
  readonly stamp: string;
  readonly bytes: Digest;
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

export function isAtRest(changed: number, clock: number): boolean {
  return changed < clock - AT_REST;
}

/**
 * The digest of all sources where they are those that were seen; null where one is not, or where too many would have to be read to
 * tell. Stamps do not survive a checkout: they are a shortcut to the digests, which are what counts.
 *
 * @param read the digest of a file as it is now
 */
export function* knownDigest(
  found: readonly Found[],
  seen: ReadonlyMap<string, Seen>,
  read: (path: SourcePath) => Digest | null,
): Steps<Digest | null> {
  let unsure = 0;
  for (const { path, size, stamp } of found) {
    const known = seen.get(path);
    if (known === undefined || known.bytes === '') return null;
    if (known.stamp !== stamp && (++unsure > MANY || size > LARGE || read(path) !== known.bytes)) return null;
  }
  yield;
  return yield* sourcesDigest(found.map(({ path }) => [path, seen.get(path)!]));
}

/** The digest of all sources, by which of them there are and what each has in it. */
export function sourcesDigest(sources: Iterable<readonly [path: string, seen: Seen]>): Steps<Digest> {
  return digestOfLines(linesOf(sources));
}

function* linesOf(sources: Iterable<readonly [path: string, seen: Seen]>): Iterable<string> {
  for (const [path, { bytes }] of sources) yield `${bytes} ${path}`;
}

/** What was seen, as it lies on disk: three long texts are read much faster than so many small values. */
export interface SeenColumns {
  readonly paths: string;
  readonly stamps: string;
  readonly bytes: string;
}

/** Parts the entries of a column: no file has it in its name. */
const END = '\0';

export function toColumns(seen: ReadonlyMap<string, Seen>): SeenColumns {
  const stamps: string[] = [];
  const bytes: string[] = [];
  for (const each of seen.values()) {
    stamps.push(each.stamp);
    bytes.push(each.bytes);
  }
  return { paths: [...seen.keys()].join(END), stamps: stamps.join(END), bytes: bytes.join(END) };
}

export function fromColumns(columns: SeenColumns): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  if (columns.paths === '') return seen;
  const stamps = columns.stamps.split(END);
  const bytes = columns.bytes.split(END);
  columns.paths.split(END).forEach((path, n) => {
    seen.set(path, { stamp: stamps[n]!, bytes: bytes[n] as Digest });
  });
  return seen;
}
