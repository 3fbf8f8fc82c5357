import { isFollow } from './calls-to-action.ts';
import { cue, hasCue } from './cues.ts';
import { fold } from './text.ts';

/*
 * What a paper says of itself below a text: that it is free, that it lives on its readers, that it has an app. No two say
 * it alike, so it is told by what each sentence is about: whoever speaks or is spoken to, and what papers live on.
 */

/** What no paper gives for nothing: one of these has every such line. */
const living =
  /\b(?:donat\w+|subscri\w+|paywalls?|memberships?|tax-deductible|newsletters?|inbox|apps?|readers like you|grants?|follow)\b/i;

const told =
  'donate donated donating donation donations subscribe subscriber subscribers subscribing subscription subscriptions paywall paywalls membership memberships deductible newsletter newsletters inbox app apps readers grant grants follow';
export const pleaCue = cue({ or: 'we our us you your please follow', says: told });

const spoken = /\b(?:we|our|ours|us|you|your|please)\b/i;
const papers =
  /\b(?:news|newsrooms?|journalis\w+|reporters?|reporting|coverage|stor(?:y|ies)|articles?|readers?|donat\w+|donors?|subscri\w+|memberships?|members|newsletters?|inbox|apps?|paywalls?|ads|free|nonprofit|support\w*|work|tax-deductible|contributions?|gift)\b/gi;
const ofOthers = /["“”]|\b(?:I|said|says|told|he|she|his|her|him|appeared)\b/;

/** Every sentence speaks to the reader or of papers, and one of both and of what a paper lives on. */
export function isPlea(line: string): boolean {
  if (line.length > 700 || !hasCue(pleaCue, line) || ofOthers.test(line) || !living.test(line)) return false;
  let sure = 0;
  for (const sentence of fold(line).split(/(?<=[.!?]) +/)) {
    const said = spoken.test(sentence);
    const words = new Set(sentence.toLowerCase().match(papers));
    if ((said && words.size > 1) || isFollow(sentence)) sure++;
    else if (!said && words.size === 0 && sentence.length > 50) return false;
  }
  return sure > 0;
}
