import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rm } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Digest, OutputPath } from '../base/brand.ts';
import { compare } from '../base/problem.ts';
import type { Steps } from '../base/steps.ts';
import { note, readWhole, writeWhole } from './whole.ts';
import { exchange } from './exchange.ts';
import { type FileStamp, type Relinked, relink, removeFile } from './tree.ts';
import { lock } from './lock.ts';
import { type Entry, MANIFEST_NAME, type Manifest, readManifest, written } from './manifest.ts';
import { folderNames, stampInto, stampOf, type Survey, surveyed, surveyHere } from './survey.ts';
import { type Published, recall, stagingFolder } from './published.ts';

/*
 * Publishing is all or nothing, and an unchanged file keeps its bytes and its time.
 *
 * Beside the output folder (`dist`) there is a staging folder (`.dist.staging`) with a second tree, the spare. The
 * two share every unchanged file by hard link, so the spare costs folders and no bytes. A build writes what is
 * new into the spare and then exchanges the two folders in one step; the old site becomes the spare of
 * the next build. Where the trees may differ is noted in `behind` before anything is written, so that after a
 * crash at any point the spare can be brought level again from that list.
 */

interface Ledger {
  /** The inodes of the two folders: says that the spare belongs to this output folder. */
  readonly inodes: readonly [number, number];
  /** Paths on which the spare may differ from the published tree. */
  readonly behind: readonly OutputPath[];
}

/** A tree being made. Files are put into it, then `publish` makes it the site. */
export interface Stage {
  readonly folder: string;
  /** Takes a published file over as it is: its new bytes turned out to be the old ones. */
  keep(path: OutputPath): void;
  /** Leaves a path out that was to be written. */
  drop(path: OutputPath): void;
  /**
   * Swaps the finished tree in. `entries` is the whole site; what is not in it any more has been deleted. `written` are the
   * files that were put into it.
   */
  publish(
    inputs: Digest,
    entries: ReadonlyMap<OutputPath, Entry>,
    written: ReadonlyMap<OutputPath, FileStamp>,
  ): Promise<Published>;
}

/** The output folder with its staging folder, held by this process until `close`. */
export class Output {
  readonly folder: string;
  /** What was published last, or null where there is nothing of ours. */
  readonly manifest: Manifest | null;
  readonly #staging: string;
  readonly #spare: string;
  readonly #survey: Survey;
  #ahead: Promise<boolean> = Promise.resolve(false);
  readonly #spareFolders: () => ReadonlyMap<string, number>;
  readonly #unlock: () => void;

  /**
   * Takes hold of an output folder: waits for another build, mends what a killed one left, and looks at what is
   * there.
   *
   * @param recent What this process published into it last; while the folder is still that one, it is not looked
   *   through again.
   * @param elsewhere Looks through a folder in another thread, where that is worth it.
   */
  static async open(
    folder: string,
    onWait: (pid: number) => void,
    recent: Published | null = null,
    elsewhere: ((folder: string, manifest: Manifest) => Survey) | null = null,
  ): Promise<Output> {
    const unlock = await lock(join(stagingFolder(folder), 'lock'), onWait);
    try {
      return new Output(folder, unlock, recent, elsewhere);
    } catch (failure) {
      unlock();
      throw failure;
    }
  }

