import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, TaskDetail, TaskSide, TaskView } from '../core/commands';
import { decimal, moment, money } from '../format';
import { taskWords, told, tt } from '../i18n/tasks';
import { notify, report } from '../state/messages';
import { go, goUp, route, type Area } from '../state/route';
import { openTasks, showTasks } from '../state/tasks';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';
import { TopBar } from './top_bar';
import './receipts.css';
import './tasks.css';

const PAGE = 100;
const MOST_NOTE = 200;
type Shown = 'open' | 'settled';

/** What two devices did without knowing of each other and does not fit, and how it was settled. */
export default function Tasks() {
  const chosen = route.value.detail;
  const [shown, setShown] = useState<Shown>('open');
  const settled = useSettled(shown === 'settled');
  const tasks = shown === 'open' ? openTasks.value : settled.tasks;
  useKey('Escape', goUp);

  return (
    <div class="area">
      <TopBar />
      <main class={chosen ? 'receipts tasks receipts--chosen' : 'receipts tasks'}>
        <h1 class="sr-only">{tt('title')}</h1>
        <section class="receipts__list" aria-label={tt('title')}>
          <div class="receipts__search">
            <Segments<Shown>
              label={tt('title')}
              chosen={shown}
              onChoose={setShown}
              options={[
                { value: 'open', content: tt('open') },
                { value: 'settled', content: tt('settled') },
              ]}
            />
          </div>
          {tasks?.length === 0 ? (
            <div class="empty">
              <Icon name={shown === 'open' ? 'check' : 'inbox'} size={44} />
              <p class="empty__title">{tt(shown === 'open' ? 'none' : 'none_settled')}</p>
              {shown === 'open' && <p>{tt('none_text')}</p>}
            </div>
          ) : (
            <Virtual
              class="receipts__rows"
              label={tt(shown)}
              count={tasks?.length ?? 0}
              minColumnWidth={null}
              rowHeight={76}
              gap={0}
              resetKey={shown}
              onShown={(_, to) => shown === 'settled' && settled.more(to)}
              cell={(index, tabIndex) => (
                <Row
                  task={tasks![index]!}
                  chosen={tasks![index]!.id === chosen}
                  tabIndex={tabIndex}
                />
              )}
            />
          )}
        </section>
        <section class="receipts__detail" aria-label={tt('what_happened')}>
          {chosen ? (
            <Detail key={chosen} id={chosen} />
          ) : (
            <div class="empty">
              <Icon name="inbox" size={44} />
              <p class="empty__title">{tt('pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

/** Reads page after page of what was settled, again from the top when something was settled. */
function useSettled(wanted: boolean): { tasks: TaskView[] | null; more(to: number): void } {
  const [tasks, setTasks] = useState<TaskView[] | null>(null);
  const complete = useRef(false);
  const loading = useRef(false);
  const read = async (before: Id | null) => {
    const page = await client.call('tasks.settled', {
      limit: PAGE,
      ...(before && { before }),
    });
    complete.current = page.tasks.length < PAGE;
    setTasks((known) => (before ? [...(known ?? []), ...page.tasks] : page.tasks));
  };
  useEffect(() => {
    if (wanted) read(null).catch(report);
  }, [wanted, openTasks.value]);
  const more = (to: number) => {
    const last = tasks?.at(-1);
    if (!tasks || !last || to < tasks.length || complete.current || loading.current) return;
    loading.current = true;
    read(last.id)
      .catch(report)
      .finally(() => (loading.current = false));
  };
  return { tasks, more };
}

function Row({ task, chosen, tabIndex }: { task: TaskView; chosen: boolean; tabIndex: 0 | -1 }) {
  const when = task.settled ?? task;
  return (
    <button
      type="button"
      class="receipt-row"
      aria-pressed={chosen}
      tabIndex={tabIndex}
      onClick={() => go('tasks', task.id)}
    >
      <span class="receipt-row__number tasks__title">{taskWords(task).title}</span>
      <span class="receipt-row__facts">{moment(when.at)}</span>
      <span class="receipt-row__marks">
        {task.settled && (
          <span class="mark mark--brand">{told(`choice.${task.settled.choice}`)}</span>
        )}
      </span>
    </button>
  );
}

function Detail({ id }: { id: Id }) {
  const [detail, setDetail] = useState<TaskDetail | null>(null);
  useEffect(() => {
    client.call('tasks.one', { id }).then(setDetail, report);
  }, [id, openTasks.value]);
  const words = detail && taskWords(detail.task);
  return (
    <>
      <header class="receipts__bar">
        <button
          type="button"
          class="button button--quiet receipts__back"
          onClick={() => go('tasks')}
        >
          <Icon name="back" />
          {tt('back')}
        </button>
        <h2>{tt('what_happened')}</h2>
      </header>
      <div class="tasks__detail" aria-busy={detail === null}>
        {detail && words && (
          <>
            <h3 class="tasks__name">{words.title}</h3>
            <p>{words.text}</p>
            <ol class="tasks__sides">
              {detail.sides.map((side) => (
                <li key={`${side.role} ${side.document}`}>
                  <Side side={side} />
                </li>
              ))}
            </ol>
            {detail.task.settled ? (
              <Settled settled={detail.task.settled} />
            ) : (
              <Settle detail={detail} onSettled={() => go('tasks')} />
            )}
          </>
        )}
      </div>
    </>
  );
}

/** Where a fact of that role is shown in full. */
const shownIn: Record<string, Area> = {
  sold: 'receipts',
  refund: 'receipts',
  issued: 'receipts',
  spent: 'receipts',
  late: 'receipts',
  invoice: 'receipts',
  closing: 'register',
  customer: 'customers',
};

function Side({ side }: { side: TaskSide }) {
  const place = [side.device, side.register, side.branch].filter((name) => name !== '');
  const area = shownIn[side.role];
  const name = told(`role.${side.role}`, { number: side.number });
  return (
    <article class="tasks__side">
      {area ? (
        <button
          type="button"
          class="button button--quiet tasks__document"
          onClick={() => go(area, side.document)}
        >
          {name}
          <Icon name="forward" size={20} />
        </button>
      ) : (
        <strong class="tasks__document">{name}</strong>
      )}
      <span class="tasks__amount">
        {side.quantity !== null && <span>{decimal(side.quantity)} · </span>}
        {side.amount !== null && <Money minor={side.amount} />}
      </span>
      <span class="tasks__who">
        {side.person === '' ? tt('unknown_person') : side.person} · {moment(side.at)}
        <br />
        {place.length > 0 ? place.join(' · ') : tt('unknown_device')}
      </span>
    </article>
  );
}

function Settled({ settled }: { settled: NonNullable<TaskView['settled']> }) {
  return (
    <div class="notice notice--brand">
      <Icon name="check" />
      <p>
        <strong>{told(`choice.${settled.choice}`)}</strong>
        {settled.note !== '' && (
          <>
            <br />
            {settled.note}
          </>
        )}
        <br />
        {tt('done_by', {
          person: settled.person,
          time: moment(settled.at),
          device: settled.device,
        })}
      </p>
    </div>
  );
}

/** A way to settle it: a word of the core, for the side that is meant where the word has one. */
type Option = { word: string; side: TaskSide | null };

/** The side that stands now, and those that were set beside it: each can be chosen. */
const sided: Record<string, string> = { keep: 'set_now', take: 'set_other' };

function optionsOf(detail: TaskDetail): Option[] {
  return detail.choices.flatMap((word): Option[] => {
    if (!(word in sided)) return [{ word, side: null }];
    const sides = detail.sides.filter((side) => side.role === sided[word]);
    return sides.map((side) => ({ word, side }));
  });
}

function optionWords({ word, side }: Option): string {
  if (!side) return told(`choice.${word}`);
  const value = side.amount === null ? side.number : money(side.amount);
  return told(`side.${word}`, { value, person: side.person || tt('somebody') });
}

/** What a person decides about it. The facts stay as they are; the core asks for a note where a word says nothing. */
function Settle({ detail, onSettled }: { detail: TaskDetail; onSettled(): void }) {
  const [choice, setChoice] = useState<Option | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const settle = async () => {
    setBusy(true);
    try {
      const { tasks } = await client.call('tasks.settle', {
        id: detail.task.id,
        choice: choice?.word ?? null,
        side: choice?.side?.document ?? null,
        note: note.trim(),
      });
      showTasks(tasks);
      notify(tt('done'));
      onSettled();
    } catch (error) {
      report(error);
      setBusy(false);
    }
  };
  return (
    <form
      class="tasks__settle"
      onSubmit={(event) => {
        event.preventDefault();
        void settle();
      }}
    >
      <fieldset class="tasks__choices">
        <legend>{tt('settle')}</legend>
        {optionsOf(detail).map((option) => (
          <label key={`${option.word} ${option.side?.document}`} class="tasks__choice">
            <input
              type="radio"
              name="choice"
              checked={choice?.word === option.word && choice.side === option.side}
              onChange={() => setChoice(option)}
            />
            {optionWords(option)}
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span class="field__label">{tt('note')}</span>
        <textarea
          class="input tasks__note"
          rows={2}
          maxLength={MOST_NOTE}
          value={note}
          placeholder={tt('note_hint')}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <button
        type="submit"
        class="button button--main button--tall button--wide"
        disabled={choice === null || busy}
        aria-busy={busy}
      >
        <Icon name="check" />
        {tt('submit')}
      </button>
    </form>
  );
}
