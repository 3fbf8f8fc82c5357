import { Random } from '../random.ts';
import type { Subject } from './headlines.ts';
import { crossLinkOf, type Lists, listsOf, type NamedHeadline } from './lists.ts';
import { originalOf, type Plan, type PlannedArticle, plan, printedDate, subjectOf } from './plan.ts';
import { JUNK_BRANDS, LITTLE_WORDS, person, REGIONS, surname, VOCABULARY } from './words.ts';

/** A line of the body, in its place. */
export type BodyLine =
  | { readonly kind: 'paragraph' | 'credit'; readonly text: string }
  | {
      readonly kind: 'crossLink';
      readonly label: string | null;
      readonly text: string;
      readonly named: NamedHeadline;
    };

/** A generated article with everything that is true of it. */
export interface GeneratedArticle extends Lists {
  /** Its number among the files, from 0. */
  readonly number: number;
  /** Its file below the content folder, without the ending: `004/004217_9b1c03aa`. */
  readonly path: string;
  /** As printed, a junk brand in front of it included. */
  readonly title: string;
  /** The title without the junk brand. */
  readonly cleanTitle: string;
  readonly section: string;
  readonly siteName: string;
  /** As printed: `2017-03-02 14:05:00`; unique in the archive. */
  readonly date: string;
  readonly dateline: string | null;
  readonly likes: number;
  /** The view line of the text form: `View`, or with a junk brand. */
  readonly viewLine: string;
  readonly body: readonly BodyLine[];
  /** The articles of one running story share a number, copies included. */
  readonly story: number;
  /** The articles that are copies of one another share a number: that of the original. */
  readonly copyGroup: number;
}

/**
 * An archive with known truth. The same count and seed give the same articles, in the order of their files, which
 * is no order of time. Only the outline (some 0.5 KB an article) is held; each article is made as it is asked for.
 */
export function* articles(count: number, seed: number): Iterable<GeneratedArticle> {
  const outline = plan(count, seed);
  for (const planned of outline.articles) yield articleOf(outline, planned);
}

function articleOf(outline: Plan, planned: PlannedArticle): GeneratedArticle {
  const own = new Random(outline.seed, 20, planned.number);
  const written = write(outline, originalOf(planned));
  return {
    number: planned.number,
    path: pathOf(planned.number, outline.seed),
    title: planned.title,
    cleanTitle: planned.cleanTitle,
    section: planned.section,
    siteName: planned.site,
    date: printedDate(planned.minute),
    likes: Math.floor(Math.exp(own.next() * Math.log(42_586))),
    viewLine: own.chance(0.2) ? `${own.pick(JUNK_BRANDS)} View` : 'View',
    dateline: written.dateline,
    body: planned.copyOf === null ? written.body : spoil(own, written.body),
    ...listsOf(outline, planned),
    story: planned.story,
    copyGroup: originalOf(planned).number,
  };
}

function pathOf(number: number, seed: number): string {
  const mark = new Random(seed, 21, number).below(0x1_0000_0000).toString(16).padStart(8, '0');
  const digits = String(number).padStart(6, '0');
  return `${digits.slice(0, 3)}/${digits}_${mark}`;
}

/** Writes the text of an original: the same for whoever prints it. */
function write(outline: Plan, original: PlannedArticle): Pick<GeneratedArticle, 'dateline' | 'body'> {
  const random = new Random(outline.seed, 30, original.number);
  const subject = subjectOf(outline.seed, original.story, outline.articles.length);
  const voice = new Voice(random, subject, original.section.length * 911);
  const shared = new Voice(new Random(outline.seed, 31, original.story), subject, 0);
  const background = shared.paragraph(2);
  const body: BodyLine[] = [];
  const paragraph = (text: string) => body.push({ kind: 'paragraph', text });

  const town = subject.places[0]!.toUpperCase();
  const region = random.chance(0.5) ? `, ${random.pick(REGIONS)}` : '';
  const dateline = random.chance(0.3) ? town + region : null;
  const agency = random.pick(['', ' (AP)', ' (Wire)']);
  paragraph((dateline === null ? '' : `${dateline}${agency} ${random.pick(['—', '--'])} `) + voice.lead());
  for (let left = random.between(3, 6); left > 0; left--) {
    if (random.chance(0.03)) paragraph(voice.question());
    if (random.chance(0.02)) paragraph(`- ${voice.sentence()}`);
    paragraph(random.chance(0.2) ? voice.quotation() : voice.paragraph(random.between(1, 3)));
    if (random.chance(0.03)) body.push(crossLink(outline, random, original));
  }
  if (random.chance(0.25)) paragraph(background); // what every report of a story repeats is no sign of a copy
  if (random.chance(0.1))
    body.push({ kind: 'credit', text: `${person(random)} and ${person(random)} contributed to this story.` });
  return { dateline, body };
}

