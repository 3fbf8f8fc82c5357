import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Digest } from '../base/brand.ts';
import { checksumOf } from '../base/digest.ts';

/**
 * Writes a plain value to a file that appears whole or not at all, under a key that says what it holds for. The
 * file's folder must be there.
 */
export function writeWhole(whole: string, value: unknown, key: Digest | '' = ''): void {
  const bytes = serialize(value);
  const unfinished = `${whole}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  try {
    writeFileSync(file, headOf(bytes, key));
    writeFileSync(file, bytes);
  } finally {
    closeSync(file);
  }
  replaceFile(unfinished, whole);
}

/**
 * Puts a finished file in another's place. The other goes first: renamed over, a file system waits until the new bytes
 * are on the disk (ext4's auto_da_alloc), some 80 ms; and what lies in these files is never missed, only made again.
 */
export function replaceFile(finished: string, file: string): void {
  rmSync(file, { force: true });
  renameSync(finished, file);
}

/**
 * Writes down what only saves work next time, with its folder. Where the system lets nobody write it, that is no failure
 * of a build, whose site may be in its place by then.
 */
export function note(file: string, value: unknown, key: Digest | '' = ''): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, value, key);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).errno === undefined) throw failure;
  }
}

/** The value in a file, or null where there is none, it was cut or changed, or it is another key's. */
export function readWhole(file: string, key: Digest | '' = ''): unknown {
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf(10) + 1;
    const value = bytes.subarray(start);
    return bytes.toString('latin1', 0, start) === headOf(value, key) ? deserialize(value) : null;
  } catch {
    return null;
  }
}

function headOf(bytes: Uint8Array, key: string): string {
  return `${checksumOf(bytes)} ${key}\n`;
}
