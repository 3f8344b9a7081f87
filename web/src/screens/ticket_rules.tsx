import { client } from '../core/client';
import type { TicketRule } from '../core/commands';
import { tk } from '../i18n/tickets';
import { categories } from '../state/catalog';
import { report } from '../state/messages';
import { ticketRules } from '../state/tickets';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import './catalog.css';
import './printer.css';
import './stations.css';

/** How long tickets are good, in hours; 0 is for ever. */
const HOURS = [12, 24, 168, 0] as const;
const DEFAULT_HOURS = 12;

/** QRT-1: what is sold of which categories is handed over against a ticket. The core checks again. */
export default function TicketRules({ onBack }: { onBack(): void }) {
  const rules = ticketRules.value;
  const active = rules.filter((rule) => rule.active);
  const hours = active[0]?.hours ?? DEFAULT_HOURS;
  const put = (changed: TicketRule[]) =>
    client
      .call('tickets.put_rules', { rules: changed })
      .then((answer) => {
        ticketRules.value = answer.rules;
      })
      .catch(report);
  return (
    <div class="printer">
      <header class="printer__head">
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon name="back" />
          {tk('back_settings')}
        </button>
        <h1 class="entrance__title">{tk('rules_title')}</h1>
        <p class="printer__intro">{tk('rules_intro')}</p>
      </header>
      <section class="card">
        <h2 class="card__title">{tk('rules_categories')}</h2>
        {categories.value.map(({ id, name }) => {
          const on = active.some((rule) => rule.id === id);
          return (
            <button
              key={id}
              type="button"
              role="checkbox"
              class="button product-sheet__check station"
              aria-checked={on}
              onClick={() => void put([{ id, active: !on, hours, create: null }])}
            >
              {name}
            </button>
          );
        })}
      </section>
      <section class="card">
        <h2 class="card__title">{tk('rules_hours')}</h2>
        <Segments
          label={tk('rules_hours')}
          chosen={String(hours)}
          onChoose={(chosen) =>
            void put(active.map((rule) => ({ ...rule, hours: Number(chosen) })))
          }
          options={HOURS.map((value) => ({ value: String(value), content: tk(`hours.${value}`) }))}
        />
        <p class="printer__hint">{tk('rules_hours_hint')}</p>
      </section>
    </div>
  );
}
