import { isCaption } from './captions.ts';
import { isContributors, isMakers } from './credits.ts';
import { cue, hasCue } from './cues.ts';
import { lettered } from './letters.ts';
import { agencies, beginsWithName, isNames, person } from './names.ts';

const biography = lettered(
  new RegExp(
    `^(${person})(?: and ${person})?(?: \\([^()]{2,40}\\))?(?:,[^,]{2,100},)? (?:is|are|has been) (?:a|an|the|our|[\\p{Lu}][\\p{L}.'’ &-]{1,40}['’]s?|NPR's|[\\p{Lu}][\\p{Lu}]+['’]s)? ?((?:[^.]|(?<=\\b\\p{Lu})\\.){0,120})`,
    'u',
  ),
);
const staffWords =
  'reporter|correspondent|journalist|writer|editor|columnist|producer|critic|reviewer|commentator|photographer|photojournalist|videographer|contributor|anchor|host|intern|blogger|freelancer|meteorologist|bureau chief|corps member';
const coverWords =
  'covers|reports on|reports for|writes about|writes for|has worked at|has worked for|has been with|has covered';
/** What also others do, where no paper is named. */
const workWords = 'reviews|writes the|writes a|hosts|anchors|contributes to';
const covers = lettered(
  new RegExp(
    `^(${person})(?:(?:, (?:a|an|the) [^,]{2,60},)? (?:${coverWords}|(?:${workWords})(?= [^."“]{0,80}\\b(?:(?:for|at|in) (?:the |The )?\\p{Lu}|column|newsletter|blog|podcast)))| and ${person} (?:cover|report on|report for|write about|write for)) (?!her |his |their |its |up |them)`,
    'u',
  ),
);
const basedThere = lettered(
  new RegExp(
    `^(${person}) (?:is based in [^.]{2,60}|lives in [^.]{2,60}) and (?:covers|writes|reports|edits)|^(${person}) joined (?:the |The )?[^.]{2,60} (?:in|as) [^.]{0,80}\\b(?:${staffWords})\\b`,
    'u',
  ),
);
/** `Ada Quill, a Lamp contributing writer, lives in Oslo.` */
const officeFirst = lettered(
  new RegExp(
    `^(${person}), (?:an?|the|our|[\\p{Lu}][\\p{L}]*['’]s) [^,]{0,60}\\b(?:${staffWords})s?\\b[^,]{0,40}, (?:has|lives|teaches|works|writes|covers|reports|divides|splits|is on) `,
    'u',
  ),
);
/** By the first name alone, of which a biography goes on to speak. */
const byFirstName = lettered(
  new RegExp(
    `^(\\p{Lu}\\p{Ll}{2,12}) is (?:a|an|the|our) (?:[\\p{L}&’'-]+ ){0,4}(?:${staffWords}) (?:for|at|with|based|who|covering|on) `,
    'u',
  ),
);
const reached = lettered(
  new RegExp(
    `^(?:(?:[\\p{L}]+ )?(?:[Ss]taff )?(?:writer|reporter|editor|columnist) )?(?:${person}|\\p{Lu}[\\p{L}'’-]+)(?:, [^,]{2,60},)? (?:can|may) be reached (?:at|via|on|by) `,
    'u',
  ),
);

/** Not one on a show, not the critic of a plan. */
const staff = new RegExp(
  `\\b(?:${staffWords})s?\\b(?! (?:of|on) [“"]|(?<=critic) of\\b|(?<=producer) of the (?:film|movie|series|show)\\b)`,
  'i',
);

/** What those are who write for a paper without being of its staff. */
const guestWords =
  'professor|lecturer|fellow|certified [a-z]+ planner|the author of|co-author of|attorney|psychologist|economist|historian|novelist|pediatrician|physician|essayist|poet|playwright|memoirist';
const guest = new RegExp(
  `^(?:[^.]{0,80}\\band )?(?:the )?author of [“"‘]|^member of the [^.]{2,50}\\b(?:unit|board|desk|staff|newsroom|team)\\b|\\b(?:${guestWords})\\b`,
  'i',
);

/** Asked before the patterns that begin with a person, which take longer to compile than a hundred pages to read. */
const officeCue = cue({
  says: `author member ${staffWords.replace(/\w+/g, '$& $&s')} ${guestWords}`.replace(/\|/g, ' '),
});
const coverCue = cue({ says: `${coverWords} ${workWords} cover report write`.replace(/\|/g, ' ') });
/** How a line can begin that does not begin with a name. */
const reachCue = cue({
  opens: 'reach contact email e write have got you the about',
  or: '@ ? corps',
});

export const biographyCue =
  officeCue | coverCue | cue({ says: 'corps reached writer writes reports edits @ 0 1 2 3 4 5 6 7 8 9' });

/** How a line can begin that speaks of somebody by the first name. */
const firstName = lettered(/^\p{Lu}\p{Ll}+ is /u);

