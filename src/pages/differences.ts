/** Something that a page shows otherwise than before: where in its view, and what; of what came or went one side is null. */
export interface Difference {
  /** `article.title`, `cards[3].likes`. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The longest text of a value, UTF-16 units. */
const LONGEST = 80;
/** What is shown before the place where two long texts begin to differ. */
const LEAD = 24;
/** The deepest field told; what differs below is told as a whole. */
const DEEPEST = 8;

type Plain = Readonly<Record<string, unknown>>;

/**
 * Where two views of one page differ, field by field. Entries of a list are told apart by what they are (their address,
 * their name), so that one that comes first does not make all others different. What is the page's own comes
 * before what follows from it: titles and metadata of the head, and the frame of every page.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  compare('', before, after, 0, found);
  const isOwn = ({ field }: Difference): boolean => !/^(?:page|site)\b/.test(field);
  return [...found.filter(isOwn), ...found.filter((each) => !isOwn(each))];
}

function compare(field: string, before: unknown, after: unknown, depth: number, found: Difference[]): void {
  if (isSame(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(field, before, after, depth, found);
  else if (depth < DEEPEST && isMapping(before) && isMapping(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(field === '' ? name : `${field}.${name}`, before[name], after[name], depth + 1, found);
  } else found.push({ field, ...apart(before, after) });
}

function compareLists(
  field: string,
  before: readonly unknown[],
  after: readonly unknown[],
  depth: number,
  found: Difference[],
): void {
  const earlier = identified(before);
  const later = identified(after);
  const count = found.length;
  const gone = new Map(
    [...earlier].filter(([identity]) => !later.has(identity)).map(([, { entry, at }]) => [at, entry]),
  );
  for (const [identity, { entry, at }] of later) {
    const known = earlier.get(identity);
    const place = `${field}[${at}]`;
    if (known !== undefined) compare(place, known.entry, entry, depth + 1, found);
    else if (gone.has(at)) {
      // One thing in another's place, or the same with other contents.
      compare(place, gone.get(at), entry, depth + 1, found);
      gone.delete(at);
    } else found.push({ field: place, from: null, to: shown(entry) ?? 'null' });
  }
  for (const [at, entry] of gone)
    found.push({ field: `${field}[${at}]`, from: shown(entry) ?? 'null', to: null });
  if (found.length === count) found.push({ field, from: 'these entries', to: 'the same in another order' });
}

/** The entries of a list under what they are; of equal ones the first, the second … */
function identified(list: readonly unknown[]): Map<string, { readonly entry: unknown; readonly at: number }> {
  const entries = new Map<string, { entry: unknown; at: number }>();
  list.forEach((entry, at) => {
    const name = nameOf(entry);
    let identity = name;
    for (let n = 2; entries.has(identity); n++) identity = `${name} ${n}`;
    entries.set(identity, { entry, at });
  });
  return entries;
}

/** What an entry is, in the order of how sure it is: its address, its headline or name, or all of it. */
function nameOf(entry: unknown): string {
  if (!isMapping(entry)) return JSON.stringify(entry) ?? '';
  for (const key of ['url', 'path', 'property', 'headline', 'title', 'name'])
    if (typeof entry[key] === 'string') return `${key} ${entry[key]}`;
  if (isMapping(entry.card)) return nameOf(entry.card);
  return JSON.stringify(entry);
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (isMapping(value))
    for (const key of ['title', 'headline', 'name', 'iso', 'url'])
      if (typeof value[key] === 'string') return shown(value[key]);
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Two values; of long texts the part where they begin to differ. */
function apart(before: unknown, after: unknown): Pick<Difference, 'from' | 'to'> {
  if (
    typeof before !== 'string' ||
    typeof after !== 'string' ||
    Math.max(before.length, after.length) <= LONGEST
  )
    return { from: shown(before), to: shown(after) };
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const from = Math.max(0, at - LEAD);
  const part = (text: string): string | null => shown(`${from > 0 ? '…' : ''}${text.slice(from)}`);
  return { from: part(before), to: part(after) };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a ?? null) === (b ?? null) || JSON.stringify(a) === JSON.stringify(b);
}

function isMapping(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
