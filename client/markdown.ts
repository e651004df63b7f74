// A fenced `topo` block in VS Code's Markdown preview is drawn. What is drawn is an image, so that its styles and names stay
// in it; there are two, for light and dark, and media/markdown.css shows the one of the preview's theme.

import { drawnFence } from '#core/graph/fence';

/** What is needed of the library that renders Markdown, which VS Code brings. */
interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: RenderFence | undefined } };
}
interface Token {
  readonly info: string;
  readonly content: string;
}
type RenderFence = (tokens: readonly Token[], at: number, ...rest: readonly unknown[]) => string;

/** Adds the drawing of `topo` blocks; all others are rendered as before. */
export function extendMarkdownIt<M extends MarkdownIt>(markdown: M): M {
  const { rules } = markdown.renderer;
  const before = rules.fence;
  rules.fence = (tokens, at, ...rest) => {
    const token = tokens[at];
    const plain = () => before?.(tokens, at, ...rest) ?? '';
    if (token === undefined || !/^topo(\s|$)/i.test(token.info.trim())) return plain();
    return drawnFence(token.content, plain());
  };
  return markdown;
}
