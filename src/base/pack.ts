import { checksumOf } from './digest.ts';

/*
 * A compact form of plain values for the memory and for what workers hand back: every string stands once in a
 * table, everything else is 32-bit words. Most of an article is headlines that other articles name too, and
 * reading them back is slicing one long string.
 *
 * Layout, all little-endian words: [count of words] [count of strings] [bytes of narrow text] [bytes of wide text], the
 * words, for each string twice its length in UTF-16 units, and 1 more where it is wide, then the text of all narrow strings
 * in a row, a byte a unit, and that of all wide ones, two.
 */

const enum Tag {
  Null = 0,
  True = 1,
  False = 2,
  /** One word follows: the position in the string table. */
  String = 3,
  /** One word follows: an integer from −2^31 to 2^31−1. */
  Integer = 4,
  /** Two words follow: a double. */
  Double = 5,
  /** The length follows, then the elements. */
  Array = 6,
  /** The position of the shape (the number of keys and the keys, joined by NUL) follows, then the values. */
  Object = 7,
  /** The length and the words of a Uint32Array follow. */
  Words = 8,
  /** The length in bytes and the bytes, filled up to whole words, follow. */
  Bytes = 9,
  /** An array of strings only: the length and the positions follow. */
  Strings = 10,
  /** The number of words and the words of a value that is put aside follow. */
  Aside = 11,
  /** Where a value lies that is put apart: its first byte, how many there are, and their checksum. */
  Apart = 12,
}

/**
 * Plain values: what JSON knows, `Uint32Array` and `Uint8Array`. Keys that hold `undefined` are left out. A function is a value
 * put aside: packed it is what it returns, and unpacked a function again that reads that when it is called, each time anew.
 * What is put `Apart` comes back as such a function, too.
 */
export type Packable = unknown;

/** A value that is packed by itself, so that what it belongs to can be read without it. */
export class Apart {
  readonly value: () => Packable;

  constructor(value: () => Packable) {
    this.value = value;
  }
}

/** Bytes of a value, and those of what was put apart from it, one after the other. */
export interface Parcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly apart: Uint8Array<ArrayBuffer>;
}

/** Reads bytes that were put apart; their place in memory must be a multiple of four. Too few where there are no more. */
export type ReadApart = (start: number, length: number) => Uint8Array;

/** What was put apart is not what is there now. */
export class Damaged extends Error {}

const HEADER = 4;

/** Shapes that are told by their keys; where there are more, the others are put together each time. */
const MOST_SHAPES = 16;

/** Packs one value that holds nothing put apart. */
export function pack(value: Packable): Uint8Array<ArrayBuffer> {
  return packInto(value, () => {
    throw new TypeError('nobody keeps what is put apart');
  });
}

/** Packs one value and what is put apart from it. */
export function packParcel(value: Packable): Parcel {
  const parts: Uint8Array[] = [];
  let end = 0;
  const bytes = packInto(value, (part) => {
    const start = end;
    parts.push(part);
    end += part.length;
    return start;
  });
  const apart = new Uint8Array(end);
  let at = 0;
  for (const part of parts) {
    apart.set(part, at);
    at += part.length;
  }
  return { bytes, apart };
}

