/** The longest excerpt, in UTF-16 units. */
const excerptLength = 200;

/** What is not one line of words with a space between: most texts have none of it. */
const uneven = /[\p{Cc}\p{Cf}]|[^\S ]| {2}/u;

/** The beginning of the text, plain, one line, cut at a word; an ellipsis says that it was cut. */
export function excerptOf(prose: readonly string[]): string {
  let text = '';
  for (const paragraph of prose) {
    text += `${text === '' ? '' : ' '}${paragraph.slice(0, 2 * excerptLength)}`;
    if (text.length > excerptLength) break;
  }
  if (uneven.test(text)) text = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  text = text.trim();
  if (text.length <= excerptLength) return text;
  const room = text.slice(0, excerptLength);
  const space = room.lastIndexOf(' ');
  // Scripts without spaces are cut anywhere but inside a pair of surrogates.
  const cut = space > excerptLength / 2 ? room.slice(0, space) : room.slice(0, excerptLength - 2);
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/[\s.…,;:–—-]+$/, '')}…`;
}

/** Words of the body: runs between white space; in scripts without spaces two characters are a word. */
export function wordsIn(paragraphs: readonly string[]): number {
  let words = 0;
  let characters = 0;
  for (const paragraph of paragraphs) {
    let inside = 0;
    for (let i = 0; i < paragraph.length; i++) {
      const code = paragraph.charCodeAt(i);
      if (isUnspaced(code)) {
        characters++;
        inside = 0;
      } else {
        const before = inside;
        inside = code === 32 || code === 0xa0 || code === 9 ? 0 : 1;
        words += inside & ~before;
      }
    }
  }
  return words + Math.ceil(characters / 2);
}

/** Han, kana, Thai, Lao, Khmer and Burmese run on without spaces. */
function isUnspaced(code: number): boolean {
  if (code < 0x0e00) return false;
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    code <= 0x0eff ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x17ff)
  );
}

/** Blocks of scripts and the language that is by far the likeliest in each. */
const scripts: readonly (readonly [from: number, to: number, language: string])[] = [
  [0x0370, 0x03ff, 'el'],
  [0x0400, 0x052f, 'ru'],
  [0x0530, 0x058f, 'hy'],
  [0x0590, 0x05ff, 'he'],
  [0x0600, 0x077f, 'ar'],
  [0x0900, 0x097f, 'hi'],
  [0x0980, 0x09ff, 'bn'],
  [0x0a00, 0x0a7f, 'pa'],
  [0x0a80, 0x0aff, 'gu'],
  [0x0b80, 0x0bff, 'ta'],
  [0x0c00, 0x0c7f, 'te'],
  [0x0c80, 0x0cff, 'kn'],
  [0x0d00, 0x0d7f, 'ml'],
  [0x0e00, 0x0e7f, 'th'],
  [0x0e80, 0x0eff, 'lo'],
  [0x1000, 0x109f, 'my'],
  [0x10a0, 0x10ff, 'ka'],
  [0x1200, 0x137f, 'am'],
  [0x1780, 0x17ff, 'km'],
  [0x3040, 0x30ff, 'ja'],
  [0x3400, 0x9fff, 'zh'],
  [0xac00, 0xd7af, 'ko'],
];

/** Whether a text has anything of these scripts; most have not, and need no counting. */
const IN_SCRIPTS = /[\u0370-\u1fff\u3040-\ud7af]/;

/** Letters that only one of several languages of a script has. */
const telling: Record<string, readonly (readonly [letters: RegExp, language: string])[]> = {
  ru: [
    [/[іїєґ]/i, 'uk'],
    [/[ђћџљњј]/i, 'sr'],
  ],
  ar: [
    [/[ٹڈڑےں]/, 'ur'],
    [/[پچژگ]/, 'fa'],
  ],
};

/**
 * The language as far as the script tells: a BCP 47 tag where most letters are of a script that is not Latin, null
 * where they are Latin or too few.
 */
export function languageOf(texts: readonly string[]): string | null {
  if (!texts.some((text) => IN_SCRIPTS.test(text))) return null;
  let latin = 0;
  let sample = '';
  const counts = new Map<string, number>();
  for (const text of texts) {
    if (latin + sample.length > 2000) break;
    const end = Math.min(text.length, 1000);
    for (let i = 0; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x250) {
        if (code > 64) latin++;
        continue;
      }
      if (code >= 0x2000 && code < 0x3040) continue;
      const script = scripts.find(([from, to]) => code >= from && code <= to);
      if (script === undefined) continue;
      counts.set(script[2], (counts.get(script[2]) ?? 0) + 1);
      sample += text[i];
    }
  }
  if (counts.size === 0) return null;
  const total = sample.length;
  // A character of a script without vowels says more than a Latin letter: brand names in Latin are common there.
  if (total < 10 || total * 2 < latin) return null;
  const kana = counts.get('ja') ?? 0;
  const han = counts.get('zh') ?? 0;
  if (kana + han > total / 2) return kana * 10 > han ? 'ja' : 'zh';
  const [language] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return telling[language]?.find(([letters]) => letters.test(sample))?.[1] ?? language;
}
