import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { differences } from '../src/pages/differences.ts';
import { scraped, TestSite } from './engine/site.ts';

describe('two views', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, 7, '', 'a', 'b'),
      fc.string({ maxLength: 120 }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('title', 'url', 'card', 'likes', 'page', 'rows'), tie('value'), {
        maxKeys: 4,
      }),
    ),
  })).value;

  test('differ exactly where something is told', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(differences(before, structuredClone(before))).toEqual([]);
        const plain = (view: unknown): string => JSON.stringify(view, (_, each) => sorted(each)) ?? '';
        if (plain(before) === plain(after)) return;
        const told = differences(before, after);
        // Null and missing are the same for a template.
        if (plain(withoutNulls(before)) !== plain(withoutNulls(after)))
          expect(told.length).toBeGreaterThan(0);
        for (const { from, to } of told) expect(from ?? to).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [{ a: 1 }, { a: 2 }, ['a: 1 → 2']],
    [
      { page: { title: 'x' }, article: { title: 'x' } },
      { page: { title: 'y' }, article: { title: 'y' } },
      ['article.title: "x" → "y"', 'page.title: "x" → "y"'],
    ],
    [
      {
        cards: [
          { url: '/b/', likes: 1 },
          { url: '/c/', likes: 2 },
        ],
      },
      {
        cards: [
          { url: '/a/', title: 'New' },
          { url: '/b/', likes: 1 },
          { url: '/c/', likes: 3 },
        ],
      },
      ['cards[0]: null → "New"', 'cards[2].likes: 2 → 3'],
    ],
    [{ cards: [{ url: '/a/' }, { url: '/b/' }] }, { cards: [{ url: '/b/' }] }, ['cards[0]: "/a/" → null']],
    [
      { cards: [{ url: '/a/' }, { url: '/b/' }] },
      { cards: [{ url: '/b/' }, { url: '/a/' }] },
      ['cards: these entries → the same in another order'],
    ],
    [
      { text: `${'same '.repeat(40)}old` },
      { text: `${'same '.repeat(40)}new` },
      ['text: "…ame same same same same old" → "…ame same same same same new"'],
    ],
  ])('%j and %j', (before, after, due) => {
    expect(differences(before, after).map(({ field, from, to }) => `${field}: ${from} → ${to}`)).toEqual(due);
  });
});

/** Keys of a mapping in one order. */
function sorted(each: unknown): unknown {
  return typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
    : each;
}

function withoutNulls(view: unknown): unknown {
  if (Array.isArray(view)) return view.map(withoutNulls);
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
  );
}

describe('a build that explains', () => {
  let site: TestSite;
  beforeEach(() => {
    site = new TestSite();
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 7 }));
    site.write(
      'content/pier.txt',
      scraped({ title: 'Old pier to be mended', body: ['Carpenters begin in spring.'] }),
    );
  });
  afterEach(() => site.dispose());

  const herring = 'news/2025/03/01/herring-return-to-the-bay/index.html';
  /** The reasons of the next build, by path, each as `reason` and `field: from → to` lines. */
  async function explained(more: Parameters<TestSite['build']>[0] = {}): Promise<Map<string, string[]>> {
    const { reasons } = await site.build({ explain: true, ...more });
    expect(site.tree()).toEqual(await site.clean());
    return new Map(
      reasons.map(({ path, reason, differences: found }) => [
        path,
        [reason, ...found.map(({ field, from, to }) => ((from ?? to) ? `${field}: ${from} → ${to}` : field))],
      ]),
    );
  }

  test('tells which field of a page is other, from what to what, though no view was kept', async () => {
    await site.build();
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 8 }));
    const reasons = await explained();
    expect(reasons.get(herring)).toEqual([
      'what it shows changed',
      'herring.txt was edited',
      'article.likes: 7 → 8',
      expect.stringContaining('page.jsonLd[0]: "…'),
    ]);
    expect(reasons.get('news/index.html')?.[1]).toMatch(/\.likes: 7 → 8$/);
    expect(reasons.has('news/2025/03/01/old-pier-to-be-mended/index.html')).toBe(false);
  });

  test('tells of an article that came, and of the frame of every page', async () => {
    await site.build();
    site.write(
      'content/choir.txt',
      scraped({ title: 'Choir sings in the rain', body: ['Umbrellas were shared.'] }),
    );
    const reasons = await explained();
    expect(reasons.get('news/2025/03/01/choir-sings-in-the-rain/index.html')).toEqual(['it is new']);
    expect(reasons.get('news/index.html')).toContainEqual(
      expect.stringMatching(/: null → "Choir sings in the rain"$/),
    );
    site.write('site.yaml', 'title: The Gazette\n');
    expect((await explained()).get(herring)).toContain('site.title: "Broadsheet" → "The Gazette"');
  });

  test('tells which template or partial was edited or added', async () => {
    site.write('templates/partials/extra.hbs', '<p>one</p>');
    site.write('templates/article.hbs', '{{#> page}}<h1>{{article.title}}</h1>{{> extra}}{{/page}}');
    await site.build();
    site.write('templates/partials/extra.hbs', '<p>two</p>');
    const reasons = await explained();
    expect(reasons.get(herring)).toEqual(['its template changed', 'templates/partials/extra.hbs was edited']);
    expect(reasons.has('index.html')).toBe(false);
    site.write('templates/partials/more.hbs', '<p>more</p>');
    site.write('templates/article.hbs', '{{#> page}}<h1>{{article.title}}</h1>{{> more}}{{/page}}');
    expect((await explained()).get(herring)).toEqual([
      'its template changed',
      'templates/article.hbs was edited',
      'templates/partials/more.hbs was added',
    ]);
  });

  test('says so where the memory is gone, belongs to another state or was never there', async () => {
    await site.build();
    const forgotten = ['what it shows changed', 'what it was is no longer remembered'];
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 8 }));
    site.remove('.cache');
    expect((await explained()).get(herring)).toEqual(forgotten);
    // The memory has read what was never published.
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 9 }));
    site.write('content/broken.md', 'no title');
    expect((await site.build()).published).toBe(false);
    site.remove('content/broken.md');
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 10 }));
    expect((await explained()).get(herring)).toEqual(forgotten);
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', likes: 11 }));
    expect((await explained({ cache: null })).get(herring)).toEqual(forgotten);
  });
});
