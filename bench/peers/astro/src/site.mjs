// What all pages ask of the collection, worked out once.
import { getCollection } from 'astro:content';

export const PER_PAGE = 30;

export const slugOf = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'untitled';

export const day = (date) => date.toISOString().slice(0, 10);
export const beginning = (text) => text.slice(0, 200).replace(/\s+\S*$/, '');
export const pathOf = ({ data }) =>
  `${slugOf(data.section)}/${day(data.date).replaceAll('-', '/')}/${slugOf(data.title).slice(0, 80)}`;

let asked;
/** All articles, newest first, by section and by month. */
export const site = () => {
  asked ??= load();
  return asked;
};

async function load() {
  const articles = (await getCollection('articles')).sort((one, other) => other.data.date - one.data.date);
  return {
    articles,
    sections: groups(articles, ({ data }) => data.section),
    months: groups(articles, ({ data }) => day(data.date).slice(0, 7)),
  };
}

function groups(articles, keyOf) {
  const found = new Map();
  for (const article of articles) {
    const key = keyOf(article);
    if (found.has(key)) found.get(key).push(article);
    else found.set(key, [article]);
  }
  return found;
}

/** The pages of a list: `base`, `base/page/2`, … */
export const pagesOf = (title, base, articles) =>
  Array.from({ length: Math.ceil(articles.length / PER_PAGE) }, (_, page) => ({
    path: page === 0 ? base : `${base === undefined ? '' : `${base}/`}page/${page + 1}`,
    list: {
      title,
      articles: articles.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
      older:
        (page + 1) * PER_PAGE < articles.length
          ? `/${base === undefined ? '' : `${base}/`}page/${page + 2}/`
          : null,
    },
  }));

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An RSS feed of the newest articles of a list. */
export const feed = (articles) =>
  new Response(`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Bench</title><link>https://example.org/</link><description>News</description>
${articles
  .slice(0, 30)
  .map((article) => {
    const url = `https://example.org/${pathOf(article)}/`;
    return `<item><title>${escaped(article.data.title)}</title><link>${url}</link><guid>${url}</guid><pubDate>${article.data.date.toUTCString()}</pubDate><description>${escaped(beginning(article.body))}</description></item>`;
  })
  .join('\n')}
</channel></rss>`);
