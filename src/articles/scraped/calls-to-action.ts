import { cue, hasCue } from './cues.ts';
import { type Lettered, lettered } from './letters.ts';
import { isOutlet } from './sources.ts';
import { fold } from './text.ts';

const channels =
  /\b(?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|linkedin|telegram|whatsapp|snapchat|pinterest|mastodon|flipboard|google news|apple news|apple podcasts?|podcasts?|spotify|newsletters?|social media|rss|channel|https?:\/\/|www\.)|\bon X\b|(?:^|[\s(])@\w|\w@\w/i;
const signUpFor =
  /\b(?:newsletters?|alerts?|e-?mails?|inbox|briefings?|bulletin|digest|notifications?|updates|our (?:\w+ )?stories|sign up (?:here|now|today)|for free)\b/i;
/** What a line asks for, or where it sends its reader. */
const asked = `follow following subscribe subscribing unsubscribe sign join like liked share comment enjoy enjoyed download install
  click tap support donation membership memberships subscription subscriptions become member subscriber coffee thanks thank
  respond crossword puzzle puzzles quiz game games full complete weeknight weeknights weekday weekdays rely depend redirected tips feedback donate donations story more
  newsletter newsletters inbox hiring openings jobs latest email emails mail phone app apps alerts visit our head check contact reach consider
  http https www @ x twitter facebook instagram tiktok youtube threads bluesky linkedin telegram whatsapp snapchat pinterest mastodon
  alive journalism flipboard google apple podcast podcasts spotify social rss channel channels stitcher pandora overcast npr coverage notifications bookmark register boletín bolet bulletin newslett`;

export const followCue = cue({
  opens: `please also and or to then just you be make remember don click tap to follow following unsubscribe subscribe sign like find join
    connect reach email e contact write text message visit tweet watch keep listen stream rate review get receive have want for catch
    never stay if install more ap download thanks thank it always hear leave check read our share comment help support submit send solve play start begin tune we already donate donation become digital consider create turn switch bookmark
    keep for find see take be donations explore perhaps s suscr suscribete nete suivez abonnez inscrivez rejoignez folgen folgt folge abonnieren abonniere melden siga inscreva assine seguici iscriviti abbonati volg meld abonneer f seuraa obserwuj bizi ikuti`,
  or: '? inbox here newsroom newsletter newsletters app sign subscription subscriptions membership memberships',
  says: asked,
});

/** A line that only asks the reader to follow, subscribe, sign up or listen: every sentence of it does. */
export function isFollow(line: string): boolean {
  if (line.length > 400 || !hasCue(followCue, line)) return false;
  if (line.startsWith('- ') && !ofPaper.test(line)) return false; // an item of advice
  const folded = fold(line)
    .replace(/^[\s*>»•[(_-]+/, '')
    .replace(stuckRequest, '$& ');
  if (!/^[a-z@]/i.test(folded)) return false;
  let asked = false;
  for (const sentence of folded.split(/(?<=[.!?])(?<!\bE!)(?: +|(?=[A-Z][a-z]))/)) {
    if (asks(sentence) || asksBehindLabel(sentence)) asked = true;
    else if (!isFiller(sentence)) return false;
  }
  return asked;
}

/** A request to which the next word is stuck, because a link stood there: `Sign upto receive`. */
const stuckRequest =
  /\b(?:sign up|sign up here|subscribe|follow us|click here)(?=(?:to|for|on|and|now|here)\b)/gi;

/** Whose account it is that a list asks to follow. */
const ofPaper = /\b(?:us|our|me|my|newsletter)\b|@/i;

/** `Support The Lamp: Subscribe or donate today.` */
function asksBehindLabel(sentence: string): boolean {
  const colon = sentence.indexOf(':');
  const request = sentence.slice(colon + 1).trimStart();
  return (
    colon > 3 &&
    colon < 60 &&
    sentence.length < 140 &&
    /^(?:subscribe|sign up|donate|become|follow|join|download)\b/i.test(request) &&
    asks(request)
  );
}

function asks(sentence: string): boolean {
  const words = sentence.split(' ').length;
  if (words > 40 || /\b(?:said|says|told|warned|asked|according to)\b/.test(sentence)) return false;
  const led = sentence.replace(lead, '');
  return (
    isAnyOf(requests, sentence, words) ||
    isAnyOf(ledRequests, sentence, words) ||
    (led !== sentence && isAnyOf(ledRequests, led, words, sentence)) ||
    isToInbox(sentence) ||
    (words <= 20 && followElsewhere.test(sentence) && channels.test(sentence)) ||
    isChannels(sentence) ||
    isForOutlet(sentence)
  );
}

/** `Donate to the Daily Lamp`. */
function isForOutlet(sentence: string): boolean {
  const given = /^donate to (?:the )?([^.!]{3,40})[.!]?$/i.exec(sentence);
  return given !== null && isOutlet(given[1]!);
}

/** `Follow us`, `Subscribe` in other languages. */
const followElsewhere =
  /^(?:s[ií]guenos|suscr[ií]bete|[úu]nete a|suivez-nous|abonnez-vous|inscrivez-vous|rejoignez-nous|folgen sie uns|folgt uns|folge uns|abonnieren sie|abonniere|melden sie sich|siga-nos|siga o|inscreva-se|assine|seguici|iscriviti|abbonati|volg ons|meld je aan|abonneer je|följ oss|følg oss|følg os|seuraa meitä|obserwuj nas|śledź nas|bizi takip|ikuti kami)/i;

/** A way in which papers ask for something, or fill the line in which they do. */
interface Phrase {
  /** The words with which it begins, parted by strokes. */
  readonly words: string;
  /** How the sentence goes, from its beginning. */
  readonly like: (sentence: string) => boolean;
  /** What it also says, where that could be asked for by anybody. */
  readonly says?: RegExp | Lettered;
  /** The most words it has, where more would be prose. */
  readonly most?: number;
}

/** Begins with one of these words, and goes on so; the expression is made when a sentence needs it. */
function begins(words: string, goesOn: string, more: Omit<Phrase, 'words' | 'like'> = {}): Phrase {
  let like: RegExp | undefined;
  return {
    words,
    like: (sentence) => {
      like ??= new RegExp(`^(?:${words})${goesOn}`, 'i');
      return like.test(sentence);
    },
    ...more,
  };
}

/** The same, and says nothing else. */
function whole(words: string, goesOn: string): Phrase {
  let like: Lettered | undefined;
  return {
    words,
    like: (sentence) => {
      like ??= lettered(new RegExp(`^(?:${words})${goesOn}[.!]?$`, 'iu'));
      return like.test(sentence);
    },
  };
}

/** Phrases by the first word of a sentence, so that a sentence is asked only about those that begin as it does. */
type Phrases = ReadonlyMap<string, readonly Phrase[]>;

function byFirstWord(phrases: readonly Phrase[]): Phrases {
  const found = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    for (const first of new Set(phrase.words.split('|').map(firstWord))) {
      const others = found.get(first);
      if (others === undefined) found.set(first, [phrase]);
      else others.push(phrase);
    }
  }
  return found;
}

/** The letters of ASCII with which a text begins, in small letters. */
function firstWord(text: string): string {
  return (/^[a-z]+/i.exec(text)?.[0] ?? '').toLowerCase();
}

/**
 * @param sentence as far as it begins as a phrase does
 * @param all with what stands before that
 */
function isAnyOf(phrases: Phrases, sentence: string, words: number, all = sentence): boolean {
  const asked = phrases.get(firstWord(sentence));
  return (
    asked?.some(
      ({ like, says, most = 40 }) => words <= most && like(sentence) && (says?.test(all) ?? true),
    ) === true
  );
}

const channelsOrComments = new RegExp(`${channels.source}| comments?\\b`, 'i');

const requests = byFirstWord([
  // Requests that need no more than their own words, each short.
  whole(
    'play|solve|try',
    " (?:(?:our|today's|the) .{0,40}\\b(?:crossword|puzzles?|quiz)|our .{0,30}games?)\\b.{0,20}",
  ),
  whole('click|tap', ' here (?:for|to) .{0,40}'),
  whole('check out', ' (?:our|the) .{0,30}\\b(?:puzzles|games|crosswords?|quizzes)\\b.{0,30}'),
  whole("we're hiring", ''),
  whole('please take|take', ' a look at .{0,30}\\b(?:openings|jobs) (?:in|at) our newsroom'),
  whole('see', ' (?:open )?jobs'),
  whole('explore the latest', ' (?:news|stories|coverage|reporting) (?:about|on) .{5,90}'),
  whole(
    'watch|see|view|read|find|hear',
    ' (?:the |our |all )?(?:full|complete|entire|more) .{0,40}\\b(?:on|at) (?:our (?:web ?site|site|app|page)|youtube|instagram|facebook)\\b.{0,20}',
  ),
  whole(
    "watch|don't miss|catch|tune in to|tune into",
    ' .{2,40}\\b(?:weeknights|weekdays|every weeknight|every weekday|weekday mornings)\\b.{0,80}',
  ),
  whole(
    'we rely|this .{0,20}relies|we depend',
    ' on (?:the )?(?:donations|readers|support|your)\\b.{0,40}\\b(?:readers|listeners|viewers|like you|support)\\b.{0,60}',
  ),
  whole('you will be redirected to', ' .{0,60}'),
  whole(
    'to',
    ' (?:read|continue|keep|see|view|access) .{0,60}, (?:please )?(?:subscribe|sign up|sign in|log in|register|become an? .{0,20})',
  ),
  whole('please sign|please log|sign|log', ' in(?: here| now| to (?:continue|read).{0,40})?'),
  whole('to respond to this', ' (?:column|story|article|editorial), .{5,80}'),
  whole(
    'this',
    ' (?:content|article|story) is (?:only )?(?:for|available to|exclusive to|reserved for) (?:our |paying )?(?:subscribers|members).{0,30}',
  ),
  whole(
    'e-mail|email|send|submit',
    ' (?:us )?(?:your )?(?:\\S+@\\S+ with )?(?:news )?(?:tips|stories|story ideas|questions|comments|feedback|photos)\\b.{0,60}',
  ),
  whole(
    'read|see|find|get',
    ' (?:more|all) (?:of|about|from|on)? ?[^.]{2,60}(?: at| here|:){1,2} https?://\\S+',
  ),
  whole(
    'for|to read|to see',
    ' (?:more|all) (?:on|of|from|about|like|stories|news|coverage)\\b[^.,]{0,50}, (?:visit|go to|see) (?:https?://)?[\\w-]+(?:\\.[\\w-]+)+\\S*',
  ),
  whole('for', ' (?:more|all|full) coverage of [^:.]{2,60}, visit:? ?https?://\\S+'),
  whole('for more', ' (?:on|about|of|from) [^:.]{2,80}: ?https?://\\S+'),
  whole('read more', ' at (?:https?://)?[\\w-]+(?:\\.[\\w-]+)+/?\\S*'),
  whole('get', ' (?:browser|push|mobile|desktop|breaking[ -]news) (?:notifications|alerts)\\b.{0,80}'),
  whole('keep', ' (?:[\\w-]+ ){1,2}journalism (?:alive|free|strong|independent)'),
  whole('make a donation|make a donate|donation|donate', '(?: now| today| here)?'),
  whole('follow', " (?:along with )?our (?:live )?(?:[\\w'-]+ ){0,3}coverage\\b.{0,60}"),
  whole('turn|switch', ' on (?:push )?notifications(?: (?:to|so|for) .{0,60})?'),
  whole('bookmark', ' (?:this|our) (?:page|site|website)(?: (?:for|and) .{0,50})?'),
  whole('read more', ' (?:\\w+ )?(?:on|at) our (?:website|site|app|blog)\\b.{0,30}'),
  whole('visit the', ' .{0,40}\\b(?:website|web site|app)'),
  whole('more AP|AP|more', " (?:[\\w&' ]{1,40}): ?https?://\\S+(?: (?:and|&) https?://\\S+)*"),
  whole('sign up for', ' (?:\\S+ ){0,12}\\S+!'),
  // To follow, to be a friend, to listen.
  begins(
    'contact|email|e-mail|follow|reach',
    ' .* (?:at|on|via) (?:@|x\\b|twitter|facebook|instagram|bluesky)',
    {
      says: lettered(
        /^(?:contact|email|e-mail|follow|reach) (?:(?:\p{Lu}[\p{L}.'’-]+ ){2,4}|(?:him|her|them) )(?:at|on|via) (?:@\w+|(?:x|twitter|facebook|instagram|bluesky)\b)/iu,
      ),
      most: 16,
    },
  ),
  begins(
    'if you',
    ' (?:like|liked|enjoy|enjoyed) (?:(?:this|our) (?:article|story|post|piece|episode|show|podcast|video|content|newsletter|work|reporting|coverage)|what you (?:read|see|hear|just read)),? .{0,40}\\b(?:share|follow|subscribe|like)\\b.{0,80}$',
  ),
  begins('join the', ' (?:conversation|discussion)\\b', { says: channelsOrComments, most: 16 }),
  begins('stay', ' (?:connected|in touch) with us\\b', { says: channelsOrComments, most: 16 }),
  // To subscribe, to sign up, to have the app.
  begins(
    'to|for|if you',
    "\\b.{0,120}\\b(?:sign up for|subscribe to) (?:our|the|this|his|her|their|(?=.{2,30}'s))\\b.{0,60}\\b(?:newsletter|podcast|channel|briefing)s?\\b",
  ),
  begins('for', ' (?:more|the latest)\\b[^,]{0,40}, (?:follow|subscribe)\\b', { says: channels }),
  begins(
    'for',
    ' (?:more|all the latest|the latest)\\b.{0,100}, (?:head (?:over )?to|click here to|tap here to|download|check out our|go to our|visit our)\\b',
  ),
  begins('visit our', ' .{0,40}\\b(?:website|web site|app)\\b'),
  begins('download', ' (?:(?:the|our|it) .{0,60}\\bapps?\\b|for .{0,30}\\bcoverage\\b)'),
  begins(
    'please click|please tap|click|tap',
    ' here to (?:report|submit|watch|read|listen|view|see|download|get|learn|stream)\\b',
    { most: 10 },
  ),
  begins("get|receive|have|want|for|catch|never miss|don't miss|stay|keep up|install|join|tap|click", '\\b', {
    says: /\b(?:newsletters?|(?:to|in|into) your (?:inbox|e-?mail|phone)|(?:our|news|mobile|free|\w+'s) app\b|download the .{0,40}\bapp\b|sign up\b|subscribe\b|follow us|whatsapp channel|telegram channel|push alerts|breaking news alerts)/i,
  }),
  // To give.
  begins(
    'please (?:help )?support|help support|support',
    ' (?:local|independent|our|quality|environmental|public|nonprofit|this) (?:\\w+ ){0,2}(?:journalism|reporting|newsroom|work|coverage|news|media|radio)\\b',
    { most: 16 },
  ),
  begins(
    'help support|support',
    ' .{0,80}\\bby (?:subscribing|donating|becoming an? (?:member|subscriber))\\b',
  ),
  begins('a|digital|online|subscription|subscriptions|membership|memberships', '\\b', {
    says: /^(?:a )?(?:digital |online )?(?:subscriptions?|memberships?) (?:starts?|begins?|costs?) (?:at|from|as low as) [$€£]?\d/i,
  }),
  begins(
    'make|please make|please consider|consider|click here to make',
    ' (?:an? )?(?:[\\w-]+ ){0,2}donation\\b(?! to (?!us\\b|our\\b|support\\b|help\\b))',
  ),
  begins('to', ' (?:receive|support|get) .{3,80}, consider (?:becoming|subscribing|supporting)\\b'),
  begins('become an?', ' ', {
    says: lettered(/^become an? (?:\w+ )?(?:member|subscriber|supporter)\b(?! of (?:an?|the) (?!\p{Lu}))/iu),
  }),
  begins('if you', ' .{0,60}\\bbuy (?:me|us) a coffee\\b'),
  begins('thanks|thank you', ' for (?:supporting|reading|subscribing)\\b[^,]*$', { most: 8 }),
]);

/** What may stand before such a request. */
const lead =
  /^(?:please|also|and|or|then|just|you can also|you can|be sure to|make sure to|remember to|don't forget to|click here to|tap here to|click to|to) /i;

const subscribing =
  '(?!.*(?: to watch | a month))(?: (?:to|for|now|today|here|on|via|at|and|with|or (?:follow|sign|donate|download|listen|like|log|become|give)|free|in)\\b|[:!.]|$)';

/** Requests behind which one may be led by such words. */
const ledRequests = byFirstWord([
  begins('follow', ' (?:us|me)\\b'),
  begins('follow|following', '\\b', { says: channels }),
  begins(
    'like|find|join|connect with|reach|email|e-mail|contact|write to|text|message|visit|tweet|watch|keep up with',
    ' (?:us|me)\\b',
    { says: channels },
  ),
  begins('listen|stream|rate|review|check out our|leave us an?|leave me an?', '\\b', { says: channels }),
  begins('like|share|comment', '(?:, and |, | and )(?:like|share|comment|subscribe|follow)\\b.{0,60}$'),
  begins(
    'join|follow',
    ' (?:our|the) (?:\\S+ ){0,3}(?:group|account|page|channel|community|mailing list)\\b(?! of ).{0,60}$',
  ),
  begins('subscribe|unsubscribe', subscribing, { most: 9 }),
  begins('subscribe|unsubscribe', subscribing, {
    says: new RegExp(
      `${signUpFor.source}|${channels.source}|\\b(?:our|my|free|now|today|here|magazine)\\b`,
      'i',
    ),
  }),
  begins('sign up', '\\b', { says: new RegExp(`${signUpFor.source}|${channels.source}`, 'i') }),
]);

/** What comes to an inbox, and whose: `Harbour news: the best of the week in your inbox`. */
const toInbox = lettered(/^(?:[\p{L} ]{3,30}: )?[^,;:]{0,80}\b(?:in|to) your inbox\b[^,;:]{0,40}[.!]?$/iu);

function isToInbox(sentence: string): boolean {
  return /your inbox/i.test(sentence) && toInbox.test(sentence);
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
  /\b(?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|linkedin|telegram|whatsapp|snapchat|pinterest|mastodon|google podcasts|apple podcasts?|podcasts?|spotify|stitcher|pandora|overcast|npr one|rss|newsletters?|app)\b|^ ?X[.!]?$/i;

/** What stands beside a request and asks for nothing. */
const fillers = byFirstWord([
  begins('join|come to', ' our .{2,30}!$', { most: 8 }),
  begins('start|begin', ' (?:the|your) (?:day|morning|week) \\w+\\b.{0,30}$'),
  begins('unlock|access|enjoy|discover|explore|cancel', '\\b', { most: 10 }),
  begins('stream|watch|hear', ' (?:it|them|us) (?:free|live|any ?time|on|at)\\b', { most: 10 }),
  begins("we want|we'd like|we'd love", ' to hear from you\\b', { most: 10 }),
  begins('our', ' (?:\\w+ ){0,4}newsletter\\b', { most: 16 }),
  begins("thanks|thank you|it's free|stay|don't miss|never miss|be the first|see", '\\b', { most: 10 }),
  begins('get', '\\b', { most: 16 }),
  begins('all|everything', ' (?:the|your?|our)\\b(?!.* (?:is|are|was|were|has|have|had)\\b)', { most: 16 }),
  begins('the', " [\\w' ]{2,30} app\\b", { most: 16 }),
]);

function isFiller(sentence: string): boolean {
  const words = sentence.split(' ').length;
  return (
    (sentence.endsWith('?') && words <= 12) ||
    isAnyOf(fillers, sentence, words) ||
    (words <= 8 &&
      (/ is (?:now |also )?on (?:whatsapp|telegram|threads|bluesky|tiktok|youtube)\b/i.test(sentence) ||
        /^(?:[Ss]ign up|[Ss]ubscribe|[Rr]egister) (?:for|to) [A-Z]/.test(sentence))) ||
    (words <= 14 && / is (?:now |also )?streaming (?:24\/7|live|now|on|free)\b/.test(sentence)) ||
    /^.{2,40} is an? (?:[\w-]+ ){0,4}(?:publication|newsletter|newsroom|news organization|news site|news outlet)\b|\bfeel free to share (?:it|this)\b/i.test(
      sentence,
    )
  );
}
