// Lets an envelope travel along a trace, leg by leg. The browser's own clock moves it; under reduced motion nothing
// moves and the end is there at once.

import { easeCubicInOut, select } from 'd3';
import { iconPath } from './icons.ts';
import type { Layer } from './layer.ts';

export interface Playback {
  cancel(): void;
}

interface PlayOptions {
  /** The way of each leg, as the data of an SVG path. */
  readonly legs: readonly string[];
  readonly instantly: boolean;
  /** After each leg: how many are behind the message. */
  readonly reached: (legs: number) => void;
  readonly ended: () => void;
}

/** Pixels of the scene a millisecond, and the shortest and longest time for a leg. */
const speed = 0.45;
const shortestLeg = 350;
const longestLeg = 1100;
/** A long route takes no longer than this, in milliseconds. */
const longestPlay = 9000;

export function play(layer: Layer, { legs, instantly, reached, ended }: PlayOptions): Playback {
  layer.selectAll('*').interrupt().remove();
  if (instantly || legs.length === 0) {
    reached(legs.length);
    ended();
    return { cancel: () => undefined };
  }
  const envelope = appendEnvelope(layer);
  const ways = legs.map(pathOf);
  const times = ways.map((way) => Math.min(longestLeg, Math.max(shortestLeg, way.getTotalLength() / speed)));
  const haste = Math.min(1, longestPlay / times.reduce((sum, time) => sum + time, 0));
  const leave = (leg: number): void => {
    reached(leg);
    const way = ways[leg];
    if (way === undefined) {
      envelope.remove();
      ended();
      return;
    }
    envelope
      .transition()
      .duration((times[leg] ?? 0) * haste)
      .ease(easeCubicInOut)
      .attrTween('transform', () => along(way))
      .on('end', () => leave(leg + 1));
  };
  leave(0);
  return {
    cancel: () => {
      envelope.interrupt().remove();
      reached(legs.length);
    },
  };
}

function appendEnvelope(layer: Layer): Layer {
  const envelope = layer.append('g').attr('class', 'envelope');
  envelope.append('circle').attr('r', 14);
  envelope.append('path').attr('transform', 'translate(-8,-8)').attr('d', iconPath('envelope'));
  return envelope;
}

function pathOf(data: string): SVGPathElement {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  return select(path).attr('d', data).node() ?? path;
}

function along(way: SVGPathElement): (t: number) => string {
  const length = way.getTotalLength();
  return (t) => {
    const { x, y } = way.getPointAtLength(t * length);
    return `translate(${x},${y})`;
  };
}
