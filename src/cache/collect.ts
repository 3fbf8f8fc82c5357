import { setImmediate as turn } from 'node:timers/promises';
import type { Article } from '../articles/types.ts';
import type { Digest } from '../base/brand.ts';
import { type Problem, problem } from '../base/problem.ts';
import type { Spool } from '../press/spool.ts';
import type { Press, ReadOrder, Remembered } from '../press/types.ts';
import type { Found } from './scan.ts';
import { isAtRest, type Seen } from './seen.ts';
import { type Packed, saveStore, type Store, withValues } from './store.ts';
import { wordsByPath } from './words.ts';

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

/**
 * All articles: those whose bytes are the remembered ones from memory, the others read by the press. Returns the
 * memories as they now are.
 *
 * @param giveWay as `inTurns` has it
 * @param fresh where the words of the articles that are read are put, by their source; null where nobody will ask
 */
export async function collect(
  found: readonly Found[],
  memory: { readonly seen: ReadonlyMap<string, Seen>; readonly articles: Store<Remembered> },
  press: (files: number) => Press,
  clock: number,
  limit: number,
  shownAs: string,
  fresh: Spool | null,
  progress: (done: number, of: number) => void,
  giveWay?: () => Promise<void>,
): Promise<Collection & { seen: ReadonlyMap<string, Seen>; remembered: Store<Remembered> }> {
  const problems: Problem[] = [];
  const seen = new Map<string, Seen>();
  const remembered = new Map<string, Remembered>();
  const orders: ReadOrder[] = [];
  const stamps = new Map<string, string>();
  const others = async (): Promise<void> => {
    await turn();
    await giveWay?.();
  };
  let looked = 0;
  for (const { path, size, stamp, changed } of found) {
    if (looked++ % STEP === 0) await others();
    const known = memory.articles.values.get(path);
    const sight = memory.seen.get(path);
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
  await others();
  const sound = soundArticles(remembered.values());
  await others();
  return {
    articles: sound,
    problems,
    read,
    isWhole: remembered.size === found.length,
    seen,
    remembered: withValues(articles, remembered, inParcels),
  };
}

/** Sources that are looked at before others have their turn. */
const STEP = 10_000;

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
