import type { SessionReport } from '../core/commands';
import { moment, money } from '../format';
import { named, t } from '../i18n';
import { tc } from '../i18n/counter';
import { device } from '../state/device';
import type { Paper } from '../state/preferences';
import { reportFacts } from './report_facts';

/** The X or Z report as a strip of paper. */
export function ReportPaper({
  report,
  width,
  duplicate = false,
}: {
  report: SessionReport;
  width: Paper;
  duplicate?: boolean;
}) {
  const closed = report.closedAt !== null;
  const line = (label: string, value: string | number) => (
    <div class="strip__line">
      <span>{label}</span>
      <span>{value}</span>
    </div>
  );
  return (
    <article class={width === 'mm58' ? 'paper paper-58 strip' : 'paper paper-80 strip'}>
      {duplicate && <h2>{tc('register.duplicate')}</h2>}
      <h1>{device.value?.tenant?.name}</h1>
      <p>
        {device.value?.branch?.name} · {device.value?.register?.name}
      </p>
      <h2>{closed ? t('register.z', { number: report.number ?? '' }) : t('register.x')}</h2>
      <p>
        {t('register.since', {
          name: report.session.openedBy,
          time: moment(report.session.openedAt),
        })}
      </p>
      {closed && <p>{t('register.closed_at', { time: moment(report.closedAt!) })}</p>}
      <hr />
      {line(t('register.sales'), money(report.sales))}
      {line(t('register.receipts'), report.receipts)}
      {report.first && report.last && (
        <p>{t('register.range', { first: report.first, last: report.last })}</p>
      )}
      {line(t('register.float'), money(report.session.openingFloat))}
      {reportFacts(report).map(({ label, amount, count }) => (
        <div key={label}>{line(label, amount === undefined ? (count ?? 0) : money(amount))}</div>
      ))}
      {(report.movements ?? []).map(({ amount, reason }, index) => (
        <div key={index}>{line(reason === '' ? tc('cash.opened') : reason, money(amount))}</div>
      ))}
      <hr />
      {report.byMethod.map((row) => (
        <div key={row.method}>
          <strong>{named('method', row.method)}</strong>
          {line(t('register.expected'), money(row.expected))}
          {row.counted !== null && line(t('register.counted'), money(row.counted))}
          {row.difference !== null && line(t('register.difference'), money(row.difference))}
        </div>
      ))}
      {report.pieces && <hr />}
      {report.pieces?.map(({ value, count }) => (
        <div key={value}>{line(`${count} × ${money(value)}`, '')}</div>
      ))}
      <hr />
      {report.taxes.map(({ name, rate, amount }) => (
        <div key={name + rate}>{line(name, money(amount))}</div>
      ))}
      {report.notes && <p>{report.notes}</p>}
      {report.addendum && (
        <p>
          {tc('register.addendum', {
            n: report.addendum.receipts,
            amount: money(report.addendum.sales),
            cash: money(report.addendum.cash),
          })}
        </p>
      )}
    </article>
  );
}
