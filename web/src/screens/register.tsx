import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { ClosedSession, Id, Method, Minor, Pieces, SessionReport } from '../core/commands';
import { moment, money } from '../format';
import { named, t } from '../i18n';
import { tc } from '../i18n/counter';
import { printDocument, shareDocument } from '../print/print';
import { device } from '../state/device';
import { report } from '../state/messages';
import { go, goUp, route } from '../state/route';
import { may, refreshDevice } from '../state/session';
import { receiptsChanged } from '../state/start';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import { Money } from '../ui/money';
import { CountCash } from './count_cash';
import { CashButtons, Movements } from './register_cash';
import { reportFacts } from './report_facts';
import { TopBar } from './top_bar';
import OpenRegister from './open_register';
import './register.css';
import './sheets.css';

/** The drawer: what was sold since it was opened, and closing it. */
export default function Register() {
  const past = route.value.detail;
  const [closed, setClosed] = useState<SessionReport | null>(null);
  const [closing, setClosing] = useState(false);
  const session = device.value?.register?.session ?? null;
  const [current, setCurrent] = useReport(session !== null && !closed);
  useKey('Escape', () => (closing ? setClosing(false) : past ? goUp() : go('sell')));

  if (past) return <Past id={past} />;
  if (!closed && !session) return <OpenRegister />;
  const shown = closed ?? current;
  return (
    <div class="area">
      <TopBar />
      <main class="area__main" aria-busy={!shown}>
        {shown && closing && !closed && (
          <Close report={shown} onCancel={() => setClosing(false)} onClosed={setClosed} />
        )}
        {shown && (!closing || closed) && (
          <Overview report={shown} onClose={() => setClosing(true)} onMoved={setCurrent} />
        )}
      </main>
    </div>
  );
}

/** A session that was closed before: its Z as it was made, with what came to light since. */
function Past({ id }: { id: Id }) {
  const [shown, setShown] = useState<SessionReport | null>(null);
  useEffect(() => {
    client.call('cash.session', { session: id }).then(setShown, report);
  }, [id, receiptsChanged.value]);
  return (
    <div class="area">
      <TopBar />
      <main class="area__main" aria-busy={!shown}>
        {shown && <Overview report={shown} again />}
      </main>
    </div>
  );
}

function useReport(wanted: boolean): [SessionReport | null, (report: SessionReport) => void] {
  const [current, setCurrent] = useState<SessionReport | null>(null);
  useEffect(() => {
    if (wanted) client.call('cash.report', {}).then(setCurrent, report);
  }, [wanted, receiptsChanged.value]);
  return [current, setCurrent];
}

interface OverviewProps {
  report: SessionReport;
  /** It was closed before, so a paper of it is a duplicate. */
  again?: boolean;
  onClose?(): void;
  onMoved?(report: SessionReport): void;
}

