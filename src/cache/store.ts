import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Digest } from '../base/brand.ts';
import { replaceFile } from '../output/whole.ts';
import { type Packable, pack, unpack } from '../base/pack.ts';

/*
 * A memory on disk: a map of plain values under one key. The key is the digest of everything the values depend on
 * beside their own names, so a value is never invalidated: under another key the file is not read at all.
 *
 * The file is a row of segments, each with its length and checksum. A build appends what became different and
 * rewrites the file when more than half of it is outdated. A segment that is cut or changed ends the reading:
 * what follows is forgotten, which costs time and never truth.
 */

const MAGIC = 0x42533031; // "BS01"
/** Bytes before a segment's payload: magic, payload length, checksum of the payload, a spare word, the key. */
const HEAD = 48;
/** A file is rewritten once its segments hold this many times what is alive. */
const SLACK = 2;

/** The form in which values are packed. */
export interface Form<V> {
  readonly put: (value: V) => Packable;
  readonly take: (packed: Packable) => V;
}

const AS_IT_IS: Form<never> = { put: (value) => value, take: (packed) => packed as never };

/** A store: its values, and how it lies on disk. */
export interface Store<V> {
  readonly values: ReadonlyMap<string, V>;
  /** The values that the file holds. */
  readonly saved: ReadonlyMap<string, V>;
  /** Of the values, those that someone else has packed and the file does not hold yet. */
  readonly packed: readonly Packed<V>[];
  readonly form: Form<V>;
  readonly file: string | null;
  readonly key: Digest;
  /** Entries on disk, outdated ones included. */
  readonly onDisk: number;
  /** Where the last readable segment ends, bytes; a longer file has a cut or foreign tail and is rewritten. */
  readonly end: number;
}

/** Entries that someone else has packed already, as `pack` packs a segment. */
export interface Packed<V> {
  readonly payload: Uint8Array;
  readonly entries: readonly (readonly [name: string, value: V])[];
}

type Segment = readonly (readonly [name: string, value: unknown])[];

/** Reads a store; with no file, under another key or where nothing can be read it is empty. */
export function openStore<V>(
  file: string | null,
  key: Digest,
  form: Form<V> = AS_IT_IS as unknown as Form<V>,
): Store<V> {
  const values = new Map<string, V>();
  let onDisk = 0;
  let end = 0;
  if (file !== null) {
    for (const { payload, stop } of payloads(file, key)) {
      end = stop;
      for (const [name, value] of unpack(payload) as Segment) {
        onDisk++;
        if (value === null) values.delete(name);
        else values.set(name, form.take(value));
      }
    }
  }
  return { values, saved: values, packed: [], form, file, key, onDisk, end };
}

/** The store with other values, which are in this process alone until it is saved. */
export function withValues<V>(
  store: Store<V>,
  values: ReadonlyMap<string, V>,
  packed: readonly Packed<V>[] = [],
): Store<V> {
  return { ...store, values, packed: [...store.packed, ...packed] };
}

/**
 * Keeps the values for the next process: appends those that are not the very objects that the file holds, and the names
 * that are gone. Returns the store as it now lies on disk; one that the system lets nobody write has no file any more
 * and is kept in this process alone.
 */
export function saveStore<V>(store: Store<V>): Store<V> {
  try {
    return write(store);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).errno === undefined) throw failure;
    return { ...store, saved: store.values, packed: [], file: null };
  }
}

function write<V>(store: Store<V>): Store<V> {
  const { file, key, form, values, packed, saved: before } = store;
  const saved = { ...store, saved: values, packed: [] };
  if (file === null || values === before) return saved;
  const done = new Set<unknown>(packed.flatMap(({ entries }) => entries.map(([, value]) => value)));
  const different: [string, unknown][] = [];
  for (const [name, value] of values)
    if (before.get(name) !== value && !done.has(value)) different.push([name, form.put(value)]);
  const gone: [string, unknown][] = [];
  for (const name of before.keys()) if (!values.has(name)) gone.push([name, null]);
  for (const { entries } of packed)
    for (const [name] of entries) if (!values.has(name)) gone.push([name, null]);
  if (different.length + gone.length + done.size === 0) return saved;
  mkdirSync(dirname(file), { recursive: true });
  const total = store.onDisk + different.length + gone.length + done.size;
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (store.end > 0 && size === store.end && total <= SLACK * values.size) {
    let { end } = store;
    const last = segment([...gone, ...different], key);
    for (const bytes of [...packed.map(({ payload }) => framed(payload, key)), last]) {
      appendFileSync(file, bytes);
      end += bytes.length;
    }
    return { ...saved, onDisk: total, end };
  }
  const unfinished = `${file}.${process.pid}`;
  const rest = [...values].filter(([, value]) => !done.has(value));
  let end = 0;
  const append = (bytes: Uint8Array): void => {
    appendFileSync(unfinished, bytes);
    end += bytes.length;
  };
  try {
    writeFileSync(unfinished, '');
    for (const { payload } of packed) append(framed(payload, key));
    if (gone.length > 0) append(segment(gone, key));
    for (let start = 0; start < rest.length; start += CHUNK) {
      const chunk = rest.slice(start, start + CHUNK);
      append(
        segment(
          chunk.map(([name, value]) => [name, form.put(value)]),
          key,
        ),
      );
    }
    replaceFile(unfinished, file);
  } catch (failure) {
    rmSync(unfinished, { force: true });
    throw failure;
  }
  return { ...saved, onDisk: values.size, end };
}

/** Entries in one segment: bounds what is packed at once. */
const CHUNK = 5000;

function segment(entries: Segment, key: Digest): Buffer {
  return framed(pack(entries), key);
}

function framed(payload: Uint8Array, key: Digest): Buffer {
  const bytes = Buffer.alloc(HEAD + Math.ceil(payload.length / 4) * 4);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(payload.length, 4);
  bytes.writeUInt32LE(crc32(payload), 8);
  bytes.write(key, 16, 'latin1');
  bytes.set(payload, HEAD);
  return bytes;
}

/** The payloads of a file's segments and where each segment ends, up to the first that cannot be trusted. */
function* payloads(file: string, key: Digest): Generator<{ payload: Uint8Array; stop: number }> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return;
  }
  // Bytes of a small file come from a shared pool, at any place; words must be aligned.
  if (bytes.byteOffset % 4 !== 0) bytes = Buffer.from(Uint8Array.from(bytes).buffer);
  let at = 0;
  while (at + HEAD <= bytes.length && bytes.readUInt32LE(at) === MAGIC) {
    const length = bytes.readUInt32LE(at + 4);
    const start = at + HEAD;
    const stop = start + Math.ceil(length / 4) * 4;
    if (stop > bytes.length || bytes.toString('latin1', at + 16, start) !== key) return;
    const payload = bytes.subarray(start, start + length);
    if (crc32(payload) !== bytes.readUInt32LE(at + 8)) return;
    yield { payload, stop };
    at = stop;
  }
}
