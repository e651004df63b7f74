// The drawing as a tree beside it: for those who read it instead of looking, and those who look something up. It is there
// for screen readers also while it is not shown, and comes forward when the focus comes to it.

import { branchesOf, hasBranches, rootsOf, wayInWords, type Branch } from '#core/graph/asked/tree';
import type { ElementId } from '#core/model/element';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { iconOf } from './inspector.ts';
import { elementOf } from '#core/graph/scene-index';
import { powerOf } from './switches.ts';
import { sentencesOf, type View } from './view.ts';

export interface Outline {
  readonly element: HTMLElement;
  show(view: View, isOpen: boolean): void;
}

/** So many lines are made before something else has its turn. */
const atOnce = 60;

interface OutlineOptions {
  readonly toggle: () => void;
  /** The focus is on a line: its item is pointed at; undefined when it left. */
  readonly point: (id: string | undefined) => void;
  readonly choose: (element: ElementId) => void;
  readonly switch: (id: string) => void;
  /** Back to the drawing. */
  readonly leave: () => void;
  /** Does something when nothing else is to be done. */
  readonly idly: (what: () => void) => void;
}

export function createOutline(options: OutlineOptions): Outline {
  const tree = html('ul', { role: 'tree', 'aria-label': 'Elements of the drawing' });
  const close = html('button', { class: 'tool', type: 'button', title: 'Hide the outline', 'aria-label': 'Hide the outline', onclick: options.toggle }, icon('close')); // prettier-ignore
  const element = html('aside', { class: 'outline', 'aria-label': 'Outline' }, html('header', {}, html('h2', {}, 'Outline'), close), tree); // prettier-ignore
  const opened = new Set<string>();
  const lines = new Map<string, Line>();
  let view: View | undefined;
  let current = '';
  let isDue = false;
  let builds = 0;

  const build = (): void => {
    isDue = false;
    builds += 1;
    if (view === undefined) return;
    const hadFocus = tree.contains(document.activeElement);
    const before = new Map(lines);
    lines.clear();
    const roots = rootsOf(view.index.places);
    const make = (branch: Branch, at: number) => lineOf(branch, { level: 1, at, of: roots.length }, before);
    // The first time all of them are new: a few at a time, so that nothing waits for them.
    if (before.size === 0) return append(roots, make, 0);
    const next = roots.map(make);
    if (next.length !== tree.childElementCount || next.some((each, i) => each !== tree.children[i])) tree.replaceChildren(...next); // prettier-ignore
    select(lines.has(current) ? current : (roots[0]?.key ?? ''));
    if (hadFocus) lines.get(current)?.element.focus();
  };
  const append = (roots: readonly Branch[], make: (branch: Branch, at: number) => HTMLElement, from: number): void => {
    const part = roots.slice(from, from + atOnce);
    if (from === 0) tree.replaceChildren();
    tree.append(...part.map((branch, i) => make(branch, from + i)));
    if (from === 0) select(lines.has(current) ? current : (roots[0]?.key ?? ''));
    const next = from + part.length;
    if (next >= roots.length) return;
    const turn = builds;
    options.idly(() => {
      // Something else may be drawn by then: all of it is built for that, or is about to be.
      if (turn === builds && !isDue) append(roots, make, next);
    });
  };
  const lineOf = (branch: Branch, place: Place, before: ReadonlyMap<string, Line> = new Map()): HTMLElement => {
    const now = view;
    if (now === undefined) return html('li');
    const content = contentOf(branch, now, place);
    const kept = before.get(branch.key);
    // One that says the same stays, unless it is open: then what it holds may say something else.
    const isSame =
      kept !== undefined && kept.content === content && kept.group === undefined && !opened.has(branch.key);
    const line = isSame ? Object.assign(kept, { branch }) : makeLine(branch, now, place, content);
    lines.set(branch.key, line);
    if (opened.has(branch.key)) openLine(line);
    return line.element;
  };
  const openLine = (line: Line): void => {
    if (view === undefined || !line.isFull || line.group !== undefined) return;
    opened.add(line.branch.key);
    const held = branchesOf(view.index, line.branch);
    line.group = html('ul', { role: 'group' }, ...held.map((branch, i) => lineOf(branch, { level: line.level + 1, at: i, of: held.length }))); // prettier-ignore
    line.element.append(line.group);
    line.element.setAttribute('aria-expanded', 'true');
  };
  const closeLine = (line: Line): void => {
    opened.delete(line.branch.key);
    for (const inner of line.group?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? []) lines.delete(inner.dataset['key'] ?? ''); // prettier-ignore
    line.group?.remove();
    line.group = undefined;
    line.element.setAttribute('aria-expanded', 'false');
  };
  const select = (key: string): void => {
    const before = lines.get(current);
    if (before !== undefined) before.element.tabIndex = -1;
    current = key;
    const line = lines.get(key);
    if (line !== undefined) line.element.tabIndex = 0;
  };
  const goTo = (key: string | undefined): void => {
    const line = key === undefined ? undefined : lines.get(key);
    if (line === undefined) return;
    select(line.branch.key);
    line.element.focus();
  };
  const lineAt = (target: EventTarget | null): Line | undefined => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[role="treeitem"]') : null;
    return item === null ? undefined : lines.get(item.dataset['key'] ?? '');
  };

  tree.addEventListener('focusin', (event) => {
    const line = lineAt(event.target);
    if (line === undefined) return;
    select(line.branch.key);
    options.point(line.branch.item.id);
  });
  tree.addEventListener('focusout', () => options.point(undefined));
  tree.addEventListener('click', (event) => {
    const line = lineAt(event.target);
    if (line === undefined) return;
    goTo(line.branch.key);
    const isTwisty = event.target instanceof Element && event.target.closest('.twisty') !== null;
    if (!isTwisty) options.choose(elementOf(line.branch.item));
    else if (line.group === undefined) openLine(line);
    else closeLine(line);
  });
  tree.addEventListener('keydown', (event) => {
    const line = lines.get(current);
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(event.key, line)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const act = (key: string, line: Line): boolean => {
    const { branch } = line;
    const all = (): readonly HTMLElement[] => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
    const at = (place: number): void => goTo(all()[place]?.dataset['key']);
    const step = (by: 1 | -1): void => at(Math.max(0, all().indexOf(line.element) + by));
    switch (key) {
      case 'ArrowDown':
        step(1);
        return true;
      case 'ArrowUp':
        step(-1);
        return true;
      case 'ArrowRight':
        // Along a connector, to what stands at its other end.
        if (branch.other !== undefined) goTo(branch.other.id);
        else if (line.group === undefined) openLine(line);
        else step(1);
        return true;
      case 'ArrowLeft':
        if (line.group !== undefined) closeLine(line);
        else goTo(line.element.parentElement?.closest<HTMLElement>('[role="treeitem"]')?.dataset['key']);
        return true;
      case 'Home':
        at(0);
        return true;
      case 'End':
        at(all().length - 1);
        return true;
      case 'Enter':
        options.choose(elementOf(branch.item));
        return true;
      case ' ':
        options.switch(branch.item.id);
        return true;
      case 'Escape':
        options.leave();
        return true;
      default:
        return key.length === 1 && goToLetter(key.toLowerCase(), line, all());
    }
  };
  /** The next line whose name begins with it. */
  const goToLetter = (letter: string, line: Line, all: readonly HTMLElement[]): boolean => {
    const from = all.indexOf(line.element) + 1;
    const begins = (item: HTMLElement): boolean =>
      lines
        .get(item.dataset['key'] ?? '')
        ?.branch.item.name.toLowerCase()
        .startsWith(letter) === true;
    const next = [...all.slice(from), ...all.slice(0, from)].find(begins);
    goTo(next?.dataset['key']);
    return next !== undefined;
  };
  return {
    element,
    show: (now, isOpen) => {
      element.classList.toggle('open', isOpen);
      // What somebody holds in the hand is nowhere else in the tree.
      if (now.isLifted) return;
      const before = view;
      view = now;
      if (before?.selected !== now.selected) for (const line of lines.values()) showSelected(line, now);
      if (before?.index === now.index && before.markOf === now.markOf && sameSet(before.down, now.down)) return;
      if (isDue) return;
      isDue = true;
      options.idly(build);
    },
  };
}

interface Place {
  readonly level: number;
  readonly at: number;
  readonly of: number;
}

interface Line {
  branch: Branch;
  /** All that it says. */
  readonly content: string;
  readonly element: HTMLElement;
  readonly level: number;
  /** It holds others. */
  readonly isFull: boolean;
  /** Those, while it is open. */
  group: HTMLElement | undefined;
}

function contentOf(branch: Branch, view: View, { level, at, of }: Place): string {
  const { item, key } = branch;
  const said = sentencesOf(view, item, powerOf(view.index, item, view.down)).join('. ');
  const { name, detail } = item;
  return [key, name, detail, said, view.markOf(item)?.severity, hasBranches(view.index, branch), wayInWords(branch), level, at, of].join('\n'); // prettier-ignore
}

function makeLine(branch: Branch, view: View, { level, at, of }: Place, content: string): Line {
  const { item, key } = branch;
  const isFull = hasBranches(view.index, branch);
  const way = wayInWords(branch);
  const mark = view.markOf(item);
  const said = sentencesOf(view, item, powerOf(view.index, item, view.down)).join('. ');
  const row = html(
    'span',
    { class: 'row', title: said },
    isFull ? html('span', { class: 'twisty' }, icon('down')) : html('span', { class: 'no-twisty' }),
    icon(iconOf(item)),
    html('span', { class: 'row-name', dir: 'auto' }, way === '' ? item.name : way),
    html('span', { class: 'quiet row-about', dir: 'auto' }, way === '' ? item.detail : item.name),
    mark === undefined ? null : html('span', { class: `problems ${mark.severity}` }, icon(mark.severity === 'hint' ? 'info' : mark.severity)), // prettier-ignore
  );
  row.style.paddingLeft = `${(level - 1) * 12 + 4}px`;
  const element = html(
    'li',
    {
      role: 'treeitem',
      'aria-label': way === '' ? said : `${said}. ${branch.way === 'in' ? 'Comes in from' : 'Leads to'} ${branch.other?.name ?? ''}`, // prettier-ignore
      'aria-level': level,
      'aria-posinset': at + 1,
      'aria-setsize': of,
      'aria-expanded': isFull ? 'false' : undefined,
      tabindex: -1,
      'data-key': key,
    },
    row,
  );
  const line: Line = { branch, content, element, level, isFull, group: undefined };
  showSelected(line, view);
  return line;
}

function showSelected({ element, branch: { item } }: Line, { selected }: View): void {
  element.setAttribute('aria-selected', String(selected !== null && selected === elementOf(item)));
}

function sameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
