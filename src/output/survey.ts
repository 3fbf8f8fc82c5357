import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { MANIFEST_NAME, type Manifest } from './manifest.ts';

/**
 * What the file system said of a published folder when it was last looked through: sizes and times that tell,
 * without reading, that nothing has touched it. A shortcut, never truth: where a stamp differs, the bytes are
 * read; where this is lost, everything is.
 */
export interface Stamps {
  /** `size mtime` of each published file. */
  readonly files: Map<string, string>;
  /** Modification time of each folder that holds published files (`.` is the top): it changes when an entry comes or goes. */
  readonly folders: Map<string, number>;
  /** Files in the output folder that we did not write. */
  readonly foreign: readonly OutputPath[];
}

/** The output folder as it is found. */
export interface Survey {
  readonly stamps: Stamps;
  /** Published files that are missing or no longer have the bytes we wrote. */
  readonly damaged: ReadonlySet<OutputPath>;
}

/** Looks whether the published files are still there as they were written, and what else is there. */
export function survey(folder: string, manifest: Manifest, known: Stamps | null): Survey {
  const files = new Map<string, string>();
  const damaged = new Set<OutputPath>();
  const folderNames = new Set<string>(['.']);
  let lastFolder = '';
  for (const [path, { digest }] of manifest.entries) {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '.' : path.slice(0, slash);
    if (parent !== lastFolder) addWithParents(folderNames, parent);
    lastFolder = parent;
    const stamp = stampOf(`${folder}/${path}`);
    if (stamp === null) damaged.add(path);
    else if (stamp === known?.files.get(path)) files.set(path, stamp);
    else if (digestOf(readFileSync(join(folder, path))) === digest) files.set(path, stamp);
    else damaged.add(path);
  }

  // A folder whose time has not changed holds no new entries; the others are listed.
  const folders = new Map<string, number>();
  const foreign: OutputPath[] = [];
  const listed = new Set<string>();
  for (const name of folderNames) {
    const time = statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs;
    if (time === undefined) continue;
    folders.set(name, time);
    if (known?.folders.get(name) === time) continue;
    listed.add(name);
    for (const entry of readdirSync(join(folder, name), { withFileTypes: true })) {
      const path = name === '.' ? entry.name : `${name}/${entry.name}`;
      if (path === MANIFEST_NAME || manifest.entries.has(path as OutputPath) || folderNames.has(path))
        continue;
      if (entry.isDirectory()) collect(folder, path, foreign);
      else foreign.push(path as OutputPath);
    }
  }
  for (const path of known?.foreign ?? []) {
    if (listed.has(dirname(path)) || foreign.includes(path)) continue;
    if (!manifest.entries.has(path) && stampOf(join(folder, path)) !== null) foreign.push(path);
  }
  return { stamps: { files, folders, foreign: foreign.sort() }, damaged };
}

/** `size mtime` of a regular file; null for anything else. */
export function stampOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : null;
}

/** All folders on the way to a folder. */
export function addWithParents(folders: Set<string>, folder: string): void {
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
