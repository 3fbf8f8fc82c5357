import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostileContent, type Published, publish, tagsOf } from './formats/published.ts';
import { children, parseXml, textOf } from './formats/xml.ts';

const LINKS: readonly (readonly [tag: string, attribute: string])[] = [
  ['a', 'href'],
  ['link', 'href'],
  ['script', 'src'],
  ['img', 'src'],
  ['form', 'action'],
  ['iframe', 'src'],
  ['object', 'data'],
];

/** Every address in the pages that does not lead to a file of the site, and how it was written. */
function brokenLinks({ files }: Published, mount: string): string[] {
  const ids = new Map<string, Set<string>>();
  for (const [path, html] of files)
    if (path.endsWith('.html'))
      ids.set(path, new Set(tagsOf(html).flatMap(({ attributes }) => attributes.get('id') ?? [])));

  const broken: string[] = [];
  for (const [path, html] of files) {
    if (!path.endsWith('.html')) continue;
    const page = new URL(path.replace(/index\.html$/, ''), mount);
    for (const { name, attributes } of tagsOf(html)) {
      for (const [tag, attribute] of LINKS) {
        const address = name === tag ? attributes.get(attribute) : undefined;
        if (address === undefined || isAbout(attributes) || isDrawn(attributes)) continue;
        const target = URL.canParse(address, page.href) ? new URL(address, page) : null;
        if (target === null || !/^(https?|mailto):$/.test(target.protocol)) {
          broken.push(`${path}: ${address}`);
          continue;
        }
        if (target.origin !== page.origin) continue;
        const inside = target.pathname.startsWith(new URL(mount).pathname)
          ? decodeURI(target.pathname.slice(new URL(mount).pathname.length))
          : null;
        const file =
          inside === null || inside.endsWith('/') || inside === '' ? `${inside ?? '?'}index.html` : inside;
        const anchor = decodeURIComponent(target.hash.slice(1));
        if (!files.has(file) || (anchor !== '' && anchor !== 'top' && !ids.get(file)?.has(anchor)))
          broken.push(`${path}: ${address}`);
      }
    }
  }
  return broken;
}

/** Links that name where the page lives in the world and not a place to go. */
function isAbout(attributes: ReadonlyMap<string, string>): boolean {
  return attributes.get('rel') === 'canonical';
}

/** An icon that stands in the page itself. */
function isDrawn(attributes: ReadonlyMap<string, string>): boolean {
  return (
    attributes.get('rel') === 'icon' && attributes.get('href')?.startsWith('data:image/svg+xml,') === true
  );
}

/** Absolute addresses that the site gives of itself: canonical links, feeds, sitemaps, JSON-LD, Open Graph. */
function ownAddresses({ files }: Published, base: string): string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    if (path.endsWith('.html')) {
      for (const { name, attributes } of tagsOf(text)) {
        // The canonical link of an article that was first printed elsewhere leads there.
        const canonical = name === 'link' && attributes.get('rel') === 'canonical' && attributes.get('href');
        if (canonical && new URL(canonical).origin === new URL(base).origin) found.push(canonical);
        if (attributes.get('property') === 'og:url') found.push(attributes.get('content')!);
      }
      for (const [, json] of text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script/g))
        found.push(...[...json!.matchAll(/"(?:url|item)":"([^"]*)"/g)].map(([, address]) => address!));
    } else if (path.endsWith('feed.xml')) {
      for (const item of children(parseXml(text).children[0]!, 'item')) found.push(textOf(item, 'link')!);
    } else if (/sitemap.*\.xml$|^sitemaps\//.test(path)) {
      found.push(...[...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address!));
    } else if (path === 'robots.txt') {
      found.push(...[...text.matchAll(/^Sitemap: (.*)$/gm)].map(([, address]) => address!));
    }
  }
  return found;
}

