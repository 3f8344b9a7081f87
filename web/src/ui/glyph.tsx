import type { Category, ProductTile } from '../core/commands';
import drawings from './glyphs.json';
import { Stroke } from './icon';

/** What a category looks like. The core names the drawing; a name without one shows the category's initials. */
const glyphs: Record<string, string> = drawings;

/** Every drawing there is, for whoever chooses one. */
export const glyphNames: readonly string[] = Object.keys(glyphs);

export function Glyph({ icon, name, size }: { icon: string; name: string; size: number }) {
  const path = glyphs[icon];
  if (path) return <Stroke path={path} size={size} />;
  return (
    <span class="initials" style={{ fontSize: `${size * 0.62}px` }} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function CategoryGlyph({ category, size }: { category: Category; size: number }) {
  return <Glyph icon={category.icon} name={category.name} size={size} />;
}

const OWN_GLYPH = 'glyph:';

/** A product's own drawing ("glyph:burger"), or that of its category. */
export function ProductGlyph({
  product,
  category,
  size,
}: {
  product: ProductTile;
  category: Category | undefined;
  size: number;
}) {
  const own = product.image?.startsWith(OWN_GLYPH) ? product.image.slice(OWN_GLYPH.length) : null;
  return <Glyph icon={own ?? category?.icon ?? ''} name={product.name} size={size} />;
}

/** "Café con leche" is "CL": the first letters of its first and last long words. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word.length > 2 || /^\d/.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? words.at(-1)! : first.slice(1);
  return (first.charAt(0) + last.charAt(0)).toUpperCase();
}
