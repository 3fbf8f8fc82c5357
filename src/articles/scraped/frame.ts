import { cue, hasCue } from './cues.ts';
import type { Family } from './family.ts';
import { lettered } from './letters.ts';
import { matchSlot } from './sheet.ts';

/** Marks between the parts of a menu or a trail, and round a button's words. */
const marks = /[\s\p{Emoji_Presentation}«»‹›←→↑↓<>|/•·–—\-+*:]+/u;
const marksAtEnds = new RegExp(`^${marks.source}|${marks.source}$`, 'gu');

/**
 * Whether a line is the page's frame: a button, a menu, a counter, as its family lists them. A family that reads in
 * any case also knows a row of them (`Share | Tweet | Print`), a trail that begins at one (`Home > News > Harbour`)
 * and the notice of cookies.
 */
export function isFrameOf(family: Family, line: string): boolean {
  if (line.length > 300) return false;
  if (!family.anyCase) return family.chrome.has(line);
  if (family !== answersFor) forgetFrames(family);
  let answer = answers.get(line);
  if (answer === undefined) {
    answer = isFrameInAnyCase(family, line);
    if (answers.size < mostAnswers) answers.set(line, answer);
  }
  return answer;
}

/** The answers for lines of one page: each is asked about several times. */
const answers = new Map<string, boolean>();
/** The family by which they hold. */
let answersFor: Family | null = null;
/** A page with more lines is asked anew. */
const mostAnswers = 2000;

/** Lets go of the lines of the page before. */
export function forgetFrames(family: Family | null = null): void {
  if (answers.size > 0) answers.clear();
  answersFor = family;
}

const agencyAndDash = lettered(/^[\p{L} .()]{2,30}[—–-]$/u);

