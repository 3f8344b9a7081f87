import { render, type ComponentChild } from 'preact';
import type { Paper as Width } from '../state/preferences';
import './paper.css';

/** A printed paper as it will come out. `html` is a fragment made, and escaped, by the core. */
export function Paper({ html }: { html: string }) {
  return <div class="paper-edge" dangerouslySetInnerHTML={{ __html: html }} />;
}

const MM_PER_PIXEL = 25.4 / 96;
const pageRule = new CSSStyleSheet();
document.adoptedStyleSheets.push(pageRule);

/** Prints a paper of the core through the system's dialog. */
export function printPaper(html: string, width: Width): void {
  printNode(<div dangerouslySetInnerHTML={{ __html: html }} />, width);
}

/** Prints on a page exactly as wide and as long as the paper. */
export function printNode(node: ComponentChild, width: Width): void {
  const sheet = printSheet();
  render(node, sheet);
  const height = Math.ceil(sheet.getBoundingClientRect().height * MM_PER_PIXEL) + 1;
  pageRule.replaceSync(`@page { size: ${width.slice(2)}mm ${height}mm; margin: 0; }`);
  print();
}

function printSheet(): HTMLElement {
  const existing = document.querySelector<HTMLElement>('#print');
  if (existing) return existing;
  const sheet = document.createElement('div');
  sheet.id = 'print';
  sheet.setAttribute('aria-hidden', 'true');
  document.body.append(sheet);
  return sheet;
}
