// The tree of the Testing view: a topology, and in it its tests in the order of the text, then its scenarios
// that expect something.

import { Uri, type TestController, type TestItem } from 'vscode';
import type { TestAnswer, TestsAnswer } from '#core/protocol/requests';
import { selectionOf } from './show-source.ts';
import { shownName } from './topologies.ts';

/** Makes the tree say what the server says now. A test that stays keeps its item, and with it what is known of it. */
export function showTests(controller: TestController, { root, tests }: TestsAnswer): void {
  if (tests.length === 0) {
    controller.items.delete(root);
    return;
  }
  const topology = controller.items.get(root) ?? addTopology(controller, root);
  const children = identified(tests).map(([id, test], place) => {
    const known = topology.children.get(id);
    const item =
      known?.uri?.toString() === test.uri ? known : controller.createTestItem(id, test.name, Uri.parse(test.uri, true));
    item.label = test.name;
    item.range = selectionOf(test);
    item.sortText = String(place).padStart(6, '0');
    return item;
  });
  topology.children.replace(children);
}

/** The tests that an item stands for, itself when it is one. */
export function testsIn(item: TestItem): readonly TestItem[] {
  return item.parent === undefined ? [...item.children].map(([, child]) => child) : [item];
}

/** The root of the topology that the item is or belongs to. */
export function rootOfItem(item: TestItem): string {
  return (item.parent ?? item).id;
}

/** The answer's tests by the ids of their items. */
export function testsById({ tests }: TestsAnswer): ReadonlyMap<string, TestAnswer> {
  return new Map(identified(tests));
}

/** Of the first test of that name; package.json tells tests from topologies, whose ids are addresses, by it. */
export function testId(name: string): string {
  return `test ${name}`;
}

/** Names are unique but for the mistake of writing one twice; what stands twice is shown twice. */
function identified(tests: readonly TestAnswer[]): (readonly [string, TestAnswer])[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const id = test.kind === 'test' ? testId(test.name) : `scenario ${test.name}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return [count === 1 ? id : `${id}\n${count}`, test];
  });
}

function addTopology(controller: TestController, root: string): TestItem {
  const uri = Uri.parse(root, true);
  const item = controller.createTestItem(root, shownName(uri), uri);
  controller.items.add(item);
  return item;
}
