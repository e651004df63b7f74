// A fenced `topo` block in VS Code's Markdown preview is drawn. The server draws; as the preview does not wait, it shows the
// text first and is asked to look again. What is drawn is an image, so that its styles and names stay in it; there are two,
// for light and dark, and media/markdown.css shows the one of the preview's theme.

import { commands } from 'vscode';
import type { Answer } from '#core/answer';
import type { DrawnBlock } from '#core/graph/files/fence';
import { escaped } from '#core/graph/files/xml';
import type { LanguageServer } from './language-server.ts';

/** What is needed of the library that renders Markdown, which VS Code brings. */
interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: RenderFence | undefined } };
}
interface Token {
  readonly info: string;
  readonly content: string;
}
type RenderFence = (tokens: readonly Token[], at: number, ...rest: readonly unknown[]) => string;

/** More blocks than are seen at once, and few enough to keep. */
const mostKept = 60;

/** Adds the drawing of `topo` blocks to Markdown; all others are rendered as before. */
export function drawsBlocks(server: LanguageServer): <M extends MarkdownIt>(markdown: M) => M {
  const drawings = new Map<string, Answer<DrawnBlock> | undefined>();
  const draw = async (text: string): Promise<void> => {
    drawings.set(text, undefined);
    for (const oldest of [...drawings.keys()].slice(0, -mostKept)) drawings.delete(oldest);
    try {
      drawings.set(text, await server.request('bridgehead/drawBlock', { text }));
    } catch (error) {
      drawings.set(text, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
    await commands.executeCommand('markdown.preview.refresh');
  };
  return (markdown) => {
    const { rules } = markdown.renderer;
    const before = rules.fence;
    rules.fence = (tokens, at, ...rest) => {
      const plain = before?.(tokens, at, ...rest) ?? '';
      const token = tokens[at];
      if (token === undefined || !/^topo(\s|$)/i.test(token.info.trim())) return plain;
      if (!drawings.has(token.content)) void draw(token.content);
      const drawn = drawings.get(token.content);
      return drawn === undefined ? plain : htmlOf(drawn, plain);
    };
    return markdown;
  };
}

/** The drawing, else the text and the reason why there is none. */
function htmlOf(drawn: Answer<DrawnBlock>, plain: string): string {
  if (!drawn.ok) return `${plain}<p class="bridgehead-error">${escaped(drawn.error)}</p>\n`;
  const { light, dark } = drawn.value;
  return `<div class="bridgehead-drawing">${image('light', light)}${image('dark', dark)}</div>\n`;
}

function image(theme: keyof DrawnBlock, svg: string): string {
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg).replaceAll("'", '%27')}`;
  return `<img class="bridgehead-${theme}" alt="Mail routing topology" src="${address}">`;
}
