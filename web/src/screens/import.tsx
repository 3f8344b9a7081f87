import { useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { ImportColumn, ImportIssue, ImportProgress, ImportReport } from '../core/commands';
import { decimal } from '../format';
import { errorText } from '../i18n';
import { tm, type FieldKey } from '../i18n/import';
import { ListError, readList } from '../import/list';
import { asCoreError, report as tell } from '../state/messages';
import { go } from '../state/route';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { ImportPreview, type Shown } from './import_preview';
import { TopBar } from './top_bar';
import './import.css';

/** How many lines the core reads at a time: a tap that comes meanwhile waits some milliseconds. */
const LINES = 500;

type Stage =
  | { at: 'choose'; refusal: string | null }
  | { at: 'reading'; name: string }
  | { at: 'columns'; columns: ImportColumn[]; refusal: string | null }
  | { at: 'checking'; progress: ImportProgress | null }
  | { at: 'preview'; report: ImportReport }
  | { at: 'promoting'; report: ImportReport }
  | { at: 'done'; report: ImportReport };

/** CAT-5: a list on its way into the catalogue. What it means and whether it fits, the core says. */
export default function Import() {
  const [stage, setStage] = useState<Stage>({ at: 'choose', refusal: null });
  const stop = useRef(new AbortController());
  const again = () => {
    stop.current.abort();
    stop.current = new AbortController();
    client.call('import.cancel', {}).catch(tell);
    setStage({ at: 'choose', refusal: null });
  };
  const leave = () => {
    again();
    go('catalog');
  };
  useKey('Escape', () => (stage.at === 'choose' || stage.at === 'done' ? leave() : again()));

  const choose = async (file: File) => {
    const { signal } = stop.current;
    setStage({ at: 'reading', name: file.name });
    try {
      const pieces = await readList(file, signal);
      for (const [at, text] of pieces.entries()) {
        if (signal.aborted) return;
        await client.call('import.feed', { text, first: at === 0 });
      }
      const { columns } = await client.call('import.columns', {});
      if (!signal.aborted) setStage({ at: 'columns', columns, refusal: null });
    } catch (error) {
      if (signal.aborted) return;
      const refusal =
        error instanceof ListError
          ? tm(error.reason, { name: file.name })
          : errorText(asCoreError(error));
      setStage({ at: 'choose', refusal });
    }
  };

  const check = async (columns: ImportColumn[]) => {
    const { signal } = stop.current;
    try {
      await client.call('import.check', { columns: columns.map(({ field }) => field) });
      for (;;) {
        const progress = await client.call('import.step', { lines: LINES });
        if (signal.aborted) return;
        if (progress.done) return setStage({ at: 'preview', report: progress.report });
        setStage({ at: 'checking', progress });
      }
    } catch (thrown) {
      if (signal.aborted) return;
      setStage({ at: 'columns', columns, refusal: refusalOf(thrown) });
    }
  };

  const promote = async (report: ImportReport) => {
    setStage({ at: 'promoting', report });
    try {
      const done = await client.call('import.promote', {});
      setStage(done.applied ? { at: 'done', report: done } : { at: 'preview', report: done });
    } catch (error) {
      tell(error);
      setStage({ at: 'preview', report });
    }
  };

  return (
    <div class="area">
      <TopBar />
      <main class="import">
        <header class="import__head">
          <button type="button" class="button button--quiet" onClick={leave}>
            <Icon name="back" />
            {tm('back')}
          </button>
          <h1>{tm('title')}</h1>
        </header>
        {stage.at === 'choose' && <Choose refusal={stage.refusal} onChoose={choose} />}
        {stage.at === 'reading' && (
          <Progress text={tm('reading', { name: stage.name })} onCancel={again} />
        )}
        {stage.at === 'columns' && (
          <Columns
            columns={stage.columns}
            refusal={stage.refusal}
            onChange={(columns) => setStage({ at: 'columns', columns, refusal: null })}
            onCheck={() => {
              setStage({ at: 'checking', progress: null });
              void check(stage.columns);
            }}
            onCancel={again}
          />
        )}
        {stage.at === 'checking' && (
          <Progress text={tm('checking')} progress={stage.progress} onCancel={again} />
        )}
        {stage.at === 'preview' && (
          <Preview report={stage.report} onPromote={() => promote(stage.report)} onAgain={again} />
        )}
        {stage.at === 'promoting' && (
          <Progress text={tm('promoting', { n: count(changing(stage.report)) })} />
        )}
        {stage.at === 'done' && <Done report={stage.report} onAgain={again} />}
      </main>
    </div>
  );
}

function refusalOf(thrown: unknown): string {
  const error = asCoreError(thrown);
  const { column } = error.parameters;
  if (error.code !== 'import.column_missing' || column === undefined) return errorText(error);
  return tm('column_missing', { field: tm(`field.${column}` as FieldKey) });
}

const count = (n: number) => decimal(String(n));
const changing = ({ created, updated }: ImportReport) => created + updated;

interface ChooseProps {
  refusal: string | null;
  onChoose(file: File): void;
}

function Choose({ refusal, onChoose }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {refusal && (
        <p class="notice notice--danger" role="alert">
          <Icon name="alert" size={22} />
          {refusal}
        </p>
      )}
      <div
        class="import__drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const file = event.dataTransfer?.files[0];
          if (file) onChoose(file);
        }}
      >
        <Icon name="download" size={44} />
        <p>{tm('choose_text')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onChoose(file);
          }}
        />
        <button
          type="button"
          class="button button--main button--tall"
          onClick={() => input.current?.click()}
        >
          {tm('choose')}
        </button>
        <small>{tm('drop')}</small>
      </div>
    </>
  );
}

