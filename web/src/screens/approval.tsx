import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, PersonTile } from '../core/commands';
import { errorText, named, t } from '../i18n';
import { permissionText, tc } from '../i18n/counter';
import { type Asked } from '../state/approval';
import { asCoreError, report } from '../state/messages';
import { Avatar } from '../ui/avatar';
import { Dialog } from '../ui/dialog';
import { isConfirmation, useKeys } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import './approval.css';

const LONGEST_PIN = 12;
type Permission = Commands['staff.who_may']['request']['permission'];

/** A supervisor on the spot: picks the own name and types the PIN. The core decides and keeps who it was. */
export default function ApprovalDialog({ asked }: { asked: Asked }) {
  const [people, setPeople] = useState<PersonTile[]>([]);
  const [chosen, setChosen] = useState<PersonTile | null>(null);
  useEffect(() => {
    client.call('staff.who_may', { permission: asked.permission as Permission }).then((answer) => {
      setPeople(answer.people);
      if (answer.people.length === 1) setChosen(answer.people[0]!);
    }, report);
  }, []);

  return (
    <Dialog title={tc('approval.title')} onClose={asked.cancel}>
      <p>{permissionText(asked.permission)}</p>
      <ul class="approval__people" aria-label={tc('approval.who')}>
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              class="button button--roomy approval__person"
              aria-pressed={person.id === chosen?.id}
              onClick={() => setChosen(person)}
            >
              <Avatar person={person} />
              <span>
                {person.name}
                <br />
                <small>{named('role', person.role)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {chosen && <Pin key={chosen.id} asked={asked} person={chosen} />}
    </Dialog>
  );
}

function Pin({ asked, person }: { asked: Asked; person: PersonTile }) {
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (pin === '' || busy) return;
    setBusy(true);
    try {
      await asked.approve({ person: person.id, pin });
    } catch (thrown) {
      setPin('');
      setRefusal(errorText(asCoreError(thrown)));
      setBusy(false);
    }
  };
  useKeys((event) => (isConfirmation(event) ? submit : null));

  return (
    <div class="approval__pin">
      <output class="amount-field" aria-label={t('login.pin_for', { name: person.name })}>
        <span class="amount-field__label">{t('login.pin_for', { name: person.name })}</span>
        <span class="amount-field__value">{'•'.repeat(pin.length)} </span>
      </output>
      {pin === '' && refusal && (
        <p class="notice notice--danger" role="alert">
          {refusal}
        </p>
      )}
      <Keypad value={pin} onChange={setPin} maxLength={LONGEST_PIN} disabled={busy} />
      <button
        type="button"
        class="button button--main button--tall button--wide"
        disabled={pin === '' || busy}
        aria-busy={busy}
        onClick={() => void submit()}
      >
        {tc('approval.allow')}
        <kbd class="kbd">↵</kbd>
      </button>
    </div>
  );
}
