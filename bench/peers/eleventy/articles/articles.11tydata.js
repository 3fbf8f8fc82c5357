export default {
  layout: 'article.njk',
  tags: 'articles',
  permalink: ({ page, section, title, slugOf }) => {
    const [year, month, day] = page.date.toISOString().slice(0, 10).split('-');
    return `/${slugOf(section)}/${year}/${month}/${day}/${slugOf(title).slice(0, 80)}/`;
  },
};
