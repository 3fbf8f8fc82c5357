import fc from 'fast-check';
import type { BlockContent, DefinitionContent, ListItem, Root, RootContent } from 'mdast';
import remarkHtml from 'remark-html';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { bodyToHtml, loadPipeline, needsPipeline } from '../src/render/body.ts';
import { pipeline } from '../src/render/body-pipeline.ts';
import { inert } from '../src/render/inert.ts';

await loadPipeline();

const nowhere = () => null;
const text = (value: string) => ({ type: 'text' as const, value });
const paragraph = (value: string) => ({ type: 'paragraph' as const, children: [text(value)] });
const root = (...children: RootContent[]): Root => ({ type: 'root', children });
const markdown = (source: string) => bodyToHtml(unified().use(remarkParse).parse(source), nowhere);

describe('plain bodies', () => {
  test('each block has its element', () => {
    const body = root(
      paragraph('One & <two>.'),
      { type: 'heading', depth: 2, children: [text('What now?')] },
      {
        type: 'list',
        ordered: false,
        spread: false,
        children: ['a', 'b'].map((value) => ({
          type: 'listItem' as const,
          spread: false,
          children: [paragraph(value)],
        })),
      },
      { type: 'crossLink', label: 'MORE', headline: 'Here', value: 'MORE: Here' },
      { type: 'crossLink', label: null, headline: 'Nowhere', value: 'Nowhere' },
      { type: 'credit', value: 'By <Ada>.' },
    );
    expect(needsPipeline(body)).toBe(false);
    expect(bodyToHtml(body, (headline) => (headline === 'Here' ? '/a/?b="&c' : null))).toBe(
      [
        '<p>One &#x26; &#x3C;two>.</p>',
        '<h2>What now?</h2>',
        '<ul>\n<li>a</li>\n<li>b</li>\n</ul>',
        '<aside class="cross-link"><span class="label">MORE</span> <a href="/a/?b=&#x22;&#x26;c">Here</a></aside>',
        '<aside class="cross-link"><span>Nowhere</span></aside>',
        '<p class="credit">By &#x3C;Ada>.</p>',
      ].join('\n'),
    );
  });

  test('text that may run from right to left finds its own direction', () => {
    expect(bodyToHtml(root(paragraph('שלום')), nowhere)).toBe('<p dir="auto">שלום</p>');
    expect(bodyToHtml(root(paragraph('Ça và — 消息')), nowhere)).toBe('<p>Ça và — 消息</p>');
  });

  test('a cross-link leads to our article, else where its author says, but never by another protocol', () => {
    const link = (url: string): RootContent => ({
      type: 'crossLink',
      label: null,
      headline: 'A',
      value: 'A',
      url,
    });
    expect(bodyToHtml(root(link('https://a.example/')), () => '../a/')).toContain('<a href="../a/">');
    expect(bodyToHtml(root(link('https://a.example/')), nowhere)).toContain('<a href="https://a.example/">');
    expect(bodyToHtml(root(link('javascript:alert(1)')), nowhere)).not.toContain('href');
    expect(bodyToHtml(root(link('x')), () => 'java\nscript:alert(1)')).not.toContain('href');
  });
});

