import {
  closeSync,
  copyFileSync,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputPath } from '../base/brand.ts';

/** What the system says of a file that nobody has touched since it was written. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** Of the last change, milliseconds since 1970. */
  readonly time: number;
}

/**
 * Puts a file into a tree. Never into a file that is there already: that one may be shared with the other tree.
 *
 * @param replaces Whether one is most likely there.
 */
export function putFile(
  root: string,
  path: OutputPath,
  bytes: string | Uint8Array,
  made: Set<string>,
  replaces: boolean,
): FileStamp {
  const file = join(root, path);
  makeFolder(dirname(file), made);
  const descriptor = openNew(file, replaces);
  try {
    writeFileSync(descriptor, bytes);
    const { size, mtimeMs: time } = fstatSync(descriptor);
    return { size, time };
  } finally {
    closeSync(descriptor);
  }
}

function openNew(file: string, replaces: boolean): number {
  try {
    if (replaces) unlinkSync(file);
    return openSync(file, 'wx');
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'EEXIST') unlinkSync(file);
    else if (code !== 'ENOENT' || !replaces) throw failure;
    return openSync(file, 'wx');
  }
}

/** Makes a folder with those it lies in; `made` are those known to be there. */
function makeFolder(folder: string, made: Set<string>): void {
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/** Paths of a published folder and its spare that are to be the same files. */
export interface Relinked {
  readonly folder: string;
  readonly spare: string;
  readonly paths: readonly OutputPath[];
}

/** Makes a path of the spare the very file that is published there, or nothing where nothing is. */
export function relink(folder: string, spare: string, path: OutputPath, made: Set<string>): void {
  const from = join(folder, path);
  const to = join(spare, path);
  const source = lstatSync(from, { throwIfNoEntry: false });
  if (source === undefined) {
    removeFile(spare, path);
    return;
  }
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there !== undefined) {
    if (there.ino === source.ino && there.isFile()) return;
    unlinkSync(to);
  }
  makeFolder(dirname(to), made);
  try {
    linkSync(from, to);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOSPC') throw failure;
    copyFileSync(from, to); // a file system without hard links
    utimesSync(to, source.atime, source.mtime);
  }
}

/** Deletes a file of a tree if it is there, and the folders that become empty by it. */
export function removeFile(root: string, path: OutputPath): void {
  rmSync(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}
