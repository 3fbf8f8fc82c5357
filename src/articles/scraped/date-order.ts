import type { NumberOrder } from './dates.ts';

/** Small words of languages in which the day of `03/04/2024` is first; those of English stand against them. */
const dayFirstWords =
  /(?:^|[\s'’])(?:le|la|les|des|une|est|dans|el|los|las|una|por|para|que|do|da|dos|uma|não|com|il|di|che|della|und|der|die|das|nicht|het|een|van|och|att|det|som|og|ikke|się|nie|jest|ve|bir|için|yang|dan)(?=\s)/giu;
const englishWords = /(?:^|\s)(?:the|of|and|to|was|is|for|with|said|that|by)(?=\s)/gi;

/** The zones of a continent in which the month is first, and of some where the day is. */
export function orderByZone(line: string): NumberOrder {
  if (/\b(?:[ECMP][SD]?T|AK[SD]T|Eastern|Central|Mountain|Pacific)\b/.test(line)) return 'month-first';
  return /\b(?:GMT|BST|IST|CES?T|EES?T|AE[SD]T|NZ[SD]T|SAST|Uhr)\b/.test(line) ? 'day-first' : null;
}

/** Which number of a date in figures is the day, by the language of the page; English leaves it open. */
export function orderOf(lines: readonly string[]): NumberOrder {
  const start = lines.join(' ').slice(0, 6000);
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]{3}/u.test(start)) return 'day-first';
  const others = start.match(dayFirstWords)?.length ?? 0;
  const english = start.match(englishWords)?.length ?? 0;
  return others > 3 && others > english * 2 ? 'day-first' : null;
}
