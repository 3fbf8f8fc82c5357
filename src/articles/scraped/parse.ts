import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import type { FamilyDescription } from './family.ts';
import { parseFamilies } from './family.ts';
import { readScraped } from './read-scraped.ts';

/**
 * The reader of scraped text as a unified parser: `unified().use(scrapedParse).parse(file)` gives the mdast tree of
 * the page's body, with our `crossLink` and `credit` nodes in their places. What the reader has to tell becomes
 * messages of the file.
 */
const scrapedParse: Plugin<[{ readonly families?: readonly FamilyDescription[] }?], string, Root> = function (
  options = {},
) {
  const { families } = parseFamilies(options.families ?? [], '');
  this.parser = (document, file) => {
    const page = readScraped(document.replace(/^\ufeff/, ''), file.path ?? '', families);
    for (const { line, column, severity, rule, reason, hint } of page.problems) {
      const message = file.message(reason, { place: { line, column }, ruleId: rule, source: 'broadsheet' });
      message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined;
      if (hint !== null) message.note = hint;
    }
    return page.root;
  };
};

export default scrapedParse;
