import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLd } from '../src/pages/structured.ts';
import { type Draft, HOSTILE, printed } from './formats/edition.ts';

/** The JSON-LD of a page, as a browser would cut it out of the text. */
function things(html: string): Record<string, unknown>[] {
  return [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script/g)].map(
    ([, json]) => JSON.parse(json!) as Record<string, unknown>,
  );
}

const page = (draft: Draft, settings = {}): string => {
  const { files, kinds } = printed([draft], settings);
  return files.get([...kinds].find(([, kind]) => kind === 'article')![0])!;
};

describe('JSON-LD', () => {
  test('tells what the record tells, and no more', () => {
    const [article, trail] = things(
      page({
        title: 'Ferry runs aground',
        date: '2025-04-14T00:50:45',
        section: 'News',
        siteName: 'Harbour Wire',
        dateline: 'MARLOW BAY, Wend.',
        likes: 12,
        credits: ['A photographer contributed.'],
        authors: ['Ada Quill'],
        tags: ['ferries'],
        canonical: 'https://wire.example/ferry',
        corrections: [{ date: '2025-04-15', text: 'It was the other ferry.' }],
      }),
    );
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Ferry runs aground',
      datePublished: '2025-04-14T00:50:45',
      dateline: 'MARLOW BAY, Wend.',
      articleSection: 'News',
      creditText: 'A photographer contributed.',
      author: [{ '@type': 'Person', name: 'Ada Quill' }],
      publisher: { '@type': 'NewsMediaOrganization', name: 'Broadsheet' },
      sourceOrganization: { '@type': 'Organization', name: 'Harbour Wire' },
      isBasedOn: 'https://wire.example/ferry',
      correction: [
        { '@type': 'CorrectionComment', text: 'It was the other ferry.', datePublished: '2025-04-15' },
      ],
      keywords: ['ferries'],
      inLanguage: 'en',
      wordCount: 4,
    });
    expect(article).not.toHaveProperty('dateModified');
    expect(trail).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { position: 1, item: 'https://example.org/' },
        { position: 2, name: 'News', item: 'https://example.org/news/' },
        { position: 3, name: 'Ferry runs aground' },
      ],
    });
  });

  test('leaves out what the record does not tell', () => {
    const [article] = things(page({ title: 'Bare' }));
    for (const field of 'datePublished dateModified dateline author creditText isBasedOn correction'.split(
      ' ',
    ))
      expect(article).not.toHaveProperty(field);
    expect(Object.values(article!)).not.toContain(null);
  });

  test('gives the zone that the record gives, and none else', () => {
    expect(
      things(page({ title: 'Zoned', date: '2025-04-14 00:50:45 +02:00' }, { now: '2025-05-01' }))[0]!
        .datePublished,
    ).toBe('2025-04-14T00:50:45+02:00');
    expect(things(page({ title: 'Day', date: '2025-04-14' }))[0]!.datePublished).toBe('2025-04-14');
  });

  test('stands on every page for readers and can be read', () => {
    const { files, kinds } = printed([{ title: 'One', date: '2025-01-02' }]);
    for (const [path, kind] of kinds) {
      if (!path.endsWith('index.html') || kind === 'redirect') continue;
      const found = things(files.get(path)!);
      expect(found.length, path).toBeGreaterThan(0);
      for (const thing of found) expect(thing).toHaveProperty('@type');
    }
  });

  test('cannot be left by any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (text) => {
        const json = jsonLd({ name: text });
        expect(json).not.toMatch(/[<>\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect((JSON.parse(json) as { name: string }).name).toBe(text);
      }),
    );
  });

  test('carries hostile text as text', () => {
    for (const text of HOSTILE) {
      const [article] = things(page({ title: text, siteName: text, dateline: text, credits: [text] }));
      expect(article!.headline).toBe(text);
    }
  });
});

test('no page holds a character that HTML forbids', () => {
  const text = HOSTILE[2];
  const { files } = printed([
    { title: text, date: '2025-01-01', section: text, paragraphs: [text], tags: [text] },
  ]);
  for (const [path, html] of files)
    if (path.endsWith('.html'))
      expect(html, path).not.toMatch(
        /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/,
      );
});
