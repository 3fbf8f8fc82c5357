import type { Random } from '../random.ts';
import { ADJECTIVES, EVENTS, NOUNS, VERBS, VOCABULARY } from './words.ts';

/** What a story is about; its articles share it, and nobody else has all of it. */
export interface Subject {
  readonly people: readonly string[];
  readonly places: readonly string[];
  /** What happened: `carousel fire`. */
  readonly event: string;
  /** Words that hardly any other story uses. */
  readonly rareWords: readonly string[];
}

const FORMS: readonly string[] = [
  '{Person} {verbs} {noun} plan after {place} {event}',
  '{Place} {event}: What we know about {person}',
  '{count} hurt in {place} {event}, officials say',
  '“{word} {word}”: {person} on the {place} {event}',
  '{Person}’s {noun} returns to {place} after {count}-year {noun}',
  'Why {place} kept its {adjective} {noun}',
  '{Place} {noun} {verbs} {adjective} {rare} plan',
  'FACT FOCUS: {Person} did not {word} the {place} {noun}',
  'Q&A: {Person} on {rare}, {noun} and the {event}',
  'How {person} {verbs} the {noun} that {place} forgot',
  '{money} {noun} deal splits {place}',
  '{Person} Details {Adjective} {Noun} With {Person2}',
  'Who is {person}? The {adjective} {noun} behind the {event}',
  '{Person} ‘not ready’ to leave {place} {noun}',
  'Inside the {event} that changed {place}; {person} responds',
  '{Place} {verbs} {count}-day {noun} limit',
  'Ex-{noun} chief {person} {verbs} {place} {noun}',
  '{Person} and {person2} end {adjective} {rare} feud',
  'The {count} best {noun} finds in {place}',
  'No {noun} for {place} as {event} drags on...',
  '{Person}: “I never {word} the {rare}”',
  '{count} things to know about {rare} and {person}',
  'Twin-{noun} {word} lands near {place}; {person} unhurt',
  '{Place} mourns {person}, {adjective} {noun} founder',
  '{Place} weighs {count}-day {noun} lock-in for {rare}',
  'Average {noun} rate on {count}-year {word} falls in {place}',
];

/** A headline about a subject, with typographic quotes; sometimes two draws make the same one. */
export function headline(random: Random, subject: Subject): string {
  const text = random.pick(FORMS).replace(/\{(\w+)\}/g, (_slot, name: string) => fill(random, subject, name));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function fill(random: Random, subject: Subject, slot: string): string {
  switch (slot) {
    case 'Person':
    case 'person':
      return subject.people[0]!;
    case 'Person2':
    case 'person2':
      return subject.people[1]!;
    case 'Place':
    case 'place':
      return random.favour(subject.places);
    case 'event':
      return subject.event;
    case 'rare':
      return random.pick(subject.rareWords);
    case 'count':
      return String(random.between(2, 90));
    case 'money':
      return `$${random.between(2, 900)} million`;
    case 'noun':
      return random.pick(NOUNS);
    case 'Noun':
      return capital(random.pick(NOUNS));
    case 'adjective':
      return random.pick(ADJECTIVES);
    case 'Adjective':
      return capital(random.pick(ADJECTIVES));
    case 'verbs':
      return random.pick(VERBS);
    case 'word':
      return random.pick(VOCABULARY);
    default:
      throw new Error(`No such slot: ${slot}`);
  }
}

const TWINS: readonly ((random: Random, place: string) => [string, string])[] = [
  (random) => {
    const year = random.between(1981, 2015);
    const crime = `${random.pick(NOUNS)} ${random.pick(EVENTS)}`;
    return [`Judge orders new trial in ${year} ${crime}`, `Judge orders new trial in ${year + 1} ${crime}`];
  },
  (random, place) => {
    const [noun, count] = [random.pick(NOUNS), random.between(11, 88)];
    return [
      `${place} ${noun} fund grows by $${count} million`,
      `${place} ${noun} fund grows by $${count + 1} million`,
    ];
  },
  (random, place) => {
    const [noun, verb] = [random.pick(NOUNS), random.pick(VERBS)];
    return [`Man ${verb} ${noun} owner in ${place}`, `Woman ${verb} ${noun} owner in ${place}`];
  },
  (random, place) => {
    const [noun, word] = [random.pick(NOUNS), random.pick(VOCABULARY)];
    return [`Week 3 ${noun} ${word} guide for ${place}`, `Week 13 ${noun} ${word} guide for ${place}`];
  },
  // Alike up to the second hyphen, and up to the first but for a number.
  (random, place) => {
    const [noun, count] = [random.pick(NOUNS), random.between(11, 88)];
    return [
      `Ex-${noun} chief of ${place} faces ${count}-day trial`,
      `Ex-${noun} chief of ${place} faces ${count}-month trial`,
    ];
  },
  (random, place) => {
    const [noun, count] = [random.pick(NOUNS), random.between(11, 88)];
    return [
      `${place} ${noun} owner begins ${count}-day sit-in`,
      `${place} ${noun} owner begins ${count + 1}-day sit-in`,
    ];
  },
];

/** Two headlines of two different articles that differ in a number or a word. */
export const twinHeadlines = (random: Random, subject: Subject): [string, string] =>
  random.pick(TWINS)(random, subject.places[0]!);

const CONTINUATIONS = [
  ', police say',
  ': What to know',
  ' and leaves',
  ' for a second time',
  '-style',
  ' (again)',
];

/** A longer headline that begins with another one. */
export const longerHeadline = (random: Random, shorter: string): string =>
  shorter + random.pick(CONTINUATIONS);

/** The name of a column: several different articles bear it, so that it answers to none of them. */
export const columnHeadline = (random: Random, subject: Subject): string =>
  `${random.pick(['Morning briefing', 'The week in pictures', 'Letters to the editor'])}: ${subject.places[0]!}`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A headline as two printers would both set it: straight quotes and dashes, single spaces, small letters. */
export const plainHeadline = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .toLowerCase();
