import { $ } from './dom';

/** As the core's search compares texts: without accents, in lower case. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim();

/** Hides what does not have every word that was typed. */
export function searchMenu(): void {
  const input = $<HTMLInputElement>('#search');
  const dishes = [...document.querySelectorAll<HTMLElement>('.dish')].map((dish) => ({
    dish,
    text: fold(dish.querySelector('.dish__text')!.textContent ?? ''),
  }));
  const sections = document.querySelectorAll<HTMLElement>('main > section');
  input.addEventListener('input', () => {
    const words = fold(input.value)
      .split(/\s+/)
      .filter((word) => word !== '');
    let any = false;
    for (const { dish, text } of dishes) {
      dish.hidden = !words.every((word) => text.includes(word));
      any ||= !dish.hidden;
    }
    for (const section of sections) section.hidden = !section.querySelector('.dish:not([hidden])');
    $('#nothing').hidden = any || dishes.length === 0;
    $('.rail').hidden = words.length > 0;
    scrollTo({ top: 0 });
  });
}

/** The rail shows which category is in view. */
export function followScroll(): void {
  const rail = $('.rail');
  const links = [...rail.querySelectorAll('a')];
  const sections = links.map((link) => $(link.getAttribute('href')!));
  // A section that a link led to stops here; a pixel more, since it may stop between two.
  const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) + 1;
  const mark = () => {
    const below = sections.findIndex((section) => section.getBoundingClientRect().top > line);
    const at = Math.max(0, (below === -1 ? sections.length : below) - 1);
    for (const [index, link] of links.entries()) {
      if (index !== at) link.removeAttribute('aria-current');
      else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'true');
        rail.scrollTo({ left: link.offsetLeft - 16 });
      }
    }
  };
  let waiting = false;
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  if (links.length > 0) mark();
}

/** Draws what a product without a picture looks like; it comes after everything that matters. */
export async function drawGlyphs(): Promise<void> {
  const response = await fetch(new URL('../ui/glyphs.json', import.meta.url));
  if (!response.ok) return;
  const glyphs = (await response.json()) as Record<string, string>;
  for (const svg of document.querySelectorAll<SVGElement>('svg[data-icon]')) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', glyphs[svg.dataset['icon']!] ?? glyphs['plate']!);
    svg.append(path);
  }
}
