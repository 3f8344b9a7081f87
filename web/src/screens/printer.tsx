import { useEffect, useState } from 'preact/hooks';
import type { Paper as PaperModel } from '../core/commands';
import { hubPrinters } from '../print/drivers/hub';
import { logo } from '../print/logo';
import { html, testPaper } from '../print/papers';
import { drivers, send, tell } from '../print/send';
import {
  changePrinter,
  changeSetup,
  chooseWidth,
  connections,
  setup,
  type Connection,
  type Printer as Machine,
} from '../print/setup';
import { sharePdf } from '../print/share';
import { p } from '../print/texts';
import { notify, report } from '../state/messages';
import { language, paper, papers } from '../state/preferences';
import { Icon } from '../ui/icon';
import { printPaper } from '../ui/paper';
import { Segments } from '../ui/segments';
import { LabelsCard } from './labels';
import './printer.css';

/** Sets up the printer of this device, and shows on paper whether it is right. */
export default function Printer({ onBack }: { onBack(): void }) {
  return (
    <div class="printer">
      <header class="printer__head">
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon name="back" />
          {p('back')}
        </button>
        <h1 class="entrance__title">{p('title')}</h1>
        <p class="printer__intro">{p('intro')}</p>
      </header>
      <ConnectionCard />
      <PaperCard />
      <LogoCard />
      <TestCard />
      <LabelsCard />
    </div>
  );
}

const isSupported = (connection: Connection): boolean =>
  connection === 'system' || drivers[connection].supported();

function ConnectionCard() {
  const { connection } = setup.value;
  return (
    <section class="card">
      <h2 class="card__title">{p('connection')}</h2>
      <div class="printer__ways" role="radiogroup" aria-label={p('connection')}>
        {connections.map((each) => (
          <label key={each} class="way">
            <input
              type="radio"
              name="connection"
              class="way__radio"
              checked={each === connection}
              disabled={!isSupported(each)}
              onChange={() => changeSetup({ connection: each })}
            />
            <span class="way__words">
              <strong>{p(`connection.${each}`)}</strong>
              <span class="way__hint">
                {isSupported(each) ? p(`hint.${each}`) : p('unavailable')}
              </span>
            </span>
          </label>
        ))}
      </div>
      {connection === 'hub' && <HubPrinters />}
      {connection === 'serial' && <Speed />}
      {(connection === 'usb' || connection === 'serial' || connection === 'bluetooth') && (
        <Choose connection={connection} />
      )}
    </section>
  );
}

function Choose({ connection }: { connection: 'usb' | 'serial' | 'bluetooth' }) {
  const choose = () =>
    drivers[connection]
      .choose()
      .then((name) => notify(name ? p('chosen', { name }) : p('chosen_unnamed')), tell);
  return (
    <button type="button" class="button button--roomy" onClick={choose}>
      <Icon name="printer" />
      {p('choose')}
    </button>
  );
}

function HubPrinters() {
  const [names, setNames] = useState<string[] | null>(null);
  useEffect(() => {
    hubPrinters().then(
      ({ names: known }) => setNames(known),
      (thrown) => {
        report(thrown);
        setNames([]);
      },
    );
  }, []);
  if (names === null) return <p role="status">{p('hub_loading')}</p>;
  if (names.length === 0) return <p>{p('hub_none')}</p>;
  return (
    <div class="field">
      <h3 class="field__label">{p('hub_printer')}</h3>
      <Segments
        label={p('hub_printer')}
        chosen={setup.value.hubPrinter}
        onChoose={(hubPrinter) => changeSetup({ hubPrinter })}
        options={names.map((value) => ({ value, content: value }))}
      />
    </div>
  );
}

const speeds = ['9600', '19200', '38400', '115200'] as const;

