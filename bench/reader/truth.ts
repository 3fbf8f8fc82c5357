import type { LineRole } from '../../src/articles/types.ts';

/** A page and what a careful human says of it. */
export interface Known {
  readonly family: string;
  readonly text: string;
  readonly record: KnownRecord;
  readonly paragraphs: readonly string[];
  /** One for each line, blank ones too. */
  readonly roles: readonly string[];
}

export interface KnownRecord {
  readonly title: string | null;
  readonly date: string | null;
  readonly section: string | null;
  readonly siteName: string | null;
  readonly dateline: string | null;
  readonly likes: number | null;
  readonly crossLinks: readonly { readonly label: string | null; readonly headline: string }[];
  readonly credits: readonly string[];
  readonly related: readonly string[];
  readonly ranking: readonly string[];
  readonly recommendation: readonly string[];
  readonly unrecognised: readonly string[];
}

/** A line of a page in the making: its role, its text, and what it gives where that is not the line itself. */
export interface Printed {
  readonly role: LineRole;
  readonly text: string;
  readonly gives?: string;
  readonly label?: string | null;
}

type Fields = Pick<KnownRecord, 'title' | 'date' | 'section' | 'siteName' | 'dateline' | 'likes'>;

/** The page that is printed so, and the truth of it. */
export function known(family: string, lines: readonly Printed[], fields: Fields, ending = '\n'): Known {
  const of = (...roles: readonly LineRole[]): string[] =>
    lines.filter(({ role }) => roles.includes(role)).map(({ text, gives }) => gives ?? text);
  return {
    family,
    text: lines.map(({ text }) => text + ending).join(''),
    record: {
      ...fields,
      crossLinks: lines
        .filter(({ role }) => role === 'cross-link')
        .map(({ text, gives, label }) => ({ label: label ?? null, headline: gives ?? text })),
      credits: of('credit', 'byline'),
      related: of('related'),
      ranking: of('ranking'),
      recommendation: of('recommendation'),
      unrecognised: of('unrecognised'),
    },
    paragraphs: of('paragraph'),
    roles: lines.map(({ role }) => role),
  };
}
