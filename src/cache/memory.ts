import { join } from 'node:path';
import type { Digest } from '../base/brand.ts';
import { digestOfAll, type RowDigests } from '../base/digest.ts';
import { Damaged } from '../base/pack.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Problem } from '../base/problem.ts';
import { keepPublished, type Published } from '../output/published.ts';
import type { PlanMemo } from '../pages/remembered.ts';
import type { Edition } from '../pages/types.ts';
import type { Templates } from '../render/templates.ts';
import type { LinkMemo, Skipped } from '../site/types.ts';
import type { HandPress } from '../press/hand-press.ts';
import { PACKED } from '../press/packed.ts';
import type { Remembered } from '../press/types.ts';
import type { Scan } from './scan.ts';
import { fromColumns, type Seen, type SeenColumns, toColumns } from './seen.ts';
import { emptied, type Form, openStore, saveStore, type Store, withValues } from './store.ts';
import { note, readWhole } from '../output/whole.ts';

/** What a build told, to be told again when nothing has changed. */
export interface Outcome {
  readonly articles: number;
  readonly pages: number;
  readonly problems: readonly Problem[];
  readonly changesAt: string | null;
  readonly skipped: Skipped;
  /** What its pages were made with beside the articles (explain.ts). */
  readonly recipe: string;
}

/** What a published shard of the search was made from. */
export interface Made {
  /** Of the file. */
  readonly file: Digest;
  /** Two words an article. */
  readonly marks: Uint32Array;
}

/** Which memo of linking is on disk; most of the memo itself is let go. */
export type KeptLinks = Pick<LinkMemo, 'digests' | 'answers' | 'standings'> & { readonly settings: string };

/**
 * All that is remembered from one build to the next: on disk from one process to the next, and within a process
 * what would be made again from the same inputs. Without it a build does the same, slower.
 */
export interface Memory {
  readonly folder: string | null;
  readonly generator: string;
  /** The digest of all sources, by what was seen of them (`sightOf`). */
  sights: Store<Digest>;
  /** Which bytes a source had under which stamp, and what of that is on disk; read when it is needed. */
  seen: {
    readonly values: ReadonlyMap<string, Seen>;
    readonly kept: ReadonlyMap<string, Seen> | null;
  } | null;
  /** The digest of the sources as this process has read them last. */
  sources: Digest | null;
  /** The outcome of the last build, by the digest of its inputs. */
  outcomes: Store<Outcome>;
  /** What each source says; opened when it is needed, under the key of the options of reading. */
  articles: Store<Remembered> | null;
  /** What the published shards of the search were made from; opened when one is to be made anew. */
  words: Store<Made> | null;
  /** What linking asks to be remembered, and what of that is on disk: the same, or what it asked a few articles ago. */
  links: { readonly key: Digest; readonly memo: LinkMemo; readonly kept: KeptLinks | null } | null;
  /** What planning asks to be remembered, and what of that is on disk, under the key of `links`. */
  plan: { readonly key: Digest; readonly memo: PlanMemo; readonly kept: PlanMemo | null } | null;
  /** The sources as they were found last, for a build that is told where to look. */
  scan: Scan | null;
  /** What this process published last. */
  published: Published | null;
  /** The one of these beside which the staging folder has been made ready. */
  ready: Published | null;
  /** Which of these is on disk already. */
  readonly noted: WeakSet<Published>;
  /** The templates as they were loaded last, and the digest of their sources. */
  templates: { readonly digest: Digest; readonly templates: Templates } | null;
  /** What the pages of the site as it is published were planned from. */
  edition: Edition | null;
  /** Of the rows that pages show, in a process that builds more than once. */
  digests: RowDigests | null;
  /** The press at rest, with its templates compiled and its bodies at hand, and what it was set up with. */
  press: { readonly setup: Digest; readonly press: HandPress } | null;
}

/** Opens the memory kept in a folder, or one that is empty and is not kept. */
export function openMemory(folder: string | null, generator: string): Memory {
  const key = digestOfAll([generator]);
  return {
    folder,
    generator,
    sights: openStore(inFolder(folder, 'sight'), key),
    seen: null,
    sources: null,
    outcomes: openStore(inFolder(folder, 'outcome'), key),
    articles: null,
    words: null,
    links: null,
    plan: null,
    scan: null,
    published: null,
    ready: null,
    noted: new WeakSet(),
    templates: null,
    edition: null,
    digests: null,
    press: null,
  };
}

/** A store of the memory under a key; the one at hand where it has that key already. */
export function storeOf<V>(
  memory: Memory,
  at: Store<V> | null,
  name: string,
  key: Digest,
  form?: Form<V>,
): Store<V> {
  return at?.key === key ? at : openStore<V>(inFolder(memory.folder, name), key, form);
}

