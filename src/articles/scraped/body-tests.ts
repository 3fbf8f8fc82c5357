import { canOpen, type Openings, openingOf, openings } from './opening.ts';
import { fold } from './text.ts';

/**
 * The questions the body rules ask of one line. All are linear: expressions are anchored or bounded, and what could
 * be asked of a huge line is asked of its beginning or end only.
 */

/** Nothing but the signs of which rules between paragraphs are drawn. */
export function isRule(line: string): boolean {
  return line.length <= 400 && /^[_\-*=~–—―•·#+|\s]+$/.test(line);
}

/** Lines of the page's frame that no article has as a paragraph. */
const frameLines = new Set([
  'advertisement',
  'advertisements',
  'article continues below',
  'story continues below',
  'article continues after advertisement',
  'story continues after advertisement',
  'article continues below advertisement',
  'story continues below advertisement',
  'article continues below this ad',
  'story continues below this ad',
  'scroll to continue',
  'sponsor message',
  'sponsored content',
  'contact us',
  'hide caption',
  'toggle caption',
  'enlarge this image',
  'loading...',
  'loading…',
]);

/** How such a line begins, if not with a long rule. */
export const frameOpenings: Openings = openings(
  [...frameLines].map((line) => openingOf(line)).join(' '),
  (line) => /^[-–—\s]{8}/.test(line),
);

export function isFrame(line: string): boolean {
  return (
    line.length < 60 &&
    frameLines.has(line.toLowerCase().replace(/^[-–—\s]+|[-–—.\s]+$/g, (cut) => (cut === '...' ? cut : '')))
  );
}

/** How a disclaimer can begin. */
export const disclaimerOpenings: Openings = openings(
  'disclaimer disclaimers statement source declaration notice some part published all any the views opinions except this our associated ap npr these transcript transcripts nothing',
  (line) =>
    /^a version of this /i.test(line.slice(0, 20)) ||
    /disclaimer/i.test(line.slice(0, 40)) ||
    (line.length < 300 && line.includes('commission')),
);

export function isDisclaimer(line: string): boolean {
  const start = line.slice(0, 400);
  if (/^[*[(\s]{0,3}(?:\w{4,12} )?disclaimers?\]?\s{0,2}(?:[:.\-–—]|$)/i.test(start)) return true;
  if (/^[*[(\s]{0,3}(?:DISCLAIMER\b|Disclaimer (?:The|This|All|Any|We|Nothing|None)\b)/.test(start))
    return true;
  if (
    /^(?:all |any |the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|stated)\b/i.test(
      start,
    ) &&
    /\b(?:not (?:necessarily )?(?:reflect|represent)|are (?:solely |strictly |purely )?(?:those|his|her|their|my|the author))/i.test(
      start,
    )
  ) {
    return true;
  }
  if (
    /^[([*\s]{0,3}(?:except for the headline, )?this (?:story|article|report|content) has not been edited/i.test(
      start,
    )
  )
    return true;
  if (
    line.length < 400 &&
    /^(?:statement|declaration|notice|source|some|part|all|this|the|any)\b/i.test(start) &&
    !/["“”]|\bsaid\b/.test(line) &&
    ((/\binfring/i.test(line) && /\b(?:contact us|delet\w{1,5}|please remove)\b/i.test(line)) ||
      /^(?:statement|declaration|notice): .{0,120}\b(?:views|content|reproduc\w{1,8}|reprint\w{0,6}|copyright)\b.{0,80}\b(?:this|the) (?:site|website|author)\b/i.test(
        line,
      ))
  )
    return true;
  if (
    line.length < 300 &&
    !/["“”]|\bsaid\b/.test(line) &&
    /\bwe (?:may|might|could) (?:earn|receive|get|make) (?:an? )?(?:small )?(?:affiliate )?commission/i.test(
      line,
    )
  )
    return true;
  if (
    /^(?:this|our) (?:post|article|page|story|site) (?:may )?(?:contains?|includes?) affiliate links?\b/i.test(
      start,
    )
  )
    return true;
  if (
    /^(?:The )?(?:Associated Press|AP)\b/.test(start) &&
    /\bsolely responsible for (?:all|its|the|this) content\b/.test(line.slice(0, 1000))
  )
    return true;
  if (
    /^(?:NPR |These |This )?transcripts? (?:are|is|was|were) (?:created|generated|produced) (?:on|by)\b/i.test(
      start,
    )
  )
    return true;
  if (
    /^(?:A version of this (?:article|story|piece|column) (?:appears|appeared|was published) (?:in print|in the (?:print|\w+ \d{1,2}))|published in the (?:print|\w+ \d{1,2}(?:, \d{4})?,?) (?:edition|issue)\b)/i.test(
      start,
    )
  )
    return true;
  return (
    /^(?:this|the|all|nothing in this) (?:\w+ )?(?:article|content|information|material|story|report|site|website|page)\b/i.test(
      start,
    ) &&
    /\b(?:for (?:general )?(?:informational?|educational|general information)(?: and \w+)? purposes|(?:not|nor|nothing) .{0,30}constitutes? .{0,60}\badvice|should not be (?:taken|construed|considered) as .{0,60}\badvice)/i.test(
      start,
    )
  );
}

/** `All rights reserved` in other languages. */
const reservedElsewhere =
  /riproduzione riservata|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены|wszelkie prawa zastrzeżone|tüm hakları saklıdır|無断転載|版权所有/i;

/** How a copyright line can begin; `All rights reserved` also ends one. */
export const copyrightOpenings: Openings = openings(
  'copyright copyrights c the all right rights this transcript transcripts text texts audio audios content contents',
  (line) =>
    /^[©ⓒ℗]/.test(line) ||
    /reserved\.?$/i.test(line.slice(-10)) ||
    (line.length < 120 && reservedElsewhere.test(line)),
);

export function isCopyright(line: string): boolean {
  if (line.length < 120 && reservedElsewhere.test(line)) return true;
  const start = line.slice(0, 500);
  if (/^[©ⓒ℗]/.test(start)) return true;
  if (/^\(c\)\s{0,2}(?:copyright|\d{4}|[A-Z])/i.test(start) && start.length < 300) return true;
  if (/^copyright (?:statement|notice|declaration)\s?:/i.test(start)) return true;
  if (/^copyright(?: notice)?\s{0,2}[:,]?\s{0,2}(?:©|\(c\)|&copy;|(?:19|20)\d\d\b|by [\p{Lu}])/iu.test(start))
    return true;
  if (
    /^(?:the )?copyrights? (?:of|for|in|to) (?:this|the) (?:\w+ )?(?:article|story|content|text|page|material|work|photo)/i.test(
      start,
    )
  ) {
    return true;
  }
  if (/^copyright .{2,40} (?:19|20)\d\d\.?$/i.test(start)) return true;
  if (line.length > 400) return false;
  if (/^(?:all )?rights? reserved\b/i.test(start)) return true;
  if (/\ball rights reserved\.?$/i.test(start)) return true;
  if (
    /^(?:this|the) (?:article|material|content|story|document)\b.{0,80}\b(?:may|must|can)(?: ?not| not) be (?:\w+, ){0,3}(?:published|reproduced|rewritten|republished|copied|broadcast)/i.test(
      start,
    )
  ) {
    return true;
  }
  return /^(?:transcript|text|audio|content)s? .{0,60}\bcopyright\b/i.test(start);
}

const lead =
  "(?:(?:please|also|and|or|then|just|you can|you can also|be sure to|make sure to|remember to|don't forget to|click here to|tap here to|click to|to) )?";
const channels =
  /\b(?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|linkedin|telegram|whatsapp|snapchat|pinterest|mastodon|flipboard|google news|apple news|apple podcasts?|podcasts?|spotify|newsletters?|social media|rss|channel|https?:\/\/|www\.)|\bon X\b|(?:^|[\s(])@\w|\w@\w/i;
const followStart = new RegExp(`^${lead}follow(?:ing)?\\b`, 'i');
const followUs = new RegExp(`^${lead}follow (?:us|me)\\b`, 'i');
const subscribeStart = new RegExp(
  `^${lead}(?:un)?subscribe(?: (?:to|for|now|today|here|on|via|at|and|with|or|free|in)\\b|[:!.]|$)`,
  'i',
);
const signUpStart = new RegExp(`^${lead}sign up\\b`, 'i');
const signUpFor =
  /\b(?:newsletters?|alerts?|e-?mails?|inbox|briefings?|bulletin|digest|notifications?|updates|sign up (?:here|now|today)|for free)\b/i;
const reachUs = new RegExp(
  `^${lead}(?:like|find|join|connect with|reach|email|e-mail|contact|write to|text|message|visit|tweet|watch|keep up with) (?:us|me)\\b`,
  'i',
);
const listenStart = new RegExp(
  `^${lead}(?:listen|stream|rate|review|check out our|leave (?:us|me) an?)\\b`,
  'i',
);
const likeAndShare = new RegExp(
  `^${lead}(?:like|share|comment)(?:, and |, | and )(?:like|share|comment|subscribe|follow)\\b.{0,60}$|^if you (?:like|liked|enjoy|enjoyed) (?:(?:this|our) (?:article|story|post|piece|episode|show|podcast|video|content|newsletter|work|reporting|coverage)|what you (?:read|see|hear|just read)),? .{0,40}\\b(?:share|follow|subscribe|like)\\b.{0,80}$`,
  'i',
);
const joinGroup = new RegExp(
  `^${lead}(?:join|follow) (?:our|the) (?:\\S+ ){0,3}(?:group|account|page|channel|community|mailing list)\\b.{0,60}$`,
  'i',
);
const getStart =
  /^(?:get|receive|have|want|for|catch|never miss|don't miss|stay|keep up|install|join|tap|click)\b/i;
const getWhat =
  /\b(?:newsletters?|(?:to|in|into) your (?:inbox|e-?mail|phone)|(?:our|news|mobile|free|\w+'s) app\b|download the .{0,40}\bapp\b|sign up|subscribe|follow us|whatsapp channel|telegram channel|push alerts|breaking news alerts)/i;

/** How a line that asks for something can begin; others have `inbox` or an early question. */
export const askingOpenings: Openings = openings(
  `please also and or then just you be make remember don't click tap to follow following unsubscribe subscribe sign like find join
  connect reach email e-mail contact write text message visit tweet watch keep listen stream rate review get receive have want for catch
  never stay if be install more ap download thanks thank it's always hear leave check read our share comment`,
  (line) => {
    const question = line.indexOf('?');
    return (question > 0 && question < 90) || (line.length < 200 && line.includes(' inbox'));
  },
);

/** A line that only asks the reader to follow, subscribe, sign up or listen: every sentence of it does. */
export function isFollow(line: string): boolean {
  if (line.length > 400 || !canOpen(askingOpenings, line)) return false;
  const folded = fold(line).replace(/^[\s*>»•[(_-]+/, '');
  if (!/^[a-z@]/i.test(folded)) return false;
  let asked = false;
  for (const sentence of folded.split(/(?<=[.!?])(?<!\bE!) +/)) {
    if (asks(sentence)) asked = true;
    else if (!isFiller(sentence)) return false;
  }
  return asked;
}

function asks(sentence: string): boolean {
  if (sentence.split(' ').length > 40 || /\b(?:said|says|told|warned|asked|according to)\b/.test(sentence))
    return false;
  if (/^for (?:more|the latest)\b[^,]{0,40}, (?:follow|subscribe)\b/i.test(sentence))
    return channels.test(sentence);
  if (
    /^for (?:more|all the latest|the latest)\b.{0,100}, (?:head (?:over )?to|click here to|tap here to|download|check out our|go to our|visit our)\b/i.test(
      sentence,
    )
  )
    return true;
  if (/^become an? (?:\w+ )?(?:member|subscriber|supporter)\b/i.test(sentence)) return true;
  if (/^read more (?:\w+ )?(?:on|at) our (?:website|site|app|blog)\b.{0,30}$/i.test(sentence)) return true;
  if (/^visit (?:the|our) .{0,40}\b(?:website|web site|app)\b/i.test(sentence)) return true;
  if (/^if you .{0,60}\bbuy (?:me|us) a coffee\b/i.test(sentence)) return true;
  if (followUs.test(sentence) || likeAndShare.test(sentence) || joinGroup.test(sentence)) return true;
  if (subscribeStart.test(sentence))
    return (
      sentence.split(' ').length <= 9 ||
      signUpFor.test(sentence) ||
      channels.test(sentence) ||
      /\b(?:our|my|free|now|today|here|magazine)\b/i.test(sentence)
    );
  if (followStart.test(sentence) || reachUs.test(sentence) || listenStart.test(sentence))
    return channels.test(sentence);
  if (signUpStart.test(sentence))
    return (
      signUpFor.test(sentence) || channels.test(sentence) || /^sign up for (?:\S+ ){0,5}\S+!$/i.test(sentence)
    );
  if (/^(?:more )?AP (?:[\w&' ]{1,40}): ?https?:\/\/\S+(?: (?:and|&) https?:\/\/\S+)*$/.test(sentence))
    return true;
  if (
    /^[^,;:]{0,80}\b(?:delivered |sent |straight |right )?(?:in|to) your inbox\b[^,;:]{0,40}$/i.test(sentence)
  )
    return true;
  if (
    /^(?:thanks|thank you) for (?:supporting|reading|subscribing)\b/i.test(sentence) &&
    sentence.split(' ').length <= 8
  )
    return true;
  if (/^download (?:the|our|it) .{0,60}\bapps?\b/i.test(sentence)) return true;
  if (
    /^(?:to|for|if you)\b.{0,120}\b(?:sign up for|subscribe to) (?:our|the|this|his|her|their)\b.{0,60}\b(?:newsletter|podcast|channel|briefing)s?\b/i.test(
      sentence,
    )
  ) {
    return true;
  }
  return (getStart.test(sentence) && getWhat.test(sentence)) || isChannels(sentence);
}

/** A few words, a colon and where it can be heard or followed: `Find more: Facebook / Instagram / our newsletter`. */
function isChannels(sentence: string): boolean {
  const colon = sentence.indexOf(':');
  if (colon < 4 || colon > 60) return false;
  const places = sentence.slice(colon + 1).split(/ ?[/|•·,] ?| (?:and|or|and on|or on) /);
  return (
    places.length > 1 &&
    places.every(
      (place) => place.split(' ').length <= 8 && (channel.test(place) || /^ ?or anywhere\b/.test(place)),
    )
  );
}

/** The name of a service on which papers and shows are followed. */
const channel =
  /\b(?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|linkedin|telegram|whatsapp|snapchat|pinterest|mastodon|google podcasts|apple podcasts?|podcasts?|spotify|stitcher|pandora|overcast|npr one|rss|newsletters?)\b|^ ?X[.!]?$/i;

function isFiller(sentence: string): boolean {
  const words = sentence.split(' ').length;
  return (
    (sentence.endsWith('?') && words <= 12) ||
    (/^our (?:\w+ ){0,4}newsletter\b/i.test(sentence) && words <= 16) ||
    (/^(?:thanks|thank you|it's free|stay|don't miss|never miss|be the first|get|see)\b/i.test(sentence) &&
      words <= 10)
  );
}

/** What belongs to no article: the paper's rights, its disclaimers, its requests. */
export function isOfNothing(line: string): boolean {
  return (
    (canOpen(copyrightOpenings, line) && isCopyright(line)) ||
    (canOpen(disclaimerOpenings, line) && isDisclaimer(line)) ||
    isFollow(line)
  );
}

/** Small words that stand among names without being part of a sentence. */
const amongNames = new Set(
  'and in of the from for at to by with on via also de la le da di du del van von der den bin al el y e writer writers reporter reporters correspondent correspondents journalist journalists producer producers editor editors staff photographer photographers videographer news wire wires services service agency agencies research researcher researchers data video business sports science medical national freelance intern interns contributor contributors reporting photo photos image images file courtesy provided screenshot handout pool illustration team political health weather digital senior chief deputy assistant investigative additional'.split(
    ' ',
  ),
);

/** Whether a text is names and little else: hardly a word that belongs to a sentence. */
export function isNames(text: string, spare = 1): boolean {
  let others = 0;
  let names = 0;
  for (const word of text.split(/[\s/;,|&]+/)) {
    const bare = word.replace(/^[("'‘“[]+|[).,:;'’”\]]+$/g, '').replace(/[’']s?$/, '');
    if (bare === '') continue;
    if (/^[\p{Lu}\p{N}@]/u.test(bare) || /^(?:d|al|el)['’-]\p{Lu}/u.test(bare)) names++;
    else if (!amongNames.has(bare.toLowerCase()) && ++others > spare) return false;
  }
  return names > 0;
}

/** How a line of contributors can begin, unless it says `contributed`. */
export const contributorOpenings: Openings = openings(
  `contributing with additional original further our theme video cover copy digital photo story web radio audio editing reporting writing production
  photography photograph photographs photos pictures illustration illustrations graphic graphics visuals design music engineering mixing
  research special voice voices sound material fact fact-checking copyediting copy-editing text translation compiled edited written reported produced translated hosted`,
  (line) =>
    line.includes('contributed') ||
    line.startsWith('Information from ') ||
    (line.length <= 180 &&
      /(?:story|interview|episode|piece|report|segment)(?: for [a-z ]{3,10})?\.$/.test(line.slice(-30))),
);

/** `NAME and NAME contributed to this story.`, `Reporting by NAME; Editing by NAME`, `Contributing: NAME`. */
export function isContributors(line: string): boolean {
  if (line.length > 500) return false;
  if (
    /^(?:Information|Material) from (?:the |The )?\p{Lu}.{1,60} (?:was|were|is) (?:also )?(?:used|included) in this (?:report|story|article)\.?$/u.test(
      line,
    )
  )
    return true;
  if (
    /^\p{Lu}[\p{L}.'’ ,-]{2,80} (?:produced|edited|produced and edited|reported|adapted) (?:this|the audio (?:version )?of this|the (?:digital|radio|broadcast|web) version of this) (?:story|interview|episode|piece|report|segment)(?: for (?:broadcast|radio|the web|digital|the radio))?\.$/u.test(
      line,
    )
  )
    return isNames(line.replace(/ (?:produced|edited|reported|adapted) .*$/, ''), 1);
  const hit = !line.includes('contributed')
    ? null
    : /\bcontributed (?:(?:to|reporting to|reporting for|to the reporting of|research to|additional reporting to) (?:this|the) (?:\w+ )?(?:story|report|article|piece|post|review|dispatch|coverage|investigation|episode|column|file|list)|(?:additional )?(?:reporting|research))(?: (?:from|in|for) [\p{Lu}][\p{L}.,' ]{1,60})?[.!)\]]?$/u.exec(
        line,
      );
  if (hit !== null) return isNames(line.slice(0, hit.index), 2);
  const bare = / (?:also )?contributed(?: from [\p{Lu}][\p{L}.,' -]{1,60})?\.$/u.exec(line);
  if (bare !== null) return bare.index > 8 && line.includes(' ') && isNames(line.slice(0, bare.index), 0);
  if (/^(?:[-–—_([]\s{0,2})?contributing(?: (?:writers?|reporters?|authors?))?: ?[\p{Lu}]/iu.test(line))
    return isNames(line);
  const said = line.replace(/^[-–—]{1,2} ?/, '');
  const by =
    /^\(?(?:with )?(?:additional |original |further )?(?:(?:copy |digital |photo |story |video |audio |web )?editing|copyediting|copy-editing|(?:photos?|video|audio|graphics?|text|story|web story|digital story|radio story) (?:edited|produced|shot|recorded|mixed)|photo illustrations?|voice acting|voices|sound design|special thanks|reporting|writing|production|photography|photographs?|photos?|pictures|illustrations?|graphics?|visuals|design|video|audio|music|theme music|engineering(?: support| help)?|mixing|research|fact[- ]checking|translation|compiled|edited|written|reported|produced|translated|hosted) (?:and (?:writing|editing|reporting|production|photography|photos?|research) )?(?:(?<=thanks )to|by|from):? (?=[\p{Lu}])/iu.exec(
      said,
    );
  return (
    by !== null &&
    isNames(
      said
        .slice(by[0].length)
        .replace(/\b(?:reporting|editing|writing|edited|produced|written|compiled) (?:and \w+ )?by\b/gi, ''),
      0,
    )
  );
}

/** How a line about the makers of an episode can begin. */
export const producedByOpenings: Openings = openings("this the today's our it audio");

/** `This episode was produced by NAME and edited by NAME.` */
export function isProducedBy(line: string, closing: boolean): boolean {
  if (line.length > 1500) return false;
  if (closing) {
    const role =
      /^(?:Our|The) (?:[a-z-]+ ){0,4}(?:engineer|producer|editor|host|intern|fact-checker|composer)s? (?:for this episode )?(?:is|are|was|were) (?=[\p{Lu}])/u.exec(
        line.slice(0, 200),
      );
    if (role !== null) return isNames(line.slice(role[0].length), 0);
  }
  if (!line.includes('by ')) return false;
  const hit =
    /^((?:This|The|Today['’]s|Our|It|Audio)(?: [\p{L}'’-]+){0,8}) (?:was|is) (?:\w+ly |also |then |first )?(?:produced|edited|adapted|mixed|engineered|reported|written|fact-checked|recorded|hosted|mastered|narrated|booked|translated|compiled)\b/u.exec(
      line.slice(0, 300),
    );
  if (hit === null || !/\bby [\p{Lu}]/u.test(line.slice(hit[0].length, hit[0].length + 160))) return false;
  const subject = hit[1] ?? '';
  if (subject === 'It') return closing;
  if (/^(?:The|Audio)\b.* (?:this|the) (?:story|episode|piece|interview|report)$|^The episode$/.test(subject))
    return true;
  if (/^(?:This|Today['’]s) (?:[\p{L}'’-]+ )?(?:episode|edition|segment) of\b/u.test(subject)) return true;
  if (/^(?:This|Today['’]s|Our)\b/.test(subject)) {
    return /\b(?:episode|story|piece|segment|interview|report|series|article|show|podcast|audio|broadcast|transcript|program|programme|newscast)$/.test(
      subject,
    );
  }
  return /^The (?:audio|digital|radio|web|broadcast|video|online|print|podcast)\b.{0,40}\b(?:story|version|piece|segment|interview|episode|report|article|page)$/.test(
    subject,
  );
}

/** How a label of music or picture can begin. */
export const creditLabelOpenings: Openings = openings(
  `theme original music our the song composite featured cover top lead main header photo photos photograph photographs image images picture pictures
  illustration illustrations graphic graphics video videos art arts credit credits
  foto fotos bild фото`,
);

/** `Music: …`, `Photo: NAME`. */
export function isCreditLabel(line: string): boolean {
  if (line.length > 400) return false;
  if (/^(?:(?:Theme|Original) )?[Mm]usic(?: credits?| in this episode)?: ?\S/.test(line)) return true;
  const theme =
    /^(?:(?:(?:Our|The) )?(?:original |theme )?(?:music|song) (?:(?:is|was) )?(?:composed|written|performed) by|(?:Our|The) (?:theme )?(?:music|song) (?:is|was|comes) (?:by|from)) /i.exec(
      line,
    );
  if (theme !== null) return isNames(line.slice(theme[0].length), 2);
  const label =
    /^(?:featured |cover |top |lead |main |header )?(?:composite|photo|photograph|image|picture|illustration|graphic|video|art|foto|bild|фото)s?(?: illustration| credits?| courtesy| source)?(?: ?: ?| courtesy of | courtesy )(?=\S)|^credits?: ?(?=\S)/i.exec(
      line,
    );
  return (
    label !== null && isNames(line.slice(label[0].length), line.length <= 80 && line.includes('/') ? 3 : 0)
  );
}

const agencies =
  /\b(?:AP|Associated Press|Reuters|REUTERS|AFP|Getty|EPA|UPI|Shutterstock|Bloomberg|Xinhua|Redux|Alamy|iStock|NPR|CBS|NBC|ABC|CNN|Zuma|Imagn|USA TODAY|Sipa|Anadolu|TNS|NASA|NOAA|DVIDS)\b/;

/** A photo caption that ends in its credit, or a credit alone: `(AP Photo/NAME)`, `NAME/Getty Images`. */
export function isCaption(line: string): boolean {
  if (line.length > 3000) return false;
  if (line.endsWith(' caption') && /\b(?:hide|toggle) caption$/.test(line)) return true;
  const end = line.slice(-160);
  if (
    line.endsWith(')') &&
    /^(?:PHOTO|Photo|IMAGE|Image): .*[.!?”"] \((\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})\/\p{Lu}[^()]{1,40}\)$/u.test(
      line,
    )
  )
    return true;
  const credit = !end.includes(':')
    ? null
    : /[.!?”"] (?:\| )?(?:Photo |Image |Picture |Mandatory )?(?:[Cc]redits?|CREDITS?|Photo|Photograph|Image|Picture|Foto|Bild): ?(?=[\p{Lu}@])/u.exec(
        end,
      );
  if (credit !== null && line.length <= 400) {
    const names = end.slice(credit.index + credit[0].length);
    if (names.length <= 70 && isNames(names, 0)) return true;
  }
  const close = /[\])][.\s]{0,2}$/.exec(end);
  if (close !== null) {
    const open = end.lastIndexOf(close[0].startsWith(')') ? '(' : '[');
    if (open >= 2 && isHolder(end, open, close.index)) return true;
    if (open >= 0) return isPhotoCredit(end.slice(open + 1, close.index).replace(/ ?\| ?/g, '/'));
  }
  if (close === null && endsInSource(end)) return true;
  if (close === null && line.length > 120 && !end.includes('AP Photo/')) return false;
  if (
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} ?[|/] ?(?:[Ss]taff |[Cc]ontributing )?(?:[Pp]hotographer|[Pp]hotojournalist)$/u.test(
      line,
    )
  )
    return true;
  const barred = /[.!?”"] ?\| ?(?=\p{Lu})/u.exec(end);
  if (barred !== null && end.length - barred.index <= 70) {
    const holders = end.slice(barred.index + barred[0].length).split(/ ?[/|] ?/);
    if (holders.length === 2 && holders.every((one) => one.includes(' ') && isNames(one, 0))) return true;
  }
  const shot = /[.!?”"] (?:Photos?|Picture|Image) (?:by|courtesy of) (?=\p{Lu})/u.exec(end);
  if (shot !== null && isNames(end.slice(shot.index + shot[0].length), 0)) return true;
  if (/\bPHOTO (?:PROVIDED|BY|COURTESY)\b[\p{Lu} .\/&-]{3,60}$/u.test(end)) return true;
  if (/\bAP Photo\/[\p{Lu}][\p{L}.,'’ -]{2,60}$/u.test(end)) return true;
  if (line.length > 120 || /[.!?:]$/.test(line)) return false;
  if (
    /^(?:Getty Images|iStock|Shutterstock)\/\w{4,20}$|^REUTERS\/\p{Lu}[\p{L}.' -]{3,40}(?:\/File Photo)?$/u.test(
      line,
    )
  )
    return true;
  const source = /(?: ?\/ ?| via | \| )([^/|]{2,40})$/.exec(line);
  if (source !== null && source.index > 0 && agencies.test(source[1] ?? '') && isNames(line, 0)) return true;
  return (
    /^(?:File )?(?:Photo|Photograph|Image|Picture)s? (?:by|courtesy(?: of)?|via|from) \S/.test(line) &&
    isNames(line, 0)
  );
}

/** A name in brackets behind the last sentence, and no stop: `The ship at anchor. (U.S. Coast Guard)`. */
function isHolder(end: string, open: number, close: number): boolean {
  const holder = end.slice(open + 1, close);
  return (
    /[.!?”"] $/.test(end.slice(0, open)) &&
    end.endsWith(')') &&
    !/^(?:Speaking|Through|Laugh\w+|Singing|Reading|Soundbite|SOUNDBITE|Applause|Crosstalk) /.test(holder) &&
    !/\d/.test(holder) &&
    holder.includes(' ') &&
    !holder.startsWith('The ') &&
    isNames(holder, 0)
  );
}

/** A last sentence without an end that is the picture's source: `… on Friday. Ada Quill / AFP - Getty Images`. */
function endsInSource(end: string): boolean {
  if (/[.!?:;,]$/.test(end)) return false;
  const stop = /^.*[.!?”"] (?:\| )?(?=[\p{Lu}])/u.exec(end);
  if (stop === null) return false;
  const source = end.slice(stop[0].length).replace(/ [-–—] /g, '/');
  if (source.length < 4 || source.length > 90) return false;
  if (/^(?:Courtesy|Handout|File|Staff|Submitted|Contributed) (?:photo|image)s?$/.test(source)) return true;
  if (
    /^(?:The )?(?:AP|Associated Press|AFP|Reuters|REUTERS|Getty Images|USA TODAY Sports|NASA)$/.test(source)
  )
    return true;
  return agencies.test(source) && /[/|]| via |, /.test(source) && isNames(source, 0);
}

function isPhotoCredit(inner: string): boolean {
  const text = inner.trim();
  if (text.length < 4 || text.length > 120 || !isNames(text, 1)) return false;
  if (
    /\b(?:photo|photograph|image|illustration|screenshot|screengrab|handout|courtesy|provided by|submitted by)s?\b/i.test(
      text,
    )
  )
    return !/^photos?$/i.test(text);
  if (/(?:^|, ?| )file$/i.test(text)) return true;
  if (/ via /.test(text)) return true;
  const slash = text.indexOf('/');
  if (slash < 0) return false;
  const before = text.slice(0, slash).trim();
  const after = text.slice(slash + 1).trim();
  if (agencies.test(after) || agencies.test(before))
    return /\s/.test(`${before}${after}`) && before.length > 1;
  return (
    /^[\p{Lu}][\p{L}.'’-]*(?: [\p{Lu}][\p{L}.'’-]*){1,3}$/u.test(before) &&
    /^[\p{Lu}]/u.test(after) &&
    /\s/.test(after)
  );
}

const person = "[\\p{Lu}][\\p{L}.'’-]*(?: (?:[\\p{Lu}][\\p{L}.'’-]*|de|la|van|von|der|bin|al|del|di)){1,4}";
const biography = new RegExp(
  `^(${person})(?: and ${person})?(?: \\([^()]{2,40}\\))?(?:,[^,]{2,100},)? (?:is|was|are|has been) (?:a|an|the|our|[\\p{Lu}][\\p{L}.'’ &-]{1,40}['’]s?|NPR's|[\\p{Lu}][\\p{Lu}]+['’]s)? ?([^.]{0,120})`,
  'u',
);
const coverWords = 'covers|reviews|reports on|reports for|writes about|writes for|reported from|has covered';
const covers = new RegExp(`^(${person})(?:, (?:a|an|the) [^,]{2,60},)? (?:${coverWords}) `, 'u');
const reached = new RegExp(`^${person} (?:can|may) be reached (?:at|via|on|by) `, 'u');

const staffWords =
  'reporter|correspondent|journalist|writer|editor|columnist|producer|critic|reviewer|commentator|photographer|photojournalist|videographer|contributor|anchor|host|intern|blogger|freelancer';
const staff = new RegExp(`\\b(?:${staffWords})s?\\b`, 'i');

/** What those are who write for a paper without being of its staff. */
const guestWords =
  'professor|lecturer|fellow|certified [a-z]+ planner|the author of|co-author of|attorney|psychologist|economist|historian|novelist|pediatrician|physician';
const guest = new RegExp(`^(?:[^.]{0,80}\\band )?(?:the )?author of [“"‘]|\\b(?:${guestWords})\\b`, 'i');

/** Asked before the patterns that begin with a person, which take longer to compile than a hundred pages to read. */
const saysOffice = new RegExp(`${staffWords}|${guestWords}|author of`, 'i');
const saysCovers = new RegExp(coverWords);

/** How a line can begin that begins with a person's name: a word, and another that may be of a name. */
const beginsWithName = /^[^a-z\s]\S* (?:[^a-z\s]|de|la|v[ao]n|bin|al|di)/;

/** How a line of who somebody is can begin: with the name, or with how to reach whom it names. */
export const biographyOpenings: Openings = openings('reach contact email e-mail you the about', (line) =>
  beginsWithName.test(line),
);

/**
 * A staff biography: `NAME is a … reporter …`. Only at the end of a body, and only of somebody the article itself
 * does not speak of: a reporter an article is about is no credit.
 *
 * @param lines the body; those before `at` are the article's
 */
export function isBiography(line: string, lines: readonly string[] = [], at = 0): boolean {
  if (line.length > 700) return false;
  if (
    /^(?:you can )?(?:reach|contact|email|e-mail) (?:him|her|them|[\p{Lu}][\p{L}.'’-]+(?: [\p{Lu}][\p{L}.'’-]+){0,3}) at (?:\S+@\S+|[\d() .-]{7,20}$)/iu.test(
      line,
    )
  )
    return true;
  if (/^e-?mail: ?\S{2,60}@\S{3,60}$|^about the (?:author|writer)s?: \S/i.test(line)) return true;
  if (/^The (?:writer|author) is (?:an?|the) /.test(line))
    return staff.test(line.slice(14, 200)) || guest.test(line.slice(14, 200));
  if (line.includes(' be reached ') && reached.test(line)) return true;
  const is = saysOffice.test(line) ? biography.exec(line) : null;
  const hit =
    is !== null && (staff.test(is[2] ?? '') || (/ is /.test(is[0]) && guest.test(is[2] ?? '')))
      ? is
      : saysCovers.test(line)
        ? covers.exec(line)
        : null;
  if (hit === null || /\b(?:said|told|according to|arrested|killed|died)\b/.test(line)) return false;
  const surname = (hit[1] ?? '').split(' ').at(-1) ?? '';
  return !lines
    .slice(Math.max(0, at - 500), at)
    .some(
      (other) =>
        other.includes(surname) &&
        !/^By /.test(other) &&
        !(other.length < 60 && isNames(other, 0)) &&
        !isCaption(other),
    );
}

const someone = new RegExp(
  `^(${person})(?:,[^,]{2,60},)? (?:is|was|has|lives|teaches|works|wrote|writes|covers|edits) `,
  'u',
);

/** How a line of who the author is can begin. */
export const authorOpenings: Openings = openings('', (line) => beginsWithName.test(line));

/** What a page says at its end of who wrote it: `Ada Quill is a gardener and the author of "Dirt Cheap."`. */
export function isOfAuthor(line: string, bylines: readonly string[]): boolean {
  if (bylines.length === 0 || line.length > 700) return false;
  const name = someone.exec(line)?.[1]?.toLowerCase();
  return name !== undefined && bylines.some((byline) => byline.toLowerCase().includes(name));
}

const personAlone = new RegExp(`^${person}$`, 'u');

/** A person's name and nothing else. */
export function isPersonAlone(line: string): boolean {
  return personAlone.test(line);
}

/** A news agency, alone on a line. */
const wires =
  /^(?:The )?(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|UPI|PA|PA Media|Press Association|Canadian Press|Xinhua|Kyodo News|ANSA|EFE|AAP|PTI|ANI|IANS|TASS|Interfax|Yonhap|Bloomberg|Tribune News Service|CNN Newsource|dpa)$/;

/** `Jon Abel, The Associated Press`: a name and its agency or paper, alone at the end. */
export function isSignature(line: string): boolean {
  if (line.length > 100 || /[!?:;]$/.test(line)) return false;
  if (/^The-CNN-Wire\b/i.test(line)) return true;
  if (/^[-–—]/.test(line)) return isSignature(line.replace(/^[-–—]{1,2} ?/, ''));
  if (/^\(?\p{L}{2,8}(?:\/\p{L}{2,8}){1,3}\)?$/u.test(line)) return true; // the initials of editor and agency
  if (
    line.length <= 40 &&
    /^(?:The )?[\p{Lu}][\p{L}.]*(?: [\p{Lu}][\p{L}.]*){0,3}$/u.test(line) &&
    wires.test(line)
  )
    return true;
  if (
    /^[-–—]{0,2} ?With (?:files|reports?|reporting|contributions|material|information|inputs) (?:from|by) \S/.test(
      line,
    )
  )
    return true;
  const comma = line.indexOf(', ');
  const desk = line.slice(comma + 2);
  return (
    comma > 0 &&
    (agencies.test(desk) || /^(?:[Ss]taff|[Ss]enior|[Ss]pecial|[Ff]or [Tt]he) /.test(desk)) &&
    personAlone.test(line.slice(0, comma)) &&
    isNames(line, 1)
  );
}

/** `Trent reported from Lincoln, Neb. Moor reported from Omaha.` */
export function isReportedFrom(line: string): boolean {
  return (
    line.length <= 400 &&
    line.includes(' reported from ') &&
    /^\p{Lu}[\p{L}.'’ -]{1,60} reported from \p{Lu}/u.test(line) &&
    isNames(line.replace(/\b(?:and )?reported from\b/g, ','), 0)
  );
}

/** How a byline begins. */
export const bylineOpenings: Openings = openings('by');

/** `By NAME`, `By NAME and NAME, Associated Press`: names alone. */
export function isByline(line: string): boolean {
  if (line.length > 150 || !/^(?:By|BY|by) [\p{Lu}]/u.test(line) || /[!?:]$/.test(line)) return false;
  const names = line.slice(3).replace(/[.|]$/, '');
  if (/\b(?:The Numbers|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/i.test(names))
    return false;
  const words = names.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 14 &&
    isNames(names, 0) &&
    !/^(?:The|A|An|Any|All)\b/.test(names.replace(/^The Associated Press/, ''))
  );
}

/** A bare line: it could be a headline or a sub-heading, because it is short and no sentence of prose. */
export function isBare(line: string): boolean {
  if (line.length > 200 || line.length < 3 || line.startsWith('- ')) return false;
  if (/[.,;:。，；：…]$/.test(line) && !/\b(?:[A-Z]\.){2,}$/.test(line)) return false;
  return /^["'“‘«¿¡(#$€£]{0,2}[\p{Lu}\p{N}\p{Lo}]/u.test(line);
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
  if (/[.!…。！”"’'»)\]」』）](?:\s?[■▪◆♦◊●□∎#*])?$/u.test(line)) return false;
  return !/[^\s:]: \S/.test(line) && !(line.includes(', ') && isNames(line, 0));
}

const makerNames = "(?:(?:[\\p{Lu}][\\p{L}.'’-]*|de|la|van|von|der|bin|al|del|di|and|the)(?:,? )){2,12}";
const made =
  '(?:edited|produced|mixed|reported|hosted|engineered|fact-checked|wrote|scored|adapted|recorded|booked)';
/** Who made an episode, one sentence; names follow, except after the first. */
const makers = [
  new RegExp(
    `^${makerNames}${made} (?:it(?: for [\\p{L} ]{3,40})?|(?:this|today['’]s|our|the) (?:audio |digital |web |radio |broadcast |print |video )*(?:version|story|episode|interview|piece|segment|report|show|series|article|conversation|broadcast)\\b.{0,60})[.]$`,
    'u',
  ),
  /^(?:Our|The) [\p{L} -]{3,60} (?:is|are|was|were) (?=\p{Lu})/u,
  /^(?:Engineering|Production|Research|Editing|Editorial|Fact-checking|Technical|Legal|Sound|Additional)[\p{L} -]{0,40} (?:came |comes |was |were |is |provided )?(?:from|by) (?=\p{Lu})/u,
  /^We had [\p{L} -]{3,60} (?:from|by) (?=\p{Lu})/u,
  /^(?:It|This [\p{L} ]{3,40}|Today['’]s [\p{L} ]{3,40}) (?:was|is) (?:also )?(?:produced|edited|mixed|engineered|fact-checked|reported|hosted|booked) by (?=\p{Lu})/u,
];

/** How a line of makers can begin: with a role, or with a person. */
export const makersOpenings: Openings = openings(
  "our the engineering production research editing editorial fact-checking technical legal sound additional we it this today's",
  (line) =>
    (beginsWithName.test(line) || line.includes(' reported from ')) &&
    /edit|produc|mix|report|host|engineer|check|wrote|scor|adapt|record|book/.test(line),
);

/** Sentences each of which says who made this: `Ada Quill produced this story. Our engineer is Ben Ford.` */
export function isMakers(line: string): boolean {
  if (line.length > 1200 || !line.endsWith('.')) return false;
  const sentences = line.split(/(?<=\p{Ll}\.) (?=\p{Lu})/u);
  if (sentences.length === 1 && / it(?: for [^.]*)?\.$/.test(line)) return false; // of what, nobody said
  return sentences.every(
    (sentence) =>
      isContributors(sentence) ||
      isReportedFrom(sentence) ||
      makers.some((shape, n) => {
        const hit = shape.exec(sentence);
        return hit !== null && (n === 0 || isNames(sentence.slice(hit[0].length), 1));
      }),
  );
}
