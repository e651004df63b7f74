// The formats that a drawing can be written in.

/** What they are called, what files of them end in, and what they are good for. */
export const drawingFormats = [
  { name: 'svg', title: 'SVG', extension: 'svg', use: 'for documents and wikis, sharp at every size' },
  {
    name: 'html',
    title: 'HTML',
    extension: 'html',
    use: 'a page to pan, zoom and search, for people without an editor',
  },
  { name: 'drawio', title: 'draw.io', extension: 'drawio', use: 'for diagrams.net, to go on drawing by hand' },
  { name: 'dot', title: 'DOT', extension: 'dot', use: 'for Graphviz, which lays it out anew' },
  { name: 'mermaid', title: 'Mermaid', extension: 'mmd', use: 'for Markdown, which is drawn where it is read' },
] as const;

export type DrawingFormat = (typeof drawingFormats)[number]['name'];

/** What a format can show besides the topology: a theme, or what is off and the way of a message. */
export function canShow(format: DrawingFormat, what: 'theme' | 'overlay'): boolean {
  return format === 'svg' || format === 'html' || (format === 'drawio' && what === 'overlay');
}
