import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, ReceiptSummary, ReceiptView } from '../core/commands';
import { moment } from '../format';
import { named, t } from '../i18n';
import { tc } from '../i18n/counter';
import { tu } from '../i18n/customers';
import { printDocument, printKitchen, shareDocument } from '../print/print';
import { connection } from '../state/connection';
import { report } from '../state/messages';
import { paper } from '../state/preferences';
import { go, goUp, route } from '../state/route';
import { actOnTyped } from '../state/scanned';
import { may } from '../state/session';
import { receiptsChanged } from '../state/start';
import { Icon } from '../ui/icon';
import { isTyping, useKey, useKeys, useScanner } from '../ui/keys';
import { lazy } from '../ui/lazy';
import { Money } from '../ui/money';
import { Paper } from '../ui/paper';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';
import { TopBar } from './top_bar';
import './receipts.css';

const PAGE = 200;
const Refund = lazy(() => import('./refund'));
const Invoice = lazy(() => import('./invoice'));

/** Every receipt this device holds, newest first, and the paper of the chosen one. */
export default function Receipts() {
  const chosen = route.value.detail;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { receipts, more } = useReceipts(text);
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
      <main class={chosen ? 'receipts receipts--chosen' : 'receipts'}>
        <h1 class="sr-only">{t('receipts.title')}</h1>
        <section class="receipts__list" aria-label={t('receipts.title')}>
          <div class="receipts__search">
            <div class="search-field">
              <Icon name="search" size={22} />
              <input
                ref={input}
                class="search-field__input"
                type="text"
                inputMode="search"
                autoComplete="off"
                spellcheck={false}
                aria-label={t('receipts.search')}
                placeholder={t('receipts.search')}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
              <kbd class="kbd">F2</kbd>
            </div>
          </div>
          {receipts?.length === 0 ? (
            <div class="empty">
              <Icon name="receipt" size={44} />
              <p class="empty__title">
                {text ? t('sell.nothing_found', { text }) : t('receipts.empty')}
              </p>
              {!text && <p>{t('receipts.empty_hint')}</p>}
            </div>
          ) : (
            <Virtual
              class="receipts__rows"
              label={t('receipts.title')}
              count={receipts?.length ?? 0}
              minColumnWidth={null}
              rowHeight={72}
              gap={0}
              resetKey={text}
              onShown={(_, to) => receipts && to >= receipts.length && more()}
              onLeaveTop={() => input.current?.focus()}
              cell={(index, tabIndex) => (
                <Row
                  receipt={receipts![index]!}
                  chosen={receipts![index]!.id === chosen}
                  tabIndex={tabIndex}
                />
              )}
            />
          )}
        </section>
        <section class="receipts__detail" aria-label={t('receipts.pick')}>
          {chosen ? (
            <Detail key={chosen} id={chosen} />
          ) : (
            <div class="empty">
              <Icon name="receipt" size={44} />
              <p class="empty__title">{t('receipts.pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

/** Reads page after page; the text is searched in the core. */
function useReceipts(text: string): { receipts: ReceiptSummary[] | null; more(): void } {
  const [receipts, setReceipts] = useState<ReceiptSummary[] | null>(null);
  const complete = useRef(false);
  const loading = useRef(false);
  const wanted = useRef('');
  wanted.current = text;

  const read = async (before: ReceiptSummary | undefined, limit: number) => {
    const answer = await client.call('sales.receipts', {
      limit,
      ...(text === '' ? {} : { text }),
      ...(before ? { before: { at: before.at, id: before.id } } : {}),
    });
    return wanted.current === text ? answer.receipts : null;
  };
  useEffect(() => {
    read(undefined, Math.max(PAGE, receipts?.length ?? 0)).then((page) => {
      if (!page) return;
      complete.current = page.length < PAGE;
      setReceipts(page);
    }, report);
  }, [text, receiptsChanged.value, connection.value?.pending]); // once sent, a receipt loses its mark

  const more = () => {
    const last = receipts?.at(-1);
    if (!last || complete.current || loading.current) return;
    loading.current = true;
    read(last, PAGE)
      .then((page) => {
        if (!page) return;
        complete.current = page.length < PAGE;
        setReceipts((known) => [...(known ?? []), ...page]);
      }, report)
      .finally(() => (loading.current = false));
  };
  return { receipts, more };
}

function Row({
  receipt,
  chosen,
  tabIndex,
}: {
  receipt: ReceiptSummary;
  chosen: boolean;
  tabIndex: 0 | -1;
}) {
  return (
    <button
      type="button"
      class="receipt-row"
      aria-pressed={chosen}
      tabIndex={tabIndex}
      onClick={() => go('receipts', receipt.id)}
    >
      <span class="receipt-row__number">{receipt.number}</span>
      <span class="receipt-row__total">
        <Money minor={receipt.total} />
      </span>
      <span class="receipt-row__facts">
        {moment(receipt.at)} · {receipt.cashier} ·{' '}
        {receipt.methods.map((method) => named('method', method)).join(', ')}
      </span>
      <span class="receipt-row__marks">
        {!receipt.synced && <span class="mark mark--accent">{t('receipts.waiting')}</span>}
        {!receipt.own && <span class="mark">{t('receipts.other_device')}</span>}
      </span>
    </button>
  );
}

/** What makes this receipt unlike a plain sale. */
function Facts({ receipt }: { receipt: ReceiptView }) {
  const voucher = receipt.payments.find(({ method, amount }) => method === 'voucher' && amount < 0);
  return (
    <p class="receipts__facts">
      {receipt.mark !== null && <span class="mark mark--accent">{tc(`mark.${receipt.mark}`)}</span>}
      {receipt.originalNumber !== null && (
        <button
          type="button"
          class="button button--quiet"
          onClick={() => go('receipts', receipt.original)}
        >
          {tc('refund.of', { number: receipt.originalNumber })}
        </button>
      )}
      {voucher && (
        <span class="mark mark--brand">{tc('refund.voucher', { code: voucher.reference })}</span>
      )}
      {receipt.invoice !== null && (
        <span class="mark mark--brand">{tu('invoice_of', { number: receipt.invoice.number })}</span>
      )}
      {receipt.customer !== null && (
        <button
          type="button"
          class="button button--quiet"
          onClick={() => go('customers', receipt.customer!.id)}
        >
          <Icon name="people" size={20} />
          {receipt.customer.name}
        </button>
      )}
      {receipt.note !== null && <span class="mark">{receipt.note}</span>}
    </p>
  );
}

type Document = 'receipt' | 'invoice';

/** The core says it again, with its reason. */
function canBeInvoiced({ original, invoice, mark }: ReceiptView): boolean {
  return original === null && invoice === null && mark !== 'test' && may('sell');
}

function Detail({ id }: { id: Id }) {
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  useEffect(() => {
    client.call('sales.receipt', { id }).then(setReceipt, (thrown) => {
      report(thrown);
      go('receipts');
    });
  }, [id, receiptsChanged.value]);
  const [refunding, setRefunding] = useState(false);
  const [invoicing, setInvoicing] = useState(false);
  const [shown, setShown] = useState<Document>('receipt');
  const html = (shown === 'invoice' && receipt?.invoicePaper) || receipt?.paper;
  const print = () => void printDocument(shown, id);
  useKey('F10', print);

  return (
    <>
      <header class="receipts__bar">
        <button type="button" class="button button--quiet receipts__back" onClick={goUp}>
          <Icon name="back" />
          {t('app.back')}
        </button>
        <h2>{receipt && t('done.receipt', { number: receipt.number })}</h2>
        <div class="receipts__actions">
          {receipt && receipt.original === null && (
            <button type="button" class="button" onClick={() => setRefunding(true)}>
              <Icon name="back" size={22} />
              {tc('refund.button')}
            </button>
          )}
          {receipt && canBeInvoiced(receipt) && (
            <button type="button" class="button" onClick={() => setInvoicing(true)}>
              <Icon name="receipt" size={22} />
              {tu('invoice')}
            </button>
          )}
          <button
            type="button"
            class="button"
            disabled={!receipt}
            onClick={() => void printKitchen(id)}
          >
            {t('receipts.kitchen')}
          </button>
          <button
            type="button"
            class="button"
            disabled={!receipt}
            onClick={() => void shareDocument(shown, id)}
          >
            <Icon name="download" size={22} />
            {t('receipts.share')}
          </button>
          <button type="button" class="button" disabled={!receipt} onClick={print}>
            <Icon name="printer" size={22} />
            {t('receipts.print')}
            <kbd class="kbd">F10</kbd>
          </button>
        </div>
      </header>
      <div
        class="receipts__paper"
        tabIndex={0}
        role="region"
        aria-label={receipt ? t('done.receipt', { number: receipt.number }) : t('receipts.pick')}
      >
        {receipt && <Facts receipt={receipt} />}
        {receipt?.invoice && (
          <div class="receipts__which">
            <Segments<Document>
              label={tu('which_paper')}
              chosen={shown}
              onChoose={setShown}
              options={[
                { value: 'receipt', content: tu('receipt_paper') },
                { value: 'invoice', content: tu('invoice_paper') },
              ]}
            />
          </div>
        )}
        {html && <Paper html={html} width={paper.value} />}
      </div>
      {invoicing && receipt && (
        <Invoice
          receipt={receipt}
          onMade={(made) => {
            setInvoicing(false);
            setReceipt(made);
            setShown('invoice');
          }}
          onClose={() => setInvoicing(false)}
        />
      )}
      {refunding && receipt && <Refund receipt={receipt} onClose={() => setRefunding(false)} />}
    </>
  );
}
