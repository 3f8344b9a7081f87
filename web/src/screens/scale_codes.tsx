import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { ScaleCode } from '../core/commands';
import { report } from '../state/messages';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { s } from './scale_codes_texts';
import './printer.css';

type Draft = Omit<ScaleCode, 'id'>;

const measures = ['weight', 'price'] as const;
const articleDigits = ['4', '5', '6'] as const;
const valueDigits = ['4', '5', '6'] as const;
const decimals = ['0', '1', '2', '3'] as const;

/** CAT-3: what the shop's own prefixes mean. The core checks what is typed here. */
export default function ScaleCodes({ onBack }: { onBack(): void }) {
  const [codes, setCodes] = useState<ScaleCode[] | null>(null);
  const show = (asked: Promise<{ codes: ScaleCode[] }>): Promise<void> =>
    asked.then(({ codes }) => setCodes(codes)).catch(report);
  useEffect(() => void show(client.call('scan.scale_codes', {})), []);
  return (
    <div class="printer">
      <header class="printer__head">
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon name="back" />
          {s('back')}
        </button>
        <h1 class="entrance__title">{s('title')}</h1>
        <p class="printer__intro">{s('intro')}</p>
      </header>
      <section class="card">
        {codes?.length === 0 && <p>{s('none')}</p>}
        {codes?.map((code) => (
          <div key={code.id} class="scale-code">
            <strong class="scale-code__prefix">{code.prefix}</strong>
            <span class="scale-code__words">{summary(code)}</span>
            <button
              type="button"
              class="button button--icon"
              aria-label={s('remove', { prefix: code.prefix })}
              onClick={() => show(client.call('scan.remove_scale_code', { id: code.id }))}
            >
              <Icon name="trash" />
            </button>
          </div>
        ))}
        <p class="printer__hint">{s('article_hint')}</p>
      </section>
      <Add
        onAdd={(draft) =>
          show(client.call('scan.put_scale_code', { id: crypto.randomUUID(), ...draft }))
        }
      />
    </div>
  );
}

function summary({ measure, articleDigits, valueDigits, decimals }: ScaleCode): string {
  return s('summary', {
    measure: s(measure),
    article: articleDigits,
    value: valueDigits,
    decimals,
  });
}

function Add({ onAdd }: { onAdd(draft: Draft): void }) {
  const [draft, setDraft] = useState<Draft>({
    prefix: '',
    measure: 'weight',
    articleDigits: 5,
    valueDigits: 5,
    decimals: 3,
  });
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(draft);
      }}
    >
      <label class="field">
        <span class="field__label">{s('prefix')}</span>
        <input
          class="input"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          required
          value={draft.prefix}
          onInput={(event) => change({ prefix: event.currentTarget.value })}
        />
        <span class="printer__hint">{s('prefix_hint')}</span>
      </label>
      <div class="field">
        <h2 class="field__label">{s('measure')}</h2>
        <Segments
          label={s('measure')}
          chosen={draft.measure}
          onChoose={(measure) => change({ measure, decimals: measure === 'weight' ? 3 : 2 })}
          options={measures.map((value) => ({ value, content: s(`measure.${value}`) }))}
        />
      </div>
      <Digits
        label={s('article_digits')}
        values={articleDigits}
        chosen={draft.articleDigits}
        onChoose={(digits) => change({ articleDigits: digits })}
      />
      <Digits
        label={s('value_digits')}
        values={valueDigits}
        chosen={draft.valueDigits}
        onChoose={(digits) => change({ valueDigits: digits })}
      />
      <Digits
        label={s('decimals')}
        values={decimals}
        chosen={draft.decimals}
        onChoose={(digits) => change({ decimals: digits })}
      />
      <button type="submit" class="button button--main button--roomy">
        {s('add')}
      </button>
    </form>
  );
}

interface DigitsProps {
  label: string;
  values: readonly string[];
  chosen: number;
  onChoose(value: number): void;
}

function Digits({ label, values, chosen, onChoose }: DigitsProps) {
  return (
    <div class="field">
      <h2 class="field__label">{label}</h2>
      <Segments
        label={label}
        chosen={String(chosen)}
        onChoose={(value) => onChoose(Number(value))}
        options={values.map((value) => ({ value, content: value }))}
      />
    </div>
  );
}
