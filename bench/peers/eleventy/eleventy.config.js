// The same site as ours in Eleventy's own way: Markdown with front matter, Nunjucks layouts, collections and
// pagination. The benchmark lays the Markdown into articles/.
const SECTIONS = new Map();
const PER_PAGE = 30;

const slugOf = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'untitled';
const sectionOf = (article) => slugOf(article.data.section);
const chunks = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, page) =>
    list.slice(page * size, (page + 1) * size),
  );
const groups = (articles, keyOf) => {
  const found = new Map();
  for (const article of articles) {
    const key = keyOf(article);
    if (found.has(key)) found.get(key).push(article);
    else found.set(key, [article]);
  }
  return found;
};

export default function (config) {
  const newest = (collections) => collections.getFilteredByTag('articles').reverse();
  const paged = (found, pathOf) =>
    [...found].flatMap(([key, articles]) =>
      chunks(articles, PER_PAGE).map((items, page, all) => ({
        title: key,
        articles: items,
        path: page === 0 ? pathOf(key) : `${pathOf(key)}page/${page + 1}/`,
        older: page + 1 < all.length ? `${pathOf(key)}page/${page + 2}/` : null,
      })),
    );
  config.addCollection('sections', (collections) => {
    const found = groups(newest(collections), (article) => article.data.section);
    SECTIONS.clear();
    for (const name of [...found.keys()].sort()) SECTIONS.set(name, `/${slugOf(name)}/`);
    return paged(found, (name) => `/${slugOf(name)}/`);
  });
  config.addCollection('months', (collections) =>
    paged(
      groups(newest(collections), (article) => article.date.toISOString().slice(0, 7)),
      (month) => `/${month.replace('-', '/')}/`,
    ),
  );
  config.addCollection('front', (collections) =>
    paged(new Map([['The Bench', newest(collections)]]), () => '/'),
  );
  config.addCollection('feeds', (collections) => {
    const found = groups(newest(collections), sectionOf);
    return [
      { path: '/feed.xml', articles: newest(collections).slice(0, 30) },
      ...[...found].map(([name, articles]) => ({
        path: `/${name}/feed.xml`,
        articles: articles.slice(0, 30),
      })),
    ];
  });
  config.addGlobalData('sectionLinks', () => () => [...SECTIONS]);
  config.addFilter('day', (date) => date.toISOString().slice(0, 10));
  config.addFilter('stamp', (date) => date.toISOString());
  config.addFilter('pathOfSection', (name) => `/${slugOf(name)}/`);
  config.addFilter('beginning', (text) => text.slice(0, 200).replace(/\s+\S*$/, ''));
  config.addGlobalData('slugOf', () => slugOf);
  return {
    dir: { input: '.', includes: '_includes' },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
