import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { MANIFEST_NAME, type Manifest } from './manifest.ts';

/**
 * What the file system said of a published folder when it was last looked through: sizes and times that tell,
 * without reading, that nothing has touched it. A shortcut, never truth: where one differs, the bytes are
 * read; where this is lost, everything is.
 */
export interface Stamps extends Places {
  /** Size and modification time of each published file, in the order of the manifest; NaN where they are not known. */
  readonly files: Float64Array;
}

/** The folders of a published folder. */
export interface Places {
  /** Modification time of each folder that holds published files (`.` is the top): it changes when an entry comes or goes. */
  readonly folders: () => ReadonlyMap<string, number>;
  /** Files in the output folder that we did not write. */
  readonly foreign: readonly OutputPath[];
}

/** What the published files are like. */
export interface LookedAt {
  /** As in `Stamps`. */
  readonly files: Float64Array;
  /** Published files that are missing or no longer have the bytes we wrote. */
  readonly damaged: ReadonlySet<OutputPath>;
}

/** A look through a published folder; who asks first waits for it. */
export interface Survey {
  files(): Promise<LookedAt>;
  places(): Promise<Places>;
  /** Ends it, whether anybody has asked or not. */
  close(): void;
}

/** A look through a folder in this thread, as far as somebody asks. */
export function surveyHere(folder: string, manifest: Manifest, known: Stamps | null): Survey {
  let files: LookedAt | undefined;
  let places: Places | undefined;
  return {
    files: async () => {
      files ??= lookAtFiles(folder, manifest, known?.files ?? null);
      return files;
    },
    places: async () => {
      places ??= lookForForeign(folder, manifest, known);
      return places;
    },
    close: () => {},
  };
}

/** A look that need not be taken: the folder is as it was left. */
export function surveyed(stamps: Stamps): Survey {
  return {
    files: () => Promise.resolve({ files: stamps.files, damaged: new Set() }),
    places: () => Promise.resolve(stamps),
    close: () => {},
  };
}

/** Looks whether the published files are still there as they were written: which are missing or have other bytes now. */
export function lookAtFiles(folder: string, { entries }: Manifest, known: Float64Array | null): LookedAt {
  const files = new Float64Array(entries.size * 2).fill(Number.NaN);
  const damaged = new Set<OutputPath>();
  let at = 0;
  for (const [path, { digest }] of entries) {
    const file = `${folder}/${path}`;
    const isOurs = (): boolean => digestOf(readFileSync(file)) === digest;
    if (!stampInto(files, at, file)) damaged.add(path);
    else if ((files[at] !== known?.[at] || files[at + 1] !== known?.[at + 1]) && !isOurs()) {
      damaged.add(path);
      files.fill(Number.NaN, at, at + 2);
    }
    at += 2;
  }
  return { files, damaged };
}

/** Looks for what else is in a published folder, which need not be there. */
export function lookForForeign(folder: string, { entries }: Manifest, known: Places | null): Places {
  const names = folderNames(entries);
  const before = known?.folders();
  // A folder whose time has not changed holds no new entries; the others are listed.
  const folders = new Map<string, number>();
  const foreign: OutputPath[] = [];
  const listed = new Set<string>();
  for (const name of names) {
    const time = statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs;
    if (time === undefined) continue;
    folders.set(name, time);
    if (before?.get(name) === time) continue;
    listed.add(name);
    for (const entry of readdirSync(join(folder, name), { withFileTypes: true })) {
      const path = name === '.' ? entry.name : `${name}/${entry.name}`;
      if (path === MANIFEST_NAME || entries.has(path as OutputPath) || names.has(path)) continue;
      if (entry.isDirectory()) collect(folder, path, foreign);
      else foreign.push(path as OutputPath);
    }
  }
  for (const path of known?.foreign ?? []) {
    if (listed.has(dirname(path)) || foreign.includes(path)) continue;
    if (!entries.has(path) && stampOf(join(folder, path)) !== null) foreign.push(path);
  }
  return { folders: () => folders, foreign: foreign.sort() };
}

/** Times of folders as a row of numbers, in the order of the folders of a manifest; NaN where one is not there. */
export function timesOf(
  { entries }: Manifest,
  folders: ReadonlyMap<string, number>,
): Float64Array<ArrayBuffer> {
  const names = folderNames(entries);
  const times = new Float64Array(names.size);
  let at = 0;
  for (const name of names) times[at++] = folders.get(name) ?? Number.NaN;
  return times;
}

/** The same times by name. */
export function byName({ entries }: Manifest, times: Float64Array): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  let at = 0;
  for (const name of folderNames(entries)) {
    const time = times[at++]!;
    if (!Number.isNaN(time)) known.set(name, time);
  }
  return known;
}

/** Puts size and time of a regular file into a row; false where there is none. */
export function stampInto(row: Float64Array, at: number, file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return false;
  row[at] = found.size;
  row[at + 1] = found.mtimeMs;
  return true;
}

const namesOf = new WeakMap<Manifest['entries'], ReadonlySet<string>>();

/**
 * All folders that hold published files, the top (`.`) first.
 *
 * @param before entries of which the paths are the same, where there are any
 */
export function folderNames(entries: Manifest['entries'], before?: Manifest['entries']): ReadonlySet<string> {
  const known = namesOf.get(entries) ?? (before ? folderNames(before) : foldersIn(entries.keys()));
  namesOf.set(entries, known);
  return known;
}

function foldersIn(paths: Iterable<OutputPath>): ReadonlySet<string> {
  const names = new Set<string>(['.']);
  let last = '';
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '.' : path.slice(0, slash);
    if (parent !== last) addWithParents(names, parent);
    last = parent;
  }
  return names;
}

/** `size mtime` of a regular file; null for anything else. */
export function stampOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : null;
}

/** All folders on the way to a folder. */
function addWithParents(folders: Set<string>, folder: string): void {
  for (let name = folder; name !== '.' && name !== '' && !folders.has(name); name = dirname(name))
    folders.add(name);
}

/** Every file below a folder that is wholly foreign. */
function collect(root: string, folder: string, into: OutputPath[]): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) collect(root, path, into);
    else into.push(path as OutputPath);
  }
}
