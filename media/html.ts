// Makes elements without innerHTML: what a user wrote only ever becomes text.

type Child = Node | string | null | undefined | false;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** An element with attributes (`onclick` and its like are listeners; undefined and false leave one out) and children. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: Attribute): void {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (value === true) element.setAttribute(name, '');
  else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
}

/**
 * Puts other children into an element. A focus that was in it goes to what says the same `data-key`, else to the button
 * that stands where the old one stood.
 */
export function refill(element: HTMLElement, children: readonly HTMLElement[]): void {
  const buttons = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('button')];
  const at = buttons().findIndex((each) => each === document.activeElement);
  const key = buttons()[at]?.dataset['key'];
  element.replaceChildren(...children);
  if (at < 0) return;
  const now = buttons();
  const same = key === undefined ? undefined : now.find(({ dataset }) => dataset['key'] === key);
  (same ?? now[Math.min(at, now.length - 1)])?.focus();
}
