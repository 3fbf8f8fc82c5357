import { lstatSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { inFull } from './articles/shelved.ts';
import type { Article, ListItem } from './articles/types.ts';
import type { OutputPath, SourcePath } from './base/brand.ts';
import type { BuildOptions } from './build.ts';
import type { Memory } from './cache/memory.ts';
import { articlePage } from './pages/article.ts';
import type { ReadResult } from './press/types.ts';
import { headlineOf } from './site/link.ts';
import type { Links, SiteArticle } from './site/types.ts';

/** A page that is shown before the site is built anew. */
export interface Proof {
  readonly path: OutputPath;
  readonly page: string;
}

/**
 * Pulls a proof of the article of a file that has just been saved: its page as the next build will most likely make it, by
 * the same code, with all that only the whole archive can tell (where headlines lead, what is similar, the story) as the
 * last build found it. Nothing is written and nothing remembered; the build, which follows, has the last word.
 *
 * @param file absolute
 * @returns null where the edition does not have the article, where its page moves, or where it has anything wrong: then
 *   only the build can say what becomes of it
 */
export async function pullProof(
  file: string,
  { content }: Pick<BuildOptions, 'content'>,
  { edition, press }: Pick<Memory, 'edition' | 'press'>,
): Promise<Proof | null> {
  const source = relative(content.folder, file).split(sep).join('/') as SourcePath;
  const position = edition?.site.articles.findIndex(({ article }) => article.source === source) ?? -1;
  if (edition === null || press === null || position < 0) return null;
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > edition.config.limits.bytes) return null;

  const results: ReadResult[] = [];
  await press.press.read([{ path: source, remembered: null }], (result) => void results.push(result));
  const [, read] = results[0]?.parsed[0] ?? [];
  if (!read?.article || read.problems.some(({ severity }) => severity === 'error')) return null;
  const before = edition.site.articles[position]!;
  const article = asSettled(read.article, before.article);
  if (!isInPlaceOf(article, before.article)) return null;

  const page = articlePage(edition, inPlaceOf(before, article), position);
  const { path, kind } = page;
  const text = await press.press.pull({
    path,
    kind,
    source,
    weight: 1,
    view: page.view(),
    bodies: page.bodies.map(({ article: _, ...links }) => ({
      source,
      article: read.article!.digest,
      ...links,
    })),
    words: null,
    published: null,
  });
  return typeof text === 'string' ? { path, page: text } : null;
}

/** An article with what the archive had settled of it before. */
function asSettled(read: Article, { settled, record, displayTitle }: Article): Article {
  const article = inFull(read);
  if (settled === undefined || article.record.title !== settled.title) return article;
  if (article.record.section !== settled.section) return article;
  return {
    ...article,
    record: { ...article.record, title: record.title, section: record.section },
    displayTitle,
    settled: { ...settled, digest: article.digest },
  };
}

/** Whether an article has the place of another: what its address, its section and its date are made from is the same. */
function isInPlaceOf(article: Article, other: Article): boolean {
  const place = ({ displayTitle, record }: Article): string => {
    const { title, date, section, siteName, slug, canonical, aliases, draft, expires } = record;
    return JSON.stringify([
      ...[displayTitle, title, date, section, siteName, slug, canonical, aliases, draft, expires],
    ]);
  };
  return place(article) === place(other);
}

/** An article in the place of another: a headline that it had before leads where it led, others nowhere yet. */
function inPlaceOf(before: SiteArticle, article: Article): SiteArticle {
  const { record } = before.article;
  const links = before.links();
  const led = new Map<string, string | null>();
  for (const list of LISTS)
    record[list].forEach((item, i) => {
      led.set(headlineOf(item), links[list][i] ?? null);
    });
  record.crossLinks.forEach(({ headline }, i) => {
    led.set(headline, links.crossLinks[i] ?? null);
  });
  const leads = (item: ListItem): string | null =>
    typeof item === 'string' ? (led.get(item) ?? null) : item.url;
  const placed: Links = {
    ...links,
    related: article.record.related.map(leads),
    ranking: article.record.ranking.map(leads),
    recommendation: article.record.recommendation.map(leads),
    crossLinks: article.record.crossLinks.map(({ headline }) => leads(headline)),
  };
  return { ...before, article, links: () => placed };
}

const LISTS = ['related', 'ranking', 'recommendation'] as const;
