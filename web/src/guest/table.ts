import { Refused, type CartLine, type OrderedLine, type PageData, type WantedLine } from './api';
import { button } from './dish_sheet';
import { $, h, redraw } from './dom';
import { say, sheet } from './sheet';
import { refusal, t } from './texts';
import type { Visit } from './visit';

/** What stands below the menu: how to join, the cart, and how the order goes. */
export class Table {
  #cart: HTMLElement | null = null;
  #orders: HTMLElement | null = null;

  constructor(
    readonly visit: Visit,
    readonly data: PageData,
  ) {}

  draw(): void {
    document.documentElement.classList.toggle('joined', this.visit.joined);
    for (const add of document.querySelectorAll<HTMLElement>('.dish__add'))
      add.hidden = !this.visit.joined;
    redraw($('#table'), this.#notice(), this.#bar());
    if (this.#cart?.isConnected) redraw(this.#cart, ...this.#cartContent());
    if (this.#orders?.isConnected) redraw(this.#orders, ...this.#ordersContent());
  }

  #notice(): HTMLElement | null {
    const { visit } = this;
    const order = visit.waiting.find(({ kind }) => kind === 'order');
    if (order && !visit.online)
      return h(
        'div',
        { class: 'notice', role: 'status' },
        h('p', {}, t('unsent')),
        h(
          'button',
          { type: 'button', class: 'quiet', onclick: () => visit.takeBack(order.id) },
          t('take_back'),
        ),
      );
    if (order) return h('div', { class: 'notice', role: 'status' }, h('p', {}, t('sending')));
    if (visit.joined && !visit.online)
      return h('div', { class: 'notice', role: 'status' }, h('p', {}, t('offline')));
    if (visit.over) return h('div', { class: 'notice', role: 'status' }, h('p', {}, t('over')));
    return null;
  }

  #bar(): HTMLElement {
    const { visit, data } = this;
    if (!visit.joined) {
      if (data.ordering === 'off') return h('div', { class: 'bar' }, h('p', {}, t('off')));
      return h(
        'div',
        { class: 'bar' },
        h(
          'button',
          { type: 'button', class: 'main', id: 'join', onclick: () => this.askWord() },
          t('join'),
        ),
      );
    }
    const pieces = visit.cart.reduce((sum, { quantity }) => sum + quantity, 0);
    const total = visit.answer?.state.cartTotal ?? '';
    return h(
      'div',
      { class: 'bar' },
      h(
        'button',
        { type: 'button', class: 'side', id: 'orders', onclick: () => this.showOrders() },
        t('table'),
        this.#news(),
      ),
      h(
        'button',
        { type: 'button', class: 'main', id: 'cart', onclick: () => this.showCart() },
        h('span', {}, t('see_cart')),
        h('span', { class: 'badge' }, String(pieces)),
        pieces > 0 && h('strong', {}, total),
      ),
    );
  }

  /** How many things are ready and not on the table. */
  #news(): HTMLElement | null {
    const ready = this.visit.answer?.state.lines.filter(({ progress }) => progress === 'ready');
    return ready?.length ? h('span', { class: 'badge' }, String(ready.length)) : null;
  }

