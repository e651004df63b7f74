// Names as no person gives them, in every file of a drawing: they are text there, whole where there is room for them and
// cut where they would be drawn.

import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { drawingFile } from '#core/graph/files/drawing-file';
import { drawingFormats, type DrawingFormat } from '#core/graph/files/drawing-formats';
import type { PageItem } from '#core/graph/files/page-data';
import { keyOf } from '#core/model/keys';
import {
  makeAddressSpace,
  makeAdministrativeGroup,
  makeRoutingGroup,
  makeRoutingGroupConnector,
  makeServer,
  makeSmtpConnector,
  makeTopology,
  makeVirtualServer,
} from '#core/model/make';
import type { Topology } from '#core/model/topology';
import { connected, host, organization } from '../../routing/topology-in-code.ts';
import { written } from '../written.ts';

const long = 10_000;
const hostile: Readonly<Record<string, string>> = {
  'ten thousand letters': 'x'.repeat(long),
  'ten thousand signs of markup': '<'.repeat(long),
  'ten thousand quotation marks': '"'.repeat(long),
  'ten thousand backslashes': '\\'.repeat(long),
  'ten thousand letters from right to left': `\u202e${'ש'.repeat(long)}`,
  'ten thousand emoji': '👩‍👧'.repeat(long / 5),
  'ten thousand turns of direction, then a word': `${'\u202e'.repeat(long)}word`,
  'ten thousand bells, then a word': `${'\u0007'.repeat(long)}word`,
  'ten thousand halves of pairs': '\ud800'.repeat(long),
  'a script': '</title></script><script>alert(1)</script>',
  'an attribute': '" onload="alert(1)" x=\'',
  'the end of a section': ']]> --> &amp; &#0; &unknown;',
  Mermaid: '"]; end; click n0 "javascript:alert(1)" %%{init: {}}%% #7;',
  DOT: '"]; } digraph x { a [label="\\N',
  lines: 'one\ntwo\r\nthree\u2028four\u0085five',
  'control characters': 'nul\u0000 bell\u0007 escape\u001b[31m delete\u007f',
  'no character': '\uffff\ufffe',
};

/** An element of each kind, all under one name. */
function everything(name: string): Topology {
  const [group, relay] = [keyOf(name), host(`relay ${name}`)];
  const virtualServer = makeVirtualServer(name, group, { smartHosts: [relay] });
  return makeTopology({
    organization: organization({ name }),
    administrativeGroups: [makeAdministrativeGroup(name, { routingGroups: [group] })],
    routingGroups: [makeRoutingGroup(name, { administrativeGroup: group }), makeRoutingGroup('Other')],
    servers: [makeServer(name, group, { virtualServers: [virtualServer] }), makeServer('B', keyOf('Other'))],
    connectors: [
      makeRoutingGroupConnector(name, group, { bridgeheads: 'any', connects: [connected('Other', 1)], targets: [] }),
      makeSmtpConnector(`smtp ${name}`, group, {
        bridgeheads: 'any',
        addressSpaces: [makeAddressSpace(name, { cost: 1 })],
        delivery: { kind: 'smart host', hosts: [relay] },
      }),
    ],
  });
}

/** What names that belong to sites stand for, under one name that can be written. */
const sites = (name: string): Topology =>
  written(`organization O { model exchange-2013 }
site "${name}" { hub; no inbound mail
  server "${name}" { database "${name}" }
}
site B { server B1 }
site link "${name}" between "${name}", B
dag "${name}" { member "${name}", B1 }
foreign connector "${name}" { source B1; address space FAX:"*"; disabled }`);

interface Text {
  /** Read as what reads the file does, without what only leads there. */
  readonly text: string;
  /** It is drawn, and not only told of what is drawn. */
  readonly isDrawn: boolean;
}

/** A file as its reader has it: what it is made of whatever the names, and the texts in it. */
interface Read {
  readonly structure: readonly string[];
  readonly texts: readonly Text[];
}

const readers: Readonly<Record<DrawingFormat, (file: string) => Read>> = {
  svg: readXml,
  html: (file) => {
    const [before = '', drawing = '', after = ''] = file.split(/(?=<svg )|(?<=<\/svg>)/);
    const json = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(after)?.[1] ?? '';
    const items = JSON.parse(json) as readonly PageItem[];
    const { structure, texts } = readXml(drawing);
    return {
      structure: [...structure, ...tagsOf(before), ...tagsOf(after), ...items.map(({ kind }) => kind)],
      texts: [
        ...texts,
        ...items.flatMap(({ name, said }) => [name, ...said].map((text) => ({ text, isDrawn: false }))),
      ],
    };
  },
  drawio: readXml,
  dot: (file) => ({
    structure: withoutTooltips(file)
      .replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""')
      .split('\n'),
    texts: [...file.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gs)].flatMap(([, key, value = '']) =>
      value.split('\\n').map((line) => ({
        text: line.replaceAll(/\\(.)/gs, '$1').replaceAll('&amp;', '&'),
        isDrawn: key === 'label',
      })),
    ),
  }),
  mermaid: (file) => ({
    structure: file.replaceAll(/"[^"\n]*"/g, '""').split('\n'),
    texts: [...file.matchAll(/"([^"\n]*)"/g)].flatMap(([, label = '']) =>
      label.split('<br/>').map((line) => ({
        text: line.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
        isDrawn: true,
      })),
    ),
  }),
};