function Speed() {
  return (
    <Choice
      label={p('speed')}
      values={speeds}
      chosen={String(setup.value.speed) as (typeof speeds)[number]}
      onChoose={(speed) => changeSetup({ speed: Number(speed) })}
    />
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  hint?: string;
  values: readonly T[];
  chosen: T;
  says?: (value: T) => string;
  onChoose(value: T): void;
}

function Choice<T extends string>({ label, hint, values, chosen, says, onChoose }: ChoiceProps<T>) {
  return (
    <div class="field">
      <h3 class="field__label">{label}</h3>
      <Segments
        label={label}
        chosen={chosen}
        onChoose={onChoose}
        options={values.map((value) => ({ value, content: says ? says(value) : value }))}
      />
      {hint && <p class="printer__hint">{hint}</p>}
    </div>
  );
}

const columns = ['32', '42', '48'] as const;
const codePages = ['pc858', 'wpc1252', 'pc437'] as const;
const drawings = ['raster', 'native'] as const;
const answers = ['yes', 'no'] as const;
const answer = (yes: boolean) => (yes ? 'yes' : 'no');
const drawing = (value: Machine['qr']) => p(`drawing.${value}`);

function PaperCard() {
  const { printer } = setup.value;
  return (
    <section class="card">
      <h2 class="card__title">{p('paper')}</h2>
      <Choice
        label={p('paper')}
        values={papers}
        chosen={paper.value}
        says={(value) => `${value.slice(2)} mm`}
        onChoose={chooseWidth}
      />
      <Choice
        label={p('columns')}
        values={columns}
        chosen={String(printer.columns) as (typeof columns)[number]}
        onChoose={(value) => changePrinter({ columns: Number(value), dots: DOTS[value] })}
      />
      <Choice
        label={p('code_page')}
        hint={p('code_page_hint')}
        values={codePages}
        chosen={printer.codePage}
        says={(value) => value.toUpperCase()}
        onChoose={(codePage) => changePrinter({ codePage })}
      />
      <Choice
        label={p('qr')}
        values={drawings}
        chosen={printer.qr}
        says={drawing}
        onChoose={(qr) => changePrinter({ qr })}
      />
      <Choice
        label={p('barcode')}
        values={drawings}
        chosen={printer.barcode}
        says={drawing}
        onChoose={(barcode) => changePrinter({ barcode })}
      />
      <Choice
        label={p('cuts')}
        values={answers}
        chosen={answer(printer.cuts)}
        says={(value) => p(value)}
        onChoose={(value) => changePrinter({ cuts: value === 'yes' })}
      />
      <Choice
        label={p('drawer')}
        values={answers}
        chosen={answer(printer.drawer)}
        says={(value) => p(value)}
        onChoose={(value) => changePrinter({ drawer: value === 'yes' })}
      />
    </section>
  );
}

/** The dots of a line that go with its characters. */
const DOTS = { '32': 384, '42': 512, '48': 576 } as const;

function LogoCard() {
  const [address, setAddress] = useState(logo.address());
  const choose = async (file: File | undefined) => {
    if (!file) return;
    await logo.choose(file).catch(() => notify(p('logo_failed'), 'danger'));
    setAddress(logo.address());
  };
  return (
    <section class="card">
      <h2 class="card__title">{p('logo')}</h2>
      {address && <img class="printer__logo" src={address} alt={p('logo_alt')} />}
      <div class="printer__actions">
        <label class="button button--roomy">
          {p('logo_choose')}
          <input
            type="file"
            accept="image/*"
            class="sr-only"
            onChange={(event) => choose(event.currentTarget.files?.[0])}
          />
        </label>
        {address && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => {
              logo.remove();
              setAddress(null);
            }}
          >
            {p('logo_remove')}
          </button>
        )}
      </div>
    </section>
  );
}

function TestCard() {
  const { connection, printer } = setup.value;
  const make = (): Promise<PaperModel> => testPaper(printer, language.value);
  const print = async () => {
    try {
      const test = await make();
      if (connection === 'system') await printPaper(await html([test]), paper.value);
      else if (await send([test])) notify(p('test_sent'));
    } catch (thrown) {
      tell(thrown);
    }
  };
  const asPdf = () => make().then((test) => sharePdf([test], paper.value), tell);
  return (
    <section class="card">
      <h2 class="card__title">{p('test')}</h2>
      <div class="printer__actions">
        <button type="button" class="button button--main button--roomy" onClick={print}>
          <Icon name="printer" />
          {p('test')}
        </button>
        <button type="button" class="button button--roomy" onClick={asPdf}>
          {p('test_pdf')}
        </button>
      </div>
    </section>
  );
}
