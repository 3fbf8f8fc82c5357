import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../src/report.ts';
import { scraped, TestSite, tree } from './engine/site.ts';
import { tagsOf } from './formats/published.ts';
import { parseXml } from './formats/xml.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
  site.write('content/sound.txt', scraped({ title: 'A sound article' }));
});
afterEach(() => {
  site.dispose();
});

const SOUND = 'news/2025/03/01/a-sound-article/index.html';
const told = ({ problems }: Report): string[] =>
  problems.map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`);
const published = (): string => [...site.tree().values()].join('\n');

/** The paths of the articles' pages, sorted. */
function articles(): string[] {
  return [...site.tree().keys()].filter((path) =>
    site.read(`dist/${path}`).includes('class="story h-entry"'),
  );
}

/** Nothing is published; with `keepGoing` all but the broken file is; everyone is told what to do. */
async function refuses(problems: readonly string[]): Promise<Report> {
  const plain = await site.build();
  expect(told(plain)).toEqual(problems);
  expect(plain.published).toBe(false);
  expect(site.tree().size).toBe(0);
  const report = await site.build({ keepGoing: true });
  expect(told(report)).toEqual(problems);
  expect(articles()).toEqual([SOUND]);
  for (const { reason, hint } of report.problems) {
    expect(reason).not.toBe('');
    expect(hint).not.toBeNull();
  }
  return report;
}

describe('a file that cannot be read is told, and every other article is built', () => {
  const page = scraped({ title: 'Café' });
  test.each<[string, string, string | Uint8Array, string]>([
    ['an empty file', 'x.txt', '', 'empty-file'],
    ['an empty record', 'x.md', '', 'empty-file'],
    ['a byte order mark alone', 'x.txt', '\ufeff', 'empty-file'],
    ['blank lines', 'x.txt', '\n \r\n\u00a0\n\u200b\n', 'empty-file'],
    [
      'bytes of another kind',
      'x.txt',
      Uint8Array.from({ length: 999 }, (_, n) => (n * 37) % 256),
      'binary-file',
    ],
    ['Latin-1', 'x.txt', Buffer.from(page, 'latin1'), 'not-utf-8'],
    ['UTF-16 with its mark', 'x.txt', Buffer.from(`\ufeff${page}`, 'utf16le'), 'utf-16'],
    ['UTF-16 without', 'x.txt', Buffer.from(page, 'utf16le'), 'utf-16'],
    ['UTF-16, the other way round', 'x.txt', Buffer.from(`\ufeff${page}`, 'utf16le').swap16(), 'utf-16'],
    ['a record without a title', 'x.md', '---\ndate: 2025-04-14\n---\nBody.\n', 'title-missing'],
    ['a record with an empty title', 'x.md', '---\ntitle: "  "\n---\nBody.\n', 'field-type'],
    ['no front matter', 'x.md', 'Only a body.\n', 'front-matter-missing'],
  ])('%s', async (_, name, bytes, rule) => {
    site.write(`content/${name}`, bytes);
    await refuses([`content/${name}:${rule === 'field-type' ? 2 : 1} error ${rule}`]);
  });

  test('one that is too large, has too many lines, or one too long', async () => {
    site.write('site.yaml', 'limits: {bytes: 4000, lineLength: 900, lines: 100}\n');
    site.write('content/a.txt', scraped({ title: 'Large', body: Array(60).fill('x'.repeat(80)) }));
    site.write('content/b.txt', scraped({ title: 'Long', body: ['x'.repeat(1000)] }));
    site.write('content/c.txt', scraped({ title: 'Many', body: Array(101).fill('x') }));
    const report = await site.build({ keepGoing: true });
    expect(report.problems.map(({ file }) => file)).toEqual([
      'content/a.txt',
      'content/b.txt',
      'content/c.txt',
    ]);
    expect(articles()).toEqual([SOUND]);
  });

  test('a folder with the name of an article: what is in it is read', async () => {
    site.write('content/x.txt/y.txt', scraped({ title: 'Within' }));
    const report = await site.build();
    expect(told(report)).toEqual(['content/x.txt:1 warning source-folder']);
    expect(articles()).toHaveLength(2);
  });

  test('a link that leads nowhere, in a circle, out of the content, or to a folder', async () => {
    site.write('elsewhere/secret.txt', scraped({ title: 'Secret' }));
    const link = (to: string, name: string): void => symlinkSync(to, join(site.root, 'content', name));
    link('gone.txt', 'a.txt');
    link('b.txt', 'b.txt');
    link('../elsewhere/secret.txt', 'c.txt');
    link('/dev/zero', 'd.txt');
    link('../elsewhere', 'e');
    await refuses([
      'content/a.txt:1 error source-unreadable',
      'content/b.txt:1 error source-unreadable',
      'content/c.txt:1 error source-link',
      'content/d.txt:1 error source-link',
      'content/e:1 error source-link',
    ]);
    expect(published()).not.toContain('Secret');
  });

  test('a link within the content is followed, and is a copy', async () => {
    symlinkSync('sound.txt', join(site.root, 'content', 'twin.txt'));
    const report = await site.build();
    expect(told(report)).toEqual([]);
    expect(articles()).toEqual([SOUND]);
  });

  test.skipIf(process.platform === 'win32')(
    'a pipe and a socket, without waiting for what they say',
    async () => {
      spawnSync('mkfifo', [join(site.root, 'content', 'pipe.txt')]);
      const server = createServer().listen(join(site.root, 'content', 'socket.txt'));
      try {
        await refuses([
          'content/pipe.txt:1 error source-not-a-file',
          'content/socket.txt:1 error source-not-a-file',
        ]);
      } finally {
        server.close();
      }
    },
  );

  test.skipIf(process.platform === 'win32')('a pipe among templates or static files', async () => {
    for (const folder of ['templates', 'public']) {
      mkdirSync(join(site.root, folder));
      spawnSync('mkfifo', [join(site.root, folder, 'pipe.hbs')]);
    }
    expect(told(await site.build())).toEqual([
      'public/pipe.hbs:1 error static-link',
      'templates/pipe.hbs:1 error template-unreadable',
    ]);
  });

  test('an impossible date: told, and the article is undated', async () => {
    site.write('content/x.txt', scraped({ title: 'Thirtieth', date: '2025-02-30 08:00:00' }));
    const report = await site.build();
    expect(told(report)).toEqual(['content/x.txt:4 warning bad-date']);
    expect(articles()).toEqual([SOUND, 'news/thirtieth/index.html']);
  });
});

describe('front matter that is broken or means harm', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'] as unknown as [string, string][])
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
  test.each<[string, string, number, string]>([
    ['broken YAML', '---\ntitle: Fine\ntags: [open\n---\nBody.\n', 3, 'front-matter-yaml'],
    ['never closed', '---\ntitle: Open\nBody.\n', 1, 'front-matter-unclosed'],
    ['JavaScript', '---js\n{title: globalThis.pwned = "x"}\n---\nBody.\n', 1, 'front-matter-language'],
    ['another language', '---coffee\ntitle: "x"\n---\nBody.\n', 1, 'front-matter-language'],
    ['an alias bomb', `---\ntitle: Bomb\n${bomb.join('\n')}\n---\nBody.\n`, 4, 'front-matter-alias'],
    ['__proto__', '---\ntitle: Proto\n__proto__: {draft: true}\n---\nBody.\n', 3, 'front-matter-key'],
    ['constructor', '---\ntitle: Proto\nconstructor: {prototype: 1}\n---\nBody.\n', 3, 'front-matter-key'],
    ['a tag that makes objects', '---\ntitle: !!js/function "x"\n---\nBody.\n', 2, 'front-matter-tag'],
    ['a date that is a mapping', '---\ntitle: Fine\ndate: {a: 1}\n---\nBody.\n', 3, 'field-type'],
    ['a date that is a list', '---\ntitle: Fine\ndate: [2025]\n---\nBody.\n', 3, 'field-type'],
  ])('%s: file and line, nothing run, the others built', async (_, text, line, rule) => {
    site.write('content/x.md', text);
    const report = await site.build({ keepGoing: true });
    expect(told(report)[0]).toBe(`content/x.md:${line} error ${rule}`);
    expect(report.problems.every(({ file }) => file === 'content/x.md')).toBe(true);
    expect(articles()).toEqual([SOUND]);
    expect((globalThis as { pwned?: unknown }).pwned).toBeUndefined();
    expect(({} as { draft?: unknown }).draft).toBeUndefined();
  });

  test('a date that YAML would make an object of is kept as it is written', async () => {
    site.write('content/x.md', '---\ntitle: Dated\ndate: 2025-04-14\n---\nBody.\n');
    site.write('content/y.md', '---\ntitle: Zoned\ndate: 2025-04-14T23:30:00+09:00\n---\nBody.\n');
    expect(told(await site.build())).toEqual([]);
    expect(articles()).toEqual([
      SOUND,
      'news/2025/04/14/dated/index.html',
      'news/2025/04/14/zoned/index.html',
    ]);
  });
});

describe('titles', () => {
  const long = 'an endless title '.repeat(300).trim();
  const titles = [
    '../../etc/passwd',
    '..',
    '/',
    'CON',
    'index.html',
    '🎉🎉',
    '🎈',
    '北京消息',
    'Ünïted',
    'Ünïted'.normalize('NFD'),
    'Same Words',
    'same words',
    'SAME WORDS!',
    '\u202eback to front',
    'constructor',
    '__proto__',
    long,
    `${long} that ends otherwise`,
  ];
  test('of every kind have safe paths of their own, or are told to share one', async () => {
    for (const [n, title] of titles.entries())
      site.write(
        `content/t${n}.md`,
        `---\ntitle: ${JSON.stringify(title)}\ndate: 2025-04-${String(n + 1).padStart(2, '0')}\n---\nBody ${n}.\n`,
      );
    const report = await site.build();
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const paths = articles();
    expect(paths).toHaveLength(titles.length + 1);
    for (const path of site.tree().keys()) expect(path).toMatch(/^[\w.-]+(\/[\w-][\w.-]*)*$/);
    for (const path of paths) expect(path.length).toBeLessThan(120);
    expect(readdirSync(site.root).sort()).toEqual([
      '.cache',
      '.dist.staging',
      'changes.json',
      'content',
      'dist',
    ]);
    expect(await site.clean()).toEqual(site.tree());
  });

  test('that differ only in case or form on one day ask for one path, which goes to the first', async () => {
    const titled = ['Ünïted Words', 'Ünïted Words'.normalize('NFD'), 'ünïted words'];
    for (const [n, title] of titled.entries())
      site.write(
        `content/t${n}.txt`,
        scraped({ title, body: [`Report ${n} tells of quite another matter ${n}.`] }),
      );
    const report = await site.build({ keepGoing: true });
    expect(told(report)).toEqual([
      'content/t1.txt:1 error same-address',
      'content/t2.txt:1 error same-address',
    ]);
    expect(report.problems[1]!.reason).toContain('t0.txt and t2.txt');
    expect(articles()).toEqual([SOUND, 'news/2025/03/01/united-words/index.html']);
    expect(site.read('dist/news/2025/03/01/united-words/index.html')).toContain('Report 0');
  });
});

describe('what strangers wrote is inert text everywhere', () => {
  const evil = (where: string): string =>
    `${where}"'\`><script>alert(1)</script><img src=x onerror=alert(1)>]]>--><!--{{site}}{{{x}}}</title></textarea>\u202e\u0007\u2028${where} javascript:alert(1)`;
  const json = (where: string): string => JSON.stringify(evil(where));

  beforeEach(() => {
    site.write(
      'content/evil.txt',
      scraped({
        title: evil('title'),
        section: evil('section'),
        site: evil('site'),
        body: [
          evil('paragraph'),
          `MORE: ${evil('headline')}`,
          `[link](javascript:alert(1)) <a href="javascript:alert(1)">x</a>`,
          `${evil('caption')} (AP Photo/${evil('name')})`,
          `Disclaimer: The copyright of this article belongs to ${evil('owner')}`,
        ],
        related: [evil('related')],
        ranking: [evil('ranking')],
        recommendation: [evil('recommendation')],
      }),
    );
    const fields = ['title', 'description', 'section', 'siteName', 'dateline'].map(
      (name) => `${name}: ${json(name)}`,
    );
    const lists = ['authors', 'tags', 'credits', 'related', 'ranking'].map(
      (name) => `${name}: [${json(name)}]`,
    );
    site.write(
      'content/evil.md',
      [
        '---',
        ...fields,
        ...lists,
        'date: 2025-04-14',
        `crossLinks: [{label: ${json('label')}, headline: ${json('headline')}}]`,
        `corrections: [{date: 2025-04-15, text: ${json('correction')}}]`,
        'recommendation: [{headline: "Leads astray", url: "javascript:alert(1)"}]',
        'canonical: javascript:alert(1)',
        '---',
        evil('body'),
        '',
        '<script>alert(2)</script>',
        '',
        '[one](javascript:alert(1)) [two](JaVaScRiPt:alert(1)) [three](data:text/html;base64,PHNjcmlwdD4=) ![four](javascript:alert(1)) <javascript:alert(1)>',
      ].join('\n'),
    );
    site.write('site.yaml', `title: ${json('paper')}\ndescription: ${json('about')}\n`);
  });

  test('on pages, in feeds, in structured data and in the search', async () => {
    const report = await site.build();
    expect(told(report)).toEqual([
      'content/evil.md:15 warning address-unsafe',
      'content/evil.md:16 warning address-unsafe',
      'content/evil.md:18 warning markdown-html',
      'content/evil.md:22 warning markdown-link',
      'content/evil.txt:1 warning control-characters',
    ]);
    expect(articles()).toHaveLength(3);
    expect([...site.tree().values()].some((text) => text.includes('Leads astray'))).toBe(true);
    const own = new Set(tagsIn(await plain()));
    for (const [path, latin] of site.tree()) {
      if (path.startsWith('assets/') || path === '.broadsheet') continue;
      const text = Buffer.from(latin, 'latin1').toString();
      expect(text, path).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
      if (path.endsWith('.json')) JSON.parse(text);
      else if (path.endsWith('.xml')) parseXml(text);
      else if (path.endsWith('.html')) {
        for (const [, data = ''] of text.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g))
          JSON.parse(data);
        for (const { name, attributes } of tagsOf(text)) {
          expect(own.has(name) || MARKDOWN_TAGS.has(name), `${path} <${name}>`).toBe(true);
          for (const [key, value] of attributes) {
            expect(key, path).not.toMatch(/^on/i);
            if (/^(href|src|action)$/.test(key))
              expect(value, path).not.toMatch(/^\s*(javascript|vbscript|data:text)/i);
          }
        }
        for (const run of text.split(/<[^>]*>/)) expect(isClosed(run), `${path}: ${run}`).toBe(true);
      }
    }
  });

  /** The pages of the same site without strangers' text: their tags are ours. */
  async function plain(): Promise<readonly string[]> {
    const other = new TestSite();
    try {
      other.write(
        'content/a.txt',
        scraped({ title: 'A', body: ['B', 'MORE: C'], related: ['D'], ranking: ['E'] }),
      );
      await other.build();
      return [...other.tree()].filter(([path]) => path.endsWith('.html')).map(([, html]) => html);
    } finally {
      other.dispose();
    }
  }

  const tagsIn = (pages: readonly string[]): string[] =>
    pages.flatMap((html) => tagsOf(html).map(({ name }) => name));
  const MARKDOWN_TAGS = new Set([
    'img',
    'a',
    'br',
    'em',
    'strong',
    'ins',
    'dl',
    'dt',
    'dd',
    'bdi',
    'details',
    'summary',
  ]);

  /** Whether the marks of direction in a text are closed where it ends. */
  function isClosed(text: string): boolean {
    const opened = text.match(/[\u202a\u202b\u202d\u202e]/g)?.length ?? 0;
    return opened <= (text.match(/\u202c/g)?.length ?? 0);
  }
});

