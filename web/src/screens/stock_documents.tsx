import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { StockDocument } from '../core/commands';
import { decimal, moment, money } from '../format';
import { errorText } from '../i18n';
import { kindName, ts } from '../i18n/stock';
import { asCoreError, notify, report } from '../state/messages';
import { may } from '../state/session';
import { stockAlerts, stockChanged, warehouses, warehouseNamed } from '../state/stock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { typed } from './stock_item_form';
import { StockMove, type Reason } from './stock_move';

const PAGE = 50;
const reasons = ['purchase', 'waste', 'adjustment', 'sent', 'production'] as const;
type Which = 'all' | 'way';

/** Every purchase, waste, adjustment, transfer and count, newest first; new ones are entered here. */
export function StockDocuments() {
  const [which, setWhich] = useState<Which>('all');
  const [entering, setEntering] = useState<Reason | null>(null);
  const [opened, setOpened] = useState<StockDocument | null>(null);
  const { documents, complete, more } = useDocuments(which === 'way');
  const transit = stockAlerts.value?.inTransit ?? 0;
  const allowed = reasons.filter((reason) => {
    if (reason === 'sent') return may('move_stock') && warehouses.value.length > 1;
    return may(reason === 'waste' ? 'move_stock' : 'edit_stock');
  });

  return (
    <main class="area__main">
      <div class="stock-page">
        <div class="stock-page__actions">
          {allowed.map((reason) => (
            <button
              key={reason}
              type="button"
              class={reason === 'purchase' ? 'button button--main' : 'button'}
              onClick={() => setEntering(reason)}
            >
              <Icon name={reason === 'sent' ? 'move' : 'plus'} size={22} />
              {ts(`do.${reason}`)}
            </button>
          ))}
        </div>
        <Segments<Which>
          label={ts('documents')}
          chosen={which}
          onChoose={setWhich}
          options={[
            { value: 'all', content: ts('all_kinds') },
            {
              value: 'way',
              content: transit > 0 ? ts('on_its_way_n', { n: transit }) : ts('on_its_way'),
            },
          ]}
        />
        {documents?.length === 0 && (
          <div class="empty">
            <Icon name="box" size={44} />
            <p class="empty__title">{ts('documents_none')}</p>
            <p>{ts('documents_none_text')}</p>
          </div>
        )}
        {documents === null && <div class="skeleton stock__loading" aria-busy="true" />}
        <ul class="stock-rows">
          {documents?.map((document) => (
            <li key={document.id}>
              <button type="button" class="receipt-row" onClick={() => setOpened(document)}>
                <span class="receipt-row__number">
                  {kindName(document.kind)} {document.reference}
                </span>
                <span class="receipt-row__total">
                  {document.cost === null ? '' : money(document.cost)}
                </span>
                <span class="receipt-row__facts">
                  {[
                    moment(document.at),
                    place(document),
                    document.supplier,
                    document.person,
                    document.note,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span class="receipt-row__marks">
                  {document.kind === 'sent' && document.receivedAt === null && (
                    <span class="mark mark--accent">{ts('on_its_way')}</span>
                  )}
                  <span class="mark">{ts('lines_n', { n: document.lineCount })}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {documents && !complete && (
          <button type="button" class="button button--roomy button--wide" onClick={more}>
            {ts('load_more')}
          </button>
        )}
      </div>
      {entering && <StockMove reason={entering} onClose={() => setEntering(null)} />}
      {opened && <Opened document={opened} onClose={() => setOpened(null)} />}
    </main>
  );
}

/** Where, and of a transfer also where to; nothing where there is only one place. */
function place(document: StockDocument): string {
  const other = document.other && warehouseNamed(document.other);
  if (document.kind === 'sent') return `${warehouseNamed(document.warehouse)} → ${other}`;
  if (document.kind === 'received') return `${other} → ${warehouseNamed(document.warehouse)}`;
  return warehouses.value.length > 1 ? warehouseNamed(document.warehouse) : '';
}

function useDocuments(onItsWay: boolean) {
  const [documents, setDocuments] = useState<StockDocument[] | null>(null);
  const [complete, setComplete] = useState(true);
  const read = async (before: StockDocument | undefined) => {
    const page = await client.call('stock.documents', {
      onItsWay,
      limit: PAGE,
      ...(before && { before: before.id }),
    });
    setDocuments((known) => (before ? [...(known ?? []), ...page.documents] : page.documents));
    setComplete(page.documents.length < PAGE);
  };
  useEffect(() => {
    read(undefined).catch(report);
  }, [onItsWay, stockChanged.value]);
  return { documents, complete, more: () => void read(documents?.at(-1)).catch(report) };
}

function Opened({ document: given, onClose }: { document: StockDocument; onClose(): void }) {
  const [document, setDocument] = useState<StockDocument | null>(null);
  const [receiving, setReceiving] = useState(false);
  useEffect(() => {
    client.call('stock.document', { document: given.id }).then(setDocument, report);
  }, [given.id, stockChanged.value]);
  const onItsWay = document?.kind === 'sent' && document.receivedAt === null;
  return (
    <Dialog title={`${kindName(given.kind)} ${given.reference}`} onClose={onClose}>
      <p class="field__hint">
        {[moment(given.at), place(given), given.supplier, given.note].filter(Boolean).join(' · ')}
        <br />
        {ts('document_by', { person: given.person || '—', device: given.device || '—' })}
      </p>
      {!document && <div class="skeleton stock__loading" aria-busy="true" />}
      {document && receiving && <Receive document={document} onDone={onClose} />}
      {document && !receiving && (
        <ul class="stock-lines">
          {document.lines.map((line) => (
            <li key={line.item} class="stock-lines__one">
              <span>{line.name}</span>
              <span>
                {decimal(line.quantity)} {line.unit}
                {line.received !== null && ` · ${ts('got')} ${decimal(line.received)}`}
                {line.cost !== null && ` · ${money(line.cost)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {document?.receivedAt != null && (
        <p class="notice notice--brand">{ts('received', { time: moment(document.receivedAt) })}</p>
      )}
      {onItsWay && !receiving && may('move_stock') && (
        <button
          type="button"
          class="button button--main button--tall button--wide"
          onClick={() => setReceiving(true)}
        >
          {ts('receive')}
        </button>
      )}
    </Dialog>
  );
}

/** What arrived, line by line; it begins with what was sent. */
function Receive({ document, onDone }: { document: StockDocument; onDone(): void }) {
  const [id] = useState(() => crypto.randomUUID());
  const [got, setGot] = useState<Record<string, string>>(() =>
    Object.fromEntries(document.lines.map((line) => [line.item, line.quantity.replace('-', '')])),
  );
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await client.call('stock.receive', {
        document: id,
        transfer: document.id,
        lines: document.lines.map((line) => ({
          item: line.item,
          quantity: typed(got[line.item] ?? '') || '0',
        })),
      });
      notify(ts('received_done'));
      onDone();
    } catch (thrown) {
      setError(asCoreError(thrown));
      setBusy(false);
    }
  };
  return (
    <form class="stock-form" noValidate onSubmit={(event) => void submit(event)}>
      <p>{ts('receive_text')}</p>
      {document.lines.map((line) => (
        <label key={line.item} class="field">
          <span class="field__label">
            {line.name} ({line.unit})
          </span>
          <input
            class="input"
            inputMode="decimal"
            value={got[line.item]}
            onInput={(event) => setGot({ ...got, [line.item]: event.currentTarget.value })}
          />
        </label>
      ))}
      {error && (
        <p class="notice notice--danger" role="alert">
          <Icon name="alert" size={22} />
          {errorText(error)}
        </p>
      )}
      <button type="submit" class="button button--main button--tall button--wide" disabled={busy}>
        {ts('receive')}
      </button>
    </form>
  );
}
