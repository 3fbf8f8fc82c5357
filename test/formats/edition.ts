import type { Root, RootContent } from 'mdast';
import { toArticle } from '../../src/articles/article.ts';
import type { Article, ArticleRecord } from '../../src/articles/types.ts';
import type { OutputPath, SourcePath } from '../../src/base/brand.ts';
import { type Config, siteSchema } from '../../src/config.ts';
import { inSlots } from '../../src/cache/slots.ts';
import { readTemplates } from '../../src/inputs.ts';
import { plan } from '../../src/pages/plan.ts';
import type { WordsWanted } from '../../src/pages/types.ts';
import { render, renderBody } from '../../src/render/render.ts';
import { loadTemplates } from '../../src/render/templates.ts';
import { link } from '../../src/site/link.ts';

/** An article of a test: what of its record matters, and its paragraphs. */
export type Draft = Partial<ArticleRecord> & {
  readonly title: string;
  readonly paragraphs?: readonly string[];
};

const templates = loadTemplates(readTemplates([{ folder: 'templates', shownAs: 'templates' }]).templates);
const assets = new Map([
  ['style.css', 'assets/style-0.css' as OutputPath],
  ['search.css', 'assets/search-0.css' as OutputPath],
  ['site.js', 'assets/site-0.js' as OutputPath],
  ['theme.js', 'assets/theme-0.js' as OutputPath],
  ['search.js', 'assets/search-0.js' as OutputPath],
]);

/** The whole site made of some articles, in memory: its files by their paths, and every page's kind. */
export function printed(
  drafts: readonly Draft[],
  settings: Partial<Config> = {},
): { files: Map<string, string>; kinds: Map<string, string> } {
  const config: Config = { ...siteSchema.parse({}), ...settings };
  const sources = drafts.map(({ paragraphs = ['One paragraph of text.'], ...given }, i) => {
    const record: ArticleRecord = {
      date: null,
      section: 'News',
      siteName: null,
      dateline: null,
      likes: null,
      crossLinks: [],
      credits: [],
      related: [],
      ranking: [],
      recommendation: [],
      unrecognised: [],
      ...given,
    };
    const path = `${String(i).padStart(6, '0')}.txt` as SourcePath;
    const source = { path, file: path, bytes: Buffer.from(JSON.stringify([record, paragraphs])) };
    const children: RootContent[] = [
      ...paragraphs.map((value): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
      ...record.crossLinks.map(
        ({ label, headline }): RootContent => ({
          type: 'crossLink',
          label,
          headline,
          value: `${label}: ${headline}`,
        }),
      ),
    ];
    const root: Root = { type: 'root', children };
    return { ...toArticle(source, record, paragraphs), body: { root, paragraphs } };
  });
  const site = link(
    sources.map(({ article }) => article),
    config,
  );
  const bodyOf = new Map(sources.map(({ article, body }) => [article.source, body]));
  const wordsOf = ({ source }: Article, wanted: WordsWanted): string =>
    inSlots(sources.find(({ article }) => article.source === source)!.words.split('\n'), wanted);
  const { pages } = plan(site, config, assets);
  const files = new Map<string, string>();
  for (const page of pages) {
    const view = page.view();
    const bodies = page.bodies.map((wanted) =>
      renderBody(bodyOf.get(site.articles[wanted.article]!.article.source)!, wanted, view.page.root),
    );
    const { words } = page;
    const lines =
      words && site.articles.slice(words.from, words.to).map(({ article }) => wordsOf(article, words));
    const found = lines === undefined ? null : { lines: lines.join('\n'), earlier: null };
    const text = render(page.kind, view, bodies, templates, found);
    if (typeof text !== 'string') throw new Error(`${text.file}:${text.line}: ${text.reason}`);
    files.set(page.path, text);
  }
  return { files, kinds: new Map(pages.map(({ path, kind }) => [path, kind])) };
}

/** Text that tries to get out of every format. */
export const HOSTILE = [
  `</script><script>alert(1)</script>`,
  `]]><item>&lt;b&gt; "quoted" 'single' <b>bold</b>`,
  `\u202Eright to left\u2066 \u0000\u0001\u001b[31m\u0085\uFFFE \uD800 end`,
  `<!-- comment --> <![CDATA[ data ]]> &amp; &#0; %00 {{title}} \${x}`,
  `javascript:alert(1) \u2028\u2029 \r\n\t tabs`,
] as const;
