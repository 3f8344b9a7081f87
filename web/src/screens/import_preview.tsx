import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { ImportPreviewRow, ImportReport } from '../core/commands';
import { decimal } from '../format';
import { tm, type FieldKey } from '../i18n/import';
import { report as tell } from '../state/messages';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';

const PAGE = 200;

type State = 'created' | 'changed' | 'unchanged';
export type Shown = State | 'refused' | 'warnings';

interface ImportPreviewProps {
  report: ImportReport;
  shown: Shown;
  onShow(shown: Shown): void;
}

/** What becomes of each line: new, changed from what to what, or as it was. */
export function ImportPreview({ report, shown, onShow }: ImportPreviewProps) {
  const counts: Record<Shown, number> = {
    created: report.created,
    changed: report.updated,
    unchanged: report.unchanged,
    refused: report.errorCount,
    warnings: report.warningCount,
  };
  const kinds = (['created', 'changed', 'unchanged', 'refused', 'warnings'] as const).filter(
    (kind) => kind === shown || counts[kind] > 0,
  );
  return (
    <>
      <Segments<Shown>
        label={tm('title')}
        chosen={shown}
        onChoose={onShow}
        options={kinds.map((value) => ({
          value,
          content: `${tm(value)} ${decimal(String(counts[value]))}`,
        }))}
      />
      <p class="import__facts">
        <span>{tm('rows', { n: decimal(String(report.rows)) })}</span>
        {report.categoriesCreated > 0 && (
          <span>{tm('new_categories', { n: report.categoriesCreated })}</span>
        )}
        {report.taxesCreated > 0 && <span>{tm('new_taxes', { n: report.taxesCreated })}</span>}
      </p>
      {shown !== 'refused' && shown !== 'warnings' && (
        <Rows key={shown} state={shown} total={counts[shown]} />
      )}
    </>
  );
}

function Rows({ state, total }: { state: State; total: number }) {
  const [pages, setPages] = useState<ReadonlyMap<number, ImportPreviewRow[]>>(new Map());
  const asked = useRef(new Set<number>());
  const read = (page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    client
      .call('import.preview', { state, offset: page * PAGE, limit: PAGE })
      .then(({ rows }) => setPages((known) => new Map(known).set(page, rows)), tell);
  };
  useEffect(() => read(0), []);
  if (total === 0)
    return (
      <div class="empty">
        <p class="empty__title">{tm('nothing_here')}</p>
      </div>
    );
  return (
    <Virtual
      class="import__rows"
      label={tm(state)}
      count={total}
      minColumnWidth={null}
      rowHeight={64}
      gap={0}
      resetKey={state}
      onShown={(from, to) => {
        for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, total); page++)
          read(page);
      }}
      cell={(index) => {
        const row = pages.get(Math.floor(index / PAGE))?.[index % PAGE];
        return row ? <Row row={row} changed={state === 'changed'} /> : <div class="skeleton" />;
      }}
    />
  );
}

function Row({ row, changed }: { row: ImportPreviewRow; changed: boolean }) {
  return (
    <div class="import__row">
      <strong>{row.name}</strong>
      <span>{row.sku}</span>
      <small>
        {row.changes.map(({ field, before, after }) => (
          <span key={field}>
            {tm(`field.${field}` as FieldKey)}{' '}
            {changed && (
              <>
                <del>{before === '' ? tm('empty_value') : before}</del> →{' '}
              </>
            )}
            <ins>{after === '' ? tm('empty_value') : after}</ins>
            {'  '}
          </span>
        ))}
        {row.changes.length === 0 && tm('line', { line: row.line })}
      </small>
    </div>
  );
}