/** Which bytes each source had when it was seen last. */
export function seenOf(memory: Memory): ReadonlyMap<string, Seen> {
  if (memory.seen === null) {
    const columns = noted(memory, 'seen', generatorKey(memory)) as SeenColumns | null;
    const values = columns === null ? new Map<string, Seen>() : fromColumns(columns);
    memory.seen = { values, kept: values };
  }
  return memory.seen.values;
}

const generatorKey = ({ generator }: Memory): Digest => digestOfAll([generator]);

/** Remembers the digest of all sources under what was seen of them. */
export function rememberSight(memory: Memory, sight: Digest | null, sources: Digest | null): void {
  if (sight === null || sources === null || memory.sights.values.get(sight) === sources) return;
  memory.sights = withValues(memory.sights, new Map([[sight, sources]]));
}

/** What each source says, under the key of the options of reading. */
export function rememberedOf(memory: Memory, key: Digest): Store<Remembered> {
  return storeOf(memory, memory.articles, 'articles', key, PACKED);
}

/** What linking asked to be remembered, under the key of what the articles were read with. */
export function recallLinks(memory: Memory, key: Digest): LinkMemo | undefined {
  const { links } = memory;
  if (links !== null) return links.key === key ? links.memo : undefined;
  const memo = noted(memory, 'links', key) as LinkMemo | null;
  if (memo !== null) memory.links = { key, memo, kept: keptOf(memo) };
  return memo ?? undefined;
}

/** What planning asked to be remembered, under the same key as what linking did. */
export function recallPlan(memory: Memory, key: Digest): PlanMemo | undefined {
  const { plan } = memory;
  if (plan !== null) return plan.key === key ? plan.memo : undefined;
  const memo = noted(memory, 'plan', key) as PlanMemo | null;
  if (memo !== null) memory.plan = { key, memo, kept: memo };
  return memo ?? undefined;
}

function keptOf({ digests, addresses, answers, standings }: LinkMemo): KeptLinks {
  return { digests, settings: addresses.settings, answers, standings };
}

/** So many articles may come and go before what linking remembers is written anew: linking looks at these alone once more. */
const FEW = 12;

/**
 * Whether what is on disk will do for the next process as well. It will not where headlines lead elsewhere or are named
 * otherwise than that says: all of them would be looked at once more.
 */
function isNear(memo: LinkMemo, kept: KeptLinks | null): boolean {
  const { digests, settings, answers, standings } = keptOf(memo);
  if (kept === null || kept.settings !== settings) return false;
  if (kept.answers !== answers || kept.standings !== standings) return false;
  if (kept.digests === digests) return true;
  const then = new Set(kept.digests);
  let come = 0;
  for (const digest of digests) if (!then.has(digest)) come++;
  return come + kept.digests.length - (digests.length - come) <= FEW;
}

/**
 * Keeps the memory for the next process.
 *
 * @param out The output folder that was published into.
 */
export function saveMemory(memory: Memory, out: string): void {
  finished(savingMemory(memory, out));
}

/** The same, a file a step. */
export function* savingMemory(memory: Memory, out: string): Steps<void> {
  memory.sights = saveStore(memory.sights);
  memory.outcomes = saveStore(memory.outcomes);
  if (memory.articles !== null) memory.articles = saveStore(memory.articles);
  yield;
  if (memory.words !== null) memory.words = saveStore(memory.words);
  yield;
  const { seen, links, plan, published } = memory;
  const keep = (name: string, value: unknown, key: Digest): void => {
    if (memory.folder !== null) note(join(memory.folder, name), value, key);
  };
  if (seen !== null && seen.values !== seen.kept) {
    keep('seen', toColumns(seen.values), generatorKey(memory));
    memory.seen = { ...seen, kept: seen.values };
    yield;
  }
  if (links !== null && !isNear(links.memo, links.kept)) {
    keep('links', links.memo, links.key);
    memory.links = { ...links, kept: keptOf(links.memo) };
    yield;
  }
  if (plan !== null && plan.memo !== plan.kept) {
    keep('plan', plan.memo, plan.key);
    memory.plan = { ...plan, kept: plan.memo };
    yield;
  }
  if (published !== null && !memory.noted.has(published)) {
    keepPublished(out, published);
    memory.noted.add(published);
  }
}

/**
 * Does what needs the memory. What the articles have put apart is read, and found to be damaged, when somebody asks for it: then
 * all is done once more without what was remembered of them, which costs time and never truth.
 */
export async function unlessDamaged<T>(memory: Memory, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Damaged)) throw failure;
    memory.articles = memory.articles && emptied(memory.articles);
    return await work();
  }
}

/** What was noted under a name of the memory, or null. */
function noted({ folder }: Memory, name: string, key: Digest): unknown {
  return folder === null ? null : readWhole(join(folder, name), key);
}

function inFolder(folder: string | null, name: string): string | null {
  return folder === null ? null : join(folder, name);
}
