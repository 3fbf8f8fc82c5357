import type { GeneratedArticle } from './articles.ts';
import type { NamedHeadline } from './lists.ts';

/** An article as scraped text, in the form of the one real page (docs/format.md). */
export function asText(article: GeneratedArticle): string {
  const lines = [
    `Current:Home > ${article.section}${article.title} -${article.siteName}`,
    article.title,
    article.viewLine,
    `Date:${article.date}`,
    ...article.body.map((line) => line.text),
    `veryGood! (${article.likes})`,
    'Related',
    ...article.related.map(({ headline }) => `- ${headline}`),
    'Ranking',
    ...article.ranking.map(({ headline }) => `- ${headline}`),
    'Recommendation',
    ...article.recommendation.map(({ headline }) => headline),
  ];
  return lines.join('\n');
}

/** The same article as Markdown with YAML front matter; the body keeps cross-links and credits in their places. */
export function asMarkdown(article: GeneratedArticle): string {
  const crossLinks = article.body.filter((line) => line.kind === 'crossLink');
  const credits = article.body.filter((line) => line.kind === 'credit');
  const front = [
    '---',
    `title: ${quoted(article.title)}`,
    `date: ${article.date.replace(' ', 'T')}`,
    `section: ${quoted(article.section)}`,
    `siteName: ${quoted(article.siteName)}`,
    ...(article.dateline === null ? [] : [`dateline: ${quoted(article.dateline)}`]),
    `likes: ${article.likes}`,
    ...(crossLinks.length === 0 ? [] : ['crossLinks:']),
    ...crossLinks.flatMap(({ label, named }) => [
      `  - label: ${label === null ? 'null' : quoted(label)}`,
      `    headline: ${quoted(named.headline)}`,
    ]),
    ...(credits.length === 0 ? [] : ['credits:', ...credits.map(({ text }) => `  - ${quoted(text)}`)]),
    ...listed('related', article.related),
    ...listed('ranking', article.ranking),
    ...listed('recommendation', article.recommendation),
    '---',
  ];
  return `${front.join('\n')}\n${article.body.map((line) => `${line.text}\n`).join('\n')}`;
}

/** What is true of an article, as one line of JSON: numbers are files' numbers, null is a headline for nobody. */
export function asTruth(article: GeneratedArticle): string {
  const numbers = (list: readonly NamedHeadline[]) => list.map((named) => named.article);
  return JSON.stringify({
    number: article.number,
    path: article.path,
    story: article.story,
    copyGroup: article.copyGroup,
    crossLinks: numbers(article.body.flatMap((line) => (line.kind === 'crossLink' ? [line.named] : []))),
    related: numbers(article.related),
    ranking: numbers(article.ranking),
    recommendation: numbers(article.recommendation),
  });
}

/** JSON's strings are YAML's double-quoted ones. */
const quoted = (text: string): string => JSON.stringify(text);

const listed = (key: string, list: readonly NamedHeadline[]): string[] => [
  `${key}:`,
  ...list.map(({ headline }) => `  - ${quoted(headline)}`),
];