describe('files in the output folder that no build has written', () => {
  test('stay, and keep the site from taking their place', async () => {
    site.write('dist/index.html', 'mine');
    site.write('dist/deep/er/notes.txt', 'mine too');
    const refused = await site.build();
    expect(told(refused)).toEqual(['index.html:1 error output-foreign']);
    expect([...site.tree()]).toEqual([
      ['deep/er/notes.txt', 'mine too'],
      ['index.html', 'mine'],
    ]);
    const report = await site.build({ keepGoing: true });
    expect(told(report)).toEqual(['index.html:1 error output-foreign']);
    expect(site.read('dist/index.html')).toBe('mine');
    expect(site.read('dist/deep/er/notes.txt')).toBe('mine too');
    expect(articles()).toEqual([SOUND]);
    site.remove('dist/index.html');
    expect(told(await site.build())).toEqual([]);
    expect(site.read('dist/index.html')).toContain('A sound article');
    expect(site.read('dist/deep/er/notes.txt')).toBe('mine too');
  });

  test('stand where a folder must be: nothing is published', async () => {
    site.write('dist/news', 'mine');
    const report = await site.build();
    expect(report.published).toBe(false);
    expect(report.problems[0]).toMatchObject({ severity: 'error', file: expect.stringContaining('news') });
    expect([...site.tree()]).toEqual([['news', 'mine']]);
  });
});

