// The thread that goes to the disk for another: fetches sources, puts finished pages there, looks through what is published.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { type Errand, type Fetched, type Load, MOST_FETCHED, type Unloaded } from './press/aided-press.ts';
import { type Surveyed, survey } from './output/surveyor.ts';
import { type Relinked, relink } from './output/tree.ts';
import { deliver } from './press/delivery.ts';

/** The folders made: a carrier works for one build, so for one tree. */
const made = new Set<string>();

parentPort?.on('message', (errand: Errand | Surveyed) => {
  if ('files' in errand) fetch(errand.files);
  else if ('out' in errand) look(errand);
  else if ('paths' in errand) level(errand);
  else unload(errand);
});

function unload({ folder, bytes, pages }: Load): void {
  let start = 0;
  const arrived = pages.map(({ path, end, published }) => {
    const page = bytes.subarray(start, end);
    start = end;
    return deliver(folder, path, page, published, made);
  });
  const reply: Unloaded = { bytes, arrived };
  parentPort?.postMessage(reply, [bytes.buffer]);
}

function look(errand: Surveyed): void {
  for (const told of survey(errand)) parentPort?.postMessage(told);
}

function level({ folder, spare, paths }: Relinked): void {
  for (const path of paths) relink(folder, spare, path, made);
  parentPort?.postMessage(null);
}

function fetch(files: readonly string[]): void {
  const found: (Buffer | null)[] = [];
  let length = 0;
  for (const file of files) {
    const bytes = length < MOST_FETCHED ? contentOf(file) : null;
    length += bytes?.length ?? 0;
    found.push(bytes);
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  const ends = found.map((each) => {
    if (each === null) return -1;
    bytes.set(each, end);
    end += each.length;
    return end;
  });
  const reply: Fetched = { bytes, ends };
  parentPort?.postMessage(reply, [bytes.buffer]);
}

/** The bytes of a file; null where it cannot be read, which the other thread will find and tell. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
