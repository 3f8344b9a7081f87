import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, ProductTile } from '../core/commands';
import { money } from '../format';
import { print } from '../print/print';
import { sharePdf } from '../print/share';
import { p } from '../print/texts';
import { report } from '../state/messages';
import { Icon } from '../ui/icon';

const SHOWN = 6;
const MOST_COPIES = 99;

/** Price labels: find a product, say how many, print them or take an A4 sheet as a PDF. */
export function LabelsCard() {
  const [text, setText] = useState('');
  const [found, setFound] = useState<ProductTile[]>([]);
  const [chosen, setChosen] = useState<ProductTile | null>(null);
  const [copies, setCopies] = useState(1);
  useEffect(() => {
    let wanted = true;
    if (text === '') setFound([]);
    else
      client.call('catalog.search', { text, limit: SHOWN }).then(({ products }) => {
        if (wanted) setFound(products);
      }, report);
    return () => void (wanted = false);
  }, [text]);

  const make = async (id: Id) => {
    const out = await client.call('documents.print', { kind: 'label', id });
    return { ...out, papers: out.papers.map((label) => ({ ...label, copies })) };
  };
  const pick = (product: ProductTile) => {
    setChosen(product);
    setText('');
  };

  return (
    <section class="card">
      <h2 class="card__title">{p('labels')}</h2>
      <input
        class="input"
        type="text"
        inputMode="search"
        autoComplete="off"
        aria-label={p('labels_search')}
        placeholder={p('labels_search')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {found.map((product) => (
        <button
          key={product.id}
          type="button"
          class="button printer__found"
          onClick={() => pick(product)}
        >
          <span>{product.name}</span>
          <span>{money(product.price)}</span>
        </button>
      ))}
      {chosen && (
        <>
          <p>
            <strong>{chosen.name}</strong> · {money(chosen.price)}
          </p>
          <div class="printer__actions">
            <button
              type="button"
              class="button button--icon"
              aria-label={p('labels_less')}
              disabled={copies === 1}
              onClick={() => setCopies(copies - 1)}
            >
              <Icon name="minus" />
            </button>
            <output class="printer__copies" aria-label={p('labels_copies')}>
              {copies}
            </output>
            <button
              type="button"
              class="button button--icon"
              aria-label={p('labels_more')}
              disabled={copies === MOST_COPIES}
              onClick={() => setCopies(copies + 1)}
            >
              <Icon name="plus" />
            </button>
            <button
              type="button"
              class="button button--roomy"
              onClick={() => make(chosen.id).then(print).catch(report)}
            >
              <Icon name="printer" />
              {p('labels_print')}
            </button>
            <button
              type="button"
              class="button button--roomy"
              onClick={() =>
                make(chosen.id)
                  .then(({ papers }) => sharePdf(papers, 'a4'))
                  .catch(report)
              }
            >
              {p('labels_pdf')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
