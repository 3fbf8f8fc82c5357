import { Random } from '../random.ts';
import {
  columnHeadline,
  headline,
  longerHeadline,
  plainHeadline,
  type Subject,
  twinHeadlines,
} from './headlines.ts';
import { coin, EVENTS, JUNK_BRANDS, NOUNS, person, place, SECTIONS, SITES } from './words.ts';

/** An article as planned: everything but its text and its lists, which are made when it is asked for. */
export interface PlannedArticle {
  /** Its number among the files; files are in no order of time. */
  number: number;
  readonly story: number;
  /** The article this one is a copy of. */
  readonly copyOf: PlannedArticle | null;
  /** The title as this site prints it, a junk brand in front of it included. */
  readonly title: string;
  /** The title without the junk brand. */
  readonly cleanTitle: string;
  /** Minutes since the archive's first day; no two articles share one. */
  readonly minute: number;
  readonly section: string;
  readonly site: string;
  /** Place in the order of time. */
  rank: number;
}

/** The article that a copy copies; any other article is its own original. */
export const originalOf = (article: PlannedArticle): PlannedArticle => article.copyOf ?? article;

/** The whole archive in outline. */
export interface Plan {
  readonly seed: number;
  /** By number. */
  readonly articles: readonly PlannedArticle[];
  /** By time, oldest first. */
  readonly byTime: readonly PlannedArticle[];
  /** The articles of each story, oldest first, copies included. */
  readonly stories: readonly (readonly PlannedArticle[])[];
  /** Headlines that lists name and the archive does not have. */
  readonly absent: readonly string[];
  /** Those of them whose near-twin the archive has. */
  readonly absentTwins: ReadonlySet<string>;
  /** The original that a printed headline answers to (plain form); null where several would. */
  readonly byHeadline: ReadonlyMap<string, PlannedArticle | null>;
  /** All headlines in plain form, sorted, with their originals: those that begin alike stand together. */
  readonly sorted: readonly (readonly [plain: string, original: PlannedArticle])[];
}

/**
 * The original whose headline begins so (plain form) and goes on with a hyphen, or, for `'word'`, with anything but a
 * letter or a digit: null where several do, undefined where none does.
 */
export function byBeginning(
  { sorted }: Plan,
  beginning: string,
  cutAt: 'hyphen' | 'word',
): PlannedArticle | null | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]![0] < beginning) low = middle + 1;
    else high = middle;
  }
  let found: PlannedArticle | undefined;
  for (; sorted[low]?.[0].startsWith(beginning); low++) {
    const [plain, original] = sorted[low]!;
    const next = plain.charAt(beginning.length);
    if (cutAt === 'hyphen' ? next !== '-' : /[\p{L}\p{N}]/u.test(next)) continue;
    if (found !== undefined && found !== original) return null;
    found = original;
  }
  return found;
}

const YEARS = 8;
const SPAN = YEARS * 365 * 24 * 60;
const DAY = 24 * 60;

/** What story number `story` is about; computed again wherever it is needed, so that it is never stored. */
export function subjectOf(seed: number, story: number, size: number): Subject {
  const random = new Random(seed, 1, story);
  // A few people and places are in the news all the time, so that sharing one of them proves nothing.
  const known = (kind: number) => new Random(seed, 2, kind, random.rank(60));
  const mostPlaces = 200 + Math.floor(size / 20);
  return {
    people: [
      person(random),
      random.chance(0.3) ? person(known(0)) : person(random),
      ...(random.chance(0.5) ? [person(random)] : []),
    ],
    places: [
      place(new Random(seed, 3, random.rank(mostPlaces))),
      place(random.chance(0.4) ? known(1) : random),
    ],
    event: `${random.pick(NOUNS)} ${random.pick(EVENTS)}`,
    rareWords: [coin(random, 3), coin(random, 3), coin(random, 3)],
  };
}

