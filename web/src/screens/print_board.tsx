import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Id, PrintJob, PrintRoute } from '../core/commands';
import { timeOfDay } from '../format';
import { tp } from '../i18n/printing';
import { hubPrinters, type HubPrinters } from '../print/drivers/hub';
import { sharePdf } from '../print/share';
import { stations } from '../state/floor';
import { report } from '../state/messages';
import { goUp } from '../state/route';
import { may } from '../state/session';
import { printingChanged } from '../state/start';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Paper } from '../ui/paper';
import { paper as width } from '../state/preferences';
import { Segments } from '../ui/segments';
import { TopBar } from './top_bar';
import './print_board.css';

type Board = Commands['printing.board']['response'];

/** How often the hub is asked how its printers are; what happened to the papers comes by itself. */
const ASK_MS = 5000;

/** KIT-2: what is to be printed and what became of it, the printers, and what each station prints on. */
export default function PrintBoard() {
  const [board, setBoard] = useState<Board | null>(null);
  const [seen, setSeen] = useState<PrintJob | null>(null);
  const [moved, setMoved] = useState<PrintJob | null>(null);
  const printers = usePrinters();
  useKey('Escape', goUp);
  useEffect(() => {
    client.call('printing.board', {}).then(setBoard, report);
  }, [printingChanged.value]);
  const change = (asked: Promise<Board>) => void asked.then(setBoard, report);

  return (
    <div class="area">
      <TopBar />
      <main class="print-board" aria-busy={board === null}>
        <header class="print-board__head">
          <button type="button" class="button button--quiet" onClick={goUp}>
            <Icon name="back" />
            {tp('back')}
            <kbd class="kbd">Esc</kbd>
          </button>
          <h1 class="entrance__title">{tp('title')}</h1>
        </header>
        <section class="print-board__jobs" aria-label={tp('jobs')}>
          {board?.jobs.length === 0 && (
            <div class="empty" role="status">
              <Icon name="printer" size={44} />
              <p class="empty__title">{tp('no_jobs')}</p>
              <p>{tp('no_jobs_text')}</p>
            </div>
          )}
          {board?.jobs.map((job) => (
            <Job
              key={job.id}
              job={job}
              onSee={() => setSeen(job)}
              onMove={() => setMoved(job)}
              onReprint={() => change(reprint(job.id))}
              onSettle={() => change(client.call('printing.settle', { job: job.id }))}
            />
          ))}
        </section>
        <aside class="print-board__side">
          <PrinterCard printers={printers} />
          {board && <RoutesCard board={board} printers={printers} onChange={setBoard} />}
        </aside>
      </main>
      {seen && <Sheet job={seen} onClose={() => setSeen(null)} />}
      {moved && (
        <MoveDialog
          names={printers?.names ?? []}
          onPick={(printer) => {
            setMoved(null);
            change(client.call('printing.route', { job: moved.id, printer }));
          }}
          onClose={() => setMoved(null)}
        />
      )}
    </div>
  );
}

const reprint = (job: Id) => client.call('printing.reprint', { job, copy: crypto.randomUUID() });

