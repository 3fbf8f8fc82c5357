/*
 * A compact form of plain values for the memory and for what workers hand back: every string stands once in a
 * table, everything else is 32-bit words. Most of an article is headlines that other articles name too, and
 * reading them back is slicing one long string.
 *
 * Layout, all little-endian words: [count of words] [count of strings] [bytes of text] [1: two bytes a unit,
 * 0: one], the words, the lengths of the strings in UTF-16 units, the text of all strings in a row.
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
}

/** Plain values: what JSON knows, `Uint32Array` and `Uint8Array`. Keys that hold `undefined` are left out. */
export type Packable = unknown;

const HEADER = 4;

/** Packs one value. */
export function pack(value: Packable): Uint8Array<ArrayBuffer> {
  let words = new Uint32Array(1 << 12);
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
    } else if (typeof each === 'object') {
      const keys = Object.keys(each).filter((key) => (each as Record<string, unknown>)[key] !== undefined);
      push(Tag.Object);
      push(position([keys.length, ...keys].join('\0')));
      for (const key of keys) write((each as Record<string, unknown>)[key]);
    } else throw new TypeError(`cannot pack a ${typeof each}`);
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

  const text = strings.join('');
  const narrow = isLatin1(text);
  const textBytes = text.length * (narrow ? 1 : 2);
  const bytes = new Uint8Array((HEADER + used + strings.length) * 4 + textBytes);
  const head = new Uint32Array(bytes.buffer, 0, HEADER + used + strings.length);
  head.set([used, strings.length, textBytes, narrow ? 0 : 1]);
  head.set(words.subarray(0, used), HEADER);
  strings.forEach((each, i) => {
    head[HEADER + used + i] = each.length;
  });
  Buffer.from(bytes.buffer, head.byteLength).write(text, narrow ? 'latin1' : 'utf16le');
  return bytes;
}

/**
 * The value packed in bytes, which `pack` made; their place in memory must be a multiple of four. Its arrays of numbers
 * share one buffer, so sending one of them to another thread would send them all.
 */
export function unpack(bytes: Uint8Array): Packable {
  const [wordCount = 0, stringCount = 0, textBytes = 0, wide = 0] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    HEADER,
  );
  // Their own copy: arrays of numbers are views of it, and hold on to nothing of the text.
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + HEADER * 4, wordCount).slice();
  const lengths = new Uint32Array(bytes.buffer, bytes.byteOffset + (HEADER + wordCount) * 4, stringCount);
  const textStart = (HEADER + wordCount + stringCount) * 4;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + textStart, textBytes).toString(
    wide ? 'utf16le' : 'latin1',
  );
  const strings: string[] = new Array(stringCount);
  for (let i = 0, start = 0; i < stringCount; i++) {
    const end = start + lengths[i]!;
    strings[i] = text.slice(start, end);
    start = end;
  }
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
        return strings[words[at++]!];
      case Tag.Integer:
        return words[at++]! | 0;
      case Tag.Double:
        doubleWords[0] = words[at++]!;
        doubleWords[1] = words[at++]!;
        return double[0];
      case Tag.Strings: {
        const array: unknown[] = new Array(words[at++]!);
        for (let i = 0; i < array.length; i++) array[i] = strings[words[at++]!];
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
          keys = strings[position]!.split('\0').slice(1);
          shapes[position] = keys;
        }
        const object: Record<string, unknown> = {};
        for (const key of keys) object[key] = read();
        return object;
      }
      case Tag.Words: {
        const length = words[at++]!;
        const array = new Uint32Array(words.buffer, at * 4, length);
        at += length;
        return array;
      }
      case Tag.Bytes: {
        const length = words[at++]!;
        const array = new Uint8Array(words.buffer, at * 4, length);
        at += Math.ceil(length / 4);
        return array;
      }
      default:
        throw new Error('not a packed value');
    }
  };
  return read();
}

function isLatin1(text: string): boolean {
  return !/[^\u0000-\u00ff]/.test(text);
}
