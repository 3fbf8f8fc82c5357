import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sidecarOf } from '../articles/sidecar-path.ts';
import type { Source } from '../articles/types.ts';
import type { Digest, SourcePath } from '../base/brand.ts';
import { digestOf, digestOfAll } from '../base/digest.ts';
import type { Folder } from '../base/paths.ts';

/**
 * A source as it lies on disk, with its sidecar where it has one.
 *
 * @param sidecars the sources that have one
 * @param fetched its bytes, where somebody has read them already
 * @throws what the system says of a file that cannot be read
 */
export function fetchSource(
  path: SourcePath,
  { folder, shownAs }: Folder,
  sidecars: ReadonlySet<SourcePath>,
  fetched: Uint8Array | null = null,
): Source {
  const source = { path, file: `${shownAs}/${path}`, bytes: fetched ?? readFileSync(join(folder, path)) };
  if (!sidecars.has(path)) return source;
  const name = sidecarOf(path)!;
  return { ...source, sidecar: { file: `${shownAs}/${name}`, bytes: readFileSync(join(folder, name)) } };
}

/** What a source is remembered under: the digest of its bytes, and of those of its sidecar. */
export function digestOfSource({ bytes, sidecar }: Source): Digest {
  return sidecar === undefined ? digestOf(bytes) : digestOfAll([digestOf(bytes), digestOf(sidecar.bytes)]);
}

/** The digest of a source as it lies on disk; null where it cannot be read. */
export function digestAt(...where: Parameters<typeof fetchSource>): Digest | null {
  try {
    return digestOfSource(fetchSource(...where));
  } catch {
    return null;
  }
}
