import { type Measured, type Results, WORKS, type Work } from './report.ts';

const WIDTH = 760;
const HEIGHT = 460;
const FRAME = { left: 70, right: 200, top: 30, bottom: 50 };

/** One line of the chart. */
interface Curve {
  readonly label: string;
  readonly points: readonly { readonly articles: number; readonly seconds: number }[];
  readonly own: boolean;
}

/**
 * Cost against size as an SVG, both axes logarithmic: a straight line at 45° is a cost that grows with the archive.
 * Black on white or white on black as the reader's system is set; lines are told by their labels, not by colour.
 */
export function chart({ machine, runs, measured }: Results): string {
  const curves = curvesOf(measured).filter(({ points }) => points.length > 0);
  const all = curves.flatMap(({ points }) => points);
  if (all.length === 0) return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n';
  const x = scale(
    all.map(({ articles }) => articles),
    FRAME.left,
    WIDTH - FRAME.right,
  );
  const y = scale(
    all.map(({ seconds }) => seconds),
    HEIGHT - FRAME.bottom,
    FRAME.top,
  );
  const ends = spread(curves.map(({ points }) => y.at(points.at(-1)!.seconds)));
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="t d">`,
    '<title id="t">Build time against the number of articles</title>',
    `<desc id="d">${escaped(describe(curves))}</desc>`,
    `<style>
svg { color: #1a1a1a; background: #fff; font: 13px system-ui, sans-serif }
text { fill: currentColor }
.grid { stroke: currentColor; stroke-opacity: .15 }
.curve { fill: none; stroke: currentColor; stroke-opacity: .55; stroke-width: 1.5 }
.dot { fill: currentColor; fill-opacity: .55 }
.own { stroke: #0b62a4; stroke-opacity: 1; stroke-width: 2.5 }
.own.dot { fill: #0b62a4; fill-opacity: 1 }
text.own { fill: #0b62a4; stroke: none; font-weight: 600 }
.lead { stroke: currentColor; stroke-opacity: .3; fill: none }
@media (prefers-color-scheme: dark) {
svg { color: #eee; background: #161616 }
.own { stroke: #6db9f2 } .own.dot, text.own { fill: #6db9f2 }
}
</style>`,
    ...x.marks.map(
      (mark) =>
        `<path class="grid" d="M${x.at(mark)} ${FRAME.top}V${HEIGHT - FRAME.bottom}"/><text x="${x.at(mark)}" y="${HEIGHT - FRAME.bottom + 20}" text-anchor="middle">${mark.toLocaleString('en')}</text>`,
    ),
    ...y.marks.map(
      (mark) =>
        `<path class="grid" d="M${FRAME.left} ${y.at(mark)}H${WIDTH - FRAME.right}"/><text x="${FRAME.left - 8}" y="${y.at(mark) + 4}" text-anchor="end">${mark} s</text>`,
    ),
    ...curves.flatMap(({ label, points, own }, index) => {
      const mark = own ? ' own' : '';
      const last = points.at(-1)!;
      const [endX, endY, labelY] = [x.at(last.articles), y.at(last.seconds), ends[index]!];
      return [
        `<polyline class="curve${mark}" points="${points.map((point) => `${x.at(point.articles)},${y.at(point.seconds)}`).join(' ')}"/>`,
        ...points.map(
          (point) =>
            `<circle class="dot${mark}" cx="${x.at(point.articles)}" cy="${y.at(point.seconds)}" r="3"><title>${escaped(label)}: ${point.articles.toLocaleString('en')} articles in ${point.seconds.toFixed(2)} s</title></circle>`,
        ),
        `<path class="lead" d="M${endX + 5} ${endY}L${WIDTH - FRAME.right + 14} ${labelY}"/>`,
        `<text class="${own ? 'own' : 'peer'}" x="${WIDTH - FRAME.right + 18}" y="${labelY + 4}">${escaped(label)}</text>`,
      ];
    }),
    `<text x="${FRAME.left}" y="18">seconds, whole process; medians of ${runs} runs</text>`,
    `<text x="${FRAME.left}" y="${HEIGHT - 10}">articles · ${escaped(machine)}</text>`,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function curvesOf(measured: readonly Measured[]): Curve[] {
  const names = [...new Set(measured.map(({ name }) => name))];
  const curve = (name: string, work: Work, label: string): Curve => ({
    label,
    own: name === 'Broadsheet',
    points: measured
      .filter((one) => one.name === name && one.articles > 60 && one.works[work] !== undefined)
      .map((one) => ({ articles: one.articles, seconds: one.works[work]!.median }))
      .sort((one, other) => one.articles - other.articles),
  });
  return names.flatMap((name) =>
    name === 'Broadsheet'
      ? [
          curve(name, WORKS.cold, 'Broadsheet, cold'),
          curve(name, WORKS.added, 'one article added'),
          curve(name, WORKS.again, 'nothing changed'),
        ]
      : [curve(name, WORKS.cold, name)],
  );
}

/** A logarithmic axis from pixel `from` to pixel `to`, with marks at 1, 2 and 5 times the powers of ten. */
function scale(values: readonly number[], from: number, to: number) {
  const [least, most] = [Math.min(...values) / 1.15, Math.max(...values) * 1.15];
  const share = (value: number) => Math.log(value / least) / Math.log(most / least);
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++)
    for (const step of [1, 2, 5]) {
      const mark = Number((step * 10 ** power).toPrecision(1));
      if (mark >= least && mark <= most) marks.push(mark);
    }
  return { marks, at: (value: number) => Math.round((from + share(value) * (to - from)) * 10) / 10 };
}

/** Moves labels apart that would lie on one another; keeps their order. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((_, index) => index).sort((one, other) => heights[one]! - heights[other]!);
  const placed = [...heights];
  for (let next = 1; next < order.length; next++) {
    const above = placed[order[next - 1]!]!;
    placed[order[next]!] = Math.max(placed[order[next]!]!, above + 17);
  }
  const over = Math.max(0, placed[order.at(-1)!]! - (HEIGHT - FRAME.bottom));
  return placed.map((height) => height - over);
}

const describe = (curves: readonly Curve[]): string =>
  curves
    .map(
      ({ label, points }) =>
        `${label}: ${points.map((point) => `${point.articles} in ${point.seconds.toFixed(2)} s`).join(', ')}.`,
    )
    .join(' ');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