function crossLink(outline: Plan, random: Random, article: PlannedArticle): BodyLine {
  const named = crossLinkOf(outline, random, article);
  const label = random.chance(0.7) ? 'MORE' : random.chance(0.5) ? 'READ MORE' : null;
  const text = label === null ? named.headline : `${label}: ${named.headline}`;
  return { kind: 'crossLink', label, text, named };
}

/** What happens to a text on its way to another site: a brand pasted in, words glued, a paragraph lost. */
function spoil(random: Random, body: readonly BodyLine[]): readonly BodyLine[] {
  const spoiled = [...body];
  const [first] = spoiled;
  if (first !== undefined && random.chance(0.3)) {
    const words = first.text.split(' ');
    const hit = random.between(Math.floor(words.length / 2), words.length - 1);
    words[hit] = random.pick(JUNK_BRANDS) + words[hit];
    spoiled[0] = { kind: 'paragraph', text: words.join(' ') };
  }
  if (random.chance(0.5)) {
    const hit = random.below(spoiled.length);
    const line = spoiled[hit]!;
    if (line.kind === 'paragraph')
      spoiled[hit] = { ...line, text: line.text.replace(/ (?=[a-z]+ [a-z]+\.)/, '') };
  }
  if (random.chance(0.35) && spoiled.length > 4) spoiled.splice(random.between(1, spoiled.length - 1), 1);
  return spoiled;
}

/** Writes sentences about a subject: the language's common words, and now and then the subject's own. */
class Voice {
  readonly #random: Random;
  readonly #subject: Subject;
  readonly #beat: number;

  /** @param beat where in the vocabulary the words of the section begin */
  constructor(random: Random, subject: Subject, beat: number) {
    this.#random = random;
    this.#subject = subject;
    this.#beat = beat;
  }

  lead(): string {
    const [who] = this.#subject.people;
    const [where] = this.#subject.places;
    const [opening, middle, end] = [this.#words(6), this.#wordsWithin(5), this.#wordsWithin(4)];
    return `${opening} ${who} of ${where} ${middle} the ${this.#subject.event} ${end}.`;
  }

  paragraph(sentences: number): string {
    return Array.from({ length: sentences }, () => this.sentence()).join(' ');
  }

  sentence(): string {
    const comma = this.#random.chance(0.4) ? `${this.#words(this.#random.between(3, 7))}, ` : '';
    const rest = this.#words(this.#random.between(8, 16));
    return comma === '' ? `${rest}.` : `${comma}${rest.charAt(0).toLowerCase()}${rest.slice(1)}.`;
  }

  question(): string {
    return `What ${this.#words(5).toLowerCase()}?`;
  }

  quotation(): string {
    const [open, close] = this.#random.chance(0.5) ? ['“', '”'] : ['"', '"'];
    const speaker = this.#random.chance(0.7)
      ? this.#subject.people[0]!.split(' ')[1]!
      : surname(this.#random);
    return `${open}${this.#words(this.#random.between(7, 14))},${close} ${speaker} said ${this.#word()} ${this.#word()}.`;
  }

  #wordsWithin(count: number): string {
    return Array.from({ length: count }, () => this.#word()).join(' ');
  }

  /** Words as a sentence begins. */
  #words(count: number): string {
    const words = this.#wordsWithin(count);
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  #word(): string {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.46) return random.favour(LITTLE_WORDS);
    if (kind < 0.84) return random.favour(VOCABULARY);
    if (kind < 0.92) return VOCABULARY[(this.#beat + random.rank(200)) % VOCABULARY.length]!;
    if (kind < 0.95) {
      const whole = random.favour(this.#subject.people);
      return random.chance(0.4) ? whole : whole.split(' ')[1]!;
    }
    if (kind < 0.965) return random.favour(this.#subject.places);
    if (kind < 0.98) return this.#subject.event;
    return random.pick(this.#subject.rareWords);
  }
}
