import type { HeadersView, RedirectsView, RobotsView } from '../pages/hosting.ts';
import type { Filled } from '../pages/types.ts';

/**
 * robots.txt (RFC 9309) with Content-Signal (https://contentsignals.org/). A site that asks not to be indexed stays open
 * to crawlers all the same: one that may not fetch a page never sees that it says `noindex`, and can list its bare
 * address.
 */
export function writeRobots({ signals, sitemaps }: Filled<RobotsView>): string {
  const signal = signals.map(({ name, allowed }) => `${name}=${allowed ? 'yes' : 'no'}`).join(', ');
  return [
    'User-agent: *',
    `Content-Signal: ${signal}`,
    'Allow: /',
    ...(sitemaps.length === 0 ? [] : ['', ...sitemaps.map((address) => `Sitemap: ${address}`)]),
    '',
  ].join('\n');
}

/** `_headers` as Cloudflare Pages and Netlify read it. */
export function writeHeaders({ rules }: Filled<HeadersView>): string {
  return rules
    .map(({ path, headers }) =>
      [path, ...headers.map(({ name, value }) => `  ${name}: ${value}`), ''].join('\n'),
    )
    .join('\n');
}

/** `_redirects` as Cloudflare Pages and Netlify read it: one `from to status` a line, without placeholders. */
export function writeRedirects({ redirects }: Filled<RedirectsView>): string {
  return redirects.map(({ from, to }) => `${literal(from)} ${encode(to)} 301\n`).join('');
}

/** An address without the characters that these files take for wildcards (`*`, `:name`). */
function literal(path: string): string {
  return encode(path).replaceAll('*', '%2A').replaceAll(':', '%3A');
}

/** Percent-encodes what may not stand in a line; what is encoded already stays so. */
function encode(address: string): string {
  return encodeURI(address.replace(/[\ud800-\udfff]/gu, '\ufffd')).replaceAll('%25', '%');
}
