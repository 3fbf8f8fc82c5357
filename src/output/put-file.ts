import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputPath } from '../base/brand.ts';

/** Puts a file into a tree. Never into a file that is there already: that one may be shared with the other tree. */
export function putFile(root: string, path: OutputPath, bytes: string | Uint8Array, made: Set<string>): void {
  const file = join(root, path);
  makeFolder(dirname(file), made);
  try {
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    unlinkSync(file);
    writeFileSync(file, bytes, { flag: 'wx' });
  }
}

/** Makes a folder with those it lies in; `made` are those known to be there. */
export function makeFolder(folder: string, made: Set<string>): void {
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
}
