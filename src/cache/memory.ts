import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Article } from '../articles/types.ts';
import type { Digest, SourcePath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';

/** What is remembered of one source file. */
export interface Remembered {
  /** The stamp under which the file was read, or '' where the file was too young to be told apart by it. */
  readonly stamp: string;
  /** Of the file's bytes. */
  readonly bytes: Digest;
  readonly article: Article | null;
  readonly problems: readonly Problem[];
}

/**
 * The memory of read articles. It holds what one file alone says and is filed under everything that went into
 * it: the generator's code with its libraries, the options of reading, the bytes. So nothing in it is ever
 * invalidated: what does not match is not found. Lost, cut or changed, it costs time and nothing else.
 */
export type Memory = ReadonlyMap<SourcePath, Remembered>;

/** How long a file must have been at rest before its stamp is trusted: some file systems count in two seconds. */
const AT_REST = 2000;

/** Whether a stamp taken now tells the file from every later state of it. */
export function trusted(changed: number, now: number): boolean {
  return changed < now - AT_REST;
}

/** The memory kept in a folder under a key, or an empty one. */
export function recall(folder: string | null, key: Digest): Memory {
  if (folder === null) return new Map();
  try {
    const bytes = readFileSync(fileIn(folder));
    const body = bytes.subarray(66);
    if (bytes.toString('latin1', 0, 66) !== `${key} ${digestOf(body)}\n`) return new Map();
    return deserialize(body) as Memory;
  } catch {
    return new Map();
  }
}

/** Keeps the memory for the next build; the file appears whole. */
export function keep(folder: string | null, key: Digest, memory: Memory): void {
  if (folder === null) return;
  const file = fileIn(folder);
  mkdirSync(dirname(file), { recursive: true });
  const body = serialize(memory);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.concat([Buffer.from(`${key} ${digestOf(body)}\n`), body]));
  renameSync(unfinished, file);
}

const fileIn = (folder: string): string => join(folder, 'articles');