/** Null while nobody knows: the hub alone sees its printers. */
function usePrinters(): HubPrinters | null {
  const [printers, setPrinters] = useState<HubPrinters | null>(null);
  useEffect(() => {
    const ask = () => hubPrinters().then(setPrinters, () => setPrinters(null)); // the card says so
    void ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [printingChanged.value]);
  return printers;
}

interface JobProps {
  job: PrintJob;
  onSee(): void;
  onMove(): void;
  onReprint(): void;
  onSettle(): void;
}

const tones = {
  waiting: 'mark--accent',
  sending: 'mark--accent',
  screen: 'mark--danger',
  printed: 'mark--brand',
  settled: '',
} as const;

function Job({ job, onSee, onMove, onReprint, onSettle }: JobProps) {
  const over = job.state === 'printed' || job.state === 'settled';
  return (
    <article class={`print-job print-job--${job.state}`} aria-label={`${job.station} ${job.title}`}>
      <div class="print-job__words">
        <strong class="print-job__title">
          {job.station} · {job.title}
        </strong>
        <span class="print-job__summary">{job.summary}</span>
        <span class="print-job__facts">
          {timeOfDay(job.at)} · {job.printer}
          {job.attempts > 1 && ` · ${tp('attempts', { n: job.attempts })}`}
        </span>
      </div>
      <div class="print-job__marks">
        <span class={`mark ${tones[job.state]}`}>{tp(`state.${job.state}`)}</span>
        {job.copy && <span class="mark">{tp('copy')}</span>}
        {!over && job.outcome === 'unknown' && <span class="mark">{tp('maybe')}</span>}
      </div>
      <div class="print-job__actions">
        <button type="button" class="button" aria-haspopup="dialog" onClick={onSee}>
          {tp('see')}
        </button>
        {over ? (
          <button type="button" class="button" onClick={onReprint}>
            <Icon name="printer" size={20} />
            {tp('reprint')}
          </button>
        ) : (
          <>
            <button type="button" class="button" aria-haspopup="dialog" onClick={onMove}>
              {tp('move')}
            </button>
            <button type="button" class="button" onClick={onSettle}>
              <Icon name="check" size={20} />
              {tp('settle')}
            </button>
          </>
        )}
      </div>
    </article>
  );
}

function PrinterCard({ printers }: { printers: HubPrinters | null }) {
  return (
    <section class="card">
      <h2 class="card__title">{tp('printers')}</h2>
      {printers === null && <p role="status">{tp('printers_unknown')}</p>}
      {printers?.names.length === 0 && <p>{tp('no_printers')}</p>}
      <ul class="print-board__printers">
        {printers?.names.map((name) => {
          const state = printers.states[name] ?? 'closed';
          return (
            <li key={name}>
              <strong>{name}</strong>
              <span class={state === 'closed' ? 'mark mark--brand' : 'mark mark--danger'}>
                {tp(`printer.${state}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface RoutesProps {
  board: Board;
  printers: HubPrinters | null;
  onChange(board: Board): void;
}

const columns = ['32', '42', '48'] as const;

/** Which printers a station has: who may edit the floor says so. */
function RoutesCard({ board, printers, onChange }: RoutesProps) {
  const editable = may('edit_floor');
  const put = (route: Partial<PrintRoute> & { id: Id }) =>
    void client.call('printing.put_route', route as PrintRoute).then(onChange, report);
  return (
    <section class="card">
      <h2 class="card__title">{tp('stations')}</h2>
      {stations.value.length === 0 && <p>{tp('no_stations')}</p>}
      {stations.value.map(({ id, name }) => {
        const route = board.routes.find((each) => each.id === id);
        return (
          <fieldset key={id} class="print-route" disabled={!editable}>
            <legend>{name}</legend>
            <PrinterChoice
              label={tp('printer')}
              none={tp('none')}
              chosen={route?.printer ?? ''}
              names={printers?.names ?? []}
              onChoose={(printer) => put({ id, printer })}
            />
            <PrinterChoice
              label={tp('fallback')}
              none={tp('to_screen')}
              chosen={route?.fallback ?? ''}
              names={printers?.names ?? []}
              onChoose={(fallback) => put({ id, fallback })}
            />
            {editable && (
              <Segments
                label={tp('columns')}
                chosen={String(route?.columns ?? 48) as (typeof columns)[number]}
                onChoose={(value) => put({ id, columns: Number(value) })}
                options={columns.map((value) => ({ value, content: value }))}
              />
            )}
          </fieldset>
        );
      })}
    </section>
  );
}

interface PrinterChoiceProps {
  label: string;
  none: string;
  chosen: string;
  names: string[];
  onChoose(name: string): void;
}

/** One that was chosen stays in the list although the hub does not name it now. */
function PrinterChoice({ label, none, chosen, names, onChoose }: PrinterChoiceProps) {
  const all = chosen === '' || names.includes(chosen) ? names : [...names, chosen];
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <select
        class="input"
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{none}</option>
        {all.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the printer would print, where there is none. */
function Sheet({ job, onClose }: { job: PrintJob; onClose(): void }) {
  const [sheet, setSheet] = useState<Commands['printing.paper']['response'] | null>(null);
  useEffect(() => {
    client.call('printing.paper', { job: job.id }).then(setSheet, report);
  }, [job.id]);
  return (
    <Dialog title={job.title} onClose={onClose}>
      {sheet && <Paper html={sheet.html} width={width.value} />}
      <div class="dialog__actions">
        <button
          type="button"
          class="button button--roomy"
          disabled={!sheet || sheet.papers.length === 0}
          onClick={() => void sharePdf(sheet!.papers, width.value).catch(report)}
        >
          <Icon name="download" />
          {tp('pdf')}
        </button>
      </div>
    </Dialog>
  );
}

interface MoveProps {
  names: string[];
  onPick(name: string): void;
  onClose(): void;
}

function MoveDialog({ names, onPick, onClose }: MoveProps) {
  return (
    <Dialog title={tp('move_title')} small onClose={onClose}>
      <div class="sheet">
        {names.length === 0 && <p>{tp('no_printers')}</p>}
        {names.map((name) => (
          <button
            key={name}
            type="button"
            class="button button--roomy button--wide"
            onClick={() => onPick(name)}
          >
            <Icon name="printer" />
            {name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
