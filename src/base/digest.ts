import { createHash, hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Digest } from './brand.ts';
import type { Steps } from './steps.ts';

/** Characters of a digest. */
export const DIGEST_LENGTH = 32;

/**
 * The digest of bytes or of a text: the first 128 bits of its SHA-256, in hexadecimal. Two different inputs with
 * one digest are not expected in the life of any archive (2^-64 at 2^32 inputs).
 */
export function digestOf(content: string | Uint8Array): Digest {
  return inOnePiece(hash('sha256', content, 'hex')) as Digest;
}

/** Lines that go into a digest in one step. */
const LINES = 10_000;

/** The digest of lines with a line break between each two. */
export function* digestOfLines(lines: Iterable<string>): Steps<Digest> {
  const all = createHash('sha256');
  let some: string[] = [];
  for (const line of lines) {
    if (some.length === LINES) {
      all.update(`${some.join('\n')}\n`);
      some = [];
      yield;
    }
    some.push(line);
  }
  all.update(some.join('\n'));
  return inOnePiece(all.digest('hex')) as Digest;
}

/** Tells whether bytes are still what they were when nobody means harm: CRC-32, a tenth of the time of a digest. */
export function checksumOf(bytes: Uint8Array): number {
  return crc32(bytes);
}

/**
 * A text of ASCII letters, at most its first 32, as a string of its own: of what is cut from a longer text, or put together
 * from several, the engine keeps all of these as well, and there are many digests.
 */
export function inOnePiece(text: string): string {
  return piece.toString('latin1', 0, piece.write(text, 'latin1'));
}

const piece = Buffer.alloc(32);

/** The hash of a script as a Content-Security-Policy names it: `'sha256-…'`, its quotation marks included. */
export function policyHashOf(script: string): string {
  return `'sha256-${hash('sha256', script, 'base64')}'`;
}

/** The digest of several parts in order; the lengths are part of it, so that no two splits of one text agree. */
export function digestOfAll(parts: readonly string[]): Digest {
  return digestOf(JSON.stringify(parts));
}

/**
 * Digests of rows of strings, each remembered under a name with the row it was made of: a row that is still the same is
 * not hashed again. Gives what `digestOfAll` gives.
 */
export class RowDigests {
  readonly #known = new Map<string, { readonly row: readonly string[]; readonly digest: Digest }>();

  of(name: string, row: readonly string[]): Digest {
    const known = this.#known.get(name);
    if (known !== undefined && isSame(known.row, row)) return known.digest;
    const digest = digestOfAll(row);
    this.#known.set(name, { row, digest });
    return digest;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
