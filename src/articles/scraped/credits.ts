import { isFollow } from './calls-to-action.ts';
import { isReportedFrom } from './bylines.ts';
import { cue } from './cues.ts';
import { isCased, lettered } from './letters.ts';
import { agencies, isNames, isPersonAlone } from './names.ts';
import { isOutlet } from './sources.ts';

const pairs = (firsts: string, seconds: string): string[] =>
  firsts.split('|').flatMap((first) => seconds.split('|').map((second) => `${first} ${second}`));

/** What is made for a page. */
const works = new Set([
  ...'editing|copyediting|copy-editing|photo illustration|photo illustrations|voice acting|voices|sound|sound design|special thanks|pool report|pool reporting|reporting|writing|production|photography|photograph|photographs|photo|photos|pictures|illustration|illustrations|artwork|art|portrait|portraits|graphic|graphics|animation|chart|charts|map|maps|visuals|design|data|camera|video|audio|music|theme music|development|web development|layout|art direction|narration|script|engineering|mixing|research|fact-checking|fact checking|translation|interview|interviews|words|text|story'.split(
    '|',
  ),
  ...pairs('copy|digital|photo|story|video|audio|web', 'editing'),
  ...pairs('web|digital|audio|video|radio', 'story|version|text'),
]);
/** What was done for it. */
const deeds = new Set([
  ...'compiled|edited|written|reported|produced|translated|hosted|interviewed|photographed|illustrated|filmed|transcribed|narrated'.split(
    '|',
  ),
  ...pairs(
    'photo|photos|video|audio|graphic|graphics|text|story|web story|digital story|radio story',
    'edited|produced|shot|recorded|mixed',
  ),
]);

