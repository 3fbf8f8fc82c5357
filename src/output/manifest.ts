import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Digest, OutputPath } from '../base/brand.ts';

/** What is known of one published file. */
export interface Entry {
  /** Of everything the file was made from. */
  readonly key: Digest;
  /** Of its bytes. */
  readonly digest: Digest;
}

/**
 * What a build published. It lies in the output folder itself, so that it always tells of the folder it is in:
 * a file that is not named here was not written by us and is never touched.
 */
export interface Manifest {
  /** Of all inputs of the build that published it. */
  readonly inputs: Digest;
  /** In path order, so that the same site has the same bytes. */
  readonly entries: ReadonlyMap<OutputPath, Entry>;
  /** The checksum of its text, which ends it: tells it from others. */
  readonly sum: string;
}

export const MANIFEST_NAME = '.broadsheet';
const HEADER = 'broadsheet 1';

/** A manifest of entries in path order, and its text: a header, one `digest key path` a line, a checksum. */
export function written(
  inputs: Digest,
  entries: ReadonlyMap<OutputPath, Entry>,
): { readonly manifest: Manifest; readonly text: string } {
  let text = `${HEADER} ${inputs}\n`;
  for (const [path, { key, digest }] of entries) text += `${digest} ${key} ${path}\n`;
  const sum = checksum(text);
  return { manifest: { inputs, entries, sum }, text: `${text}${sum}\n` };
}

/** Reads a manifest back; null where it is cut, changed or of another version. */
export function parse(text: string): Manifest | null {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, end);
  const sum = text.slice(end, -1);
  if (!body.startsWith(`${HEADER} `) || !text.endsWith('\n') || sum !== checksum(body)) return null;
  const entries = new Map<OutputPath, Entry>();
  let start = body.indexOf('\n') + 1;
  const inputs = body.slice(HEADER.length + 1, start - 1) as Digest;
  while (start < end) {
    const stop = body.indexOf('\n', start);
    entries.set(body.slice(start + 66, stop) as OutputPath, {
      digest: body.slice(start, start + 32) as Digest,
      key: body.slice(start + 33, start + 65) as Digest,
    });
    start = stop + 1;
  }
  return { inputs, entries, sum };
}

/** The manifest of an output folder, or null where it has none that can be trusted. */
export function readManifest(folder: string): Manifest | null {
  try {
    return parse(readFileSync(join(folder, MANIFEST_NAME), 'utf8'));
  } catch {
    return null;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