/** @param putApart takes bytes, a multiple of four, and says where they are */
function packInto(value: Packable, putApart: (bytes: Uint8Array) => number): Uint8Array<ArrayBuffer> {
  let words = new Uint32Array(FIRST_ROOM);
  let used = 0;
  const strings: string[] = [];
  const positions = new Map<string, number>();
  const double = new Float64Array(1);
  const doubleWords = new Uint32Array(double.buffer);

  const room = (count: number): void => {
    if (used + count <= words.length) return;
    const larger = new Uint32Array(Math.max(words.length * 2, used + count));
    larger.set(words.subarray(0, used));
    words = larger;
  };
  const push = (word: number): void => {
    if (used === words.length) room(1);
    words[used++] = word;
  };
  const position = (text: string): number => {
    const known = positions.get(text);
    if (known !== undefined) return known;
    positions.set(text, strings.length);
    return strings.push(text) - 1;
  };
  const write = (each: unknown): void => {
    if (typeof each === 'string') {
      push(Tag.String);
      push(position(each));
    } else if (typeof each === 'number') {
      if (Number.isInteger(each) && (each | 0) === each && !Object.is(each, -0)) {
        push(Tag.Integer);
        push(each);
      } else {
        double[0] = each;
        push(Tag.Double);
        push(doubleWords[0]!);
        push(doubleWords[1]!);
      }
    } else if (each === null || each === undefined) push(Tag.Null);
    else if (each === true) push(Tag.True);
    else if (each === false) push(Tag.False);
    else if (Array.isArray(each)) writeArray(each);
    else if (each instanceof Uint32Array) {
      room(each.length + 2);
      push(Tag.Words);
      push(each.length);
      words.set(each, used);
      used += each.length;
    } else if (each instanceof Uint8Array) {
      const filled = Math.ceil(each.length / 4);
      room(filled + 2);
      push(Tag.Bytes);
      push(each.length);
      new Uint8Array(words.buffer, used * 4, each.length).set(each);
      used += filled;
    } else if (typeof each === 'function') {
      push(Tag.Aside);
      const length = used;
      push(0);
      write((each as () => unknown)());
      words[length] = used - length - 1;
    } else if (each instanceof Apart) {
      const part = pack(each.value());
      const start = putApart(part);
      push(Tag.Apart);
      push(start);
      push(part.length);
      push(checksumOf(part));
    } else if (typeof each === 'object') {
      const object = each as Record<string, unknown>;
      const keys = keysOf(object);
      push(Tag.Object);
      push(shapeOf(keys));
      for (let i = 0; i < keys.length; i++) write(object[keys[i]!]);
    } else throw new TypeError(`cannot pack a ${typeof each}`);
  };
  const shapes: (readonly [keys: readonly string[], position: number])[] = [];
  /** The position of a shape. There are few, and comparing keys costs less than putting them together. */
  const shapeOf = (keys: readonly string[]): number => {
    const known = shapes.find(([others]) => areSame(others, keys));
    if (known !== undefined) return known[1];
    const at = position([keys.length, ...keys].join('\0'));
    if (shapes.length < MOST_SHAPES) shapes.push([keys, at]);
    return at;
  };
  const writeArray = (array: readonly unknown[]): void => {
    room(array.length + 2);
    if (array.length > 0 && array.every((element) => typeof element === 'string')) {
      push(Tag.Strings);
      push(array.length);
      for (const element of array) push(position(element as string));
    } else {
      push(Tag.Array);
      push(array.length);
      for (const element of array) write(element);
    }
  };
  write(value);

  const lengths = new Uint32Array(strings.length);
  let narrow = '';
  let wide = '';
  strings.forEach((each, i) => {
    const isWide = WIDE.test(each);
    lengths[i] = each.length * 2 + (isWide ? 1 : 0);
    if (isWide) wide += each;
    else narrow += each;
  });
  const length = (HEADER + used + strings.length) * 4 + narrow.length + wide.length * 2;
  // Whole words, so that what comes behind begins with one.
  const bytes = new Uint8Array(Math.ceil(length / 4) * 4);
  const head = new Uint32Array(bytes.buffer, 0, HEADER + used + strings.length);
  head.set([used, strings.length, narrow.length, wide.length * 2]);
  head.set(words.subarray(0, used), HEADER);
  head.set(lengths, HEADER + used);
  Buffer.from(bytes.buffer, head.byteLength).write(narrow, 'latin1');
  Buffer.from(bytes.buffer, head.byteLength + narrow.length).write(wide, 'utf16le');
  return bytes;
}

/**
 * The value packed in bytes, which `pack` made; their place in memory must be a multiple of four. Its arrays of numbers and
 * what is put aside are views of these bytes, which therefore must stay as they are. What was put apart throws `Damaged` when it
 * is asked for and is not there any more.
 */
