import { lettered } from './letters.ts';
import { isNames } from './names.ts';
import { isWithoutStop } from './text.ts';

/** A capital, a figure or a letter without case, perhaps behind a mark. */
const opensBare = lettered(/^["'“‘«¿¡(#$€£]{0,2}[\p{Lu}\p{N}\p{Lo}]/u);

/** A bare line: it could be a headline or a sub-heading, because it is short and no sentence of prose. */
export function isBare(line: string): boolean {
  if (line.length > 200 || line.length < 3 || line.startsWith('- ')) return false;
  if (/[.,;:。，；：…।۔።။]$/.test(line) && !/\b(?:[A-Z]\.){2,}$/.test(line)) return false;
  return opensBare.test(line);
}

/** A bare line short enough to head what follows it. */
export function isSubHeading(line: string, next: string | undefined): boolean {
  if (next === undefined || line.length > 100 || !isBare(line)) return false;
  if (/^[^:]{1,40}: /.test(line) && !line.endsWith('?')) return false;
  if (/["”'’]$/.test(line) && /[,.!?]["”'’]$/.test(line)) return false; // a short line of speech
  if (/\p{Script=Latin}/u.test(line) && line.split(/\s+/).length > 14) return false;
  return next.startsWith('- ') || next.length > 60 || /[.!。]["”'’]?$/.test(next);
}

/**
 * A line that is no sentence: no end, or a question without an answer, no label with a value, no names with a place. Under
 * the last sentence of a page such lines are its frame's.
 */
export function isLooseEnd(line: string): boolean {
  if (line.length > 120 || /^(?:[-•*·–] |\d{1,3}[.)] )/.test(line)) return false;
  if (/[.!…。！।۔።။”“"’'»«)\]」』）](?:\s?[■▪◆♦◊●□∎#*])?$/u.test(line)) return false;
  if (line.length > 45 && isWithoutStop(line)) return false;
  return !/[^\s:]: \S/.test(line) && !(line.includes(', ') && !/ \d{4}$/.test(line) && isNames(line, 0));
}