describe('inert text', () => {
  test.each([
    ['plain, é, 消息, 😀', 'plain, é, 消息, 😀'],
    ['a\0b\x07c\x7fd\x85e\ufffef', 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf'],
    ['a\tb\nc\r\nd\re', 'a\tb\nc\nd\ne'],
    ['\ud800 and \udc00', '\ufffd and \ufffd'],
    ['\u202eevil', '\u202eevil\u202c'],
    ['\u202eevil\u202c', '\u202eevil\u202c'],
    ['\u2067a\u202bb', '\u2067a\u202bb\u202c\u2069'],
    ['\u2067a\u202bb\u2069', '\u2067a\u202bb\u2069'],
    ['\u202c\u2069 nothing open', '\u202c\u2069 nothing open'],
    ['\u202aa\u2066b\u202c', '\u202aa\u2066b\u202c\u2069\u202c'],
  ])('%j', (given, expected) => {
    expect(inert(given)).toBe(expected);
  });
});

describe('Markdown bodies', () => {
  test('HTML, scripts and other protocols are left out; the rest is there', () => {
    const html = markdown(
      'A <b onclick="x()">b</b> <script>alert(1)</script>.\n\n<iframe src="x"></iframe>\n\n' +
        '[a](javascript:x) [b](data:x) [c](/c/) [d](mailto:d@e.example) ![e](javascript:x) ![f](f.png "F")\n\n' +
        '[g](<java\nscript:x>)',
    );
    expect(html).toContain('<p>A b alert(1).</p>');
    expect(html).toContain(
      '<a>a</a> <a>b</a> <a href="/c/">c</a> <a href="mailto:d@e.example">d</a> <img alt="e"> <img src="f.png" alt="f" title="F">',
    );
    expect(html).not.toMatch(/script:|iframe|onclick|data:/);
  });

  test.each([
    ['# A\n\n## B\n\n###### C', '<h2>A</h2>\n<h3>B</h3>\n<h6>C</h6>'],
    ['## A\n\n#### B', '<h2>A</h2>\n<h4>B</h4>'],
    ['> # A\n\n## B', '<blockquote>\n<h2>A</h2>\n</blockquote>\n<h2>B</h2>'],
  ])('headings of %j stand below the title of the page', (source, expected) => {
    expect(markdown(source)).toBe(expected);
  });

  test('the usual marks', () => {
    expect(markdown('*a* **b** `c` \\\nd\n\n1. e\n2. f\n\n> g\n\n```js\nh<\n```\n\n***')).toBe(
      '<p><em>a</em> <strong>b</strong> <code>c</code> <br>\nd</p>\n<ol>\n<li>e</li>\n<li>f</li>\n</ol>\n' +
        '<blockquote>\n<p>g</p>\n</blockquote>\n<pre><code class="language-js">h&#x3C;\n</code></pre>\n<hr>',
    );
  });
});

describe('the two ways give the same bytes', () => {
  const sign = fc.constantFrom(
    ...[
      '&',
      '<',
      '>',
      '"',
      "'",
      '`',
      '&amp;',
      ' ',
      '  ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      '\0',
      '\x1b',
      '\x7f',
      '\x9f',
    ],
    ...[
      '\u202e',
      '\u202c',
      '\u2067',
      '\u2069',
      '\u200f',
      'א',
      'ا',
      '消',
      '😀',
      '\ud800',
      '\udc00',
      '\ufffe',
      ':',
      '/',
    ],
  );
  const words = fc
    .array(fc.oneof(sign, fc.string({ maxLength: 5 }), fc.string({ maxLength: 5, unit: 'binary' })), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));
  const texts = fc.array(words.map(text), { maxLength: 3 });
  const item: fc.Arbitrary<ListItem> = texts.map((children) => ({
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children } as BlockContent | DefinitionContent],
  }));
  const block: fc.Arbitrary<RootContent> = fc.oneof(
    texts.map((children): RootContent => ({ type: 'paragraph', children })),
    fc
      .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6), texts)
      .map(([depth, children]): RootContent => ({ type: 'heading', depth: depth as 1, children })),
    fc
      .array(item, { minLength: 1, maxLength: 3 })
      .map((children): RootContent => ({ type: 'list', ordered: false, spread: false, children })),
    words.map((value): RootContent => ({ type: 'credit', value })),
    fc
      .tuple(fc.option(words), words, words)
      .map(([label, headline, value]): RootContent => ({ type: 'crossLink', label, headline, value })),
  );
  const url = fc.option(
    fc.oneof(
      words,
      fc.webUrl(),
      words.map((path) => `/${path}`),
      fc.constant('mailto:a@b.example'),
    ),
  );

  test('for plain bodies', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), url, (children, target) => {
        const body = root(...children);
        expect(needsPipeline(body)).toBe(false);
        expect(bodyToHtml(body, () => target)).toBe(
          pipeline(root(...structuredClone(children)), () => target),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('and no markup of the text gets out of either', () => {
    fc.assert(
      fc.property(words, (value) => {
        const inside = bodyToHtml(root(paragraph(value)), nowhere).replace(
          /^<p(?: dir="auto")?>|<\/p>$/g,
          '',
        );
        expect(inside).not.toMatch(/[<\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
      }),
    );
  });
});

test('plain paragraphs come out as remark-html writes them', () => {
  const word = fc.stringMatching(/^[A-Za-z&<>"'.,:;!?()-]{1,12}$/);
  const paragraphs = fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(paragraphs, (texts) => {
      const root: Root = {
        type: 'root',
        children: texts.map((words) => ({
          type: 'paragraph',
          children: [{ type: 'text', value: words.join(' ') }],
        })),
      };
      const theirs = unified().use(remarkHtml).stringify(root);
      expect(`${bodyToHtml(root, () => null)}\n`).toBe(theirs);
    }),
  );
});