describe('two files on one path', () => {
  test('a static file and a page', async () => {
    site.write(`public/${SOUND}`, 'static');
    await refuses([`${SOUND}:1 error same-path`]);
    expect(site.read(`dist/${SOUND}`)).toContain('A sound article');
  });

  test('an old path of an article and a page: both are named', async () => {
    site.write('content/x.md', '---\ntitle: New\naliases: [/news/2025/03/01/a-sound-article/]\n---\nBody.\n');
    const report = await site.build({ keepGoing: true });
    expect(told(report)).toEqual([`${SOUND}:1 error same-path`]);
    expect(report.problems[0]!.reason).toContain('sound.txt');
    expect(report.problems[0]!.reason).toContain('x.md');
    expect(site.read(`dist/${SOUND}`)).toContain('A sound article');
  });

  test.each(['.broadsheet', '../../up', '/..', 'a/../../b', `${'é'.repeat(200)}`])(
    'an old path %s that cannot be one is told',
    async (alias) => {
      site.write('content/x.md', `---\ntitle: New\naliases: [${JSON.stringify(alias)}]\n---\nBody.\n`);
      const report = await site.build({ keepGoing: true });
      expect(told(report)).toEqual([expect.stringMatching(/^content\/x\.md:3 (error|warning) /)]);
      expect(existsSync(join(site.root, 'dist/index.html'))).toBe(true);
    },
  );

  test('a static file with the name of what a build keeps', async () => {
    site.write('public/.broadsheet', 'static');
    expect(told(await site.build())).toEqual(['.broadsheet:1 error same-path']);
  });
});

