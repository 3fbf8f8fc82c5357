import { appendFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Digest } from '../base/brand.ts';
import { checksumOf } from '../base/digest.ts';
import { type Packable, packParcel, unpack } from '../base/pack.ts';
import { replaceFile } from '../output/whole.ts';
import { OpenFile, Shelf } from '../press/shelf.ts';

/*
 * A memory on disk: a map of plain values under one key. The key is the digest of everything the values depend on
 * beside their own names, so a value is never invalidated: under another key the file is not read at all.
 *
 * The file is a row of segments, each with its length and checksum. A build appends what became different and
 * rewrites the file when more than half of it is outdated. A segment that is cut or changed ends the reading:
 * what follows is forgotten, which costs time and never truth. What the values have put apart lies behind the segment
 * that it belongs to and is not read before somebody asks; each part has a checksum of its own.
 */

const MAGIC = 0x42533032; // "BS02"
/** Bytes before a segment: magic, its length, its checksum, the length of what is put apart, the key. */
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

/** Entries that someone else has packed already, as `packParcel` packs a segment. */
export interface Packed<V> {
  readonly bytes: Uint8Array;
  /** Where the entries have what is put apart. */
  readonly shelf: Shelf;
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
    for (const { bytes, shelf, stop } of segmentsOf(file, key)) {
      end = stop;
      for (const [name, value] of unpack(bytes, shelf.read) as Segment) {
        onDisk++;
        if (value === null) values.delete(name);
        else values.set(name, form.take(value));
      }
    }
  }
  return { values, saved: values, packed: [], form, file, key, onDisk, end };
}

/** The store without anything in it; saved, its file is written anew. */
export function emptied<V>(store: Store<V>): Store<V> {
  return { ...store, values: new Map(), saved: new Map(), packed: [], onDisk: 0, end: 0 };
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
  const isAppended = store.end > 0 && size === store.end && total <= SLACK * values.size;
  const target = isAppended ? file : `${file}.${process.pid}`;
  const moved: (readonly [shelf: Shelf, start: number])[] = [];
  let end = isAppended ? store.end : 0;
  const append = (bytes: Uint8Array, apart: Uint8Array): void => {
    for (const part of [headOf(bytes, apart, key), bytes, apart]) {
      if (part.length > 0) appendFileSync(target, part);
      end += part.length;
    }
  };
  const appendEntries = (entries: Segment): void => {
    if (entries.length === 0) return;
    const { bytes, apart } = packParcel(entries);
    append(bytes, apart);
  };
  try {
    if (!isAppended) writeFileSync(target, '');
    for (const { bytes, shelf } of packed) {
      append(bytes, shelf.bytes);
      moved.push([shelf, end - shelf.bytes.length]);
    }
    if (isAppended) appendEntries([...gone, ...different]);
    else {
      appendEntries(gone);
      const rest = [...values].filter(([, value]) => !done.has(value));
      for (let start = 0; start < rest.length; start += CHUNK)
        appendEntries(rest.slice(start, start + CHUNK).map(([name, value]) => [name, form.put(value)]));
      replaceFile(target, file);
    }
  } catch (failure) {
    if (!isAppended) rmSync(target, { force: true });
    throw failure;
  }
  if (moved.length > 0) {
    const there = new OpenFile(file);
    for (const [shelf, start] of moved) shelf.moveTo(there, start);
  }
  return { ...saved, onDisk: isAppended ? total : values.size, end };
}

/** Entries in one segment: bounds what is packed at once. */
const CHUNK = 5000;

function headOf(bytes: Uint8Array, apart: Uint8Array, key: Digest): Uint8Array {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(bytes.length, 4);
  head.writeUInt32LE(checksumOf(bytes), 8);
  head.writeUInt32LE(apart.length, 12);
  head.write(key, 16, 'latin1');
  return head;
}

interface Found {
  readonly bytes: Uint8Array;
  readonly shelf: Shelf;
  /** Where the segment ends. */
  readonly stop: number;
}

/** A file's segments without what is put apart, up to the first that cannot be trusted. */
function* segmentsOf(path: string, key: Digest): Generator<Found> {
  const file = fileAt(path);
  if (file === null) return;
  const { size } = file;
  for (let stop = 0; stop + HEAD <= size; ) {
    const head = Buffer.from(file.read(stop, HEAD));
    if (head.length < HEAD || head.readUInt32LE(0) !== MAGIC || head.toString('latin1', 16) !== key) return;
    const [length, sum, apart] = [head.readUInt32LE(4), head.readUInt32LE(8), head.readUInt32LE(12)];
    const start = stop + HEAD;
    stop = start + length + apart;
    if (stop > size) return;
    const bytes = file.read(start, length);
    if (bytes.length !== length || checksumOf(bytes) !== sum) return;
    yield { bytes, shelf: Shelf.within(file, start + length), stop };
  }
}

function fileAt(path: string): OpenFile | null {
  try {
    return new OpenFile(path);
  } catch {
    return null;
  }
}
