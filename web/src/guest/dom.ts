type Child = Node | string | false | null | undefined;

const isThere = (child: Child): child is Node | string => Boolean(child);
type Properties = Record<string, string | boolean | ((event: Event) => void)>;

/** `h('button', { class: 'main', onclick: send }, 'Send')`; a handler begins with "on", the rest are attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(isThere));
  return element;
}

/** Puts other children into an element; what had the focus under an id has it again. */
export function redraw(element: Element, ...children: Child[]): void {
  const focused = document.activeElement?.id ?? '';
  const inside = focused !== '' && element.contains(document.activeElement);
  element.replaceChildren(...children.filter(isThere));
  if (inside) document.getElementById(focused)?.focus();
}

export const $ = <E extends Element = HTMLElement>(selector: string): E =>
  document.querySelector<E>(selector)!;