/** The elements with their attributes, and what stands in them; a file that is not well-formed throws. */
function readXml(file: string): Read {
  const structure: string[] = [];
  const texts: Text[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    // In diagrams.net a name that is cut has an object around its cell, which has it whole.
    if (name !== 'UserObject')
      structure.push(name, ...Object.keys(attributes).filter((each) => !['id', 'value'].includes(each)));
    for (const [key, value] of Object.entries(attributes)) {
      const isDrawn = key === 'value' || key === 'label';
      for (const text of value.split('\n')) texts.push({ text, isDrawn });
    }
  });
  parser.on('text', (text) => {
    for (const line of text.split('\n')) texts.push({ text: line, isDrawn: open.at(-1) === 'text' });
  });
  parser.on('closetag', () => open.pop());
  parser.write(file).close();
  return { structure, texts };
}

function tagsOf(html: string): readonly string[] {
  return html.match(/<\/?[a-z][^\s>]*/g) ?? [];
}

/** Only what is cut has one of its own. */
function withoutTooltips(dot: string): string {
  return dot.replaceAll(/[,;] tooltip="(?:[^"\\]|\\.)*"/gs, '');
}

/** Two names on one line, as long as names are that people give, and a few words. */
const longestDrawn = 250;

const formats = drawingFormats.map(({ name }) => name);
const cases = formats.flatMap((format) => Object.keys(hostile).map((title) => ({ format, title })));

describe.each(cases)('$title as the name of everything in $format', ({ format, title }) => {
  const name = hostile[title] ?? '';
  const file = drawingFile(everything(name), { format });
  const plain = drawingFile(everything('N'), { format });

  it('is text and nothing else', () => {
    const [odd, usual] = [readers[format](file), readers[format](plain)];
    expect(odd.structure).toEqual(usual.structure);
    for (const { text } of odd.texts) expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  });

  it('is cut where it is drawn', () => {
    const { texts } = readers[format](file);
    for (const { text, isDrawn } of texts) if (isDrawn) expect(text.length).toBeLessThan(longestDrawn);
  });

  it('takes no more room than it has to', () => {
    // As often as it is told of, and as many characters as a format needs for one.
    expect(file.length).toBeLessThan(plain.length + 200 * Math.max(100, name.length));
  });
});

describe.each(formats)('A long name in %s', (format) => {
  it.each([
    ['a group, its administrative group and all in it', everything, long],
    ['sites and what belongs to them, as long as the language has names', sites, 255],
  ])('of %s ends in an ellipsis where it is drawn, and is told whole', (_, made, length) => {
    const name = 'x'.repeat(length);
    const { texts } = readers[format](drawingFile(made(name), { format }));
    const drawn = texts.filter(({ text, isDrawn }) => isDrawn && text.includes('xxx'));
    expect(drawn.length).toBeGreaterThan(3);
    for (const { text } of drawn) expect(text).toMatch(/x…/);
    // Mermaid has no place for what is not drawn.
    expect(texts.some(({ text }) => text.includes(name))).toBe(format !== 'mermaid');
  });

  it('of 64 letters, as Active Directory has them at most, is drawn whole where boxes are made for it', () => {
    const name = `Some <name> ${'of letters '.repeat(4)}64..`.slice(0, 64);
    const { texts } = readers[format](drawingFile(everything(name), { format }));
    const drawn = texts.filter(({ isDrawn }) => isDrawn).map(({ text }) => text);
    const isOurs = format === 'svg' || format === 'html' || format === 'drawio';
    for (const each of [name, `relay ${name}`]) expect(drawn.some((text) => text.includes(each))).toBe(!isOurs);
  });
});

it('A drawing with long names is as wide as one with names that fill their boxes', () => {
  const widthOf = (name: string) => Number(/width="(\d+)"/.exec(drawingFile(everything(name), { format: 'svg' }))?.[1]);
  expect(widthOf('x'.repeat(long))).toBe(widthOf('x'.repeat(64)));
});
