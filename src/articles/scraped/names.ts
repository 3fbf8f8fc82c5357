import { lettered } from './letters.ts';

/** Small words that stand among names without being part of a sentence. */
const amongNames = new Set(
  'and in of the from for at to by with on via also de la le da di du del van von der den bin al el y e writer writers reporter reporters correspondent correspondents journalist journalists producer producers editor editors staff photographer photographers videographer news wire wires services service agency agencies research researcher researchers data video business sports science medical national freelance intern interns contributor contributors reporting photo photos image images file courtesy provided screenshot handout pool illustration team political health weather digital senior chief deputy assistant investigative additional dpa afp epa photographs photography words pictures illustrations text'.split(
    ' ',
  ),
);

/** Whether a text is names and little else: hardly a word that belongs to a sentence. */
export function isNames(text: string, spare = 1): boolean {
  let others = 0;
  let names = 0;
  for (const word of text.split(/[\s/;,|&·•]+/)) {
    const bare = word.replace(/^[("'‘“[]+|[).,:;'’”\]]+$/g, '').replace(/[’']s?$/, '');
    if (bare === '') continue;
    if (beginsName(bare) || /^(?:d|al|el)['’-]\p{Lu}/u.test(bare)) names++;
    else if (!amongNames.has(bare.toLowerCase()) && ++others > spare) return false;
  }
  return names > 0;
}

/** A capital, a figure or an account. */
function beginsName(word: string): boolean {
  const unit = word.charCodeAt(0);
  if (unit >= 0x80) return /^[\p{Lu}\p{N}]/u.test(word);
  return (unit >= 0x40 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/** A news or picture agency, anywhere in a line. */
export const agencies =
  /\b(?:AP|Associated Press|Reuters|REUTERS|AFP|Getty|EPA|UPI|Shutterstock|Bloomberg|Xinhua|Redux|Alamy|iStock|NPR|CBS|NBC|ABC|CNN|Zuma|Imagn|USA TODAY|Sipa|Anadolu|TNS|NASA|NOAA|DVIDS)\b/;

/** A person's name, as the source of an expression with the flag `u`. */
export const person =
  "[\\p{Lu}][\\p{L}.'’-]*(?: (?:[\\p{Lu}][\\p{L}.'’-]*|de|la|van|von|der|bin|al|del|di)){1,4}";

/** How a line can begin that begins with a person's name: a word, and another that may be of a name. */
export const beginsWithName = /^[^a-z\s]\S* (?:[^a-z\s]|de|la|v[ao]n|bin|al|di)/;

const personAlone = lettered(new RegExp(`^${person}$`, 'u'));

/** A person's name and nothing else. */
export function isPersonAlone(line: string): boolean {
  return personAlone.test(line);
}