export function unpack(bytes: Uint8Array, readApart: ReadApart = () => NO_BYTES): Packable {
  const { buffer, byteOffset } = bytes;
  const [wordCount = 0, stringCount = 0, narrowBytes = 0, wideBytes = 0] = new Uint32Array(
    buffer,
    byteOffset,
    HEADER,
  );
  const words = new Uint32Array(buffer, byteOffset + HEADER * 4, wordCount);
  const lengths = new Uint32Array(buffer, byteOffset + (HEADER + wordCount) * 4, stringCount);
  const textStart = byteOffset + (HEADER + wordCount + stringCount) * 4;
  const text = Buffer.from(buffer, textStart, narrowBytes + wideBytes);
  const starts = new Uint32Array(stringCount);
  for (let i = 0, narrow = 0, wide = narrowBytes; i < stringCount; i++) {
    const length = lengths[i]!;
    if (length % 2 === 0) {
      starts[i] = narrow;
      narrow += length >> 1;
    } else {
      starts[i] = wide;
      wide += length - 1;
    }
  }
  /** Those that are kept: of what is put aside none, so that it takes no room. */
  const strings: (string | undefined)[] = new Array(stringCount);
  let isAside = false;
  const string = (i: number): string => {
    const known = strings[i];
    if (known !== undefined) return known;
    const start = starts[i]!;
    const length = lengths[i]!;
    const cut =
      length % 2 === 0
        ? text.toString('latin1', start, start + (length >> 1))
        : text.toString('utf16le', start, start + length - 1);
    if (!isAside) strings[i] = cut;
    return cut;
  };
  const shapes: string[][] = [];
  const double = new Float64Array(1);
  const doubleWords = new Uint32Array(double.buffer);
  let at = 0;

  const read = (): unknown => {
    switch (words[at++]) {
      case Tag.Null:
        return null;
      case Tag.True:
        return true;
      case Tag.False:
        return false;
      case Tag.String:
        return string(words[at++]!);
      case Tag.Integer:
        return words[at++]! | 0;
      case Tag.Double:
        doubleWords[0] = words[at++]!;
        doubleWords[1] = words[at++]!;
        return double[0];
      case Tag.Strings: {
        const array: unknown[] = new Array(words[at++]!);
        for (let i = 0; i < array.length; i++) array[i] = string(words[at++]!);
        return array;
      }
      case Tag.Array: {
        const length = words[at++]!;
        const array: unknown[] = [];
        for (let i = 0; i < length; i++) array.push(read());
        return array;
      }
      case Tag.Object: {
        const position = words[at++]!;
        let keys = shapes[position];
        if (keys === undefined) {
          keys = string(position).split('\0').slice(1);
          shapes[position] = keys;
        }
        const object: Record<string, unknown> = {};
        for (const key of keys) object[key] = read();
        return object;
      }
      case Tag.Words: {
        const length = words[at++]!;
        const array = new Uint32Array(buffer, words.byteOffset + at * 4, length);
        at += length;
        return array;
      }
      case Tag.Bytes: {
        const length = words[at++]!;
        const array = new Uint8Array(buffer, words.byteOffset + at * 4, length);
        at += Math.ceil(length / 4);
        return array;
      }
      case Tag.Aside: {
        const from = at + 1;
        at = from + words[at]!;
        return () => {
          at = from;
          isAside = true;
          return read();
        };
      }
      case Tag.Apart: {
        const start = words[at++]!;
        const length = words[at++]!;
        const sum = words[at++]!;
        return () => {
          const part = readApart(start, length);
          if (part.length !== length || checksumOf(part) !== sum)
            throw new Damaged('what was put apart is damaged');
          return unpack(part);
        };
      }
      default:
        throw new Error('not a packed value');
    }
  };
  return read();
}

/** The keys of an object that hold something. */
function keysOf(object: Record<string, unknown>): string[] {
  const keys = Object.keys(object);
  for (let i = 0; i < keys.length; i++)
    if (object[keys[i]!] === undefined) return keys.filter((key) => object[key] !== undefined);
  return keys;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Words that a value has room for at first: a few thousand of an archive's articles double it some ten times. */
const FIRST_ROOM = 1 << 10;

const NO_BYTES = new Uint8Array(0);

/** A unit that takes two bytes. */
const WIDE = /[^\u0000-\u00ff]/;
