import type { ArticleRecord } from '../articles/types.ts';
import type { Html } from '../base/brand.ts';
import type { SiteArticle } from '../site/types.ts';
import type { HeadView, LinkView, OpenGraphView, SiteView } from './types.ts';

/** Something in the words of https://schema.org; of what is `undefined` JSON says nothing. */
export type Thing = Readonly<Record<string, unknown>>;

/**
 * JSON-LD for a `script` element. HTML reads such an element's text raw up to `</script` and knows no references in it, so
 * markup characters are written as JSON escapes; so are characters that text in a page may not have, and those
 * that turn the direction of the text about them.
 */
export function jsonLd(thing: Thing): Html {
  return `{"@context":"https://schema.org",${JSON.stringify(thing).slice(1)}`.replace(
    /[<>&\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ) as Html;
}

/**
 * An article as schema.org’s NewsArticle (https://schema.org/NewsArticle). Dates are as printed, without a zone where the
 * source gave none; `dateModified` is there only where the record tells of a change; the publisher is this
 * site, the source organisation the one that the source names.
 */
export function newsArticle({ article }: SiteArticle, section: string, url: string, site: SiteView): Thing {
  const { record } = article;
  return stated({
    '@type': 'NewsArticle',
    '@id': `${url}#article`,
    url,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    headline: article.displayTitle,
    description: article.excerpt,
    datePublished: isoDate(record.date),
    dateModified: isoDate(record.updated),
    dateline: record.dateline,
    articleSection: section,
    author: (record.authors ?? []).map((name) => ({ '@type': 'Person', name })),
    creditText: record.credits.join(' '),
    keywords: record.tags,
    publisher: organization(site),
    sourceOrganization: record.siteName === null ? null : { '@type': 'Organization', name: record.siteName },
    isBasedOn: record.canonical,
    correction: (record.corrections ?? []).map(({ date, text }) =>
      stated({ '@type': 'CorrectionComment', text, datePublished: isoDate(date) }),
    ),
    inLanguage: article.language ?? site.language,
    wordCount: article.wordCount,
    isAccessibleForFree: true,
    interactionStatistic:
      record.likes === null
        ? null
        : {
            '@type': 'InteractionCounter',
            interactionType: { '@type': 'LikeAction' },
            userInteractionCount: record.likes,
          },
  });
}

/** Any other page: the site itself on its front page, else a collection that is part of it. */
export function webPage(
  page: Pick<HeadView, 'kind' | 'title' | 'description'>,
  url: string,
  site: SiteView,
): Thing {
  const website = { '@type': 'WebSite', '@id': `${site.baseUrl}#site`, name: site.title, url: site.baseUrl };
  if (page.kind === 'front')
    return stated({
      ...website,
      description: site.description,
      inLanguage: site.language,
      publisher: organization(site),
    });
  return stated({
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name: page.title,
    description: page.description,
    inLanguage: site.language,
    isPartOf: website,
  });
}

/** The way from the front page to a page, as https://schema.org/BreadcrumbList. */
export function breadcrumbList(
  title: string,
  breadcrumbs: readonly LinkView[],
  site: SiteView,
  address: (url: string) => string,
): Thing {
  const steps = [
    { name: site.title, item: site.baseUrl },
    ...breadcrumbs.map(({ name, url }) => ({ name, item: address(url) })),
    { name: title, item: undefined },
  ];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, item }, i) => ({ '@type': 'ListItem', position: i + 1, name, item })),
  };
}

/** What cards on other sites show of a page. */
export function openGraph(
  page: Pick<HeadView, 'kind' | 'title' | 'description'>,
  url: string,
  site: SiteView,
  more: readonly OpenGraphView[] = [],
): OpenGraphView[] {
  return [
    { property: 'og:type', content: page.kind === 'article' ? 'article' : 'website' },
    { property: 'og:title', content: page.title },
    { property: 'og:description', content: page.description },
    { property: 'og:url', content: url },
    { property: 'og:site_name', content: site.title },
    { property: 'og:locale', content: LOCALE.test(site.language) ? site.language.replace('-', '_') : '' },
    ...more,
  ].filter(({ content }) => content !== '');
}

/** An article's own lines, by https://ogp.me/#type_article. */
export function articleGraph(record: ArticleRecord, section: string): OpenGraphView[] {
  return [
    { property: 'article:published_time', content: isoDate(record.date) ?? '' },
    { property: 'article:modified_time', content: isoDate(record.updated) ?? '' },
    { property: 'article:section', content: section },
    ...(record.tags ?? []).map((content) => ({ property: 'article:tag', content })),
  ];
}

function organization(site: SiteView): Thing {
  return { '@type': 'NewsMediaOrganization', name: site.title, url: site.baseUrl };
}

/** ISO 8601 as printed: with `T` between day and time, and with a zone only where there was one. */
function isoDate(date: string | null | undefined): string | null {
  return date == null ? null : date.replace(' ', 'T').replace(' ', '');
}

/**
 * Says nothing of what is not known: null, empty texts and empty lists. The fields stay, without a value: to make
 * and print an object of the others takes half as long again.
 */
function stated(thing: Record<string, unknown>): Thing {
  for (const name of Object.keys(thing)) {
    const value = thing[name];
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      thing[name] = undefined;
  }
  return thing;
}

/** A language with a country, `en-GB`: what Open Graph calls a locale. */
const LOCALE = /^[a-z]{2,3}-[A-Z]{2}$/;
