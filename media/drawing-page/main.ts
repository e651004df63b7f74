// The script of a page that shows a drawing to people who have no editor: finds, shows what is said of a thing, pans and
// zooms. It is written into the page (`npm run page`), which loads nothing. All that it shows is text.

import type { PageItem } from '#core/graph/files/page-data';
import { makeView } from './view.ts';

const mostFound = 50;

const svg = required('#drawing svg', SVGSVGElement);
const query = required('#find', HTMLInputElement);
const list = required('#found', HTMLElement);
const count = required('#count', HTMLElement);
const details = required('#details', HTMLElement);
const items = JSON.parse(required('#data', HTMLScriptElement).textContent) as readonly PageItem[];
/** In the order of `items`: lines, then boxes. */
const shapes = [...svg.querySelectorAll<SVGGElement>('.lines > g, .boxes > g')];
const captions = [...svg.querySelectorAll<SVGGElement>('.labels > g')];
const texts = items.map(({ name, kind, said }) => [name, kind, ...said].join('\n').toLowerCase());
const view = makeView(svg);
let selected: number | undefined;

function required<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${selector}.`);
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function itemButton(number: number): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  const item = items[number];
  button.append(element('b', item?.name ?? ''), element('small', item?.said[0] ?? ''));
  button.addEventListener('click', () => select(number, true));
  const entry = document.createElement('li');
  entry.append(button);
  return entry;
}

/** Brings it forward in the drawing, and tells about it. */
function select(number: number | undefined, fly: boolean): void {
  for (const each of [...shapes, ...captions]) each.classList.remove('selected');
  selected = number;
  const item = number === undefined ? undefined : items[number];
  details.hidden = item === undefined;
  if (number === undefined || item === undefined) return;
  const shape = shapes[number];
  for (const each of [shape, captions[number]]) each?.classList.add('selected');
  if (fly && shape !== undefined) view.show(boxOf(shape));
  const close = element('button', 'Close');
  close.setAttribute('type', 'button');
  close.addEventListener('click', closeDetails);
  const [first = item.name, ...rest] = item.said;
  details.replaceChildren(close, element('h2', item.name), element('p', first));
  for (const said of rest) details.append(element('p', said));
  for (const { title, items: related } of item.related) {
    const links = document.createElement('ul');
    links.append(...related.map(itemButton));
    details.append(element('h3', title), links);
  }
  details.scrollTop = 0;
  if (fly) details.focus({ preventScroll: true });
}

/** In the drawing's units, moved to where its group stands. */
function boxOf(shape: SVGGElement): DOMRect {
  const { x, y, width, height } = shape.getBBox();
  const moved = shape.transform.baseVal.consolidate()?.matrix;
  return new DOMRect(x + (moved?.e ?? 0), y + (moved?.f ?? 0), width, height);
}

function closeDetails(): void {
  select(undefined, false);
  svg.focus();
}

function find(): void {
  const words = query.value.toLowerCase().split(/\s+/u).filter(Boolean);
  const found =
    words.length === 0 ? [] : texts.flatMap((text, at) => (words.every((word) => text.includes(word)) ? at : []));
  const rank = (at: number) => (items[at]?.name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  found.sort((a, b) => rank(a) - rank(b));
  const hits = new Set(found);
  shapes.forEach((shape, at) => shape.classList.toggle('found', hits.has(at)));
  list.replaceChildren(...found.slice(0, mostFound).map(itemButton));
  list.hidden = found.length === 0;
  const more = found.length > mostFound ? `, the first ${mostFound} are listed` : '';
  count.textContent = words.length === 0 ? '' : `${found.length === 0 ? 'nothing' : found.length} found${more}`;
}

const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-0.15, 0],
  ArrowRight: [0.15, 0],
  ArrowUp: [0, -0.15],
  ArrowDown: [0, 0.15],
};

svg.addEventListener('keydown', (event) => {
  const pan = pans[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (pan !== undefined) view.pan(...pan);
  else if (event.key === '+' || event.key === '=') view.zoom(1.3);
  else if (event.key === '-') view.zoom(1 / 1.3);
  else if (event.key === '0' || event.key === 'Home') view.fit();
  else return;
  event.preventDefault();
});

document.addEventListener('keydown', (event) => {
  const isFind =
    (event.key === 'f' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && event.target !== query);
  if (isFind) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === 'Escape') {
    if (event.target === query && query.value !== '') {
      query.value = '';
      find();
    } else if (selected !== undefined) closeDetails();
  }
});

query.addEventListener('input', find);
query.addEventListener('keydown', (event) => {
  const first = list.querySelector('button');
  if (event.key === 'Enter') first?.click();
  else if (event.key === 'ArrowDown') first?.focus();
  else return;
  event.preventDefault();
});

/** Where the pointer went down: what follows a drag is no click. */
let pressed = { x: 0, y: 0 };
svg.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
  pressed = { x, y };
});
svg.addEventListener('click', (event) => {
  if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 4 || !(event.target instanceof Element))
    return;
  const clicked = event.target.closest<SVGGElement>('.lines > g, .boxes > g, .labels > g');
  const number = clicked === null ? -1 : Math.max(shapes.indexOf(clicked), captions.indexOf(clicked));
  select(number < 0 ? undefined : number, false);
});

required('#in', HTMLElement).addEventListener('click', () => view.zoom(1.3));
required('#out', HTMLElement).addEventListener('click', () => view.zoom(1 / 1.3));
required('#fit', HTMLElement).addEventListener('click', view.fit);
// A title would hover over everything; it becomes what a screen reader says.
const title = svg.querySelector(':scope > title');
svg.removeAttribute('aria-labelledby');
svg.setAttribute('aria-label', `${title?.textContent ?? ''}. Arrow keys move, + and - zoom, 0 shows all of it.`);
svg.setAttribute('aria-describedby', 'description');
title?.remove();
svg.setAttribute('tabindex', '0');
document.body.classList.add('running');
