import { elementId, groupId } from '#core/model/element';
import { groupWord } from '#core/model/lookup';
import type { Topology } from '#core/model/topology';
import { drawingFile, graphOf, type DrawingWish } from '#core/graph/files/drawing-file';
import { canShow, drawingFormats, type DrawingFormat } from '#core/graph/files/drawing-formats';
import type { Overlay } from '#core/graph/files/overlay';
import { findDeclared } from '#core/routing/message/declared';
import { readDown, readMessage } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import { nextBest } from '#core/routing/next-best';
import type { Answer } from '#core/answer';
import type { Call, Command } from './command.ts';
import { layoutBeside } from './layout-file.ts';
import { hasErrors } from './check.ts';
import { loadOne } from './load.ts';
import { messageOf, messageOptions } from './route.ts';
import { CallError } from './terminal.ts';

const formats: readonly DrawingFormat[] = drawingFormats.map(({ name }) => name);
const listOf = (what: 'theme' | 'overlay') => formats.filter((format) => canShow(format, what)).join(', ');

export const graph: Command = {
  name: 'graph',
  usage:
    `FILE [--format ${[...formats, 'json'].join('|')}] [--theme light|dark] [--around GROUP [--depth N]] ` +
    '[--down ELEMENT]... [--from SERVER --to ADDRESS] [--layout none]',
  summary:
    'Draws what is sound of a topology, by the layout file beside it; SVG unless another format is asked for. --around draws one group and what is up to ' +
    `N connectors away from it (1 unless said). In ${listOf('overlay')}, --down draws what fails as failed, and --from and --to draw ` +
    "in the way of a message, with its steps numbered, and its next best way; more of it is said as 'route' has it.",
  options: { layout: 'value', theme: 'value', around: 'value', depth: 'value', down: 'values', ...messageOptions },
  formats: [...formats, 'json'],
  refusedFormats: {
    png: "PNG needs a browser to draw it. Use --format svg or html here, or 'Bridgehead: Export Drawing…' in VS Code.",
  },
  files: 'one',
  run(call, terminal) {
    const format = formats.find((each) => each === call.value('format')) ?? 'svg';
    const isJson = call.value('format') === 'json';
    checkShown(call, isJson ? 'json' : format);
    const wanted = call.value('layout') ?? 'beside';
    if (wanted !== 'beside' && wanted !== 'none') {
      throw new CallError(`'--layout' takes 'none'; without it the file beside FILE counts. '${wanted}' is neither.`);
    }
    const theme = themeOf(call);
    const depth = depthOf(call);
    const loaded = loadOne(call.files, terminal);
    const { topology } = loaded;
    const overlay = overlayOf(call, topology);
    const group = call.value('around');
    const wish: DrawingWish = {
      format,
      ...(theme && { theme }),
      ...(overlay && { overlay }),
      ...(group !== undefined && { around: { node: groupNamed(group, topology), depth } }),
    };
    const beside = layoutBeside(call.files[0] ?? '-', wanted === 'beside', terminal);
    if (isJson) terminal.out(`${JSON.stringify({ format: 1, ...graphOf(topology, wish) })}\n`);
    else terminal.out(drawingFile(topology, wish, { pinsOf: beside.pinsOf }));
    return hasErrors(loaded, terminal) || beside.isBroken ? 1 : 0;
  },
};

/** Text that others draw shows no colours of ours and nothing on top. */
function checkShown(call: Call, format: DrawingFormat | 'json'): void {
  const refuse = (what: 'theme' | 'overlay', options: readonly string[]) => {
    if (format !== 'json' && canShow(format, what)) return;
    const given = options.find((option) => isGiven(call, option));
    if (given !== undefined) throw new CallError(`--${given} is shown in ${listOf(what)}, not in ${format}.`);
  };
  refuse('theme', ['theme']);
  refuse('overlay', ['down', ...Object.keys(messageOptions)]);
}

function isGiven(call: Call, option: string): boolean {
  return call.flags.has(option) || call.value(option) !== undefined;
}

function themeOf(call: Call): DrawingWish['theme'] {
  const theme = call.value('theme');
  if (theme === undefined || theme === 'light' || theme === 'dark') return theme;
  throw new CallError(`--theme is light or dark, not '${theme}'. Without it, the drawing is as its reader has it.`);
}

function depthOf(call: Call): number {
  const depth = call.value('depth');
  if (depth === undefined) return 1;
  if (call.value('around') === undefined)
    throw new CallError('--depth counts from a group: --around GROUP is missing.');
  if (!/^\d{1,4}$/.test(depth)) throw new CallError(`--depth is a number of connectors, such as 2, not '${depth}'.`);
  return Number(depth);
}

function groupNamed(name: string, topology: Topology): ReturnType<typeof groupId> {
  return groupId(orThrow(findDeclared(groupWord(topology), name, topology.routingGroupByKey)));
}

function overlayOf(call: Call, topology: Topology): Overlay | undefined {
  const given = call.values('down');
  const down = orThrow(readDown(given, topology));
  const ids = down.map(elementId);
  const asksForWay = Object.keys(messageOptions).some((option) => isGiven(call, option));
  if (!asksForWay) return given.length === 0 ? undefined : { down: ids };
  const message = orThrow(readMessage(messageOf(call), topology));
  const routing = compileRouting(topology);
  const route = routing.route(message, down);
  return { down: ids, route, nextBest: nextBest(routing, message, down, route) };
}

function orThrow<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}