test('a template that no page is made with is told, with the name that was meant', async () => {
  site.write('templates/artcle.hbs', '<p>');
  site.write('templates/partials/aside.hbs', '<p>');
  const { published, problems } = await site.build();
  expect(published).toBe(true);
  expect(problems).toMatchObject([
    { file: 'templates/artcle.hbs', rule: 'template-unused', hint: expect.stringContaining('“article.hbs”') },
  ]);
});

describe('templates that fail publish nothing and say where', () => {
  beforeEach(async () => {
    await site.build();
  });

  test.each<[string, string, string, string, RegExp]>([
    ['syntax', 'article', '<p>\n{{#if page}}\n', 'template-syntax', /templates\/article\.hbs:[34]/],
    ['a block closed by another name', 'front', '{{#if page}}{{/each}}', 'template-syntax', /front\.hbs:1/],
    [
      'a missing partial',
      'article',
      '<p>\n{{> nothing}}',
      'template-missing-partial',
      /templates\/article\.hbs:2/,
    ],
    [
      'a computed partial',
      'article',
      '{{> (lookup . "x")}}',
      'template-dynamic-partial',
      /templates\/article\.hbs:1/,
    ],
    ['an unknown field', 'article', '<p>\n\n{{page.titel}}', 'template-failed', /templates\/article\.hbs:3/],
    ['an unknown helper', 'article', '{{shout page.title}}', 'template-failed', /templates\/article\.hbs:1/],
    [
      'a partial',
      'partials/colophon',
      '\n{{nothing}}',
      'template-failed',
      /templates\/partials\/colophon\.hbs:2/,
    ],
    ['the last page', 'not-found', '{{nothing}}', 'template-failed', /templates\/not-found\.hbs:1/],
  ])('%s', async (_, name, text, rule, place) => {
    const before = site.tree();
    site.write(`templates/${name}.hbs`, text);
    const report = await site.build();
    expect(report.published).toBe(false);
    expect(report.problems.map((each) => each.rule)).toEqual([rule]);
    const [first] = report.problems;
    expect(`${first!.file}:${first!.line}`).toMatch(place);
    expect(first!.hint).not.toBeNull();
    if (name.startsWith('partials/')) expect(first!.reason).toMatch(/\(.+ › partials\/colophon\)/);
    expect(tree(join(site.root, 'dist'))).toEqual(before);
    site.remove('templates');
    expect(told(await site.build())).toEqual([]);
    expect(tree(join(site.root, 'dist'))).toEqual(before);
  });
});