/** An account, how long ago, a day without its year. */
const accountOrDay = lettered(
  /^@\w{2,20}$|^(?:about |over )?\d{1,3} ?(?:h|m|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago$|^(?:\p{L}{3,9},? )?\p{Lu}\p{L}{2,8}\.? \d{1,2}(?:,| at| -)? \d{1,2}:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$/u,
);

function isFrameInAnyCase(family: Family, line: string): boolean {
  if (line === '/' || (hasCue(noticeCue, line) && (isConsent(line) || isLetterBox(line)))) return true;
  if (line.length > 100 && /[.!?]["”’')]?$/.test(line)) return false; // prose after a word that labels a button elsewhere
  if (family.chrome.has(line.endsWith(',') ? line.slice(0, -1) : line)) return true; // `Image caption,`
  if (line.length > 120) return false;
  if (line.length <= 60 && /\d$/.test(line) && isOfHead(family, line)) return true;
  const bare =
    isOfWord(line.charCodeAt(0)) && isOfWord(line.charCodeAt(line.length - 1))
      ? line
      : line.replace(marksAtEnds, '');
  if (bare !== line && bare !== '' && !/^[-–—•*]\s/.test(line) && family.chrome.has(bare)) return true;
  if (agencyAndDash.test(line)) return true; // the agency of a dateline that lost its place
  if (
    /^(?:https?:\/\/)?[\w-]{1,40}(?:\.[\w-]{2,40}){0,2}\.[a-z]{2,24}(?:\/\S*)?$/i.test(line) &&
    !/^[\d.,]+$/.test(line)
  )
    return true; // an address alone
  if (accountOrDay.test(line)) return true; // an account, a day without its year
  if (/^[\d() +.-]{6,20}$|^\d{1,2}(?::\d\d){1,2} ?\/ ?\d{1,2}(?::\d\d){1,2}$/.test(line)) return true; // a telephone number, a player's clock
  if (/^\[[^[\]]{1,80}\]\([^()\s]{1,100}\)$|^\(\([^()]{1,80}@[^()]{3,80}\)\)$/.test(line)) return true; // a link alone in Markdown, a desk's address
  if (/ [>»›] .* [>»›] /.test(line)) return true;
  if (isMenu(line) || isQuotation(line) || /^[\d., ]{3,30} min(?:ute)?s? read$/i.test(line)) return true;
  const parts = bare.split(/ ?[|>»›•·/] ?| [-–—] /);
  if (parts.length > 1 && family.chrome.has(parts[0]!)) {
    if (/[>»›/]/.test(bare) || parts.every((part) => part === '' || family.chrome.has(part))) return true;
  }
  const words = bare.split(/\s+/);
  return words.length > 1 && words.length <= 10 && words.every((word) => family.chrome.has(word));
}

/** A letter or figure of ASCII, as at most ends of lines. */
function isOfWord(unit: number): boolean {
  const small = unit | 0x20;
  return (small >= 0x61 && small <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

/** The names of a paper's sections: three of them in a row are its menu. */
const sectionNames = new Set(
  `news sport sports business politics world opinion culture lifestyle entertainment technology tech health science travel
  weather local national education obituaries e-edition arts style food money markets video videos photos podcasts puzzles
  standings stats schedule schedules tickets teams players academics admissions athletics research alumni apply give directory
  games events classifieds jobs homes cars shop live scores more archive archives rss about contact`.split(
    /\s+/,
  ),
);

const menuWords = lettered(/^\p{Lu}[\p{L}'’&-]*(?: [\p{L}'’&-]+)?$/u);

/** A row of a menu: `Home · Archive · RSS`, `EN | DE | PL`, `News Sports Obituaries`. */
function isMenu(line: string): boolean {
  const parts = line.split(/ [|·•] /);
  if (parts.length >= 3 && parts.every((part) => menuWords.test(part))) return true;
  if (/^(?:share (?:on|via|to) [\w-]{1,20} ?){2,8}$/i.test(line)) return true;
  const lower = line.toLowerCase();
  if (!sectionNames.has(lower.slice(0, Math.max(0, lower.indexOf(' '))))) return false;
  const words = lower.split(' ');
  return words.length >= 3 && words.every((word) => sectionNames.has(word));
}

const shareAndValue = lettered(/^[\p{L}&.' \d]{1,30} [\d.,]+ \(?[-+−][\d.,]+%\)?$/u);

/** What a share was worth: `PSTL -61.20 (-88.1%)`. */
function isQuotation(line: string): boolean {
  if (line.length <= 60 && shareAndValue.test(line)) return true;
  return line.length <= 60 && /^[A-Z.:]{1,10}:? ?[-+−]?\$?[\d.,]+ \([-+−]?[\d.,]+%\)$/.test(line);
}

/** Words of a notice of cookies or of a newsletter's offer. */
const noticeCue = cue({
  says: `cookie cookies consent tracking privacy sign signup software adblocker ad kostenlos gratis partner partners vendors partenaires socios
    choice choices preferences
    newsletter newsletters bo casella bandeja caixa posteingang mailbox inbox nyhetsbrev nyhedsbrev nieuwsbrief`, // bo: boîte
});

/** The partners of such a notice, and that one may choose again. */
const choice =
  /\b(?:we use your sign-?up|(?:software that blocks ads|ad-?blocker|ad blocking software)\b.{0,60}\b(?:us|our|you|this site))|\b(?:kostenlos|gratis) (?:anmelden|abonnieren|aanmelden)\b|\b(?:we and our (?:\d[\d,.]* )?(?:trusted )?(?:partners|vendors)|(?:change|withdraw|manage) your (?:choices?|consent|preferences|privacy settings)\b.{0,30}\b(?:any ?time|privacy))|\bwir und unsere (?:\d[\d.]* )?partner\b|\bnous et nos (?:\d[\d ]* )?partenaires\b|\bnosotros y nuestros (?:\d[\d.]* )?socios\b|\bnoi e i nostri (?:\d[\d.]* )?partner\b/i;

/** The notice of cookies that stands above a page, and its like. */
function isConsent(line: string): boolean {
  if (line.length < 20) return false;
  if (choice.test(line) && !/["“”]|\bsaid\b/.test(line)) return true;
  return (
    /\b(?:cookies?|consent|tracking|privacy policy)\b/i.test(line) &&
    /\b(?:we|our|this (?:site|website)|which may be using|us|wir|unsere|nous|nos|usamos|utilizamos|este sitio|este site|noi|wij|vi|мы)\b/i.test(
      line,
    ) &&
    /\b(?:use|uses|using|verwenden|nutzen|utilisons|utiliza|utilizamos|usamos|utilizziamo|gebruiken|använder|używamy|используем|accept|agree|improve)\b/i.test(
      line,
    ) &&
    !/["“”]|\bsaid\b/.test(line)
  );
}

const letterBox = lettered(
  /\b(?:newsletters?|boîte mail|boîte de réception|casella di posta|bandeja de entrada|caixa de entrada|posteingang|mailbox|inbox|nyhetsbrev|nyhedsbrev|nieuwsbrief|newslettera?)(?!\p{L})/iu,
);
const offer = lettered(
  /(?<!\p{L})(?:recevez|inscrivez|abonnez|le meilleur de|iscriviti|ricevi|suscríbete|recibe|apúntate|receba|assine|inscreva|abonnieren|erhalten sie|melden sie sich|meld je|schrijf je|ontvang|zapisz się|otrzymuj|prenumerera|anmäl dig|meld deg|tilmeld)(?!\p{L})/iu,
);

/** A newsletter's offer, in whatever language: what it is sent to, and that one should take it. */
function isLetterBox(line: string): boolean {
  return letterBox.test(line) && offer.test(line) && !/["“”«»„]/.test(line);
}

/** A line that belongs to the head's frame wherever it stands: `Last updated: March 20, 2024`. */
function isOfHead({ head }: Family, line: string): boolean {
  return head.some((slot) => slot.role === 'chrome' && matchSlot(slot, line) !== null);
}
