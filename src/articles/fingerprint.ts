import type { ArticleRecord, Fingerprint } from './types.ts';

/**
 * The body in numbers, computed from one article alone, so that copies and similar articles can be found
 * without its text.
 */
export function fingerprint(_record: ArticleRecord, _paragraphs: readonly string[]): Fingerprint {
  return { signature: new Uint32Array(0), terms: [], weights: new Uint8Array(0) };
}
