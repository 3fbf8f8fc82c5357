import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import { strip } from '../src/articles/scraped/text.ts';
import type { SourcePath } from '../src/base/brand.ts';
import type { Reading } from '../src/articles/types.ts';
import { type BodyPage, bodyRuleOf, bodyRules, rules } from '../src/articles/scraped/rules.ts';
import { isOfNothing } from '../src/articles/scraped/boilerplate.ts';
import { isFollow } from '../src/articles/scraped/calls-to-action.ts';
import { isCopyright, isDisclaimer } from '../src/articles/scraped/legal-notices.ts';
import { families, stopgap } from '../src/articles/scraped/families.ts';
import { firstMatch } from '../src/articles/scraped/pattern.ts';

const corpus = 'test/fixtures/scraped';
const fixtures = readdirSync(corpus)
  .sort()
  .map((name) => readFileSync(`${corpus}/${name}/source.txt`, 'utf8'));

const layoutLines = [
  'Current:Home > NewsMud -Lamp',
  'Mud',
  'View',
  'Lampex View',
  'Date:2024-03-01 08:00:00',
  'Date:2024-13-41 99:00:00',
  'LONDON — Mud was found.',
  'MORE: Mud again',
  'Mud watch:More mud: why',
  '- mud',
  '-',
  '___',
  'veryGood! (7)',
  'Related',
  'Ranking',
  'Recommendation',
  'Popular',
  'LINKS',
  'Leave a Reply',
  'Published: Apr. 18, 2023 at 10:29 PM CDT|Updated: 37 minutes ago',
  'By Ada Quill',
  '2025-05-08 03:521315 view',
  '  \u00a0\u200b',
  '',
];

function read(text: string): Reading {
  return readArticle(
    { path: 'a.txt' as SourcePath, file: 'a.txt', bytes: new TextEncoder().encode(text) },
    defaultReadOptions,
  );
}

const ruleRoles = new Map(rules.map(({ id, role }) => [id, role]));

/** What must hold of the reading of any text whatever. */
function holds(text: string): void {
  const reading = read(text);
  const known = text.startsWith('\ufeff') ? text.slice(1) : text;
  // Each line is there once, verbatim, in order: with their endings they are the file.
  const endings = known.match(/\r?\n/g) ?? [];
  expect(reading.lines.map(({ text }, n) => text + (endings[n] ?? '')).join('')).toBe(known);
  expect(reading.lines.length - endings.length).toBe(known === '' || known.endsWith('\n') ? 0 : 1);
  expect(reading.lines.map((line) => line.number)).toEqual(reading.lines.map((_, n) => n + 1));
  for (const line of reading.lines) {
    expect(ruleRoles.get(line.rule)).toBe(line.role);
    expect(line.role === 'blank').toBe(strip(line.text) === '');
  }
  const record = reading.article?.record ?? reading.found;
  if (record === undefined) return;
  // Every line that is text is in the one place that its role names, and nothing is there that no line says.
  const of = (...roles: string[]): string[] =>
    reading.lines.filter((line) => roles.includes(line.role)).map((line) => strip(line.text));
  expect(reading.body.paragraphs).toEqual(of('paragraph'));
  expect(record.credits).toEqual(of('credit', 'byline'));
  expect(record.unrecognised).toEqual(of('unrecognised'));
  expect(record.crossLinks.length).toBe(of('cross-link').length);
  record.crossLinks.forEach((link, n) => {
    // A mark or a bracket may stand round the link.
    const line = of('cross-link')[n]!.replace(/^(?:[>»►▶*]{1,3} ?|\[(?=.*\]$)|\((?=.*\)$))/, '');
    expect(['', ']', ')'].some((mark) => line.endsWith(link.headline + mark))).toBe(true);
    expect(line.startsWith(link.label ?? '')).toBe(true);
  });
  for (const list of ['related', 'ranking', 'recommendation'] as const) {
    const lines = of(list);
    expect(record[list].length).toBe(lines.length);
    record[list].forEach((item, n) => {
      expect(lines[n]!.endsWith(item as string)).toBe(true);
    });
  }
  for (const field of [record.title, record.section, record.siteName]) {
    if (field !== null) expect(reading.lines.some((line) => line.text.includes(field))).toBe(true);
  }
  if (record.dateline !== null) {
    // The place's words stand in the first paragraphs in their order; a junk brand between them may be left out.
    const words = record.dateline.split(/[\s,]+/);
    const hasAll = (paragraph: string): boolean => {
      let at = 0;
      return words.every((word) => {
        const found = paragraph.slice(0, 200).indexOf(word, at);
        at = found + word.length;
        return found >= 0;
      });
    };
    expect(reading.body.paragraphs.some(hasAll)).toBe(true);
  }
  expect((reading.article?.excerpt ?? '').length).toBeLessThanOrEqual(200);
}

