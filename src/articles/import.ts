import type { List, ListItem, Paragraph, Root, RootContent } from 'mdast';
import { defaultHandlers, type Handle, toMarkdown as serialise } from 'mdast-util-to-markdown';
import { writeFrontMatter } from './front-matter.ts';
import { fieldNames } from './schema.ts';
import type { ArticleRecord, Reading } from './types.ts';

/**
 * A reading of scraped text as a Markdown file with front matter, for editing by hand: reading it back gives the same
 * record and the same paragraphs. What stands in front of the text in the file goes through mdast, so that no character
 * of the prose can be taken for a mark.
 *
 * NUL and halves of surrogate pairs cannot be written in Markdown and come back as U+FFFD.
 *
 * @throws TypeError where the reading has no article
 */
export function toMarkdown(reading: Reading): string {
  if (reading.article === null) throw new TypeError('a reading without an article cannot be imported');
  const root = withPrintedText(reading.body.root, reading.body.paragraphs);
  return writeFrontMatter(givenFields(reading.article.record), `\n${serialise(root, style)}`);
}

/** The fields that say something, in the order of the schema. */
function givenFields(record: ArticleRecord): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const name of fieldNames) {
    const value = record[name];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    given[name] = value;
  }
  return given;
}

/**
 * The body as printed lines: each block's text is that of its paragraph, marker and all white space included, since a
 * list item of the tree has lost the space after its marker. Cross-links and credits are lines as they were printed.
 */
function withPrintedText(root: Root, paragraphs: readonly string[]): Root {
  let next = 0;
  const children = root.children.flatMap((block): RootContent[] => {
    switch (block.type) {
      case 'crossLink':
      case 'credit':
        return [paragraphOf(block.value)];
      case 'heading':
        return [{ ...block, children: [{ type: 'text', value: paragraphs[next++] ?? '' }] }];
      case 'list': {
        const items = block.children.map((): ListItem => {
          const line = paragraphs[next++] ?? '';
          return { type: 'listItem', spread: false, children: [paragraphOf(line.replace(/^- /, ''))] };
        });
        return [{ type: 'list', ordered: false, spread: false, children: items } satisfies List];
      }
      default:
        return [paragraphOf(paragraphs[next++] ?? '')];
    }
  });
  return { type: 'root', children };
}

function paragraphOf(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}

/** A line end inside a line (a lone CR, say) is written as a character reference, so that it stays one. */
const text: Handle = (node, parent, state, info) =>
  defaultHandlers
    .text(node, parent, state, info)
    .replace(/[\r\n]/g, (ending) => (ending === '\r' ? '&#xD;' : '&#xA;'));

const style = { bullet: '-', handlers: { text } } as const;
