import { hash } from 'node:crypto';
import type { Digest } from './brand.ts';

/**
 * The digest of bytes or of a text: the first 128 bits of its SHA-256, in hexadecimal. Two different inputs with
 * one digest are not expected in the life of any archive (2^-64 at 2^32 inputs).
 */
export function digestOf(content: string | Uint8Array): Digest {
  return hash('sha256', content, 'hex').slice(0, 32) as Digest;
}

/** The hash of a script as a Content-Security-Policy names it: `'sha256-…'`, its quotation marks included. */
export function policyHashOf(script: string): string {
  return `'sha256-${hash('sha256', script, 'base64')}'`;
}

/** The digest of several parts in order; the lengths are part of it, so that no two splits of one text agree. */
export function digestOfAll(parts: readonly string[]): Digest {
  return digestOf(JSON.stringify(parts));
}