/** Plans an archive of `size` articles: stories, copies, twins, titles and dates; some 0.3 KB an article. */
export function plan(size: number, seed: number): Plan {
  const random = new Random(seed, 0);
  const taken = new Set<string>();
  const minutes = new Set<number>();
  const articles: PlannedArticle[] = [];
  const stories: PlannedArticle[][] = [];
  const absent: string[] = [];
  const absentTwins = new Set<string>();

  const addresses = new Set<string>();
  /** The section asked for, or the next one where an article of that day and title is in it already. */
  const freeSection = (wanted: string, title: string, minute: number): string => {
    const rest = `${Math.floor(minute / DAY)} ${plainHeadline(title).slice(0, 60)}`;
    const from = SECTIONS.indexOf(wanted);
    const found = SECTIONS.map((_, step) => SECTIONS[(from + step) % SECTIONS.length]!).find(
      (section) => !addresses.has(`${section} ${rest}`),
    );
    addresses.add(`${found ?? wanted} ${rest}`);
    return found ?? wanted;
  };
  const isNew = (title: string): boolean => {
    const plain = plainHeadline(title);
    return !taken.has(plain) && taken.add(plain) !== undefined;
  };
  const newHeadline = (subject: Subject): string => {
    for (;;) {
      const title = headline(random, subject);
      if (isNew(title)) return title;
    }
  };
  const freeMinute = (wanted: number): number => {
    let minute = Math.min(Math.max(0, Math.round(wanted)), SPAN - 1);
    while (minutes.has(minute)) minute = (minute + 1) % SPAN;
    minutes.add(minute);
    return minute;
  };
  const add = (
    story: number,
    title: string,
    minute: number,
    section: string,
    copyOf: PlannedArticle | null,
  ) => {
    const junk = random.chance(copyOf === null ? 0.01 : 0.2);
    const article: PlannedArticle = {
      number: 0,
      rank: 0,
      story,
      copyOf,
      title: junk ? random.pick(JUNK_BRANDS) + random.pick(['-', '|']) + title : title,
      cleanTitle: title,
      minute,
      section: freeSection(section, title, minute),
      site: random.favour(SITES),
    };
    articles.push(article);
    stories[story]!.push(article);
    return article;
  };
  const addCopies = (original: PlannedArticle, subject: Subject) => {
    for (let left = random.rank(4) + 1; left > 0 && articles.length < size; left--) {
      const later = freeMinute(original.minute + 60 + random.next() ** 3 * 60 * DAY);
      // A copy that would wrap round to the archive's first day is left out: the original leads.
      if (later <= original.minute) return;
      const title = random.chance(0.15) ? newHeadline(subject) : original.cleanTitle;
      add(original.story, title, later, random.pick(SECTIONS), original);
    }
  };

  while (articles.length < size) {
    const story = stories.push([]) - 1;
    const subject = subjectOf(seed, story, size);
    const length = random.chance(0.75) ? 1 : random.between(2, 12);
    const home = random.favour(SECTIONS);
    let minute = random.next() * SPAN;
    for (let made = 0; made < length && articles.length < size; made++) {
      const previous = made > 0 ? stories[story]!.at(-1)!.cleanTitle : null;
      let title: string;
      if (
        previous !== null &&
        random.chance(0.02) &&
        isNew(longerHeadline(new Random(seed, 4, story, made), previous))
      )
        title = longerHeadline(new Random(seed, 4, story, made), previous);
      else if (random.chance(0.003)) {
        title = columnHeadline(random, subject);
        taken.add(plainHeadline(title));
      } else title = newHeadline(subject);
      const section = random.chance(0.8) ? home : random.pick(SECTIONS);
      const original = add(story, title, freeMinute(minute), section, null);
      if (random.chance(0.017)) addCopies(original, subject);
      minute += DAY * (0.1 + random.next() ** 2 * 12);
    }
    if (random.chance(0.006)) addTwins(subject, minute);
  }

  /** Two articles of two stories of their own, which only their titles bring near each other. */
  function addTwins(near: Subject, minute: number) {
    const [one, other] = twinHeadlines(random, near);
    if (!isNew(one)) return;
    const present = random.chance(0.7) ? [one, other] : [one]; // else the lists name a twin that is not here
    if (!isNew(other)) present.length = 1;
    for (const title of present) {
      if (articles.length >= size) return;
      const story = stories.push([]) - 1;
      add(story, title, freeMinute(minute + random.between(-200, 200) * DAY), random.pick(SECTIONS), null);
    }
    if (present.length > 1) return;
    absent.push(other);
    absentTwins.add(other);
  }

  while (absent.length < Math.max(40, size * 0.3)) {
    const imagined = subjectOf(seed, 1e9 + absent.length, size);
    absent.push(newHeadline(imagined));
  }
  random.shuffle(absent);
  random.shuffle(articles);
  articles.forEach((article, number) => {
    article.number = number;
  });
  const byTime = [...articles].sort((one, other) => one.minute - other.minute);
  byTime.forEach((article, rank) => {
    article.rank = rank;
  });
  for (const story of stories) story.sort((one, other) => one.minute - other.minute);

  return { seed, articles, byTime, stories, absent, absentTwins, ...answers(articles) };
}

function answers(articles: readonly PlannedArticle[]): Pick<Plan, 'byHeadline' | 'sorted'> {
  const byHeadline = new Map<string, PlannedArticle | null>();
  const sorted = articles.map((article) => [plainHeadline(article.cleanTitle), originalOf(article)] as const);
  for (const [plain, original] of sorted) {
    const holder = byHeadline.get(plain);
    byHeadline.set(plain, holder === undefined || holder === original ? original : null);
  }
  sorted.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return { byHeadline, sorted };
}

/** A minute of the archive's life as the source prints it, for example `2017-03-02 14:05:00`. */
export const printedDate = (minute: number): string =>
  new Date(Date.UTC(2017, 0, 1) + minute * 60_000).toISOString().slice(0, 19).replace('T', ' ');
