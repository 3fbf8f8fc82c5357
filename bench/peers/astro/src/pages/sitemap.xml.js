import { day, pathOf, site } from '../site.mjs';

export const GET = async () => {
  const urls = (await site()).articles.map(
    (article) =>
      `<url><loc>https://example.org/${pathOf(article)}/</loc><lastmod>${day(article.data.date)}</lastmod></url>`,
  );
  return new Response(
    `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
  );
};
