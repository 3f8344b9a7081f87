import { useState } from 'preact/hooks';
import type { TabView } from '../core/commands';
import { to } from '../i18n/orders';
import { openTab, type OrderType } from '../state/orders';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { AddressFields } from './delivery';
import { TabButton } from './tab_button';

/** The orders that stand at no table, in the order in which they are looked at. */
export const AWAY = ['to_go', 'counter', 'delivery'] as const;

/** ORD-1: what is to go, what is called at the counter, what is brought: each in a list of its own. */
export function Elsewhere({ tabs, now }: { tabs: TabView[]; now: number }) {
  return (
    <div class="floor__lists">
      {AWAY.map((type) => {
        const here = tabs.filter((tab) => tab.type === type);
        return (
          <section key={type} class="floor__list" aria-label={to(`type.${type}`)}>
            <h2 class="floor__title">
              {to(`type.${type}`)} {here.length > 0 && <span class="mark">{here.length}</span>}
            </h2>
            {here.length === 0 && <p class="floor__hint">{to('nothing_open')}</p>}
            {here.map((tab) => (
              <TabButton key={tab.id} tab={tab} now={now} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

export function NewOrder({ onClose }: { onClose(): void }) {
  const [type, setType] = useState<OrderType>('to_go');
  const [name, setName] = useState('');
  const [where, setWhere] = useState({ phone: '', address: '' });
  const submit = (event: Event) => {
    event.preventDefault();
    void openTab(type, {
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(type === 'delivery' ? where : {}),
    });
  };
  return (
    <Dialog title={to('new_order')} onClose={onClose}>
      <form class="sheet" onSubmit={submit}>
        <Segments<OrderType>
          label={to('new_order')}
          chosen={type}
          onChoose={setType}
          options={AWAY.map((value) => ({ value, content: to(`type.${value}`) }))}
        />
        <label class="field">
          <span class="field__label">{to('name')}</span>
          <input
            class="input"
            type="text"
            autoComplete="off"
            maxLength={60}
            placeholder={to('name_hint')}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        {type === 'delivery' && <AddressFields {...where} onChange={setWhere} />}
        <button type="submit" class="button button--main button--tall button--wide">
          {to('open')}
        </button>
      </form>
    </Dialog>
  );
}

/** Where the floor shows these lists instead of an area. */
export function elsewhereOption(count: number) {
  return {
    value: ELSEWHERE,
    content: (
      <>
        <Icon name="send" size={20} /> {to('elsewhere')}
        {count > 0 && ` · ${count}`}
      </>
    ),
  };
}

export const ELSEWHERE = 'elsewhere';
