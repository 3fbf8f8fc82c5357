import anyAscii from 'any-ascii';
import type { OutputPath, UrlPath } from './brand.ts';
import { digestOf } from './digest.ts';

/** A folder, absolute, and how the user calls it. */
export interface Folder {
  readonly folder: string;
  readonly shownAs: string;
  /** Whether the user has named it, so that it is missed where it is not there. */
  readonly named?: boolean;
}

/** The longest slug, characters; a longer title is cut at a word before it. */
const SLUG_LIMIT = 80;

const ASCII = /^[\0-\x7f]*$/;

/** Names that Windows keeps for devices: a folder of that name cannot be checked out there. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The part of a permalink that stands for a text: transliterated to `a-z0-9-`, cut at a word before 80
 * characters. Apostrophes join (`don't` → `dont`); everything else that is no letter or digit parts. A text
 * that leaves nothing gets a slug from its digest, so that it is still stable and its own.
 */
export function slugOf(text: string): string {
  const joined = text
    .normalize('NFC')
    .slice(0, 1000)
    .replace(/['’‘ʼ]/g, '');
  const words = (ASCII.test(joined) ? joined : anyAscii(joined))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  let slug = words;
  if (slug.length > SLUG_LIMIT) {
    const cut = slug.lastIndexOf('-', SLUG_LIMIT);
    slug = slug.slice(0, cut > 0 ? cut : SLUG_LIMIT);
  }
  if (slug === '') return `x-${digestOf(text).slice(0, 10)}`;
  return RESERVED.test(slug) ? `${slug}-x` : slug;
}

/** The file that a static host serves for an address: its `index.html`. */
export function pageFile(url: UrlPath): OutputPath {
  return `${url.slice(1)}index.html` as OutputPath;
}

/** The way from a page up to the site's root, so that links work wherever the site is served: `../../`, or `./`. */
export function rootFrom(url: UrlPath): string {
  const depth = url.split('/').length - 2;
  return depth === 0 ? './' : '../'.repeat(depth);
}

/** An address made of parts that are known to be safe (slugs, numbers). */
export function urlOf(...parts: readonly (string | number)[]): UrlPath {
  return (parts.length === 0 ? '/' : `/${parts.join('/')}/`) as UrlPath;
}

/**
 * A part of an old address that can be a folder or a file anywhere: no dots alone, no signs that a system forbids, not
 * the name of what a build keeps in the output folder (MANIFEST_NAME), and no more than 200 bytes.
 */
const SAFE_PART = /^(?!\.{1,2}$|\.broadsheet$)[^\u0000-\u001f\u007f\\:*?"<>|]{1,200}$/;

/**
 * The address of an old path as a record gives it (`/2019/old-name/`, `old.html`), or null where no file can stand
 * there.
 */
export function aliasPath(alias: string): { readonly url: UrlPath; readonly file: OutputPath } | null {
  const parts = alias.split('/').filter((part) => part !== '');
  const isSafe = (part: string): boolean =>
    SAFE_PART.test(part) && new TextEncoder().encode(part).length <= 200;
  if (parts.length === 0 || !parts.every(isSafe)) return null;
  if (/\.html?$/i.test(parts.at(-1)!))
    return { url: `/${parts.join('/')}` as UrlPath, file: parts.join('/') as OutputPath };
  const url = `/${parts.join('/')}/` as UrlPath;
  return { url, file: pageFile(url) };
}
