// How many messages were in a queue over time, as a small area, with a line at the moment that is looked at.

import { area, curveStepAfter, select } from 'd3';
import { writtenDuration } from '#core/routing/message/written-values';
import { frameAt, type Playback, type QueueOverTime, standAt } from '#core/simulation/playback';

export interface DepthChart {
  readonly element: SVGSVGElement;
  /** Moves the line to a frame. */
  moveTo(frame: number): void;
}

const width = 100;
const height = 16;

/** Frames are at even distances, as on the axis of time. */
export function createDepthChart(frames: readonly number[], over: QueueOverTime): DepthChart {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const last = Math.max(1, frames.length - 1);
  const { peak: most } = over;
  const shape = area<Depth>()
    .x(([frame]) => (frame / last) * width)
    .y0(height)
    .y1(([, messages]) => height * (1 - (0.85 * messages) / Math.max(1, most)))
    .curve(curveStepAfter);
  const svg = select(element)
    .attr('class', 'depth')
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('preserveAspectRatio', 'none')
    .attr('role', 'img')
    .attr('aria-label', `At most ${most} messages`);
  svg.append('path').attr('d', shape(depthsOf(frames, over)));
  const line = svg.append('line').attr('y1', 0).attr('y2', height);
  return {
    element,
    moveTo(frame) {
      const x = (frame / last) * width;
      line.attr('x1', x).attr('x2', x);
    },
  };
}

/** At a frame, or half a frame before one, how many messages. */
type Depth = readonly [frame: number, messages: number];

/** How deep a queue is from each frame on at which that changes, to the last one; with the most of all where that lies between frames. */
function depthsOf(frames: readonly number[], over: QueueOverTime): Depth[] {
  const { frames: changes, stands, peak, peakAt } = over;
  const last = Math.max(1, frames.length - 1);
  const depths = stands.map(({ messages }, i): Depth => [changes[i] ?? 0, messages]);
  const end: Depth = [last, stands.at(-1)?.messages ?? 0];
  const at = frameAt(frames, peakAt);
  const { messages } = standAt(over, at);
  if (messages === peak) return [...depths, end];
  const before = depths.filter(([frame]) => frame < at);
  return [...before, [at - 0.5, peak], [at, messages], ...depths.filter(([frame]) => frame > at), end];
}

/** The same for a file of its own, along even time. */
export function depthChartFile({ frames, end }: Playback, over: QueueOverTime): string {
  const { name, server, peak: most, peakAt } = over;
  const timeOf = (frame: number): number => (Number.isInteger(frame) ? (frames[frame] ?? end) : peakAt);
  const shape = area<Depth>()
    .x(([frame]) => 48 + (timeOf(frame) / Math.max(1, end)) * 572)
    .y0(168)
    .y1(([, messages]) => 168 - 132 * (messages / Math.max(1, most)))
    .curve(curveStepAfter);
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const svg = select(element)
    .attr('viewBox', '0 0 640 200')
    .attr('width', 640)
    .attr('height', 200)
    .attr('font-family', 'system-ui, sans-serif')
    .attr('font-size', 12);
  const title = `${name}, ${server ?? 'outside'}`;
  svg.append('title').text(title);
  svg.append('rect').attr('width', 640).attr('height', 200).attr('fill', '#ffffff');
  svg
    .append('path')
    .attr('d', shape(depthsOf(frames, over)))
    .attr('fill', '#b35900');
  svg.append('path').attr('d', 'M48,32V168H620').attr('fill', 'none').attr('stroke', '#555555');
  const label = (x: number, y: number, anchor: string, text: string): void => {
    svg.append('text').attr('x', x).attr('y', y).attr('text-anchor', anchor).text(text);
  };
  label(48, 20, 'start', title);
  label(42, 40, 'end', String(most));
  label(42, 170, 'end', '0');
  label(48, 186, 'start', '0s');
  label(620, 186, 'end', writtenDuration(end));
  return `${new XMLSerializer().serializeToString(element)}\n`;
}
