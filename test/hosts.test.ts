import { describe, expect, test } from 'vitest';
import { HOSTS, hostProblems } from '../src/output/hosts.ts';

const many = (count: number, folder = 'news'): { path: string; bytes: number }[] =>
  Array.from({ length: count }, (_, i) => ({ path: `${folder}/${i}/index.html`, bytes: 100 }));

const rules = (host: string, files: { path: string; bytes: number }[], redirects = 0): string[] =>
  hostProblems(HOSTS[host]!, files, redirects).map(
    ({ severity, rule, file }) => `${severity} ${rule} ${file}`,
  );

describe('a host’s limits', () => {
  test('a small site fits everywhere', () => {
    for (const host of Object.keys(HOSTS)) expect(rules(host, many(100))).toEqual([]);
  });

  test('too many files', () => {
    expect(rules('cloudflare', many(17_999))).toEqual([]);
    expect(rules('cloudflare', many(20_000))).toEqual(['warning host-files ./']);
    expect(rules('cloudflare', many(20_001))).toEqual(['error host-files ./']);
    expect(rules('netlify', many(20_001))).toEqual([]);
  });

  test('too many files in one folder', () => {
    const flat = Array.from({ length: 54_001 }, (_, i) => ({ path: `search/${i}.json`, bytes: 1 }));
    expect(rules('netlify', flat)).toEqual(['error host-folder search/']);
  });

  test('a file or a site too large', () => {
    expect(rules('cloudflare', [{ path: 'film.mp4', bytes: 26_214_401 }])).toEqual([
      'error host-file-bytes film.mp4',
    ]);
    expect(rules('github', [{ path: 'film.mp4', bytes: 1_000_000_001 }])).toEqual([
      'error host-site-bytes ./',
    ]);
  });

  test('too many redirects', () => {
    expect(rules('cloudflare', [], 2_001)).toEqual(['error host-redirects _redirects']);
    expect(rules('gitlab', [{ path: '_redirects', bytes: 65_537 }], 1_001)).toEqual([
      'error host-redirect-bytes _redirects',
      'error host-redirects _redirects',
    ]);
    expect(rules('github', [], 5_000)).toEqual([]);
  });

  test('says how many, of how many, and what to do', () => {
    const [problem] = hostProblems(HOSTS.cloudflare!, many(20_001), 0);
    expect(problem?.reason).toBe('Files of the site: 20,001; Cloudflare Pages takes 20,000.');
    expect(problem?.hint).not.toBeNull();
  });
});
