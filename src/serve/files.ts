import { realpathSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** What a static host says of a file, by its extension. Text is UTF-8, as everything a build writes is. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.otf': 'font/otf',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.xsl': 'application/xslt+xml; charset=utf-8',
};

/** What a static host does with an address. */
export type Answer =
  | { readonly kind: 'file'; readonly file: string; readonly path: string }
  | { readonly kind: 'redirect'; readonly to: string }
  /** `path` is where it would be, in the folder of the site; null where there can be nothing. */
  | { readonly kind: 'missing'; readonly path: string | null }
  | { readonly kind: 'malformed' };

/**
 * Finds what an address of a request (path and query, still percent-encoded) means in a folder of a site, the
 * way static hosts do: a folder is its `index.html`, and its address ends in a slash. Nothing outside the folder
 * is ever found, whatever dots, codes or links lead there.
 */
export function findFile(root: string, url: string): Answer {
  const [encoded = ''] = url.split(/[?#]/, 1);
  if (!encoded.startsWith('/') || encoded.startsWith('//')) return { kind: 'malformed' };
  let address: string;
  try {
    address = decodeURIComponent(encoded);
  } catch {
    return { kind: 'malformed' };
  }
  if (/[\\\0]/.test(address)) return { kind: 'malformed' };
  const parts = address.split('/').slice(1);
  const isFolder = parts.at(-1) === '';
  if (isFolder) parts.pop();
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return { kind: 'missing', path: null };

  const path = [...parts, ...(isFolder ? ['index.html'] : [])].join('/');
  const wanted = join(root, ...parts);
  const found = kindOf(root, wanted);
  if (found === 'folder' && !isFolder) {
    if (kindOf(root, join(wanted, 'index.html')) !== 'file') return { kind: 'missing', path };
    return { kind: 'redirect', to: `${encoded}/${url.slice(encoded.length)}` };
  }
  const file = found === 'folder' ? join(wanted, 'index.html') : wanted;
  if ((found === 'file' && isFolder) || kindOf(root, file) !== 'file') return { kind: 'missing', path };
  return { kind: 'file', file, path: relative(root, file).split(sep).join('/') };
}

export function contentTypeOf(path: string): string {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** What is really there, links followed; null where nothing is, or it lies outside the root. */
export function kindOf(root: string, path: string): 'file' | 'folder' | null {
  try {
    const real = realpathSync(path);
    const realRoot = realpathSync(root);
    if (real !== realRoot && !real.startsWith(realRoot + sep)) return null;
    const stats = statSync(real);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : null;
  } catch {
    return null; // absent, too long a name, unreadable: to a visitor the same
  }
}