/** The policy that a page gives for itself; a redirect has none, and may have no script. */
function policyOf(html: string): string | undefined {
  return tagsOf(html)
    .find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy')
    ?.attributes.get('content');
}

function missingAddresses(site: Published, base: string): string[] {
  return ownAddresses(site, base).filter((address) => {
    if (!address.startsWith(base)) return true;
    const path = new URL(address).pathname.slice(new URL(base).pathname.length);
    return !site.files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path);
  });
}

describe.each([
  ['the demo newspaper', undefined],
  ['a hostile site', hostileContent],
])('in %s', (_, content) => {
  let site: Published;
  let prefixed: Published;
  beforeAll(async () => {
    const own = content === undefined ? {} : { content: content(), config: '{}' };
    site = await publish({ ...own, baseUrl: 'https://paper.example/' });
    prefixed = await publish({ ...own, baseUrl: 'https://paper.example/papers/today' });
  });

  test('there are pages', () => {
    expect(site.report.published).toBe(true);
    expect([...site.files.keys()].filter((path) => path.endsWith('.html')).length).toBeGreaterThan(20);
  });

  test('every link, anchor and asset resolves', () => {
    expect(brokenLinks(site, 'https://paper.example/')).toEqual([]);
  });

  test('every link resolves under a path prefix', () => {
    expect(brokenLinks(prefixed, 'https://paper.example/papers/today/')).toEqual([]);
  });

  test('every link of a page works from any other path', () => {
    // A page that is not found is served at any depth, so its links alone know where the site lives.
    const files = new Map([...site.files].filter(([path]) => path !== '404.html'));
    expect(brokenLinks({ ...site, files }, 'https://mirror.example/a/b/c/')).toEqual([]);
  });

  test('every address that the site gives of itself is one of its files', () => {
    expect(missingAddresses(site, 'https://paper.example/')).toEqual([]);
    expect(missingAddresses(prefixed, 'https://paper.example/papers/today/')).toEqual([]);
  });

  test('no file lies outside, and no name is unsafe', () => {
    for (const path of site.files.keys()) expect(path).toMatch(/^[\w.-]+(\/[\w-][\w.-]*)*$/);
  });

  test('no page asks for anything of another host', () => {
    for (const [path, html] of site.files) {
      if (!path.endsWith('.html')) continue;
      for (const { name, attributes } of tagsOf(html)) {
        const loads =
          ['script', 'img', 'iframe', 'source', 'video', 'audio', 'embed'].includes(name) ||
          (name === 'link' && /stylesheet|preload|icon|manifest/.test(attributes.get('rel') ?? ''));
        const address = attributes.get('src') ?? attributes.get('href');
        if (loads && address !== undefined) expect(address, path).not.toMatch(/^([a-z]+:)?\/\//);
      }
    }
  });

  test('no page runs a script that its policy does not name by its hash', () => {
    for (const [path, html] of site.files) {
      if (!path.endsWith('.html')) continue;
      for (const [, attributes = '', script = ''] of html.matchAll(
        /<script\b([^>]*)>([\s\S]*?)<\/script/gi,
      )) {
        if (/ src=/.test(attributes) || attributes === ' type="application/ld+json"') continue;
        const hash = createHash('sha256').update(script).digest('base64');
        expect(policyOf(html), `${path}: ${script}`).toContain(`'sha256-${hash}'`);
      }
      expect(policyOf(html) ?? '', path).not.toContain('unsafe');
    }
  });

  test('no page runs what it says itself', () => {
    for (const [path, html] of site.files) {
      if (!path.endsWith('.html')) continue;
      for (const { name, attributes } of tagsOf(html)) {
        expect(name === 'style' || attributes.has('style'), `${path} <${name}>`).toBe(false);
        for (const key of attributes.keys()) expect(key, path).not.toMatch(/^on/);
        if (!isDrawn(attributes))
          expect(attributes.get('href') ?? '', path).not.toMatch(/^\s*(javascript|data|vbscript):/i);
      }
    }
  });
});
