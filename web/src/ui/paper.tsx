import type { Paper as Width } from '../state/preferences';
import './paper.css';

/** A printed paper as it will come out. `html` is a fragment made, and escaped, by the core. */
export function Paper({ html, width }: { html: string; width: Width }) {
  return (
    <div
      class={`paper-edge ${width}`}
      ref={(element) => showLogo(element)}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** The core leaves the place for this device's logo (print/logo.ts). */
function showLogo(papers: HTMLElement | null): void {
  const address = localStorage.getItem('printer-logo');
  if (address === null) return;
  for (const image of papers?.querySelectorAll<HTMLImageElement>('img.logo') ?? []) {
    image.src = address;
    image.hidden = false;
  }
}

const MM_PER_PIXEL = 25.4 / 96;
const pageRule = new CSSStyleSheet();
document.adoptedStyleSheets.push(pageRule);

/** Prints papers of the core through the system's dialog, on a page exactly as wide and as long as they are. */
export async function printPaper(html: string, width: Width): Promise<void> {
  const sheet = printSheet();
  sheet.className = width;
  sheet.innerHTML = html;
  showLogo(sheet);
  await Promise.all(Array.from(sheet.querySelectorAll('img'), loaded));
  const height = Math.ceil(sheet.getBoundingClientRect().height * MM_PER_PIXEL) + 1;
  pageRule.replaceSync(`@page { size: ${width.slice(2)}mm ${height}mm; margin: 0; }`);
  print();
}

/** A picture that cannot be read leaves its place empty. */
const loaded = (image: HTMLImageElement): Promise<void> =>
  image.hidden ? Promise.resolve() : image.decode().catch(() => {});

function printSheet(): HTMLElement {
  const existing = document.querySelector<HTMLElement>('#print');
  if (existing) return existing;
  const sheet = document.createElement('div');
  sheet.id = 'print';
  sheet.setAttribute('aria-hidden', 'true');
  document.body.append(sheet);
  return sheet;
}
