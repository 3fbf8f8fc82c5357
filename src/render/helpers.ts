import type { HelperDelegate, HelperOptions } from 'handlebars';

/**
 * What templates can call beside Handlebars' own blocks. Pure functions of their arguments and of the view.
 * docs/templates.md lists them.
 */
export const helpers: Readonly<Record<string, HelperDelegate>> = {
  /** A site-absolute address, written from the page it stands on; absolute addresses stay as they are. */
  link(url: unknown, options: HelperOptions): string {
    const { page } = (options.data as { root: { page: { root: string } } }).root;
    return linkFrom(page.root, String(url));
  },
  /** Whether two values are the same. */
  eq: (a: unknown, b: unknown): boolean => a === b,
  /** A number with its sign: `+3`, `−2`, `0`. */
  signed: (n: unknown): string => (Number(n) > 0 ? `+${Number(n)}` : Number(n) < 0 ? `−${-Number(n)}` : '0'),
};

/** An address as a page with that way to the root writes it. */
export function linkFrom(root: string, url: string): string {
  return url.startsWith('/') ? root + url.slice(1) : url;
}
