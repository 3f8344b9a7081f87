import './menu.css';
import { makeId, type PageData } from './api';
import { dishSheet } from './dish_sheet';
import { $ } from './dom';
import { drawGlyphs, followScroll, searchMenu } from './menu_page';
import { say } from './sheet';
import { Table } from './table';
import { refusal, t } from './texts';
import { Visit } from './visit';

// The menu is there already, drawn by the hub; this makes a table of it.

const data = JSON.parse($('#data').textContent ?? '{}') as PageData;

const visit = new Visit(data.address, {
  changed: () => table.draw(),
  refused: (code) => say(refusal(code)),
  sent: () => say(t('sent')),
});
const table = new Table(visit, data);

/** The word that the waiter's code carries. It leaves the address, so that nobody passes it on. */
function takeWord(): string {
  const word = decodeURIComponent(location.hash.slice(1));
  if (!/^[0-9A-Za-z]{4}$/.test(word)) return '';
  history.replaceState(null, '', location.pathname + location.search);
  return word;
}

function listenToDishes(): void {
  $('#menu').addEventListener('click', (event) => {
    if (!visit.joined) return;
    const target = event.target as Element;
    const dish = target.closest<HTMLElement>('.dish');
    if (!dish) return;
    const product = dish.dataset['dish']!;
    const plain = target.closest('.dish__add') && !data.dishes[product];
    if (plain) visit.put({ id: makeId(), product, quantity: 1 });
    else dishSheet(dish, data, (line) => visit.put(line));
  });
}

searchMenu();
followScroll();
listenToDishes();
table.draw();
visit.start();
const word = takeWord();
if (word !== '' && !visit.joined) table.askWord(word);
document.documentElement.classList.add('ready');
performance.mark('interactive');
void drawGlyphs();
