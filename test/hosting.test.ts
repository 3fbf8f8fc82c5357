import { describe, expect, test } from 'vitest';
import { writers } from '../src/render/writers.ts';
import type { Filled } from '../src/pages/types.ts';
import { printed } from './formats/edition.ts';

/** What `_redirects` would hold for some addresses. */
const redirectsFor = (redirects: readonly { from: string; to: string }[]): string =>
  writers.redirects!({ redirects } as unknown as Filled);

describe('files for hosts', () => {
  test('the policy allows nothing inline but what is named, and nothing from elsewhere', () => {
    const policy = /Content-Security-Policy: (.*)/.exec(printed([]).files.get('_headers')!)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test('pages carry the policy too, without what only a header can say', () => {
    const { files, kinds } = printed([{ title: 'One', date: '2025-01-02' }]);
    for (const [path, kind] of kinds) {
      if (!path.endsWith('.html') || kind === 'redirect') continue;
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(files.get(path)!)?.[1];
      expect(policy, path).toContain('default-src');
      expect(policy, path).not.toContain('frame-ancestors');
    }
  });

  test('what moved for good is told to hosts, with the prefix that browsers see', () => {
    const { files } = printed([{ title: 'One', date: '2025-01-02', aliases: ['/old/one/'] }], {
      baseUrl: 'https://paper.example/archive/',
    });
    expect(files.get('_redirects')).toBe('/old/one/ /archive/news/2025/01/02/one/ 301\n');
  });

  test('a page that will stand there one day has moved for no host', () => {
    const articles = [1, 2, 3].map((day) => ({ title: `Day ${day}`, date: `2025-01-0${day}` }));
    const { files, kinds } = printed(articles, { perPage: 2 });
    expect(kinds.get('news/page/2/index.html')).toBe('redirect');
    expect(files.get('_redirects')).toBe('');
  });

  test('every redirect is one line of three words, whatever is in the address', () => {
    const from = '/a b/*/:name/ü/\n/"%41/';
    const line = redirectsFor([{ from, to: '/é/' }]);
    expect(line).toBe('/a%20b/%2A/%3Aname/%C3%BC/%0A/%22%41/ /%C3%A9/ 301\n');
    expect(redirectsFor([{ from: '/\ud800/', to: '/' }])).toBe('/%EF%BF%BD/ / 301\n');
  });
});