interface ProgressProps {
  text: string;
  progress?: ImportProgress | null;
  onCancel?(): void;
}

function Progress({ text, progress, onCancel }: ProgressProps) {
  return (
    <div class="import__progress" role="status" aria-busy="true">
      <p>{text}</p>
      {progress ? (
        <progress class="import__bar" max={progress.size} value={progress.read} aria-label={text} />
      ) : (
        <progress class="import__bar" aria-label={text} />
      )}
      {progress && <p class="import__facts">{tm('rows', { n: count(progress.report.rows) })}</p>}
      {onCancel && (
        <button type="button" class="button" onClick={onCancel}>
          {tm('cancel')}
        </button>
      )}
    </div>
  );
}

const FIELDS = ['', 'sku', 'name', 'price', 'barcode', 'category', 'tax', 'unit'] as const;

interface ColumnsProps {
  columns: ImportColumn[];
  refusal: string | null;
  onChange(columns: ImportColumn[]): void;
  onCheck(): void;
  onCancel(): void;
}

function Columns({ columns, refusal, onChange, onCheck, onCancel }: ColumnsProps) {
  // A field is in one column: where it is chosen now, it is not any more where it was.
  const choose = (at: number, field: string) =>
    onChange(
      columns.map((column, index) => {
        if (index === at) return { ...column, field };
        return field !== '' && column.field === field ? { ...column, field: '' } : column;
      }),
    );
  return (
    <>
      <div>
        <h2>{tm('columns')}</h2>
        <p class="field__hint">{tm('columns_text')}</p>
      </div>
      <div class="import__columns">
        {columns.map((column, at) => (
          <label key={at} class="import__column">
            <span>
              {column.header}
              <small>{column.samples.filter((sample) => sample !== '').join(' · ')}</small>
            </span>
            <select
              class="input"
              aria-label={tm('column', { header: column.header })}
              value={column.field}
              onChange={(event) => choose(at, event.currentTarget.value)}
            >
              {FIELDS.map((field) => (
                <option key={field} value={field}>
                  {tm(`field.${field}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {refusal && (
        <p class="notice notice--danger" role="alert">
          <Icon name="alert" size={22} />
          {refusal}
        </p>
      )}
      <footer class="import__foot">
        <button type="button" class="button button--roomy" onClick={onCancel}>
          {tm('cancel')}
        </button>
        <button type="button" class="button button--main button--tall" onClick={onCheck}>
          {tm('check')}
        </button>
      </footer>
    </>
  );
}

interface PreviewProps {
  report: ImportReport;
  onPromote(): void;
  onAgain(): void;
}

function Preview({ report, onPromote, onAgain }: PreviewProps) {
  const refused = report.errorCount > 0;
  const [shown, setShown] = useState<Shown>(refused ? 'refused' : firstOf(report));
  const news = changing(report);
  return (
    <>
      <ImportPreview report={report} shown={shown} onShow={setShown} />
      {shown === 'refused' && <Issues issues={report.errors} total={report.errorCount} />}
      {shown === 'warnings' && <Issues issues={report.warnings} total={report.warningCount} />}
      {refused && <p class="notice notice--danger">{tm('refused_text')}</p>}
      {!refused && news === 0 && <p class="notice">{tm('nothing_changes')}</p>}
      <footer class="import__foot">
        <button type="button" class="button button--roomy" onClick={onAgain}>
          {tm('again')}
        </button>
        <button
          type="button"
          class="button button--main button--tall"
          disabled={refused || news === 0}
          onClick={onPromote}
        >
          {tm('promote', { n: count(news) })}
        </button>
      </footer>
    </>
  );
}

function firstOf({ created, updated }: ImportReport): Shown {
  if (updated > 0) return 'changed';
  return created > 0 ? 'created' : 'unchanged';
}

function Issues({ issues, total }: { issues: ImportIssue[]; total: number }) {
  return (
    <section class="import__rows">
      {issues.length < total && (
        <p class="field__hint">
          {tm('more_issues', { shown: count(issues.length), n: count(total) })}
        </p>
      )}
      <ul class="import__issues">
        {issues.map((issue, at) => (
          <li key={at}>
            <strong>
              {tm('line', { line: issue.line })}
              {issue.column !== '' && ` · ${tm(`field.${issue.column}` as FieldKey)}`}
            </strong>{' '}
            {errorText(issue)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Done({ report, onAgain }: { report: ImportReport; onAgain(): void }) {
  return (
    <div class="empty" role="status">
      <Icon name="check" size={44} />
      <p class="empty__title">{tm('done')}</p>
      <p>
        {tm('done_text', {
          created: count(report.created),
          updated: count(report.updated),
          unchanged: count(report.unchanged),
        })}
      </p>
      <div class="import__foot">
        <button type="button" class="button" onClick={onAgain}>
          {tm('again')}
        </button>
        <button type="button" class="button button--main" onClick={() => go('catalog')}>
          {tm('see')}
        </button>
      </div>
    </div>
  );
}
