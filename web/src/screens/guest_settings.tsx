import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands } from '../core/commands';
import { tg } from '../i18n/guests';
import { notify, report } from '../state/messages';
import { Question } from '../ui/dialog';
import { Segments } from '../ui/segments';

type Ordering = Commands['guests.settings']['response']['ordering'];
const orderings: Ordering[] = ['off', 'staff', 'automatic'];

/** Whether guests order from their phones, and what becomes of it. */
export default function GuestSettings() {
  const [ordering, setOrdering] = useState<Ordering | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    client.call('guests.settings', {}).then((now) => setOrdering(now.ordering), report);
  }, []);
  const choose = (wanted: Ordering, newKey = false) =>
    client
      .call('guests.choose', { ordering: wanted, newKey })
      .then((now) => setOrdering(now.ordering));
  if (ordering === null) return null;
  return (
    <section class="card">
      <h2 class="card__title">{tg('settings')}</h2>
      <p>{tg('settings_text')}</p>
      <Segments
        label={tg('settings')}
        chosen={ordering}
        onChoose={(wanted) => void choose(wanted).catch(report)}
        options={orderings.map((value) => ({ value, content: tg(`ordering.${value}`) }))}
      />
      {ordering !== 'off' && (
        <button type="button" class="button button--roomy" onClick={() => setAsking(true)}>
          {tg('new_key')}
        </button>
      )}
      {asking && (
        <Question
          title={tg('new_key_title')}
          text={tg('new_key_text')}
          yes={tg('new_key')}
          danger
          onYes={() => {
            setAsking(false);
            choose(ordering, true).then(() => notify(tg('new_key_done')), report);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
