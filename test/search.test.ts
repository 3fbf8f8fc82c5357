import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FILLERS as FILLERS_IN_BROWSER,
  fold as foldInBrowser,
  openArchive,
  partOf as partInBrowser,
  readShard as readInBrowser,
  slug as slugInBrowser,
  wordsIn as wordsInBrowser,
} from '../templates/assets/search.js';
import { indexWords } from '../src/articles/index-words.ts';
import { eachWord, FILLERS, fold, partOf, SLOTS, slotDigests } from '../src/articles/words.ts';
import { inSlots, RowOfWords } from '../src/cache/slots.ts';
import { placesIn } from '../src/cache/words.ts';
import { blocksOf, plainSlug } from '../src/pages/search.ts';
import type { WordsWanted } from '../src/pages/types.ts';
import { writeSearchShard } from '../src/render/search.ts';
import { type Having, readShard, writeShard } from '../src/render/shard.ts';
import { type Draft, HOSTILE, printed } from './formats/edition.ts';

const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
};

/** Text of many scripts, its marks and its punctuation, and any other text. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...[
          "L'été",
          'O’Brien’s',
          'Łódź',
          'Straße',
          'İSTANBUL',
          'ёлка',
          'Ὀδύσσεια',
          'σοφός',
          '東京都の天気。',
          '港口的',
          '한국어',
        ],
        ...[
          'ภาษาไทยที่ดี',
          'الكتابُ',
          'المُدرّسة',
          'ال',
          'שָׁלוֹם',
          'हिन्दी',
          'ｆｕｌｌ',
          'ﬁn',
          '𠮷野家',
          '😀',
          '\ud800',
          'a\u00adb',
          '12,000.5',
        ],
        ...[
          ' ',
          '-',
          '—',
          '“',
          '!',
          'x'.repeat(40),
          `${'é'.repeat(30)}𠮷`,
          '𠮷'.repeat(20),
          '々',
          'ー',
          '\u0e31',
          '\u200b',
        ],
      ),
    )
    .map((parts) => parts.join('')),
);

describe('words', () => {
  test.each([
    ["L'été à Łódź: O’Brien's", 'l ete a lodz o brien s'],
    ['Straße İstanbul ёлка ΣΟΦΟΣ σοφός', 'strasse istanbul елка σοφοσ σοφοσ'],
    ['東京都の天気', '東京 京都 都の の天 天気 気'],
    ['Tokyo東京', 'tokyo 東京 京'],
    ['ที่ดี', 'ที่ดี ดี'],
    ['الكتاب المُدرّسة كتاب', 'كتاب مدرسه كتاب'],
    ['한국어 ｆｕｌｌ ﬁn', '한국어 full fin'],
    ['naïve, “co-operate” 12,000', 'naive co operate 12 000'],
    ['😀 *** — …', ''],
  ])('%j are %j', (given, words) => {
    expect(wordsOf(given).join(' ')).toBe(words);
  });

  test('the browser takes a text apart as the generator does', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(wordsInBrowser(given, true)).toEqual(wordsOf(given));
        expect(foldInBrowser(given)).toBe(fold(given));
        for (const word of wordsOf(given))
          for (const parts of [1, 5, 32, 48]) expect(partInBrowser(word, parts)).toBe(partOf(word, parts));
      }),
      { numRuns: 500 },
    );
  });

  test('hold nothing that the files of the index part words with, and are never too long', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const word of wordsOf(given)) {
          expect(word).toMatch(/^[^\s!-/:-@[-`{-~\f]{1,31}$/u);
          expect(Buffer.from(word).toString()).toBe(word);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the same words in another order of words is the same slot by slot, other words are not', () => {
    const digests = (...paragraphs: string[]): Uint32Array =>
      slotDigests(indexWords('Title', { credits: [] }, paragraphs));
    const different = (a: Uint32Array, b: Uint32Array): number =>
      Array.from(
        { length: SLOTS },
        (_, slot) => a[2 * slot] !== b[2 * slot] || a[2 * slot + 1] !== b[2 * slot + 1],
      ).filter(Boolean).length;
    expect(different(digests('one two'), digests('one', 'two two'))).toBe(0);
    expect(different(digests('one two'), digests('one two three'))).toBe(1);
    expect(different(digests('one two'), digests('one Title'))).toBe(1);
  });

  test('of an article are found in one pass as word by word', () => {
    const plainly = (headline: string, paragraphs: readonly string[]): string => {
      const lines = Array.from({ length: SLOTS }, (): string[] => []);
      const known = new Set<string>();
      const add = (word: string, mark: string): void => {
        if (known.has(word) || (mark === '' && FILLERS.has(word))) return;
        known.add(word);
        lines[partOf(word, SLOTS)]!.push(mark + word);
      };
      for (const word of wordsOf(headline)) add(word, '!');
      for (const paragraph of paragraphs) for (const word of wordsOf(paragraph)) add(word, '');
      return lines.map((words) => words.join(' ')).join('\n');
    };
    const english = fc
      .array(
        fc.constantFrom(
          'The',
          'ferry',
          'of',
          'Køreburgh',
          'don’t',
          '“late”',
          'x'.repeat(40),
          '—',
          '…',
          '\u200d',
        ),
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.array(fc.oneof(text, english)), (headline, paragraphs) => {
        expect(indexWords(headline, { credits: [] }, paragraphs)).toBe(plainly(headline, paragraphs));
      }),
      { numRuns: 1000 },
    );
  });

  test('a text of endless words is cut', () => {
    const words = indexWords('T', { credits: [] }, [
      Array.from({ length: 30_000 }, (_, i) => `w${i}`).join(' '),
    ]);
    expect(words.split(/\s/).filter(Boolean)).toHaveLength(10_000);
  });
});

const shard = fc
  .record({
    count: fc.integer({ min: 1, max: 3000 }),
    words: fc.uniqueArray(
      text.map((given) => wordsOf(given)[0] ?? 'none'),
      { maxLength: 40 },
    ),
    seed: fc.infiniteStream(fc.nat({ max: 99 })),
  })
  .map(({ count, words, seed }) => {
    const lots = seed[Symbol.iterator]();
    const lot = (): number => lots.next().value as number;
    const having = new Map<string, Having>();
    for (const word of words) {
      const [rare, headlines] = [lot(), lot()];
      const entry: Having = { headline: [], elsewhere: [] };
      for (let i = 0; i < Math.min(count, 300); i++)
        if (lot() <= rare)
          (lot() < headlines / 4 ? entry.headline : entry.elsewhere).push(
            i * Math.max(1, Math.floor(count / 300)),
          );
      having.set(word, entry);
    }
    return { edition: '0123abcd', count, words: having };
  });

describe('shards', () => {
  test('are read back as they were written, here and in the browser', () => {
    fc.assert(
      fc.property(shard, (given) => {
        const written = writeShard(given);
        expect(readShard(written)).toEqual(given);
        const there = readInBrowser(written);
        expect(there.edition).toBe(given.edition);
        expect(
          new Map(there.words.map(([word, headline, elsewhere]) => [word, { headline, elsewhere }])),
        ).toEqual(given.words);
      }),
      { numRuns: 60 },
    );
  });

  test('a shard that is cut is none', () => {
    const words = new Map([['word', { headline: [3], elsewhere: [5, 99] }]]);
    const written = writeShard({ edition: 'e', count: 100, words });
    expect(readShard(written.slice(0, -2))).toBeNull();
    expect(readShard('')).toBeNull();
  });

  test('come out the same from an earlier file and from nothing', () => {
    const word = fc.constantFrom('!alpha', 'beta', '!gamma', 'gamma', 'delta', 'alpha', 'ελλα');
    const line = fc.uniqueArray(word, { maxLength: 4, selector: (each) => each.replace('!', '') });
    // Each article has a mark that follows from its words.
    const marks = (lines: string[][]): Uint32Array =>
      Uint32Array.from(lines.flatMap((words) => [...slotDigests([...words].sort().join(' ')).slice(0, 2)]));
    const view = (count: number) => ({ edition: 'now', count, shard: 0, shards: 1 }) as const;
    const write = (lines: string[][], earlier: { text: string; places: Int32Array } | null): string =>
      writeSearchShard({
        ...view(lines.length),
        site: undefined as never,
        page: undefined as never,
        bodies: [],
        words: {
          lines: lines.map((words, i) => ((earlier?.places[i] ?? -1) < 0 ? words.join(' ') : '')).join('\n'),
          earlier,
        },
      });
    const edit = fc.record({
      at: fc.nat({ max: 40 }),
      remove: fc.nat({ max: 2 }),
      insert: fc.array(line, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.array(edit, { maxLength: 5 }), (before, edits) => {
        const after = [...before];
        for (const { at, remove, insert } of edits) after.splice(at, remove, ...insert);
        const places = placesIn(marks(before), marks(after));
        expect([...places].filter((place) => place >= 0)).toEqual(
          [...new Set([...places].filter((place) => place >= 0))].sort((a, b) => a - b),
        );
        expect(write(after, { text: write(before, null), places })).toBe(write(after, null));
      }),
    );
  });

  test('an edit among many articles leaves the others where they are', () => {
    const marks = Uint32Array.from({ length: 2000 }, (_, i) => i * 7919);
    const edited = marks.slice();
    edited[1000] = 1;
    expect([...placesIn(marks, edited)].filter((place) => place < 0)).toHaveLength(1);
    const inserted = Uint32Array.from([...marks.slice(0, 600), 5, 5, ...marks.slice(600)]);
    expect([...placesIn(marks, inserted)].filter((place) => place < 0)).toHaveLength(1);
  });
});

test('the words of a shard are those of its slots', () => {
  const words = indexWords('Marlow Bay', { credits: ['Wilma Aldous'] }, ['The ferry was late.']);
  const wanted = (fromSlot: number, toSlot: number): WordsWanted => ({ from: 0, to: 1, fromSlot, toSlot });
  const slots = words.split('\n');
  const each = Array.from({ length: 4 }, (_, i) => inSlots(slots, wanted(i * 8, i * 8 + 8)));
  expect(each.flatMap((line) => line.split(' ').filter(Boolean)).sort()).toEqual([
    '!bay',
    '!marlow',
    'aldous',
    'ferry',
    'late',
    'wilma',
  ]);
  each.forEach((line, part) => {
    for (const word of line.split(' ').filter(Boolean)) expect(partOf(word.replace('!', ''), 4)).toBe(part);
  });
});

test('the lines of a row of articles are those of each article alone', () => {
  const word = fc.stringMatching(/^!?[a-zé港]{1,6}$/);
  const line = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
  const article = fc.array(line, { minLength: SLOTS, maxLength: SLOTS });
  const slots = fc.tuple(fc.nat(SLOTS - 1), fc.nat(SLOTS - 1));
  const shards = fc.array(slots, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(article, { maxLength: 5 }),
      fc.array(fc.boolean()),
      shards,
      (articles, left, pages) => {
        const row = new RowOfWords(articles.length, (n) => Buffer.from(articles[n]!.join('\n')));
        for (const [one, other] of pages) {
          const wanted = {
            from: 0,
            to: articles.length,
            fromSlot: Math.min(one, other),
            toSlot: Math.max(one, other) + 1,
          };
          const isWanted = (n: number): boolean => left[n] !== true;
          expect(row.lines(wanted, isWanted)).toBe(
            articles.map((lines, n) => (isWanted(n) ? inSlots(lines, wanted) : '')).join('\n'),
          );
        }
      },
    ),
  );
});

describe('blocks', () => {
  const urls = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `/news/2025/article-${i}/`);
  const sets = (addresses: string[]): Set<string> =>
    new Set(
      blocksOf(addresses).flatMap(({ chunks }) =>
        chunks.map(({ id, from, to }) => `${id} ${addresses.slice(from, to)}`),
      ),
    );

  test.each([0, 1, 127, 128, 1000, 10_000, 40_000])('%i articles: each once, files in bounds', (count) => {
    const blocks = blocksOf(urls(count));
    const chunks = blocks.flatMap((block) => block.chunks);
    let next = 0;
    for (const { from, to } of chunks) {
      expect(from).toBe(next);
      expect(to - from).toBeLessThanOrEqual(288);
      next = to;
    }
    expect(next).toBe(count);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
    const files = blocks.reduce((sum, block) => sum + block.shards + 1 + block.chunks.length, 2);
    expect(files).toBeLessThanOrEqual(7 + count / 100);
    expect(blocks.at(-1)?.chunks.length ?? 1).toBe(1);
  });

  test('an article more, anywhere, is news to a chunk or two and the tail', () => {
    const before = urls(3000);
    for (let at = 0; at <= 3000; at += 97) {
      const known = sets(before);
      const fresh = [...sets([...before.slice(0, at), '/news/2025/late/', ...before.slice(at)])].filter(
        (chunk) => !known.has(chunk),
      );
      expect(fresh.length).toBeLessThanOrEqual(6);
    }
  });
});

describe('the archive', () => {
  const drafts: Draft[] = [
    { title: 'Undated harbour', section: 'News' },
    {
      title: 'Fog closes harbour',
      date: '2024-03-19T10:00:00',
      section: 'News',
      paragraphs: ['PELL HARBOUR, Wend. — Fog lay on the Tongue.'],
    },
    {
      title: 'Café naïve: “Straße” reopens',
      date: '2024-05-01T10:00:00',
      section: 'Reviews',
      paragraphs: ['Coffee by the harbour.'],
    },
    {
      title: '港口的渡轮又晚点了',
      date: '2025-01-01T10:00:00',
      section: '消息',
      paragraphs: ['今天早上没有渡轮。'],
    },
    {
      title: 'مدرسة جديدة في الميناء',
      date: '2025-02-01T10:00:00',
      section: 'News',
      credits: ['Photo by Wilma Aldous'],
    },
    ...HOSTILE.map(
      (title, i): Draft => ({ title: `${title} ${i}`, date: `2025-03-0${i + 1}T10:00:00`, section: title }),
    ),
    { title: `${'Very long title '.repeat(9)}`, date: '2025-04-01T10:00:00', section: 'News' },
  ];
  const { files } = printed(drafts);
  const fetched: string[] = [];
  const archive = (from: ReadonlyMap<string, string> = files) =>
    openArchive(async (path: string) => {
      fetched.push(path);
      return from.get(path.replace(/\?.*/, ''))!;
    });
  const titles = async (query: string, filters = {}, complete = true): Promise<string[]> => {
    const open = archive();
    const { hits } = await open.find(query, filters, complete);
    return (await open.cards(hits)).map(({ title }) => title);
  };

  test('finds by headline, text, place, name, in any script; the headline first, then the newest', async () => {
    expect(await titles('harbour')).toEqual([
      'Fog closes harbour',
      'Undated harbour',
      'Café naïve: “Straße” reopens',
    ]);
    expect(await titles('tongue fog')).toEqual(['Fog closes harbour']);
    expect(await titles('pell harb')).toEqual(['Fog closes harbour']);
    expect(await titles('CAFE strasse')).toEqual(['Café naïve: “Straße” reopens']);
    expect(await titles('渡轮')).toEqual(['港口的渡轮又晚点了']);
    expect(await titles('轮')).toEqual(['港口的渡轮又晚点了']);
    expect(await titles('المدرسه')).toEqual(['مدرسة جديدة في الميناء']);
    expect(await titles('wilma ald')).toEqual(['مدرسة جديدة في الميناء']);
  });

  test('words that every text has are passed over, but for those of headlines', async () => {
    expect([...FILLERS_IN_BROWSER]).toEqual([...FILLERS]);
    expect(await titles('the fog in which')).toEqual(['Fog closes harbour']);
    expect(await titles('in the')).toEqual([]);
    const some = printed([
      { title: 'Over and out' },
      { title: 'Ferry', paragraphs: ['It is over and out.'] },
    ]).files;
    const { hits, all } = await archive(some).find('and');
    expect([hits.length, all]).toEqual([1, true]);
  });

  test('filters by section and year', async () => {
    expect(await titles('harbour', { year: '2024' })).toEqual([
      'Fog closes harbour',
      'Café naïve: “Straße” reopens',
    ]);
    expect(await titles('harbour', { section: '/reviews/' })).toEqual(['Café naïve: “Straße” reopens']);
    expect(await titles('', { section: '/news/', year: '2024' })).toEqual(['Fog closes harbour']);
    expect(await titles('')).toEqual([]);
  });

  test('a word just begun does not yet count; where no article has all words, those with most', async () => {
    expect(await titles('fog cl', {}, false)).toEqual(['Fog closes harbour']);
    expect(await titles('fog xq', {}, false)).toEqual(['Fog closes harbour']);
    const { hits, all } = await archive().find('fog closes zebra');
    expect([hits.length, all]).toEqual([1, false]);
    expect(await titles('zebra')).toEqual([]);
  });

  test('every card leads to a page of the site', async () => {
    const open = archive();
    const { count } = await open.open();
    const cards = await open.cards(Array.from({ length: count }, (_, i) => i));
    for (const { url } of cards) expect([...files.keys()]).toContain(`${url.slice(1)}index.html`);
    expect(cards).toHaveLength(drafts.length);
  });

  test('files of another edition are fetched anew, and never mixed', async () => {
    const newer = printed([
      ...drafts,
      { title: 'Late harbour', date: '2025-05-01T10:00:00', section: 'News' },
    ]).files;
    let round = 0;
    const open = openArchive(async (path: string) => {
      const name = path.replace(/\?.*/, '');
      if (name === 'search/index.json') round++;
      return (round === 1 && name === 'search/index.json' ? files : newer).get(name)!;
    });
    const { hits } = await open.find('harbour');
    expect((await open.cards(hits))[0]?.title).toBe('Late harbour');
    expect(round).toBe(2);
  });

  test('the slug of the browser is the slug of the generator', () => {
    fc.assert(
      fc.property(text, (title) => {
        expect(slugInBrowser(title)).toBe(plainSlug(title));
      }),
    );
  });

  test('`search: none` leaves it out wholly', () => {
    const without = printed(drafts, { search: 'none' }).files;
    expect([...without.keys()].filter((path) => path.startsWith('search/'))).toEqual([]);
    expect(without.get('index.html')).not.toContain('/search/');
  });
});