const anyLine = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...layoutLines) },
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[\n\ud800-\udfff]/g, '')),
  fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/\n/g, '')),
);
const anyEnding = fc.constantFrom('\n', '\n', '\r\n', '\n\n');

test('any text: every line in one place, nothing lost, nothing invented', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyLine, anyEnding), { maxLength: 30 }),
      anyLine,
      fc.boolean(),
      (lines, last, bom) =>
        holds((bom ? '\ufeff' : '') + lines.map(([line, ending]) => line + ending).join('') + last),
    ),
    { numRuns: 1500 },
  );
});

test('any bytes: never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const reading = readArticle({ path: 'a.txt' as SourcePath, file: 'a.txt', bytes }, defaultReadOptions);
      expect(reading.article !== null || reading.problems.some(({ severity }) => severity === 'error')).toBe(
        true,
      );
    }),
    { numRuns: 1000 },
  );
});

/** Ways in which a scraped file is spoilt. */
const mutation = fc.tuple(
  fc.constantFrom(
    'drop',
    'double',
    'swap',
    'glue',
    'cut',
    'crlf',
    'bom',
    'nbsp',
    'zero-width',
    'mojibake',
    'no-likes',
    'no-headings',
    'layout-word',
  ),
  fc.nat(200),
  fc.nat(200),
);

function mutate(text: string, [kind, a, b]: readonly [string, number, number]): string {
  const lines = text.split('\n');
  const n = a % lines.length;
  const m = b % lines.length;
  const line = lines[n]!;
  switch (kind) {
    case 'drop':
      lines.splice(n, 1);
      break;
    case 'double':
      lines.splice(n, 0, line);
      break;
    case 'swap':
      lines[n] = lines[m]!;
      lines[m] = line;
      break;
    case 'glue':
      lines.splice(n, 2, line + (lines[n + 1] ?? ''));
      break;
    case 'cut':
      lines[n] = line.slice(0, b % (line.length + 1));
      break;
    case 'crlf':
      return lines.join('\r\n');
    case 'bom':
      return `\ufeff${text.replace(/^\ufeff/, '')}`;
    case 'nbsp':
      lines[n] = `\u00a0${line}\u00a0`;
      break;
    case 'zero-width':
      lines[n] = `\u200b${line}\u2060`;
      break;
    case 'mojibake':
      lines[n] = new TextDecoder('windows-1252').decode(new TextEncoder().encode(line));
      break;
    case 'no-likes':
      return lines.filter((one) => !one.startsWith('veryGood!')).join('\n');
    case 'no-headings':
      return lines.filter((one) => !/^(?:Related|Ranking|Recommendation)$/.test(one)).join('\n');
    default:
      lines.splice(n, 0, layoutLines[b % layoutLines.length]!);
  }
  return lines.join('\n');
}

describe('the corpus, spoilt', () => {
  test('every line in one place all the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (text, mutations) => holds(wellFormed(mutations.reduce(mutate, text))),
      ),
      { numRuns: 1500 },
    );
  });

  test('line endings, a byte order mark and spaces at the ends of lines change nothing that is read', () => {
    for (const text of fixtures) {
      const plain = text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
      const record = read(plain).article?.record;
      expect(read(plain.replace(/\n/g, '\r\n')).article?.record).toEqual(record);
      expect(read(`\ufeff${plain}`).article?.record).toEqual(record);
      expect(
        read(plain.replace(/\n(?=.)/g, '\n\u00a0\u200b').replace(/(?<=.)\n/g, '\u2060 \n')).article?.record,
      ).toEqual(record);
      expect(read(plain.replace(/\n/g, '\n\n')).article?.record).toEqual(record);
    }
  });
});