const corpsMember = lettered(/^\p{Lu}[\p{L}.'’ -]{1,40} is a corps member (?:for|with|of) /u);

/** `You can reach Ada Quill at ada@lamp.example`. */
const toReach = lettered(
  /^(?:[Yy]ou can )?(?:[Rr]each|[Cc]ontact|[Ee]-?mail) (?:him|her|them|(?:(?:the )?(?:reporter|writer) )?[\p{Lu}][\p{L}.'’-]+(?: [\p{Lu}][\p{L}.'’-]+){0,3}) at (?:\S+@\S+|[\d() .-]{7,20}$)/u,
);

/**
 * A staff biography: `NAME is a … reporter …`. Only at the end of a body, and only of somebody the article itself
 * does not speak of: a reporter an article is about is no credit.
 *
 * @param lines the body; those before `at` are the article's
 */
export function isBiography(whole: string, lines: readonly string[] = [], at = 0): boolean {
  if (whole.length > 1200) return false;
  const line = withoutFollow(whole);
  if (!(beginsWithName.test(line) || hasCue(reachCue, line) || firstName.test(line))) return false;
  if (!isHelp.test(line) && toReach.test(line)) return true;
  if (line.length < 200 && /@|\d[ .-]\d{4}/.test(line) && isContact(line)) return true;
  if (
    /^@\w{2,20}$|^[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}(?: ?[|•·,] ?(?:@\w{2,20}|[\d() .-]{7,20}))*$/.test(
      line,
    )
  )
    return true;
  if (/^e-?mail: ?\S{2,60}@\S{3,60}$|^about the (?:author|writer)s?: \S/i.test(line)) return true;
  if (corpsMember.test(line)) return true;
  if (/^The (?:writer|author) is (?:an?|the) /.test(line))
    return (
      staff.test(line.slice(14, 200)) ||
      guest.test(line.slice(14, 200)) ||
      !lines.slice(Math.max(0, at - 500), at).some((other) => /\bthe (?:writer|author)\b/i.test(other))
    );
  if (line.includes(' be reached ') && /@|\d/.test(line) && reached.test(line)) return true;
  if (opensSentence.test(line)) return false;
  const is = hasCue(officeCue, line) ? biography.exec(line) : null;
  const hit =
    is !== null && (staff.test(is[2] ?? '') || (/ is /.test(is[0]) && guest.test(is[2] ?? '')))
      ? is
      : ((hasCue(coverCue, line) ? covers.exec(line) : null) ??
        (line.includes(' based in ') || line.includes(' joined ') ? basedThere.exec(line) : null) ??
        (hasCue(officeCue, line) ? (officeFirst.exec(line) ?? byFirstName.exec(line)) : null));
  if (hit === null || /\b(?:said|told|according to|arrested|killed|died)\b/.test(line)) return false;
  const name = hit[1] ?? hit[2] ?? '';
  return !lines
    .slice(Math.max(0, at - 500), at)
    .some(
      (other) =>
        isSpokenOf(name, other) &&
        !/^By /.test(other) &&
        !(other.length < 60 && isNames(other, 0)) &&
        !isCaption(other),
    );
}

/** Words with a capital only because a sentence begins with them. */
const opensSentence =
  /^(?:The|A|An|If|Though|Although|While|When|As|But|And|For|In|At|On|Since|Because|That|This|What|Like|Unlike|Once|Even) /;

/**
 * Whether a text speaks of somebody: it gives both names, as articles do where they speak of one first. The surname
 * alone may be another's, or a word.
 */
function isSpokenOf(name: string, text: string): boolean {
  const words = name.split(' ');
  return text.includes(name) || (words.length > 2 && text.includes(`${words[0]} ${words.at(-1)}`));
}

/** Whether a line that says what somebody does ends with where to reach them: no article says so of those it is about. */
export function isReachable(line: string): boolean {
  return (
    beginsWithName.test(line) &&
    / (?:is|are|covers?|writes) .*(?: @\w|\b(?:[Rr]each|[Ee]-?mail|[Cc]ontact|[Ff]ollow) (?:him|her|them) )/.test(
      line,
    )
  );
}

/** Without a last sentence that asks to follow whom the line is about. */
function withoutFollow(line: string): string {
  const at = line.lastIndexOf(' Follow ');
  return at > 0 && /^ Follow (?:him|her|them|me|(?:his|her|their) work)\b/.test(line.slice(at, at + 30))
    ? line.slice(0, at)
    : line;
}

const isHelp =
  /\b(?:Stoppers|Police|Sheriff|Hotline|Helpline|Lifeline|Line|Office|Department|Center|Centre|Services?|Foundation|Association|Council|Hall|Museum|School|Church|Project|Network|Society|Detectives?|Det|Sgt|Tip|Tips|Desk|Us)\b/;

const address = '(?:[\\w.+-]{2,40}@[\\w.-]{3,60}|\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4})';
const contact = lettered(
  new RegExp(
    `^(?:(?:[^?]{3,60}\\? )?(?:[Rr]each|[Cc]ontact|[Ee]-?mail|[Ww]rite to) (\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){0,2}) at|(\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){1,2})(?: at|:|,| [|•·–—-])?) ${address}(?:(?:,| or| and|;| [|•·])? (?:at )?${address})*\\.?$`,
    'u',
  ),
);

const fullName = lettered(/^(?:\p{Lu}\p{Ll}[\p{L}'’-]*)(?: \p{Lu}[\p{L}'’-]+){1,2}$/u);

/** `Contact the writer: ada@lamp.example`, `Ada Quill; ada@lamp.example; @adaquill`: a name, or an office, and addresses. */
function isAddressOf(line: string): boolean {
  const left = line
    .replace(/[\w.+-]{2,40}@[\w.-]{3,60}|(?<![\w@])@\w{2,30}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}/g, '')
    .replace(/\b(?:at|or|and|on|via|X|Twitter|[Ee]-?mail|[Pp]hone|[Tt]el)\b|[;,:()|•·.–—-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (left === '') return /^e-?mail\b/i.test(line);
  return fullName.test(left)
    ? !isHelp.test(left)
    : /^(?:(?:[Cc]ontact|[Rr]each|[Ww]rite to) )?(?:the|this|our) (?:writer|reporter|author|columnist|editor)$/i.test(
        left,
      );
}

/** Where to reach who wrote it: `Have a tip? Contact Ada at ada@lamp.example or 555-555-0100`, `Ada Quill • 555-555-0100`. */
function isContact(line: string): boolean {
  if (line.includes('@') && line.length <= 120 && isAddressOf(line)) return true;
  const hit = contact.exec(line);
  // Lines of help are printed the same way.
  return hit !== null && !isHelp.test(hit[1] ?? hit[2] ?? '');
}

/** What an editor's note says of who wrote the piece: `Editor's Note: Ada Quill is a historian …`. */
export const authorNoteCue = cue({ opens: 'editor editors note about' });

export function isAuthorNote(line: string): boolean {
  if (line.length > 900) return false;
  const lead =
    /^\(?(?:Editor['’]?s['’]? [Nn]ote|EDITOR['’]S NOTE|Note|About the (?:author|writer)s?) ?[:—–-] ?(?=\p{Lu})/u.exec(
      line,
    );
  if (lead === null) return false;
  const said = line.slice(lead[0].length);
  if (isContributors(said) || isMakers(said)) return true;
  const is = hasCue(officeCue, line) ? biography.exec(said) : null;
  return (
    is !== null &&
    (staff.test(is[2] ?? '') || guest.test(is[2] ?? '')) &&
    !/\b(?:said|told|arrested|killed|died)\b/.test(said)
  );
}

const someone = lettered(
  new RegExp(
    `^(${person})(?:,[^,]{2,60},)? (?:is|was|has|lives|teaches|works|wrote|writes|covers|edits|drives|runs|grows|makes|plays|served|serves|studies|spent|grew|leads|heads|directs|hosts|owns|keeps) `,
    'u',
  ),
);

/** Who tells a story, below it: somebody it does not name, where it says `I` outside of speech. */
export function isOfTeller(line: string, lines: readonly string[], at: number): boolean {
  if (line.length > 400 || !beginsWithName.test(line) || at < 3) return false;
  const surname = (someone.exec(line)?.[1] ?? '').split(' ').at(-1)!;
  if (surname === '' || ofPast.test(line)) return false;
  if (lines.slice(Math.max(0, at - 500), at).some((other) => other.includes(surname))) return false;
  const above = lines.slice(Math.max(0, at - 60), at);
  const told = above.filter((other) => /\b(?:I|[Mm]y|me)\b/.test(other.slice(0, 2000).replace(speech, '')));
  return told.length > 1 && told.length * 3 >= above.length;
}

const ofPast = /\b(?:was|were|had|died|said|told)\b/;
/** What stands between quotation marks. */
const speech = /["“][^"“”]*["”]?/g;

const twoNames = lettered(/(?!By )\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}'’-]+){1,3}$/u);

/** What a page says at its end of who wrote it: `Ada Quill is a gardener and the author of "Dirt Cheap."`. */
export function isOfAuthor(line: string, bylines: readonly string[]): boolean {
  if (bylines.length === 0 || line.length > 700 || !beginsWithName.test(line)) return false;
  const name = someone.exec(line)?.[1]?.toLowerCase();
  if (name !== undefined && bylines.some((byline) => byline.toLowerCase().includes(name))) return true;
  // In whatever language: it begins with the name of the byline.
  return bylines.some((byline) => {
    const [printed = ''] = byline.length > 200 ? [] : (twoNames.exec(byline) ?? []);
    return (
      printed !== '' &&
      line.startsWith(printed) &&
      !agencies.test(printed) &&
      /^(?:['’]s)? \p{Ll}/u.test(line.slice(printed.length))
    );
  });
}
