import type { Figures } from './measure.ts';

/** The works that are measured, by their names in tables. */
export const WORKS = {
  cold: 'cold build',
  again: 'again, nothing changed',
  edited: 'one article edited',
  added: 'one article added',
  template: 'article template changed',
} as const;
export type Work = (typeof WORKS)[keyof typeof WORKS];

/** What one contestant took for an archive of one size. */
export interface Measured {
  readonly name: string;
  readonly articles: number;
  readonly works: Readonly<Partial<Record<Work, Figures>>>;
}

/** Everything one benchmark has measured: the form of docs/bench.json. Times in seconds, memory in bytes. */
export interface Results {
  readonly machine: string;
  readonly runs: number;
  readonly measured: Measured[];
}

const OURS = 'Broadsheet';

/** The results as Markdown: a table for each size, and what is to be read from it. */
export function table({ machine, runs, measured }: Results): string {
  const lines = [`${machine}; medians (least to most) of ${runs} alternating runs of whole processes.`, ''];
  const sizes = [...new Set(measured.map(({ articles }) => articles))].filter((size) => size > 60);
  for (const size of sizes) {
    const row = measured.filter(({ articles, works }) => articles === size && Object.keys(works).length > 0);
    lines.push(
      `### ${size.toLocaleString('en')} articles`,
      '',
      `| Work | ${row.map(({ name }) => name).join(' | ')} |`,
      `|---|${row.map(() => '---:|').join('')}`,
      ...Object.values(WORKS)
        .filter((work) => row.some(({ works }) => works[work] !== undefined))
        .map((work) => `| ${work} | ${row.map(({ works }) => time(works[work])).join(' | ')} |`),
      `| peak memory, cold build | ${row.map(({ works }) => memory(works[WORKS.cold])).join(' | ')} |`,
      ...ownFiles(row),
      '',
      ...ratios(row),
    );
  }
  const start = measured.find(({ articles }) => articles === 60)?.works[WORKS.again];
  if (start !== undefined)
    lines.push(`Start of the program, 60 articles, nothing changed: ${time(start)}.`, '');
  return lines.join('\n');
}

const time = (figures: Figures | undefined): string =>
  figures === undefined
    ? '–'
    : `${figures.median.toFixed(2)} s (${figures.min.toFixed(2)}–${figures.max.toFixed(2)})`;

const memory = (figures: Figures | undefined): string =>
  figures === undefined || figures.peak === 0 ? '–' : `${Math.round(figures.peak / 2 ** 20)} MiB`;

/** How many files each work of ours writes, below the table. */
function ownFiles(row: readonly Measured[]): string[] {
  const works = row.find(({ name }) => name === OURS)?.works ?? {};
  const written = Object.values(WORKS).flatMap((work) => {
    const figures = works[work];
    return figures === undefined ? [] : [`${work} ${figures.written}`];
  });
  return written.length === 0 ? [] : ['', `Files we write (medians): ${written.join('; ')}.`];
}

/** Our cold build as a multiple of each other's. */
function ratios(row: readonly Measured[]): string[] {
  const cold = ({ works }: Measured) => works[WORKS.cold]?.median;
  const own = row.find(({ name }) => name === OURS);
  const seconds = own === undefined ? undefined : cold(own);
  if (seconds === undefined) return [];
  const others = row.filter((one) => one !== own && cold(one) !== undefined);
  const said = others.map((one) => {
    const theirs = cold(one)!;
    const faster = theirs > seconds * 1.05 ? ` (${(theirs / seconds).toFixed(1)} times as fast)` : '';
    return `${(seconds / theirs).toFixed(2)} × ${one.name}${faster}`;
  });
  return said.length === 0 ? [] : [`Our cold build takes ${said.join(', ')}.`, ''];
}
