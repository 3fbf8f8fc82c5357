import { SaxesParser } from 'saxes';

/** An element of a parsed document. */
export interface Node {
  /** `prefix`-free name with its namespace: `{http://www.w3.org/2005/Atom}link`, or `title` without one. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** The text directly inside. */
  readonly text: string;
}

/** Parses strictly (well-formed, namespaces bound, legal characters); throws what is wrong. */
export function parseXml(source: string): Node {
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: Open[];
    text: string;
  }
  const parser = new SaxesParser({ xmlns: true });
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }];
  parser.on('error', (failure) => {
    throw failure;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const node: Open = {
      name: uri === '' ? local : `{${uri}}${local}`,
      attributes: {},
      children: [],
      text: '',
    };
    for (const attribute of Object.values(attributes)) node.attributes[attribute.name] = attribute.value;
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  parser.on('text', (text) => {
    stack.at(-1)!.text += text;
  });
  parser.on('cdata', (text) => {
    stack.at(-1)!.text += text;
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.write(source).close();
  return stack[0]!.children[0]!;
}

export const children = (node: Node, name: string): Node[] =>
  node.children.filter((each) => each.name === name);
export const textOf = (node: Node, name: string): string | undefined => children(node, name)[0]?.text;
