import { NumberHash } from '../base/hash.ts';
import type { Steps } from '../base/steps.ts';
import type { Answers } from './answers.ts';
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

/** The standings under the hashes of all that they follow from; headlines by their numbers in the columns of then. */
export interface StandingsMemo {
  readonly key: string;
  readonly named: Named;
  readonly recommendationKey: string;
  readonly recommendation: readonly Ranked[];
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
  readonly sectionOf: readonly number[];
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
  memo: StandingsMemo | undefined,
): Steps<StandingsMemo> {
  const { pageOf, leadOf, months, sections, sectionOf, storyOf, sectionCount, month } = voters;
  // Which article a headline leads to follows from the same; which title it has, from the number of its headline.
  const key = new NumberHash()
    .add([month, sectionCount])
    .add(columns.headlines)
    .add(columns.headlineEnds)
    .add(columns.lengths)
    .add(columns.sites)
    .add(pageOf)
    .add(leadOf)
    .add(months)
    .add(sections)
    .add(answers.of).key;
  const recommendationKey = new NumberHash().add(sectionOf).add(storyOf).key;
  const isSame = memo?.key === key;
  if (isSame && memo.recommendationKey === recommendationKey) return memo;

  yield;
  const things = thingsOf(columns, answers.of);
  yield;
  const ballots = (list: number): Ballots => ballotsOf(columns, things, list, months, sections, leadOf);
  const wording = (thing: number): string => {
    const position = things.article[thing]!;
    return position < 0 ? columns.text(things.headline[thing]!) : voters.titleOf(position);
  };
  let named = isSame ? memo.named : null;
  if (named === null) {
    const rankings = new Rankings(ballots(RANKING), things);
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
    key,
    named,
    recommendationKey,
    recommendation: recommended(recommendations, things, month, RANKED, wording, (position) => ({
      section: sectionOf[position]!,
      story: storyOf[position]!,
    })),
  };
}
