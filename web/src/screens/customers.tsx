import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Customer, Id, ReceiptSummary } from '../core/commands';
import { moment } from '../format';
import { t } from '../i18n';
import { tu } from '../i18n/customers';
import { blankCustomer, useCustomers } from '../state/customers';
import { notify, report } from '../state/messages';
import { go, goUp, route } from '../state/route';
import { actOnTyped } from '../state/scanned';
import { may } from '../state/session';
import { customersChanged, receiptsChanged } from '../state/start';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { isTyping, useKeys, useScanner } from '../ui/keys';
import { Money } from '../ui/money';
import { save as saveFile } from '../ui/download';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';
import { CustomerCard } from './customer_card';
import { CustomerForm } from './customer_form';
import { CustomerWords } from './customer_picker';
import { TopBar } from './top_bar';
import './receipts.css';
import './customers.css';

const HISTORY = 100;
const NEW = 'new';
type Shown = 'active' | 'archived';

/** Every customer of the shop; of the chosen one what is kept, and what they bought. */
export default function Customers() {
  const chosen = route.value.detail;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('active');
  const { total, at, ensure } = useCustomers(shown === 'active', text);
  useScanner((code) => {
    setText(''); // where its characters went, when the field has the focus
    void actOnTyped(code, null);
  });
  useKeys((event) => {
    if (event.key === 'F2') return () => input.current?.focus();
    if (event.key !== 'Escape') return null;
    return isTyping(event) && text !== '' ? () => setText('') : goUp;
  });

  return (
    <div class="area">
      <TopBar />
      <main class={chosen ? 'receipts customers receipts--chosen' : 'receipts customers'}>
        <h1 class="sr-only">{tu('title')}</h1>
        <section class="receipts__list" aria-label={tu('title')}>
          <div class="receipts__search customers__head">
            <div class="search-field">
              <Icon name="search" size={22} />
              <input
                ref={input}
                class="search-field__input"
                type="text"
                inputMode="search"
                autoComplete="off"
                spellcheck={false}
                aria-label={tu('search')}
                placeholder={tu('search')}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
              <kbd class="kbd">F2</kbd>
            </div>
            <button type="button" class="button button--main" onClick={() => go('customers', NEW)}>
              <Icon name="plus" size={22} />
              {tu('add')}
            </button>
          </div>
          <div class="customers__which">
            <Segments<Shown>
              label={tu('title')}
              chosen={shown}
              onChoose={setShown}
              options={[
                { value: 'active', content: tu('active') },
                { value: 'archived', content: tu('archived') },
              ]}
            />
          </div>
          {total === 0 ? (
            <div class="empty">
              <Icon name="people" size={44} />
              <p class="empty__title">
                {text
                  ? t('sell.nothing_found', { text })
                  : tu(shown === 'archived' ? 'none_archived' : 'none')}
              </p>
            </div>
          ) : (
            <Virtual
              class="receipts__rows"
              label={tu('title')}
              count={total ?? 0}
              minColumnWidth={null}
              rowHeight={64}
              gap={0}
              resetKey={`${shown} ${text}`}
              onShown={ensure}
              onLeaveTop={() => input.current?.focus()}
              cell={(index, tabIndex) => {
                const customer = at(index);
                return customer ? (
                  <button
                    type="button"
                    class="receipt-row"
                    aria-pressed={customer.id === chosen}
                    tabIndex={tabIndex}
                    onClick={() => go('customers', customer.id)}
                  >
                    <CustomerWords customer={customer} />
                  </button>
                ) : (
                  <div class="skeleton" />
                );
              }}
            />
          )}
        </section>
        <section class="receipts__detail" aria-label={tu('pick')}>
          {chosen ? (
            <Detail key={chosen} id={chosen === NEW ? null : chosen} />
          ) : (
            <div class="empty">
              <Icon name="people" size={44} />
              <p class="empty__title">{tu('pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

function Detail({ id }: { id: Id | null }) {
  const [customer, setCustomer] = useState<Customer | null>(id === null ? blankCustomer() : null);
  const [card, setCard] = useState(false);
  useEffect(() => {
    if (id === null) return;
    client.call('customers.get', { id }).then((answer) => {
      if (answer.customer) setCustomer(answer.customer);
      else go('customers');
    }, report);
  }, [id, customersChanged.value]);
  if (!customer) return <div class="customer" aria-busy="true" />;
  const saved = (now: Customer) => {
    notify(tu('saved'));
    setCustomer(now);
    if (id === null) go('customers', now.id);
  };
  const put = (change: Partial<Customer>) =>
    client
      .call('customers.put', { ...customer, ...change })
      .then((answer) => saved(answer.customer!), report);

  return (
    <>
      <header class="receipts__bar">
        <button type="button" class="button button--quiet receipts__back" onClick={goUp}>
          <Icon name="back" />
          {t('app.back')}
        </button>
        <h2>{id === null ? tu('new_title') : customer.name}</h2>
        {id !== null && (
          <button
            type="button"
            class="button button--quiet"
            aria-haspopup="dialog"
            onClick={() => setCard(true)}
          >
            <Icon name="barcode" size={22} />
            {tu('card')}
          </button>
        )}
        {id !== null && (
          <button
            type="button"
            class="button button--quiet"
            onClick={() => void put({ active: !customer.active })}
          >
            <Icon name={customer.active ? 'trash' : 'update'} size={22} />
            {customer.active ? tu('archive') : tu('restore')}
          </button>
        )}
      </header>
      <div class="customer">
        {!customer.active && <p class="notice">{tu('is_archived')}</p>}
        <CustomerForm customer={customer} onSaved={saved} />
        {id !== null && <History id={id} />}
        {id !== null && may('manage_customers') && <Rights customer={customer} />}
      </div>
      {card && <CustomerCard customer={customer} onClose={() => setCard(false)} />}
    </>
  );
}

/** What they bought, newest first. */
function History({ id }: { id: Id }) {
  const [receipts, setReceipts] = useState<ReceiptSummary[] | null>(null);
  useEffect(() => {
    client
      .call('sales.receipts', { customer: id, limit: HISTORY })
      .then((answer) => setReceipts(answer.receipts), report);
  }, [id, receiptsChanged.value]);
  return (
    <section class="customer__history" aria-label={tu('history')}>
      <h3>{tu('history')}</h3>
      {receipts?.length === 0 && <p>{tu('no_history')}</p>}
      {receipts?.map((receipt) => (
        <button
          key={receipt.id}
          type="button"
          class="receipt-row"
          onClick={() => go('receipts', receipt.id)}
        >
          <span class="receipt-row__number">{receipt.number}</span>
          <span class="receipt-row__total">
            <Money minor={receipt.total} />
          </span>
          <span class="receipt-row__facts">{moment(receipt.at)}</span>
        </button>
      ))}
    </section>
  );
}

/** CUST-2: what somebody may ask for about their own data. */
function Rights({ customer }: { customer: Customer }) {
  const [asking, setAsking] = useState(false);
  const save = () =>
    client
      .call('customers.export', { id: customer.id })
      .then(
        ({ json }) =>
          saveFile(new Blob([json], { type: 'application/json' }), `${customer.name}.json`),
        report,
      );
  const erase = () => {
    setAsking(false);
    client.call('customers.erase', { id: customer.id }).then(() => {
      notify(tu('erased'));
      go('customers');
    }, report);
  };
  return (
    <div class="customer__rights">
      <button type="button" class="button" onClick={() => void save()}>
        <Icon name="download" size={22} />
        {tu('export')}
      </button>
      <button type="button" class="button button--danger" onClick={() => setAsking(true)}>
        <Icon name="trash" size={22} />
        {tu('erase')}
      </button>
      {asking && (
        <Question
          title={tu('erase_question', { name: customer.name })}
          text={tu('erase_text')}
          yes={tu('erase')}
          danger
          onYes={erase}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
