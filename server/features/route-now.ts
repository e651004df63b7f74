import { keyOf } from '#core/model/keys';
import type { Declaration } from '#core/syntax/tree';
import type { Route } from '#core/routing/route';
import type { Snapshot } from './snapshot.ts';

/** The way that the message of a test takes as things are; undefined outside of tests and before its `send` is written. */
export function routeNow({ topology, routing }: Snapshot, around: readonly Declaration[]): Route | undefined {
  const own = around.at(-1);
  if (own?.kind !== 'test' || own.name === undefined) return undefined;
  const key = keyOf(own.name.value);
  const test = topology.tests.find((one) => one.key === key);
  return test?.send && routing().route(test.send, test.down);
}