  /** What only somebody in the room knows. */
  askWord(word = ''): void {
    const typed = h('input', {
      class: 'input word',
      id: 'word',
      required: true,
      maxlength: '9',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      value: word,
    });
    const name = h('input', { class: 'input', id: 'name', maxlength: '30', autocomplete: 'off' });
    const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
    const enter = h('button', { type: 'submit', class: 'main' }, t('enter'));
    const form = h(
      'form',
      { class: 'form' },
      h('p', {}, t('join_text')),
      h('label', { class: 'label', for: 'word' }, t('word')),
      typed,
      h('label', { class: 'label', for: 'name' }, t('name')),
      name,
      problem,
      enter,
    );
    const dialog = sheet(t('join_title'), form);
    typed.focus();
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      enter.disabled = true;
      this.visit
        .join(typed.value, name.value.trim())
        .then(() => {
          dialog.close();
          say(t('joined'));
        })
        .catch((error: unknown) => {
          enter.disabled = false;
          problem.hidden = false;
          problem.textContent = error instanceof Refused ? refusal(error.code) : t('offline');
        });
    });
  }

  showCart(): void {
    this.#cart = h('div', { class: 'lines' });
    redraw(this.#cart, ...this.#cartContent());
    sheet(t('cart'), this.#cart);
  }

  #cartContent(): HTMLElement[] {
    const { visit } = this;
    const lines = visit.cart;
    if (lines.length === 0) return [h('p', { class: 'nothing' }, t('cart_empty'))];
    const known = new Map(visit.answer?.state.cart.map((each) => [each.line.id, each]));
    const current = lines.every(({ id, version }) => known.get(id)?.line.version === version);
    return [
      h('ul', { class: 'list' }, ...lines.map((line) => this.#wanted(line, known.get(line.id)))),
      h(
        'div',
        { class: 'sum' },
        h('span', {}, t('total')),
        h('strong', {}, current ? (visit.answer?.state.cartTotal ?? '') : '…'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'main',
          id: 'send',
          onclick: () => {
            visit.order();
            this.#cart?.closest('dialog')?.close();
          },
        },
        t('order'),
      ),
    ];
  }

  #wanted(line: CartLine, said: WantedLine | undefined): HTMLElement {
    const name = said?.name || nameOf(line.product);
    const facts = [said?.wishes, line.note, said && this.#who(said.by)].filter(Boolean).join(' · ');
    const change = (by: number) => () =>
      this.visit.put({ ...line, quantity: Math.max(0, line.quantity + by) });
    return h(
      'li',
      { class: 'line' },
      h(
        'div',
        { class: 'line__words' },
        h('strong', {}, name),
        facts !== '' && h('span', { class: 'line__facts' }, facts),
        said && said.problem !== '' && h('span', { class: 'problem' }, t('unavailable')),
      ),
      h('span', { class: 'line__amount' }, said?.line.version === line.version ? said.amount : '…'),
      h(
        'div',
        { class: 'line__steps' },
        button('−', `${t('less')}: ${name}`, change(-1), `less-${line.id}`),
        h('output', { class: 'count' }, String(line.quantity)),
        button('+', `${t('more')}: ${name}`, change(1), `more-${line.id}`),
      ),
    );
  }

  showOrders(): void {
    this.#orders = h('div', { class: 'lines' });
    redraw(this.#orders, ...this.#ordersContent());
    sheet(t('table'), this.#orders);
  }

  #ordersContent(): HTMLElement[] {
    const state = this.visit.answer?.state;
    if (!state) return [h('p', { class: 'nothing' }, t('offline'))];
    const called = new Set(state.calls);
    const pending = new Set(
      this.visit.waiting.flatMap((each) => (each.kind === 'call' ? [each.what] : [])),
    );
    const call = (what: 'waiter' | 'bill') =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: `call-${what}`,
          disabled: called.has(what) || pending.has(what),
          onclick: () => this.visit.call(what),
        },
        t(called.has(what) ? `${what}_called` : what),
      );
    return [
      h('h3', {}, t('lines')),
      state.lines.length === 0
        ? h('p', { class: 'nothing' }, t('lines_empty'))
        : h('ul', { class: 'list' }, ...state.lines.map((line) => this.#ordered(line))),
      ...(state.lines.length > 0
        ? [h('div', { class: 'sum' }, h('span', {}, t('due')), h('strong', {}, state.due))]
        : []),
      h('div', { class: 'calls' }, call('waiter'), call('bill'), this.#payButton()),
      h('p', { class: 'invite' }, t('invite'), ' ', h('strong', { class: 'word' }, state.word)),
    ];
  }

  #payButton(): HTMLElement {
    const pay = () =>
      this.visit.payAddress().then(
        (address) => location.assign(address),
        (error: unknown) => say(error instanceof Refused ? refusal(error.code) : t('offline')),
      );
    return h(
      'button',
      { type: 'button', class: 'quiet', id: 'pay', onclick: () => void pay() },
      t('pay'),
    );
  }

  #ordered(line: OrderedLine): HTMLElement {
    const facts = [line.wishes, line.note, line.by === null ? t('staff') : this.#who(line.by)]
      .filter(Boolean)
      .join(' · ');
    return h(
      'li',
      { class: `line line--${line.progress}` },
      h(
        'div',
        { class: 'line__words' },
        h('strong', {}, `${line.quantity} × ${line.name}`),
        h('span', { class: 'line__facts' }, facts),
        h(
          'span',
          { class: `mark mark--${line.progress}` },
          t(`progress.${line.progress}`),
          line.reason !== '' && `: ${line.reason}`,
        ),
      ),
      h('span', { class: 'line__amount' }, line.amount),
    );
  }

  #who(session: string): string {
    if (session === this.visit.answer?.me) return t('me');
    const people = this.visit.answer?.state.people ?? [];
    const at = people.findIndex(({ id }) => id === session);
    return people[at]?.name || t('guest', { n: at + 1 });
  }
}

const nameOf = (product: string): string =>
  document.querySelector(`[data-dish="${CSS.escape(product)}"] h3`)?.textContent ?? '';
