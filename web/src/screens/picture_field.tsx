import { useState } from 'preact/hooks';
import { tp } from '../i18n/catalog';
import { Dialog } from '../ui/dialog';
import { Glyph, glyphNames } from '../ui/glyph';
import { Icon } from '../ui/icon';

const GLYPH = 'glyph:';

interface PictureFieldProps {
  name: string;
  image: string;
  onChange(image: string): void;
}

/** The drawing on a product's tile; without one it has its category's. */
export function PictureField({ name, image, onChange }: PictureFieldProps) {
  const [open, setOpen] = useState(false);
  const glyph = image.startsWith(GLYPH) ? image.slice(GLYPH.length) : '';
  const choose = (chosen: string) => {
    setOpen(false);
    onChange(chosen === '' ? '' : GLYPH + chosen);
  };
  return (
    <div class="field">
      <span class="field__label">{tp('picture')}</span>
      <button
        type="button"
        class="button button--roomy product-sheet__picture"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Glyph icon={glyph} name={name === '' ? '?' : name} size={28} />
        {tp(glyph === '' ? 'picture_category' : 'picture_own')}
      </button>
      {open && (
        <Dialog title={tp('picture')} onClose={() => setOpen(false)}>
          <div class="pictures" role="group" aria-label={tp('picture')}>
            <button
              type="button"
              class="button pictures__one"
              aria-pressed={glyph === ''}
              aria-label={tp('picture_category')}
              onClick={() => choose('')}
            >
              <Icon name="close" />
            </button>
            {glyphNames.map((each) => (
              <button
                key={each}
                type="button"
                class="button pictures__one"
                aria-pressed={glyph === each}
                aria-label={each}
                onClick={() => choose(each)}
              >
                <Glyph icon={each} name={each} size={30} />
              </button>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  );
}