function Overview({ report: shown, again = false, onClose, onMoved }: OverviewProps) {
  const closed = shown.closedAt !== null;
  const print = () => void printDocument('report', shown.session.id);
  useKey('F10', print);
  return (
    <div class="register">
      <header class="register__head">
        <div>
          <h1 class="entrance__title">
            {closed ? t('register.z', { number: shown.number ?? '' }) : t('register.x')}
          </h1>
          <p class="register__since">
            {closed
              ? t('register.closed_at', { time: moment(shown.closedAt!) })
              : t('register.since', {
                  name: shown.session.openedBy,
                  time: moment(shown.session.openedAt),
                })}
          </p>
        </div>
        <div class="register__actions">
          <button type="button" class="button button--roomy" onClick={print}>
            <Icon name="printer" />
            {t(closed ? 'register.print_z' : 'register.print_x')}
            <kbd class="kbd">F10</kbd>
          </button>
          <button
            type="button"
            class="button button--roomy"
            onClick={() => void shareDocument('report', shown.session.id)}
          >
            <Icon name="download" />
            {t('receipts.share')}
          </button>
          {again && (
            <button type="button" class="button button--roomy" onClick={goUp}>
              <Icon name="back" />
              {t('app.back')}
            </button>
          )}
          {closed && !again && (
            <button
              type="button"
              class="button button--main button--roomy"
              onClick={() => go('sell')}
            >
              {t('register.open_next')}
            </button>
          )}
          {!closed && may('close_register') && (
            <button type="button" class="button button--main button--roomy" onClick={onClose}>
              <Icon name="lock" />
              {t('register.close')}
            </button>
          )}
        </div>
      </header>
      {onMoved && !closed && <CashButtons onMoved={onMoved} />}
      {shown.addendum && (
        <p class="notice notice--accent" role="status">
          <Icon name="alert" size={22} />
          {tc('register.addendum', {
            n: shown.addendum.receipts,
            amount: money(shown.addendum.sales),
            cash: money(shown.addendum.cash),
          })}
        </p>
      )}
      <dl class="figures">
        <div>
          <dt>{t('register.sales')}</dt>
          <dd>
            <Money minor={shown.sales} />
          </dd>
        </div>
        <div>
          <dt>{t('register.receipts')}</dt>
          <dd>{shown.receipts}</dd>
          {shown.first && shown.last && (
            <dd class="figures__note">
              {t('register.range', { first: shown.first, last: shown.last })}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('register.float')}</dt>
          <dd>
            <Money minor={shown.session.openingFloat} />
          </dd>
        </div>
        {reportFacts(shown).map(({ label, amount, count }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{amount === undefined ? count : <Money minor={amount} />}</dd>
          </div>
        ))}
      </dl>
      <section class="card">
        <h2 class="card__title">{t('register.methods')}</h2>
        <table class={closed ? 'table table--closed' : 'table'}>
          <thead>
            <tr>
              <th scope="col">{t('register.method')}</th>
              <th scope="col">{t('register.operations')}</th>
              <th scope="col">{t('register.expected')}</th>
              {closed && (
                <>
                  <th scope="col">{t('register.counted')}</th>
                  <th scope="col">{t('register.difference')}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.byMethod.map((row) => (
              <tr key={row.method}>
                <th scope="row">{named('method', row.method)}</th>
                <td>{row.count}</td>
                <td>
                  <Money minor={row.expected} />
                </td>
                {closed && (
                  <>
                    <td>{row.counted === null ? '–' : <Money minor={row.counted} />}</td>
                    <td>
                      <Difference amount={row.difference} />
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Movements report={shown} />
      {shown.taxes.length > 0 && (
        <section class="card">
          <h2 class="card__title">{t('register.taxes')}</h2>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('register.tax')}</th>
                <th scope="col">{t('register.base')}</th>
                <th scope="col">{t('register.tax')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.taxes.map(({ name, rate, base, amount }) => (
                <tr key={name + rate}>
                  <th scope="row">{name}</th>
                  <td>
                    <Money minor={base} />
                  </td>
                  <td>
                    <Money minor={amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {!again && !closed && <Closings />}
    </div>
  );
}

/** Earlier closings of the shop, to be looked at or printed once more. */
function Closings() {
  const [sessions, setSessions] = useState<ClosedSession[]>([]);
  useEffect(() => {
    client.call('cash.sessions', {}).then((answer) => setSessions(answer.sessions), report);
  }, [receiptsChanged.value]);
  if (sessions.length === 0) return null;
  return (
    <section class="card">
      <h2 class="card__title">{tc('register.closings')}</h2>
      <ul class="closings">
        {sessions.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              class="button button--quiet closings__one"
              onClick={() => go('register', each.id)}
            >
              <span>
                Z {each.number} · {each.register} · {moment(each.closedAt)}
              </span>
              {each.late && <span class="mark mark--accent">{tc('register.late')}</span>}
              <Money minor={each.sales} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Difference({ amount }: { amount: Minor | null }) {
  if (amount === null) return <>–</>;
  if (amount === 0) return <span class="mark mark--brand">{t('register.exact')}</span>;
  return (
    <span class={amount < 0 ? 'mark mark--danger' : 'mark mark--accent'}>
      {amount > 0 && '+'}
      {money(amount)}
    </span>
  );
}

interface CloseProps {
  report: SessionReport;
  onCancel(): void;
  onClosed(report: SessionReport): void;
}

function Close({ report: open, onCancel, onClosed }: CloseProps) {
  const methods = open.byMethod.map(({ method }) => method);
  const [counted, setCounted] = useState<Partial<Record<Method, string>>>({});
  const [method, setMethod] = useState<Method>(methods[0] ?? 'cash');
  const [pieces, setPieces] = useState<Pieces[] | null>(null);
  const [notes, setNotes] = useState('');
  const [asking, setAsking] = useState(false);

  const close = async () => {
    setAsking(false);
    try {
      const amounts = methods
        .filter((each) => counted[each] !== undefined)
        .map((each) => ({ method: each, amount: Number(counted[each]) }));
      const closed = await client.call('cash.close', {
        session: open.session.id,
        counted: amounts,
        ...(pieces ? { pieces } : {}),
        ...(notes === '' ? {} : { notes }),
      });
      onClosed(closed);
      await refreshDevice();
    } catch (thrown) {
      report(thrown);
    }
  };

  return (
    <div class="close-register">
      <section class="close-register__words">
        <button type="button" class="button button--quiet close-register__back" onClick={onCancel}>
          <Icon name="back" />
          {t('app.back')}
          <kbd class="kbd">Esc</kbd>
        </button>
        <h1 class="entrance__title">{t('register.close_title')}</h1>
        <p class="entrance__text">{t('register.close_text')}</p>
        <div class="count-list" role="radiogroup" aria-label={t('register.methods')}>
          {methods.map((each) => (
            <button
              key={each}
              type="button"
              role="radio"
              aria-checked={each === method}
              class="count-row"
              onClick={() => setMethod(each)}
            >
              <span>{named('method', each)}</span>
              <strong>
                {counted[each] === undefined || (each === 'cash' && pieces) ? (
                  '–'
                ) : (
                  <Money minor={Number(counted[each])} />
                )}
              </strong>
            </button>
          ))}
        </div>
        <label class="field">
          <span class="field__label">{t('register.notes')}</span>
          <input
            class="input"
            type="text"
            maxLength={200}
            value={notes}
            onInput={(event) => setNotes(event.currentTarget.value)}
          />
        </label>
      </section>
      <section class="close-register__pad">
        {method === 'cash' && (
          <button
            type="button"
            class="button"
            aria-pressed={pieces !== null}
            onClick={() => setPieces(pieces ? null : [])}
          >
            {tc(pieces ? 'count.as_sum' : 'count.by_pieces')}
          </button>
        )}
        {method === 'cash' && pieces ? (
          <CountCash pieces={pieces} onChange={setPieces} />
        ) : (
          <>
            <div
              class={
                counted[method] === undefined ? 'amount-field amount-field--idle' : 'amount-field'
              }
            >
              <span class="amount-field__label">
                {t('register.count_of', { method: named('method', method) })}
              </span>
              <output class="amount-field__value">
                <Money minor={Number(counted[method] ?? 0)} />
              </output>
            </div>
            <Keypad
              key={method}
              value={counted[method] ?? ''}
              maxLength={10}
              corner="00"
              onChange={(value) =>
                setCounted({ ...counted, [method]: value.replace(/^0+(?=\d)/, '') })
              }
            />
          </>
        )}
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={counted.cash === undefined && pieces === null}
          onClick={() => setAsking(true)}
        >
          {t('register.close_submit')}
        </button>
      </section>
      {asking && (
        <Question
          title={t('register.close_confirm')}
          text={t('register.close_confirm_text')}
          yes={t('register.close_submit')}
          onYes={() => void close()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