  private constructor(
    folder: string,
    unlock: () => void,
    recent: Published | null,
    elsewhere: ((folder: string, manifest: Manifest) => Survey) | null,
  ) {
    this.folder = folder;
    this.#unlock = unlock;
    this.#staging = stagingFolder(folder);
    this.#spare = join(this.#staging, 'spare');
    this.#mend();
    if (recent !== null && recent.mark === markOf(folder)) {
      this.manifest = recent.manifest;
      this.#survey = surveyed(recent.stamps);
      this.#spareFolders = recent.spareFolders;
      return;
    }
    const own = readManifest(folder);
    this.manifest = own ?? (this.#isPaired() ? this.#lostManifest() : null);
    this.#spareFolders = () => recall(folder, this.manifest)?.spareFolders() ?? new Map();
    this.#survey =
      elsewhere !== null && own !== null && own.entries.size >= MANY
        ? elsewhere(folder, own)
        : surveyHere(folder, this.manifest ?? NOTHING, recall(folder, this.manifest)?.stamps ?? null);
  }

  /** Published files that are missing or no longer have the bytes we wrote. */
  async damaged(): Promise<ReadonlySet<OutputPath>> {
    return (await this.#survey.files()).damaged;
  }

  /** Files in the output folder that we did not write. */
  async foreign(): Promise<readonly OutputPath[]> {
    return (await this.#survey.places()).foreign;
  }

  /**
   * Has the spare brought level by somebody else while this build reads and plans, where it is far behind, as it is after a
   * first build. A build that opens no stage need not wait for it, but has to stop it before it lets the folder go.
   *
   * @param carry Relinks these paths in another thread (tree.ts).
   */
  async levelAhead(carry: (paths: Relinked) => Promise<void>): Promise<void> {
    if (!existsSync(this.folder) || this.manifest === null) return;
    if ((this.#ledger()?.behind.length ?? this.manifest.entries.size) < FAR) return;
    if ((await this.damaged()).size > 0) return;
    const foreign = await this.foreign();
    const paired = await this.#ownSpare();
    const { behind } = this.#noteBehind(paired, [], foreign);
    this.#ahead = carry({
      folder: this.folder,
      spare: this.#spare,
      paths: [...behind, ...foreign],
    }).then(
      () => true,
      () => false,
    );
  }

  /** Opens the tree to write into: these paths will be written, kept or dropped, and those are deleted. */
  async stage(touched: readonly OutputPath[], deleted: readonly OutputPath[]): Promise<Stage> {
    mkdirSync(this.#staging, { recursive: true });
    const ahead = await this.#ahead;
    const foreign = await this.foreign();
    if (ahead) this.#noteLevel(this.manifest!, foreign);
    const paired = await this.#ownSpare();
    const leveled = existsSync(this.folder)
      ? await takeSteps(this.#level(paired, touched, deleted, foreign))
      : null;
    const changed = ahead ? 'all' : leveled;
    return {
      folder: this.#spare,
      keep: (path) => relink(this.folder, this.#spare, path, new Set()),
      drop: (path) => removeFile(this.#spare, path),
      publish: (inputs, entries, written) => this.#publish(inputs, entries, written, changed),
    };
  }

  /**
   * Brings the spare level ahead of the next build, which then need not do it. Others have their turn meanwhile.
   *
   * @param isOvertaken asked now and then whether somebody waits; the next build then does the rest
   * @returns What is known of the folder and its spare after that; null where it was given up.
   */
  async makeReady(published: Published, isOvertaken: () => boolean): Promise<Published | null> {
    if (!existsSync(this.folder)) return published;
    const { entries } = published.manifest;
    const foreign = await this.foreign();
    const paired = await this.#ownSpare();
    const changed = await takeSteps(this.#level(paired, [], [], foreign), isOvertaken);
    if (changed === null) return null;
    this.#noteLevel(published.manifest, foreign);
    const spareFolders =
      changed === 'all'
        ? foldersOf(this.#spare, entries.keys(), new Map())
        : foldersOf(this.#spare, changed, published.spareFolders());
    return { ...published, spareFolders: () => spareFolders };
  }

  /** Notes that the spare is level; with the manifest, by which ours are known where the other is lost. */
  #noteLevel(manifest: Manifest, foreign: readonly OutputPath[]): void {
    this.#writeManifest(manifest);
    note(this.#file('ledger'), { inodes: this.#inodes(), behind: [...foreign] } satisfies Ledger);
  }

  /** Lets the folder go. */
  close(): void {
    this.#survey.close();
    this.#unlock();
  }

  #file(name: string): string {
    return join(this.#staging, name);
  }

  /** Puts right what a build left that was killed between the two renames of a system that cannot exchange at once. */
  #mend(): void {
    const parking = this.#file('parking');
    if (!existsSync(parking)) return;
    if (!existsSync(this.folder)) renameSync(parking, this.folder);
    else rmSync(parking, { recursive: true, force: true });
  }

  /** Whether the staging folder belongs to the output folder as it is now. */
  #isPaired(): boolean {
    const ino = statSync(this.folder, { throwIfNoEntry: false })?.ino;
    return ino !== undefined && (this.#ledger()?.inodes.includes(ino) ?? false);
  }

  /**
   * What the staging folder still knows of a manifest that was lost: which files are ours, not what is in them. The
   * spare has the manifest of the site before, and the ledger the paths that have become different since.
   */
  #lostManifest(): Manifest {
    const unknown: Entry = { key: '' as Digest, digest: '' as Digest };
    const before = readManifest(this.#spare)?.entries.keys() ?? [];
    const paths = [...new Set([...before, ...(this.#ledger()?.behind ?? [])])].sort(compare);
    return { ...NOTHING, entries: new Map(paths.map((path) => [path, unknown])) };
  }

  /** Puts a manifest into the spare: a file of its own, because the two trees may not share it. */
  #writeManifest({ inputs, entries }: Pick<Manifest, 'inputs' | 'entries'>): Manifest {
    const file = join(this.#spare, MANIFEST_NAME);
    const { manifest, text } = written(inputs, entries);
    rmSync(file, { force: true });
    writeFileSync(file, text);
    return manifest;
  }

  #inodes(): Ledger['inodes'] {
    return [statSync(this.folder).ino, statSync(this.#spare).ino];
  }

  #ledger(): Ledger | null {
    return readWhole(this.#file('ledger')) as Ledger | null;
  }

  /**
   * Brings the spare level with the published tree, apart from what this build will touch, a path a step. Returns the
   * paths whose folders in the spare may have changed, or `all`.
   */
  *#level(
    paired: boolean,
    touched: readonly OutputPath[],
    deleted: readonly OutputPath[],
    foreign: readonly OutputPath[],
  ): Steps<readonly OutputPath[] | 'all'> {
    const { behind, changed } = this.#noteBehind(paired, [...touched, ...deleted], foreign);
    const will = new Set([...touched, ...deleted]);
    const made = new Set<string>();
    for (const path of [...behind.filter((each) => !will.has(each)), ...foreign]) {
      relink(this.folder, this.#spare, path, made);
      yield;
    }
    if (paired)
      for (const path of deleted) {
        removeFile(this.#spare, path);
        yield;
      }
    return paired ? changed : 'all';
  }

  /** Whether the spare is this folder's; one that is not is begun anew. */
  async #ownSpare(): Promise<boolean> {
    const inodes: readonly number[] = existsSync(this.folder) ? (this.#ledger()?.inodes ?? []) : [];
    const inodeOf = (folder: string): number => statSync(folder, { throwIfNoEntry: false })?.ino ?? -1;
    if (inodes.includes(inodeOf(this.folder)) && inodes.includes(inodeOf(this.#spare))) return true;
    await rm(this.#spare, { recursive: true, force: true });
    mkdirSync(this.#spare, { recursive: true });
    return false;
  }

  /** Notes where the trees will differ, before they do. */
  #noteBehind(
    paired: boolean,
    touched: readonly OutputPath[],
    foreign: readonly OutputPath[],
  ): {
    /** Where they differ now. */
    readonly behind: readonly OutputPath[];
    /** Where they may differ from here on. */
    readonly changed: readonly OutputPath[];
  } {
    const known = paired ? this.#ledger()?.behind : null;
    const behind = known ?? [...(this.manifest?.entries.keys() ?? [])];
    const changed = [...new Set([...behind, ...touched, ...foreign])];
    writeWhole(this.#file('ledger'), { inodes: this.#inodes(), behind: changed } satisfies Ledger);
    return { behind, changed };
  }

  async #publish(
    inputs: Digest,
    entries: ReadonlyMap<OutputPath, Entry>,
    stampsOf: ReadonlyMap<OutputPath, FileStamp>,
    changed: readonly OutputPath[] | 'all' | null,
  ): Promise<Published> {
    const old = this.manifest?.entries ?? NOTHING.entries;
    const ordered = await inPathOrder(entries, old);
    const manifest = this.#writeManifest({ inputs, entries: ordered });
    await turn();
    const { files: stamps, damaged } = await this.#survey.files();
    const places = await this.#survey.places();
    const behind: OutputPath[] = [...places.foreign];
    const files = new Float64Array(manifest.entries.size * 2).fill(Number.NaN);
    const oldPaths = [...old.keys()];
    let [at, before, stayed] = [0, 0, 0];
    for (const [path, { digest }] of manifest.entries) {
      if (at % (2 * LOOKED_AT) === 0) await turn();
      // Both are in path order.
      while (before < oldPaths.length && compare(oldPaths[before]!, path) < 0) before++;
      if (oldPaths[before] === path) stayed++;
      const isOld = oldPaths[before] === path && old.get(path)!.digest === digest && !damaged.has(path);
      const known = isOld ? stamps.subarray(before * 2, before * 2 + 2) : NO_STAMP;
      if (Number.isNaN(known[0])) {
        behind.push(path);
        const stamp = stampsOf.get(path);
        if (stamp === undefined) stampInto(files, at, `${this.#spare}/${path}`);
        else {
          files[at] = stamp.size;
          files[at + 1] = stamp.time;
        }
      } else files.set(known, at);
      at += 2;
    }
    if (stayed < old.size) for (const path of old.keys()) if (!entries.has(path)) behind.push(path);
    // Most often only contents are other.
    if (stayed === old.size && stayed === ordered.size) folderNames(ordered, old);
    await turn();
    const folders =
      changed === null || changed === 'all'
        ? foldersOf(this.#spare, manifest.entries.keys(), new Map())
        : foldersOf(this.#spare, changed, this.#spareFolders());

    if (changed === null) {
      renameSync(this.#spare, this.folder);
      // There is no spare yet: no inode is 0, and every path is different.
      const inodes = [statSync(this.folder).ino, 0] as const;
      note(this.#file('ledger'), { inodes, behind: [...manifest.entries.keys()] } satisfies Ledger);
    } else {
      await exchange(this.folder, this.#spare, this.#file('parking'));
      note(this.#file('ledger'), { inodes: this.#inodes(), behind } satisfies Ledger);
    }
    // The manifest came last and changed the time of the top folder.
    folders.set('.', statSync(this.folder).mtimeMs);
    return {
      manifest,
      stamps: { files, folders: () => folders, foreign: places.foreign },
      spareFolders: changed === null ? () => new Map() : places.folders,
      mark: markOf(this.folder),
    };
  }
}

const NOTHING: Manifest = { inputs: '' as Digest, entries: new Map(), sum: '' };

/** Paths that the spare lacks from which on another thread is worth its start. */
const FAR = 400;

/** Published files from which on it is for looking through them. */
const MANY = 4000;

/** Paths that are put right, and paths that are only looked at, before others have their turn. */
const PUT_RIGHT = 50;
const LOOKED_AT = 10_000;

const NO_STAMP = Float64Array.of(Number.NaN, Number.NaN);

/** Takes steps, with a turn for others after every few; null where it was given up. */
async function takeSteps<T>(steps: Steps<T>, isOvertaken: () => boolean = () => false): Promise<T | null> {
  for (let taken = 1; ; taken++) {
    const { done, value } = steps.next();
    if (done) return value;
    if (taken % PUT_RIGHT !== 0) continue;
    await turn();
    if (isOvertaken()) return null;
  }
}

/** Says which folder this is, in which state: its inode and its manifest's. */
function markOf(folder: string): string {
  const top = statSync(folder, { throwIfNoEntry: false });
  return `${top?.ino} ${top?.mtimeMs} ${stampOf(join(folder, MANIFEST_NAME))}`;
}

/** Entries in path order, found from the old order where little has changed. */
async function inPathOrder(
  entries: ReadonlyMap<OutputPath, Entry>,
  old: ReadonlyMap<OutputPath, Entry>,
): Promise<ReadonlyMap<OutputPath, Entry>> {
  const added = [...entries.keys()].filter((path) => !old.has(path)).sort(compare);
  const ordered = new Map<OutputPath, Entry>();
  let next = 0;
  const take = (path: OutputPath): void => {
    const entry = entries.get(path);
    if (entry !== undefined) ordered.set(path, entry);
  };
  let taken = 0;
  for (const path of old.keys()) {
    if (taken++ % LOOKED_AT === 0) await turn();
    while (next < added.length && compare(added[next]!, path) < 0) take(added[next++]!);
    take(path);
  }
  while (next < added.length) take(added[next++]!);
  return ordered;
}

/** When the folders on the way to these paths last changed, over what is known of the others. */
function foldersOf(
  root: string,
  paths: Iterable<OutputPath>,
  known: ReadonlyMap<string, number>,
): Map<string, number> {
  const folders = new Map(known);
  const visited = new Set<string>();
  const visit = (folder: string): void => {
    if (visited.has(folder)) return;
    visited.add(folder);
    const time = statSync(join(root, folder), { throwIfNoEntry: false })?.mtimeMs;
    if (time === undefined) folders.delete(folder);
    else folders.set(folder, time);
    if (folder !== '.') visit(dirname(folder));
  };
  visit('.');
  for (const path of paths) visit(dirname(path));
  return folders;
}