/** What may stand before and behind what was made or done. */
const workLead =
  /^\(?(?:(?:ap|npr|cnn|afp|reuters|(?:abc|cbs|nbc|fox) news) )?(?:with )?(?:(?:[a-z]+-)?[a-z]{2,12} (?=reporting)|additional |original |further )?/;
const workTail = /(?: support| help)?(?: was| were)?(?: contributed| provided| conducted)?$/;

/**
 * Where the names begin in `Additional reporting by NAME`, `Story and photos by NAME`, `Interview conducted by NAME`; -1 where
 * they do not. A table of what is made takes no time to compile: as an expression, in any case and in a list of up to
 * four, it took 0.1 s.
 */
function namesBehindWork(line: string): number {
  for (const { 0: by, index } of line.matchAll(/ (?:by|from|to):?(?= )/gi)) {
    const names = index + by.length + 1;
    if (isCased(line, names) && isWork(line.slice(0, index).toLowerCase(), /^ to/i.test(by))) return names;
  }
  return -1;
}

/** @param to whether `to` follows, not `by` or `from` */
function isWork(said: string, to: boolean): boolean {
  if (to && /^\(?as told$/.test(said)) return true;
  if (to && !said.endsWith('thanks')) return false;
  const parts = partsOf(said.replace(workLead, '').replace(workTail, ''), /, and |, | and | & /);
  return parts.length <= 4 && parts.every((part) => works.has(part) || deeds.has(part));
}

/** Where the names begin in `Words: NAME`, `Additional photos by: NAME`; -1 where they do not. */
function namesBehindLabel(line: string): number {
  const colon = line.indexOf(': ');
  if (colon < 0 || !isCased(line, colon + 2)) return -1;
  const said = line
    .slice(0, colon)
    .toLowerCase()
    .replace(/^(?:additional|original|further) | by$/g, '');
  const parts = partsOf(said, / and | & /);
  return parts.length <= 2 && parts.every((part) => works.has(part)) ? colon + 2 : -1;
}

function partsOf(said: string, between: RegExp): string[] {
  return said.replace('design and development', 'development').split(between);
}

/** What others did for it: `provided additional reporting`, `assisted with this report`, `translated this story from Spanish`. */
const helpedWith = lettered(
  / (?:also )?(?:provided (?:additional |original )?(?:reporting|research)|assisted (?:with|in) (?:\p{L}+ for |the reporting of )?(?:this|the) (?:report|story|article|investigation)|helped (?:report|write|edit|produce|with) (?:this|the) (?:report|story|article|episode)|translated this (?:story|article|report|interview)(?: from (?:the )?\p{Lu}\p{L}+)?|edited this (?:story|article|report|piece))\.?$/u,
);

/** `Ada Quill and Ben Ford produced and edited the audio version.`, `Ada Quill edited this for the Web.` */
const producedThis = lettered(
  new RegExp(
    `^(\\p{Lu}[\\p{L}.'’ ,-]{2,80}) (?:produced|edited|produced and edited|reported|adapted) (?:${[
      'this (?:story|interview|episode|piece|report|segment)',
      'this(?= for )',
      'the audio of this (?:story|interview|episode|piece|report|segment)',
      'the (?:audio|digital|radio|broadcast|web) (?:version|story|piece|segment)(?: of this (?:story|interview|episode|piece|report|segment))?',
    ].join('|')})(?: for (?:broadcast|(?:the )?radio|the [Ww]eb|digital))?\\.$`,
    'u',
  ),
);

const contributions = `contributing with additional original further our theme ap npr video cover copy digital photo story web radio audio editing reporting writing production
  photography photograph photographs photos pictures illustration illustrations graphic graphics chart charts map maps visuals design music engineering mixing
  research pool special voice voices sound material fact copyediting text translation compiled edited written reported produced translated hosted
  contributors words art artwork portrait portraits animation interview interviews interviewed photographed illustrated filmed transcribed narrated development layout as camera narration script data`;

export const contributorCue =
  cue({ opens: contributions, says: 'by from thanks contributing contributors told :' }) |
  cue({ says: 'contributed reporting' }) |
  cue({ opens: 'follow', says: 'contributing' }) |
  cue({ opens: 'information material', says: 'used included :' }) |
  cue({
    or: 'story interview episode piece report segment obituary version web',
    says: 'produced edited reported adapted principal lead main assisted helped translated used included',
  });

/** What says that somebody is of a newsroom. */
const ofNewsroom =
  /\b(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Jj]ournalist|[Ee]ditor|News|Press|Staff)s?\b/;

/** Whom to follow, before those who contributed. */
const followFirst = /^Follow [^.]{4,60} on [^.]{1,40}@\w{2,20}\. /;

/** `Information from the Quill Fund was used in this report.` */
const informationOf = lettered(
  /^(?:Information|Material) from (?:the |The )?\p{Lu}.{1,60} (?:was|were|is) (?:also )?(?:used|included) in this (?:report|story|article)\.?$/u,
);

/** `also contributed from Oslo.` */
const contributedFrom = lettered(/ (?:also )?contributed(?: from [\p{Lu}][\p{L}.,' -]{1,60})?\.$/u);

/** `contributed to this story`. */
const contributedTo = lettered(
  /\bcontributed (?:(?:to |reporting to |reporting for |to the reporting of |research to |additional reporting to )?(?:this|the) (?:\w+ )?(?:story|report|article|piece|post|review|dispatch|coverage|investigation|episode|column|file|list|newsletter|forecast|gallery|obituary|recap|explainer|timeline|roundup|guide|survey|fact check)|(?:\p{Ll}+ )?(?:reporting|research))(?: (?:from|in|for) [\p{Lu}][\p{L}.,' ]{1,60})?[.!)\]]?$/u,
);

/**
 * `NAME and NAME contributed to this story.`, `Reporting by NAME; Editing by NAME`, `Contributing: NAME`.
 *
 * @param closing whether it ends the text: elsewhere who `contributed` may be a player, and `the report` an office's
 */
export function isContributors(whole: string, closing = true): boolean {
  if (whole.length > 500) return false;
  const line = whole.startsWith('Follow ') ? whole.replace(followFirst, '') : whole;
  if (line.startsWith('Information from: ') && /^\p{Lu}/u.test(line.slice(18)))
    return isNames(line.slice(18).replace(/,? https?:\/\/\S+$/, ''), 0);
  if (informationOf.test(line)) return true;
  const produced = producedThis.exec(line);
  if (produced !== null) return isNames(produced[1]!, 1);
  const principal =
    / (?:was|were) the (?:principal|lead|main) (?:writer|author|reporter|editor)s? of this (?:obituary|story|report|article)\.$/.exec(
      line.slice(-80),
    );
  if (principal !== null) return isNames(line.slice(0, -principal[0].length).replace(/^Former /, ''), 1);
  const helped = helpedWith.exec(line.slice(0, 300));
  if (helped !== null) return isNames(line.slice(0, helped.index), 1);
  const used =
    / (?:reports?|material|information) (?:was|were) (?:also )?(?:used|included) in this (?:story|report|article)\.?$/.exec(
      line.slice(0, 120),
    );
  if (used !== null) return isNames(line.slice(0, used.index), 0);
  const contributed = line.includes('contributed');
  const hit = contributed ? contributedTo.exec(line) : null;
  if (hit !== null)
    return (
      (closing || !/^contributed to the /.test(hit[0])) &&
      isNames(line.slice(0, hit.index), line.length <= 200 && / to this /.test(hit[0]) ? 6 : 2)
    );
  const bare = contributed ? contributedFrom.exec(line) : null;
  if (bare !== null)
    return (
      (closing || agencies.test(line) || ofNewsroom.test(line)) &&
      bare.index > 8 &&
      line.includes(' ') &&
      isNames(line.slice(0, bare.index), agencies.test(line) ? 1 : 0)
    );
  const label =
    /^(?:[-–—_([]\s{0,2})?(?:contributing(?: (?:writers?|reporters?|authors?)| to this (?:report|story|article))?|contributors?): ?/i.exec(
      line,
    );
  if (label !== null && isCased(line, label[0].length)) return isNames(line.slice(line.indexOf(':')));
  const said = line.replace(/^[-–—_*]{1,3} ?/, '');
  const names = namesBehindWork(said);
  return (
    names > 0 &&
    isNames(
      said
        .slice(names)
        .replace(
          /\b(?:reporting|editing|writing|edited|produced|written|compiled|photos|pictures|video|words|text) (?:and \w+ )?by\b/gi,
          '',
        ),
      0,
    )
  );
}

/** `Words: Ada Quill / Pictures: Ben Ford`, or one of them alone: what was made, and names and nothing else. */
export function isMakersList(line: string, alone: boolean): boolean {
  if (line.length > 200 || !line.includes(': ')) return false;
  const parts = line.split(/ ?[|;•] ?| \/ |[,.] (?=\p{Lu}\p{Ll}{3,16}(?: and \p{L}{3,16})?: )/u);
  if (parts.length === 1 && !alone) return false;
  return parts.every((part) => {
    const names = namesBehindLabel(part);
    return (
      names > 0 &&
      part
        .slice(names)
        .split(/, | and | & /)
        .every((name) => (isPersonAlone(name) && name.split(' ').length < 5) || isOutlet(name))
    );
  });
}

/** `Obituary by Ada Quill`: a few words and a name. */
const wordsBy = lettered(
  /^(?!\p{L}+ed by )\p{Lu}\p{L}+(?:-\p{L}+)?(?: [\p{Ll}&-]{2,14}){0,3} by \p{Lu}\p{Ll}*[\p{L}.'’-]* \p{Lu}/u,
);

/**
 * `Obituary by Ada Quill` below the last sentence: a few words and who made it, and no verb. Below lines that are no
 * sentences it may be one of a list of books.
 */
export function isMadeBy(line: string, above: string): boolean {
  return (
    line.length <= 100 &&
    !/[!?:]$/.test(line) &&
    wordsBy.test(line) &&
    isNames(line, 0) &&
    (/[.!?][”"’')]?$/.test(above) || above.includes(': ') || isContributors(above))
  );
}

const wireReports = lettered(
  /^(?:(?:compiled )?(?:from|by) )?(?:\p{Lu}[\p{L}’']+ ){0,2}(?:(?:staff|wire|agency|news)(?: (?:and|&) )?(?:service )?){1,3} ?(?:reports?|services|sources|agencies)\.?$/iu,
);

/** `From staff and wire reports`, `Compiled from wire services`: nobody in particular. */
export function isWires(line: string): boolean {
  return line.length <= 60 && /(?:report|service|source|agencie)s?\.?$/i.test(line) && wireReports.test(line);
}

export const producedByCue = cue({
  opens: 'this the today our it audio',
  says: `produced edited adapted mixed engineered reported written checked recorded hosted mastered narrated booked translated compiled conducted
    engineer engineers producer producers editor editors host hosts intern interns checker checkers composer composers`,
});

/** What is on the page, or was heard: not a film or a song of which a review would say who made it. */
const piece =
  'episode|story|piece|segment|interview|report|series|article|show|podcast|audio|conversation|broadcast|transcript|program|programme|newscast|newsletter|briefing|bulletin';
/** What says that the page's own form is meant: `The audio version`. */
const form = 'audio|digital|radio|web|broadcast|video|online|print|podcast';
const ownPiece = lettered(
  new RegExp(
    [
      `(?:This|Today['’]s|Our) (?:.* )?(?:${piece})`,
      "(?:This|Today['’]s) (?:[\\p{L}'’-]+ )?(?:episode|edition|segment) of .*",
      'This (?:story|article|piece|report|series) (?:about|on) .*',
      `The (?:${form})\\b.{0,40} (?:${piece}|version|portion|page)`,
      `(?:The (?:.* )?|Audio (?:.* )?)(?:of|for) this (?:${piece})`,
      `(?:The )?[Aa]udio (?:.* )?(?:of|for) the (?:${piece})`,
    ]
      .map((one) => `^${one}$`)
      .join('|'),
    'u',
  ),
);
const whoMade = lettered(
  /^(?:Our (?:[\p{L}-]+ ){0,4}(?:engineer|producer|editor|host|intern|fact-checker|composer)|The (?:[\p{L}-]+ ){0,3}(?:engineer|intern|fact-checker|(?:digital|visuals?|story|supervising|managing) (?:editor|producer)))s? (?:for this episode )?(?:is|are|was|were) (?=\p{Lu})/u,
);

/** `This episode was produced`. */
const wasMade = lettered(
  /^((?:This|The|Today['’]s|Our|It|Audio)(?: [\p{L}'’-]+){0,8}) (?:was|is) (?:\w+ly |also |then |first )?(?:produced|edited|adapted|mixed|engineered|reported|written|fact-checked|recorded|hosted|mastered|narrated|booked|translated|compiled|conducted)\b/u,
);

/**
 * `This episode was produced by NAME and edited by NAME.`
 *
 * @param above the line before it, which tells what `It` is
 */
export function isProducedBy(line: string, closing: boolean, above = ''): boolean {
  if (line.length > 1500) return false;
  if (closing) {
    const role = whoMade.exec(line.slice(0, 200));
    if (role !== null) return isNames(line.slice(role[0].length), 0);
  }
  if (!line.includes('by ')) return false;
  const hit = wasMade.exec(line.slice(0, 300));
  if (hit === null || !/\bby [\p{Lu}]/u.test(line.slice(hit[0].length, hit[0].length + 160))) return false;
  const subject = hit[1] ?? '';
  if (subject === 'It') return closing && isProducedBy(above, false);
  if (subject === 'The story' || subject === 'The episode')
    return / (?:edited|produced)$/.test(hit[0]) && (closing || subject === 'The episode');
  return (
    (closing || hit[0].startsWith(`${subject} was `) || subject.startsWith('Our')) && ownPiece.test(subject)
  );
}

export const supportCue = cue({
  opens: 'this support funding our reporting additional financial includes',
  or: 'grant grants',
  says: 'produced published reported written supported funded made part collaboration partnership comes came provided includes contains used uses',
});

/** `This story comes to us from The Daily Lamp.` */
const comesFrom = lettered(
  /^This (?:story|report|article|piece) (?:comes|came) (?:to (?:us|you) )?(?:from|courtesy of|through|by way of) (?:the |our )?(?:[a-z]+ )?\p{Lu}[^.]{2,80}\.$/u,
);

/** `The Lamp’s climate coverage is supported by a grant`. */
const coveragePaidBy = lettered(
  /^\p{Lu}(?:[\p{L}’' ]{2,50}['’]s? (?:\p{Ll}[\p{L}-]* ){0,3}(?:coverage|reporting|journalism|fact-checking|reporter) (?:on [^.]{3,50} )?|[\p{Ll} ]{2,50} (?:coverage|reporting) at \p{Lu}[^.]{2,40} )is (?:supported|funded|made possible)(?: in part)? by (?:an? )?(?:grants?|funding|gifts?|donations?|\p{Lu})/u,
);

/** `This story was produced in partnership with the Quill Fund`. */
const madeWithHelp = lettered(
  /^(?:(?:This|Our) (?:[\p{L}-]+ ){0,3}(?:story|article|report|reporting|series|coverage|investigation|episode|piece|podcast)|Reporting (?:for|on) this (?:story|project|series)) (?:was |is |has been |were )(?:also )?(?:(?:first )?(?:co-)?(?:produced|published|reported|written|supported|funded|made possible)|part of a (?:collaboration|partnership)|a (?:collaboration|partnership))(?: and (?:produced|published|reported|distributed))?(?: in part)? (?:in (?:partnership|collaboration|cooperation) with|as part of|(?:with|through) (?:the |additional )?(?:support|funding|help|a grant|grants) (?:from|of|by)|by (?:a |the )?(?:(?:grant|grants|fellowship|support|funding|generous)\b|(?<=^Reporting .{0,40}(?:supported|funded) by (?:the )?)\p{Lu})|through (?:a|the) (?:grant|partnership|collaboration|fellowship)|between|with (?=\p{Lu}))/u,
);

/** `This story was supported by a grant from …`, `This article was produced in partnership with …`. */
export function isSupport(line: string): boolean {
  if (line.length > 500) return false;
  return (
    coveragePaidBy.test(line) ||
    madeWithHelp.test(line) ||
    isTakenFrom(line) ||
    /^This (?:report|story|article) by (?:the |The )?\p{Lu}[^.]{2,60} was first (?:published|reported|broadcast)\b/u.test(
      line,
    ) ||
    comesFrom.test(line) ||
    /^(?:Support|Funding|Additional support|Financial support) for this (?:story|article|report|reporting|project|series|coverage|episode|podcast) (?:(?:was|is|were) (?:also )?provided|comes|came) (?:in part )?(?:by|from) /.test(
      line,
    )
  );
}

/** `This report includes information from The Associated Press.` */
function isTakenFrom(line: string): boolean {
  const lead =
    /^(?:This (?:story|report|article|piece|post) (?:also )?(?:includes|contains|used|uses)|Includes) (?:some )?(?:information|material|reporting|content|interviews|quotes) (?:from|by) /.exec(
      line,
    );
  return lead !== null && line.length <= 200 && isNames(line.slice(lead[0].length), 0);
}

const labelled =
  'music song composite pic photo photos photograph photographs image images picture pictures illustration illustrations graphic graphics video videos art arts foto fotos fotograf fotografia fotografie photographie bild bilds credit credits ф Ф';

export const creditLabelCue = cue({
  opens: `( theme original our the file featured feature cover top lead main header ${labelled}`,
  says: labelled,
});

/** `Music: …`, `Photo: NAME`. */
export function isCreditLabel(whole: string): boolean {
  if (whole.length > 400) return false;
  const line = /^\([^()]*\)$/.test(whole) ? whole.slice(1, -1) : whole;
  if (
    /^(?:(?:Theme|Original) )?[Mm]usic(?: credits?| in this episode)?: ?(?!\d+(?:\.\d)?\/)[^\p{Ll}\s]/u.test(
      line,
    )
  )
    return true;
  const theme =
    /^(?:(?:original |theme )?music (?:composed|written|performed) by|(?:(?:the )?(?:original |theme )?music|the song) in this (?:episode|story) (?:is )?(?:from|by)|(?:our (?:original |theme )?|the theme )(?:music|song) (?:is|was|comes) (?:(?:composed|written|performed) )?(?:by|from)) /i.exec(
      line,
    );
  if (theme !== null) return isNames(line.slice(theme[0].length), 2);
  const label =
    /^(?:featured? |cover |top |lead |main |header |file )?(?:composite|pic|photo|photograph|image|picture|illustration|graphic|video|art|foto|fotografía|fotografia|fotografie|photographie|bild|фото)s?(?: illustration| credits?| courtesy| source)?(?: ?: ?| courtesy of | courtesy )(?=\S)|^credits?: ?(?=\S)/i.exec(
      line,
    );
  const names = label === null ? '' : line.slice(label[0].length);
  // `PHOTOS: Ada Quill's Best Hats` and `PHOTOS: Ada Quill Over the Years` are no names.
  if (
    (/\p{Ll}['’]s \p{Lu}/u.test(names) || (line.startsWith('PHOTOS: ') && names.split(' ').length > 3)) &&
    !/[/,|]/.test(names) &&
    !agencies.test(names)
  )
    return false;
  return /\p{L}/u.test(names) && isNames(names, line.length <= 80 && line.includes('/') ? 3 : 0);
}

const makerNames = "(?:(?:[\\p{Lu}][\\p{L}.'’-]*|de|la|van|von|der|bin|al|del|di|and|the)(?:,? )){2,12}";
const made =
  '(?:edited|produced|mixed|reported|hosted|engineered|fact-checked|wrote|scored|adapted|recorded|booked)';
/** Who made an episode, one sentence; names follow, except after the first. */
const makers = [
  lettered(
    new RegExp(
      `^${makerNames}${made} (?:it(?: for [\\p{L} ]{3,40})?|(?:this|today['’]s|our|the) (?:audio |digital |web |radio |broadcast |print |video )*(?:version|story|episode|interview|piece|segment|report|show|series|article|conversation|broadcast)\\b.{0,60})[.]$`,
      'u',
    ),
  ),
  lettered(
    /^(?:Our|The) (?:[\p{L}-]+ ){0,4}(?:engineer|producer|editor|host|intern|fact-checker|composer|director|designer|mixer|researcher|reporter|assistant|booker|artist|manager|president|lawyer|coordinator)s? (?:is|are|was|were) (?=\p{Lu})/u,
  ),
  lettered(
    /^(?:Engineering|Production|Research|Editing|Editorial|Fact-checking|Technical|Legal|Sound|Additional)[\p{L} -]{0,40} (?:came |comes |was |were |is |provided )?(?:from|by) (?=\p{Lu})/u,
  ),
  lettered(/^We had [\p{L} -]{3,60} (?:from|by) (?=\p{Lu})/u),
  lettered(
    /^(?:It|This [\p{L} ]{3,40}|Today['’]s [\p{L} ]{3,40}) (?:was|is) (?:also )?(?:produced|edited|mixed|engineered|fact-checked|reported|hosted|booked) by (?=\p{Lu})/u,
  ),
];

const firstHeard =
  /^This (?:report|story|episode|interview|piece) (?:was )?(?:first|originally) (?:aired|broadcast|ran|published) (?:on|in|by) /;

/** What the first of such sentences says. */
export const makersCue =
  contributorCue |
  cue({
    opens: 'our the',
    says: `engineer engineers producer producers editor editors host hosts intern interns checker checkers composer composers director directors designer designers mixer mixers
      researcher reporter reporters assistant booker bookers artist artists manager managers president lawyer lawyers coordinator`,
  }) |
  cue({
    opens: 'engineering production research editing editorial fact technical legal sound additional we',
    says: 'by from',
  }) |
  cue({
    says: `edited produced mixed reported hosted engineered checked wrote scored adapted recorded booked aired broadcast ran published`,
  });

const saysOfWhat = / it(?: for [^.]*)?\.$/;
const makesPage = new RegExp(
  [
    "\\b(?:this|today['’]s|our)\\b",
    `\\bthe (?:${form})\\b`,
    '^(?:Engineering|Research|Editing|Editorial|Fact-checking|Technical|Legal|Sound|We had)\\b',
    '^Additional (?:reporting|editing|production|research|engineering|photography)\\b',
    '^The .*\\b(?:engineer|intern|checker|(?:digital|visuals?|story|supervising|managing) (?:editor|producer))\\b',
    ' report(?:ed|ing) from ',
    'contributed',
  ].join('|'),
  'i',
);

/** Sentences each of which says who made this: `Ada Quill produced this story. Our engineer is Ben Ford.` */
export function isMakers(line: string): boolean {
  if (line.length > 1200 || !line.endsWith('.')) return false;
  const said = line.split(/(?<=\p{Ll}\.) (?=\p{Lu})/u);
  // Where it was heard first tells nothing alone, but stands before those who made it.
  const sentences = said.length > 1 && firstHeard.test(line) ? said.slice(1) : said;
  // One sentence alone must say that the page itself was made: no show, no episode of one.
  if (sentences.length === 1 && (saysOfWhat.test(line) || !makesPage.test(line))) return false;
  return sentences.every(
    (sentence, n) =>
      isContributors(sentence) ||
      isReportedFrom(sentence) ||
      (n > 0 && isFollow(sentence)) ||
      makers.some((shape, at) => {
        const hit = shape.exec(sentence);
        return hit !== null && (at === 0 || isNames(sentence.slice(hit[0].length), 1));
      }),
  );
}
