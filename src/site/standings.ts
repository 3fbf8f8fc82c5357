import { areEqual } from '../base/rows.ts';
import type { Steps } from '../base/steps.ts';
import type { Answers, AnswersBefore } from './answers.ts';
import {
  type Ballots,
  ballotsOf,
  RANKED,
  RANKED_IN_SECTION,
  Rankings,
  recommended,
  thingsOf,
} from './ballots.ts';
import { type Columns, RANKING, RECOMMENDATION } from './columns.ts';
import type { Ambiguous, Ranked, Wanted } from './types.ts';
import { unansweredOf } from './wanted.ts';

/** What follows from what is named in lists, and by whom. */
export interface Named {
  readonly ranking: readonly Ranked[];
  readonly sectionRanking: readonly (readonly Ranked[])[];
  readonly wanted: readonly Wanted[];
  readonly ambiguous: readonly Ambiguous[];
}

/** The standings, with what they follow from that is remembered nowhere else. */
export interface StandingsMemo
  extends Pick<Voters, 'months' | 'sections' | 'month' | 'sectionCount' | 'sectionOf' | 'storyOf'> {
  readonly named: Named;
  readonly recommendation: readonly Ranked[];
}

/** Standings of before, and the lists that were counted. */
export interface StandingsBefore extends AnswersBefore {
  readonly standings: StandingsMemo;
}

/** What standings follow from beside the columns and the answers. */
export interface Voters {
  /** By article: the position of the article that it is shown as; and the place of that in the order of the articles. */
  readonly pageOf: Int32Array;
  readonly leadOf: Int32Array;
  /** By article: the month of its lists, and the section that they are printed in. */
  readonly months: Int32Array;
  readonly sections: Int32Array;
  /** By position: the section of the article, and its story or −1. */
  readonly sectionOf: Int32Array;
  readonly storyOf: Int32Array;
  /** How many sections there are. */
  readonly sectionCount: number;
  /** The month taken as this month. */
  readonly month: number;
  /** By position: the title shown. */
  readonly titleOf: (position: number) => string;
}

/**
 * Counts all lists: what is ranked and recommended, and what is wanted or stands for several articles. Gives way between
 * its steps, as `linking` does.
 */
export function* standingsOf(
  columns: Columns,
  answers: Answers,
  voters: Voters,
  before: StandingsBefore | undefined,
): Steps<StandingsMemo> {
  const { pageOf, leadOf, titleOf, ...followed } = voters;
  const { months, sections, sectionOf, storyOf, sectionCount, month } = followed;
  const memo = before?.standings;
  const isSame = before !== undefined && areSame(columns, answers, voters, before);
  if (isSame && areEqual(sectionOf, memo!.sectionOf) && areEqual(storyOf, memo!.storyOf)) return memo!;

  yield;
  const things = thingsOf(columns, answers.of);
  yield;
  const ballots = (list: number): Ballots => ballotsOf(columns, things, list, months, sections, leadOf);
  const wording = (thing: number): string => {
    const position = things.article[thing]!;
    return position < 0 ? columns.text(things.headline[thing]!) : titleOf(position);
  };
  let named = isSame ? memo!.named : null;
  if (named === null) {
    const rankings = new Rankings(ballots(RANKING), things, sectionCount);
    yield;
    const ranking = rankings.of(-1, month, RANKED, wording);
    const sectionRanking: (readonly Ranked[])[] = [];
    for (let section = 0; section < sectionCount; section++) {
      yield;
      sectionRanking.push(rankings.of(section, month, RANKED_IN_SECTION, wording));
    }
    yield;
    named = { ranking, sectionRanking, ...(yield* unansweredOf(columns, things, answers, pageOf)) };
    yield;
  }
  const recommendations = ballots(RECOMMENDATION);
  yield;
  return {
    ...followed,
    named,
    recommendation: recommended(recommendations, things, month, RANKED, wording, (position) => ({
      section: sectionOf[position]!,
      story: storyOf[position]!,
    })),
  };
}

/**
 * Whether all is as it was that rankings follow from. Which article a headline leads to follows from the same; which title it
 * has, from the number of its headline.
 */
function areSame(columns: Columns, answers: Answers, voters: Voters, before: StandingsBefore): boolean {
  const { standings, columns: then } = before;
  return (
    voters.month === standings.month &&
    voters.sectionCount === standings.sectionCount &&
    areEqual(voters.leadOf, before.leadOf) &&
    areEqual(voters.months, standings.months) &&
    areEqual(voters.sections, standings.sections) &&
    areEqual(columns.lengths, then.lengths) &&
    areEqual(columns.sites, then.sites) &&
    areEqual(columns.headlineEnds, then.headlineEnds) &&
    areEqual(columns.headlines, then.headlines) &&
    areEqual(answers.of, before.memo.of)
  );
}
