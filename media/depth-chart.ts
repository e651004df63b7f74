// How many messages were in a queue over time, as a small area, with a line at the moment that is looked at.

import { area, curveStepAfter, select } from 'd3';

export interface DepthChart {
  readonly element: SVGSVGElement;
  /** Moves the line to this share of the time. */
  moveTo(share: number): void;
}

const width = 100;
const height = 16;

/** `depths` has a value for each of `times`; the last of these is the end. */
export function createDepthChart(times: readonly number[], depths: readonly number[]): DepthChart {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const end = Math.max(1, times.at(-1) ?? 1);
  const most = Math.max(1, ...depths);
  const shape = area<number>()
    .x((_, index) => ((times[index] ?? 0) / end) * width)
    .y0(height)
    .y1((depth) => height * (1 - depth / most))
    .curve(curveStepAfter);
  const svg = select(element)
    .attr('class', 'depth')
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('preserveAspectRatio', 'none')
    .attr('role', 'img')
    .attr('aria-label', `At most ${Math.max(0, ...depths)} messages`);
  svg.append('path').attr('d', shape([...depths]));
  const line = svg.append('line').attr('y1', 0).attr('y2', height);
  return {
    element,
    moveTo(share) {
      line.attr('x1', share * width).attr('x2', share * width);
    },
  };
}
