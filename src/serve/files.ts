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
  | { readonly kind: 'file'; readonly file: string; readonly path: string; readonly contentType: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' };

/**
 * Finds what an address of a request (path and query, still percent-encoded) means in a folder of a site, the
 * way static hosts do: a folder is its `index.html`, and its address ends in a slash. Nothing outside the folder
 * is ever found, whatever dots, codes or links lead there.
 */
export function findFile(root: string, address: string): Answer {
  const [encoded = ''] = address.split(/[?#]/, 1);
  if (!encoded.startsWith('/') || encoded.startsWith('//')) return { kind: 'malformed' };
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return { kind: 'malformed' };
  }
  if (/[\\\0]/.test(path)) return { kind: 'malformed' };
  const parts = path.split('/').slice(1);
  const isFolder = parts.at(-1) === '';
  if (isFolder) parts.pop();
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return { kind: 'missing' };

  const wanted = join(root, ...parts);
  const found = kindOf(root, wanted);
  if (found === 'folder' && !isFolder) {
    if (kindOf(root, join(wanted, 'index.html')) !== 'file') return { kind: 'missing' };
    return { kind: 'redirect', to: `${encoded}/${address.slice(encoded.length)}` };
  }
  const file = found === 'folder' ? join(wanted, 'index.html') : wanted;
  if ((found === 'file' && isFolder) || kindOf(root, file) !== 'file') return { kind: 'missing' };
  return {
    kind: 'file',
    file,
    path: relative(root, file).split(sep).join('/'),
    contentType: CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
  };
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
