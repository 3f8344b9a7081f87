import { useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id } from '../core/commands';
import { kindName, ts } from '../i18n/stock';
import { notify, report } from '../state/messages';
import { save } from '../ui/download';
import { Icon } from '../ui/icon';

const kinds = [
  'sale',
  'refund',
  'purchase',
  'waste',
  'adjustment',
  'production',
  'sent',
  'received',
  'count',
  'late',
];

/** The list, or one item's kardex, as a file; plain, or as Excel reads it. */
export function StockExport({ item, warehouse }: { item: Id | null; warehouse: Id | null }) {
  const [busy, setBusy] = useState(false);
  const write = async (mark: boolean) => {
    setBusy(true);
    const headings = item
      ? [
          ts('when'),
          ts('kind'),
          ts('number'),
          ts('person'),
          ts('quantity'),
          ts('balance'),
          ts('average'),
          ts('item_value'),
        ]
      : [ts('add'), ts('quantity'), ts('unit'), ts('average'), ts('item_value')];
    try {
      const file = await client.call('stock.csv', {
        headings,
        names: Object.fromEntries(kinds.map((kind) => [kind, kindName(kind)])),
        mark,
        ...(item && { item }),
        ...(warehouse && { warehouse }),
      });
      save(new Blob([file.text], { type: 'text/csv;charset=utf-8' }), file.name);
      notify(ts('saved_file', { name: file.name }));
    } catch (error) {
      report(error);
    }
    setBusy(false);
  };
  return (
    <div class="stock__export">
      {([false, true] as const).map((mark) => (
        <button
          key={String(mark)}
          type="button"
          class="button"
          disabled={busy}
          onClick={() => void write(mark)}
        >
          <Icon name="download" size={22} />
          {ts(mark ? 'excel' : 'csv')}
        </button>
      ))}
    </div>
  );
}
