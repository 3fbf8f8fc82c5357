import type { ArticleRecord, Line, LineRole, Reading } from './types.ts';

/** How a reading is shown. */
export interface ExplainOptions {
  /** Whether roles are coloured with ANSI sequences. */
  readonly colour: boolean;
  /** What the archive tells of the file, where it was looked at as one of an archive. */
  readonly archive?: readonly Settling[];
}

/** Something that was settled of a line, by which rule and why, and what would change it. */
export interface Settling {
  readonly rule: string;
  readonly line: number;
  readonly reason: string;
  readonly hint: string;
}

/** The colour of each role: the frame of the page is dim, what the record keeps has a colour of its own. */
const colours: Record<LineRole, number> = {
  breadcrumb: 36,
  title: 96,
  view: 90,
  date: 36,
  byline: 35,
  paragraph: 39,
  'cross-link': 34,
  credit: 35,
  likes: 33,
  heading: 90,
  related: 32,
  ranking: 32,
  recommendation: 32,
  chrome: 90,
  unrecognised: 31,
  'front-matter': 36,
  markdown: 39,
  blank: 90,
};

/**
 * How a file was read, as text for a terminal: each line with its number, role and rule in a margin; below, the
 * record, and what was unsure with what would change it.
 */
export function explain(
  reading: Reading,
  { colour, archive = [] }: ExplainOptions = { colour: false },
): string {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { lines } = reading;
  const numberWidth = String(lines.length).length;
  const roleWidth = Math.max(4, ...widths(lines, ({ role }) => role));
  const ruleWidth = Math.max(4, ...widths(lines, ({ rule }) => rule));
  const out: string[] = [];
  for (const { number, role, rule, text } of lines) {
    const margin = `${String(number).padStart(numberWidth)}  ${paint(colours[role], role.padEnd(roleWidth))}  ${rule.padEnd(ruleWidth)}`;
    out.push(role === 'blank' ? margin.trimEnd() : `${margin}  ${paint(colours[role], printable(text))}`);
  }
  out.push('');
  for (const [field, value] of Object.entries(recordOf(reading))) {
    const by = reading.overruled?.[field];
    const why = by === undefined ? '' : paint(32, `  ← ${by.file}:${by.line}`);
    out.push(
      ...fieldLines(field, value).map(
        (line, n) => `${paint(90, line.name.padEnd(nameWidth))}  ${line.text}${n === 0 ? why : ''}`,
      ),
    );
  }
  if (archive.length > 0) out.push('', 'Settled by the archive:');
  for (const { line, rule, reason, hint } of archive) {
    out.push(`  line ${line}  ${paint(32, rule)}  ${printable(reason)}`);
    out.push(`    to change it: ${printable(hint)}; or inference: false in site.yaml`);
  }
  if (reading.problems.length === 0) return `${out.join('\n')}\n`;
  out.push('', 'Unsure:');
  for (const { file, line, severity, rule, reason, hint } of reading.problems) {
    // A sidecar is another file, with lines of its own.
    const place = file.endsWith('.yaml') ? `${file} line ${line}` : `line ${line}`;
    out.push(
      `  ${printable(place)}  ${paint(severity === 'error' ? 31 : severity === 'warning' ? 33 : 90, severity)}  ${rule}  ${printable(reason)}`,
    );
    if (hint !== null) out.push(`    ${printable(hint)}`);
  }
  return `${out.join('\n')}\n`;
}

/**
 * The object that `inspect --json` prints for one file: the record's fields, `paragraphs`, `lines` and `problems`; where
 * the archive has settled something, also `inferences`; where fields come from a sidecar, also `overruled`.
 */
export function inspectJson(reading: Reading, archive: readonly Settling[] = []): Record<string, unknown> {
  return {
    ...recordOf(reading),
    paragraphs: reading.body.paragraphs,
    lines: reading.lines,
    problems: reading.problems,
    ...(reading.overruled === undefined ? {} : { overruled: reading.overruled }),
    ...(archive.length === 0 ? {} : { inferences: archive }),
  };
}

/** The record; of a file without an article what was found, and nothing for the rest. */
function recordOf(reading: Reading): Omit<ArticleRecord, 'title'> & { readonly title: string | null } {
  return reading.article?.record ?? reading.found ?? nothing;
}

const nothing = {
  title: null,
  date: null,
  section: null,
  siteName: null,
  dateline: null,
  likes: null,
  crossLinks: [],
  credits: [],
  related: [],
  ranking: [],
  recommendation: [],
  unrecognised: [],
} as const;

const nameWidth = Math.max(...Object.keys(nothing).map((name) => name.length));

/** A field on one line, a list with one line an entry. */
function fieldLines(field: string, value: unknown): { readonly name: string; readonly text: string }[] {
  if (!Array.isArray(value)) return [{ name: field, text: valueText(value) }];
  if (value.length === 0) return [{ name: field, text: '—' }];
  return value.map((one: unknown, n) => ({ name: n === 0 ? field : '', text: valueText(one) }));
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function* widths(lines: readonly Line[], of: (line: Line) => string): Generator<number> {
  for (const role of new Set(lines.map(of))) yield role.length;
}

/** Text as a terminal may show it: controls and marks of direction become visible, so that nothing is played on the reader. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `‹${character.charCodeAt(0).toString(16).padStart(4, '0')}›`,
  );
}
