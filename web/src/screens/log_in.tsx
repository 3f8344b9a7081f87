import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { PersonTile } from '../core/commands';
import { longDay, minutesAndSeconds, timeOfDay } from '../format';
import { errorText, named, t, tn } from '../i18n';
import { device } from '../state/device';
import { asCoreError, report } from '../state/messages';
import { logIn } from '../state/session';
import { staffChanged } from '../state/start';
import { Avatar } from '../ui/avatar';
import { Brand } from '../ui/brand';
import { useNow } from '../ui/clock';
import { Icon } from '../ui/icon';
import { useKeys } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import { StatusChip } from '../ui/status_chip';
import './entrance.css';
import './log_in.css';

const LONGEST_PIN = 12;

/** Who is at the counter: a name, then a PIN. */
export function LogIn() {
  const [people, setPeople] = useState<PersonTile[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const refresh = () =>
    client.call('staff.list', {}).then((answer) => setPeople(answer.people), report);
  useEffect(() => void refresh(), [staffChanged.value]);
  const person = people?.find(({ id }) => id === chosen) ?? null;

  return (
    <div class="entrance">
      <div class="awning" aria-hidden="true" />
      <header class="entrance__head">
        <Brand />
        <p class="entrance__place">
          {device.value?.tenant?.name}
          {device.value?.register && ` · ${device.value.register.name}`}
        </p>
        <StatusChip />
      </header>
      <main class={person ? 'log-in log-in--chosen' : 'log-in'}>
        <h1 class="sr-only">{t('login.title')}</h1>
        <section class="log-in__people">
          <div>
            <p class="entrance__title">{t('login.title')}</p>
            <Clock />
          </div>
          {people?.length === 0 && (
            <div class="notice notice--accent">
              <Icon name="alert" size={22} />
              <p>
                <strong>{t('login.nobody')}</strong> {t('login.nobody_hint')}
              </p>
            </div>
          )}
          <ul class="people">
            {people?.map((each) => (
              <li key={each.id}>
                <PersonCard
                  person={each}
                  chosen={each.id === chosen}
                  onChoose={() => setChosen(each.id)}
                />
              </li>
            ))}
          </ul>
        </section>
        <section class="log-in__pin" aria-live="polite">
          {person ? (
            <PinPad
              key={person.id}
              person={person}
              onRefused={refresh}
              onBack={() => setChosen(null)}
            />
          ) : (
            <ChooseFirst />
          )}
        </section>
      </main>
    </div>
  );
}

/** In plain view, so that somebody notices when the device's clock is wrong. */
function Clock() {
  const now = useNow(true) * 1000;
  return (
    <p class="entrance__text">
      <time>
        {longDay(now)} · {timeOfDay(now)}
      </time>
    </p>
  );
}

function ChooseFirst() {
  return (
    <div class="empty">
      <Icon name="people" size={52} />
      <p class="empty__title">{t('login.choose')}</p>
      <p>{t('login.choose_hint')}</p>
    </div>
  );
}

function PersonCard({
  person,
  chosen,
  onChoose,
}: {
  person: PersonTile;
  chosen: boolean;
  onChoose(): void;
}) {
  const locked = person.lockedUntil !== null && person.lockedUntil > Date.now() * 1000;
  return (
    <button type="button" class="person-card" aria-pressed={chosen} onClick={onChoose}>
      <Avatar person={person} />
      <span class="person-card__words">
        <span class="person-card__name">{person.name}</span>
        <span class="person-card__role">{named('role', person.role)}</span>
      </span>
      {locked && (
        <span class="person-card__locked">
          <Icon name="lock" size={20} />
          <span class="sr-only">{t('login.locked_short')}</span>
        </span>
      )}
    </button>
  );
}

interface PinPadProps {
  person: PersonTile;
  onRefused(): void;
  onBack(): void;
}

function PinPad({ person, onRefused, onBack }: PinPadProps) {
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const section = useRef<HTMLDivElement>(null);
  const until = (person.lockedUntil ?? 0) / 1000;
  const now = useNow(until > Date.now());
  const lockedSeconds = Math.max(0, Math.ceil((until - now) / 1000));
  const ready = pin !== '' && !busy && lockedSeconds === 0;

  const submit = async () => {
    if (!ready) return;
    setBusy(true);
    try {
      await logIn(person.id, pin);
    } catch (thrown) {
      setPin('');
      setTries(tries + 1);
      setRefusal(errorText(asCoreError(thrown)));
      onRefused();
      setBusy(false);
    }
  };
  useKeys((event) => {
    if (event.key === 'Escape') return onBack;
    return event.key === 'Enter' && ready ? submit : null;
  });

  return (
    <div class="pin" ref={section}>
      <div class="pin__head">
        <button
          type="button"
          class="button button--quiet button--icon pin__back"
          aria-label={t('app.back')}
          onClick={onBack}
        >
          <Icon name="back" />
        </button>
        <h2 class="pin__name">{t('login.pin_for', { name: person.name })}</h2>
      </div>
      <div
        key={tries}
        class={tries > 0 ? 'pin__dots pin__dots--refused' : 'pin__dots'}
        role="status"
        aria-label={tn('login.digits', pin.length)}
      >
        {Array.from({ length: Math.max(4, pin.length) }, (_, at) => (
          <span key={at} class={at < pin.length ? 'pin__dot pin__dot--full' : 'pin__dot'} />
        ))}
      </div>
      <p class="pin__message" role="alert">
        {lockedSeconds > 0
          ? t('login.locked', { time: minutesAndSeconds(lockedSeconds) })
          : pin === '' && refusal}
      </p>
      <Keypad
        value={pin}
        onChange={setPin}
        maxLength={LONGEST_PIN}
        disabled={busy || lockedSeconds > 0}
      />
      <button
        type="button"
        class="button button--main button--tall button--wide"
        disabled={!ready}
        aria-busy={busy}
        onClick={() => void submit()}
      >
        {t('login.submit')}
        <kbd class="kbd">↵</kbd>
      </button>
    </div>
  );
}
