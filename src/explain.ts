import type { Article } from './articles/types.ts';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOf } from './base/digest.ts';
import type { Reason } from './changes.ts';
import type { Config } from './config.ts';
import type { Entry } from './output/manifest.ts';
import { type Difference, differences } from './pages/differences.ts';
import { plan } from './pages/plan.ts';
import type { Page } from './pages/types.ts';
import { sameView } from './render/render.ts';
import type { Templates, TemplateSource } from './render/templates.ts';
import { infer } from './site/infer.ts';
import { link } from './site/link.ts';
import type { LinkMemo, Site } from './site/types.ts';

/*
 * Why a page is rendered, in full: which fields of its view are other, from what to what. Views are not kept, for they
 * would be as large as the site. But the memory still holds the articles of the last build when the next one begins, and
 * planning costs little: so, only when asked, the last site is linked and planned once more. A page of that plan is
 * what was published exactly if its key is the published one; where it is not, nothing is claimed.
 */

/** What pages were planned and rendered with beside the articles. */
interface Recipe {
  readonly config: Config;
  readonly assets: readonly (readonly [name: string, path: OutputPath])[];
  readonly inlineScripts: readonly string[];
  /** The digests of the templates and partials by their names. */
  readonly templates: Readonly<Record<string, Digest>>;
}

/** A recipe as text, to be remembered with a build. */
export function recipeOf(
  config: Config,
  assets: ReadonlyMap<string, { readonly path: OutputPath }>,
  { inlineScripts }: Pick<Templates, 'inlineScripts'>,
  sources: readonly TemplateSource[],
): string {
  const recipe: Recipe = {
    config,
    assets: [...assets].map(([name, { path }]) => [name, path]),
    inlineScripts,
    templates: Object.fromEntries(sources.map(({ name, text }) => [name, digestOf(text)])),
  };
  return JSON.stringify(recipe);
}

/** The last build, as far as the memory knows it. */
export interface Before {
  readonly recipe: string;
  readonly articles: readonly Article[];
  readonly links: LinkMemo | undefined;
}

/** The pages as they are now. */
export interface Now {
  readonly site: Site;
  readonly stale: readonly Page[];
  readonly templates: Templates;
  readonly sources: readonly TemplateSource[];
}

/** What has no value to show: a file, a list of words. */
const told = (field: string): Difference => ({ field, from: null, to: null });

const FORGOTTEN = told('what it was is no longer remembered');

/** The reasons with what became different of each page. */
export function inFull(
  reasons: readonly Reason[],
  before: Before | null,
  { site, stale, templates, sources }: Now,
  published: ReadonlyMap<OutputPath, Entry>,
): Reason[] {
  const recipe = before === null ? null : (JSON.parse(before.recipe) as Recipe);
  const last = before === null || recipe === null ? null : planAgain(before, recipe);
  const pages = new Map(stale.map((page) => [page.path, page]));
  return reasons.map((reason) => {
    const page = pages.get(reason.path);
    const entry = published.get(reason.path);
    if (page === undefined || entry === undefined || !(reason.view || reason.renderer)) return reason;
    const found: Difference[] = [];
    if (reason.view) {
      const was = last?.pages.get(page.path);
      if (was === undefined || !sameView(was.digest, entry.key)) found.push(FORGOTTEN);
      else found.push(...pageDifferences(was, last!.site, page, site));
    }
    if (reason.renderer) {
      const now = new Map(sources.map(({ name, text }) => [name, digestOf(text)]));
      const reached = templates.partsOf(page.kind);
      const other = reached.filter((name) => recipe?.templates[name] !== now.get(name));
      if (recipe === null) found.push(FORGOTTEN);
      else
        for (const name of other)
          found.push(told(`templates/${name}.hbs was ${recipe.templates[name] ? 'edited' : 'added'}`));
    }
    return { ...reason, differences: found };
  });
}

function planAgain(
  { articles, links }: Before,
  { config, assets, inlineScripts }: Recipe,
): { readonly site: Site; readonly pages: ReadonlyMap<OutputPath, Page> } {
  const site = link(infer(articles, config).articles, config, links);
  const { pages } = plan(site, config, new Map(assets), inlineScripts);
  return { site, pages: new Map(pages.map((page) => [page.path, page])) };
}

function pageDifferences(was: Page, siteThen: Site, is: Page, siteNow: Site): Difference[] {
  const found = differences(was.view(), is.view());
  const sourceOf = (site: Site, position: number): { source: string; digest: Digest } => {
    const { source, digest, settled } = site.articles[position]!.article;
    return { source, digest: settled?.digest ?? digest };
  };
  const then = new Map(was.bodies.map((body) => [sourceOf(siteThen, body.article).source, body]));
  for (const body of is.bodies) {
    const { source, digest } = sourceOf(siteNow, body.article);
    const known = then.get(source);
    if (known === undefined) continue; // an entry of the view came with it
    if (sourceOf(siteThen, known.article).digest !== digest) found.unshift(told(`${source} was edited`));
    const { article: _, ...links } = body;
    const { article: __, ...linksThen } = known;
    for (const each of differences(linksThen, links)) found.push({ ...each, field: `body.${each.field}` });
  }
  if (found.length > 0) return found;
  return [
    told(
      is.words === undefined
        ? 'nothing of its view: its digest covers more than it shows'
        : 'the words of its articles',
    ),
  ];
}