/** Cutting may leave half a character, which no UTF-8 file can hold. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

describe('what is asked of a line before its rules changes no decision', () => {
  const bodyLines = [...new Set(fixtures.flatMap((text) => text.split('\n').map(strip)))].filter(
    (line) => line !== '',
  );
  /** What the rules' expressions are made of, so that chance finds lines that they fit. */
  const pieces =
    `The|This|Our|It|All|Any|Disclaimer:|Medical disclaimer:|disclaimer|views expressed|are those of the author|Copyright 2024|© 2024|All rights reserved.|
Tous droits réservés|(c) 2024 Lamp|may not be published|Reporting by|Additional|Editing by|Contributing:|contributed to this report.|contributed|With|Photo:|Photos by|Photo courtesy of|Music:|
Theme|Original music composed by|episode was produced by|story|Ada Quill|and Ben Ford|(AP Photo/Ada Quill)|Follow us|Follow|on Twitter|Subscribe|to our newsletter|Sign up|Get|in your inbox.|?|.|:|—|(|*|•|transcript|
was created on|Credit:|Credits: Ada Quill|Today’s|Today's|host was Ada Quill|fact-checking by Ada|Fact-checking|article|for informational purposes|reserved|Listen|,|said|AP|Associated Press|solely responsible for this content|Hosted by|video by|Photo editing by|Digital editing by|Copy editing by|Story editing by|Theme music by|Engineering support by|Graphics by|Compiled by|Produced by|Written by|Edited by|
Translated by|Research by|Production by|Mixing by|Design by|Visuals by|Further reporting by|Cover photo:|Lead image:|Header photo:|Featured image:|Main picture:|Top photo:|Illustration by|Art courtesy of|Graphic:|Our theme music is by|
The song was performed by|Music credits:|text|audio|content|The views|opinions stated|do not reflect|Nothing in this article|Except for the headline, this story has not been edited|transcripts are generated by|These|Copyrights of this article|Rights reserved|
Copyright notice: 2024|by Ada Quill|was produced by Ada Quill|The episode|Our producer is|Ada Quill is a|reporter.|covers the courts|can be reached at|Reach her at|
de la Cruz writes for|van|ada|By Ada Quill|By|MORE:|Lottery winner:Ferry pilot|More lamps|：|hide caption|toggle caption|Photo: Lamps. (Ada Quill/Lamp News)|AP Photo/Ada Quill|Ada Quill/Getty Images|
via Reuters|, Special to the Lamp|— Ada Quill, ada@lamp.example|for Lamp Radio|Harbor Police Department|supported by a grant from|>> Read more:|[RELATED:|Editor's note: Ada Quill is a historian|Watch the trailer:|Support local journalism.|Provided By Ada|1 of 3|.NASA TV|Click here to watch|produced this story for broadcast.|edited the audio version of this interview for the radio.|Ada Quill, The Associated Press|reported from Oslo.|Advertisement|___|riproduzione riservata|is a gardener`.split(
      /\n?\|\n?/,
    );
  const prose = fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...pieces) },
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      {
        minLength: 1,
        maxLength: 7,
      },
    )
    .map((words) => strip(words.join(' ').replace(/\n/g, ' ')));
  const plainly = (line: string, n: number, page: BodyPage): string =>
    bodyRules.find((rule) => rule.when(line, n, page))!.id;

  test('of the corpus, and of lines put together from what the rules look for', () => {
    const [breadcrumb] = families();
    for (const family of [breadcrumb!, stopgap()]) {
      for (const closing of [false, true]) {
        const check = (line: string): void => {
          const lines = [line, line, 'The lamp was lit on Tuesday.'];
          const page: BodyPage = {
            family,
            lines,
            isListed: () => false,
            boxes: new Map(),
            authorBox: Infinity,
            proseFrom: 0,
            text: 0,
            subject: new Set(),
            textEnd: Infinity,
            bylines: ['By Ada Quill'],
            closing,
          };
          for (const n of [0, 1])
            expect(`${bodyRuleOf(line, n, page).id}: ${line}`).toBe(`${plainly(line, n, page)}: ${line}`);
        };
        for (const line of bodyLines) check(line);
        fc.assert(
          fc.property(prose, (line) => {
            check(line);
          }),
          { numRuns: 1500 },
        );
      }
    }
  });

  test('of patterns: a line is only asked those that can begin as it does', () => {
    for (const { list, lines } of [...families()].flatMap(({ head }) => head))
      for (const line of bodyLines)
        for (const asked of [line, line.toLowerCase()])
          expect(list.first(asked)).toEqual(firstMatch(lines, asked));
  });

  test('of what belongs to no article', () => {
    const check = (line: string): void => {
      const plainly = isCopyright(line) || isDisclaimer(line) || isFollow(line);
      expect(`${isOfNothing(line)}: ${line}`).toBe(`${plainly}: ${line}`);
    };
    for (const line of bodyLines) check(line);
    fc.assert(fc.property(prose, check), { numRuns: 1500 });
  });
});
