import type { Category, ProductTile } from '../core/commands';
import { Stroke } from './icon';

/** What a category looks like. The core names the drawing; a name without one shows the category's initials. */
const glyphs: Record<string, string> = {
  coffee:
    'M5 9h11v5.5a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 14.5zM16 10.5h1.5a2.25 2.25 0 0 1 0 4.5H16M8.5 3.5c-.8 1 .8 1.5 0 2.7M12.5 3.5c-.8 1 .8 1.5 0 2.7',
  tea: 'M4 10h13v3a6 6 0 0 1-6 6h-1a6 6 0 0 1-6-6zM17 11h1a2 2 0 0 1 0 4h-1.4M10 10V4.5h4M12.5 6.5h3v3h-3',
  bread:
    'M6 19v-7.5C4 11 3.5 9.5 3.5 8.5 3.5 6 6.5 5 12 5s8.5 1 8.5 3.5c0 1-.5 2.5-2.5 3V19zM10 9.5l-1 3M14 9.5l-1 3',
  croissant:
    'M4 16c-.5-6 3-10.5 8-10.5S20.5 10 20 16c-1 1-2.5.5-3-1-.5-2-2-4-5-4s-4.5 2-5 4c-.5 1.5-2 2-3 1zM9.5 6l.8 5M14.5 6l-.8 5',
  cake: 'M4 20v-7h16v7zM4 16.5c1.3 1 2.7 1 4 0s2.7-1 4 0 2.7 1 4 0 2.7-1 4 0M12 13V9M12 6.5c-1-1 0-2 0-3 0 1 1 2 0 3z',
  dessert: 'M6 11h12l-1.5 2.5h-9zM12 13.5V20M8.5 20h7M7 11a5 5 0 0 1 10 0M12 6V4',
  icecream: 'M7.5 11L12 21l4.5-10zM7.5 11a4.5 4.5 0 1 1 9 0',
  plate:
    'M12 18.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2.5 5v14M21.5 5v14',
  soup: 'M3.5 11h17c0 5-3.5 8-8.5 8s-8.5-3-8.5-8zM9 4c-1 1.2 1 2 0 3.5M13 4c-1 1.2 1 2 0 3.5',
  salad:
    'M3.5 12h17c0 4.5-3.5 7.5-8.5 7.5S3.5 16.5 3.5 12zM6 12c0-3 2-5 4.5-4.5C11 5 14 4 16 6c2.5 0 3.5 3 2.5 6M11 12c0-2 1-3.5 3-4',
  sandwich:
    'M3.5 10c0-3.5 4-5 8.5-5s8.5 1.5 8.5 5zM3.5 14c1.4 1.2 2.8 1.2 4.2 0s2.9-1.2 4.3 0 2.9 1.2 4.3 0 2.8-1.2 4.2 0M4 17.5h16c0 1.5-1 2-2 2H6c-1 0-2-.5-2-2z',
  burger:
    'M4 10c0-3.5 3.5-5.5 8-5.5s8 2 8 5.5zM4 13.5h16M5 17h14c0 1.8-1 2.5-2.5 2.5h-9C6 19.5 5 18.8 5 17zM9 7.5v.1M13 6.8v.1M16 8.2v.1',
  pizza:
    'M4 6c5-2 11-2 16 0L12 21zM5.2 8.5c4.5-1.6 9-1.6 13.6 0M10.5 12v.1M13.5 14.5v.1M13.8 11v.1',
  egg: 'M12 20a6 6 0 0 0 6-6c0-4-2.5-10-6-10s-6 6-6 10a6 6 0 0 0 6 6z',
  meat: 'M14 4.5c3.5 0 6 2.5 6 6 0 5-5 9-10 9-3.5 0-6-2-6-5 0-2.5 2-3.5 3.5-5C9 8 10.5 4.5 14 4.5zM14.5 11.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  chicken:
    'M13 12.5c-2.5-2.5-2-6 .5-7.8 2.3-1.5 5.5-.6 6.3 2.3.8 3-1.3 6.5-4.3 6.3-1 0-1.8-.2-2.5-.8zM13 12.5l-5 5M8 17.5a1.7 1.7 0 1 0-3-1 1.7 1.7 0 1 0 2 2 1.7 1.7 0 0 0 1-1z',
  fish: 'M3 12c3-4.5 7-6 10.5-5 2.5.8 4 2.5 5 5-1 2.5-2.5 4.2-5 5C10 18 6 16.5 3 12zM18.5 12L21.5 8v8zM8 11v.1',
  milk: 'M9 3.5h6v3l2 4V20.5H7V10.5l2-4zM9 6.5h6M7 13.5h10',
  cheese: 'M3.5 13L14 5c4 .5 6.5 3.5 6.5 8zM3.5 13h17v6h-17zM8.5 16v.1M14 9.5v.1M15.5 16.5v.1',
  fruit:
    'M12 8c-1.5-1.5-7-1.5-7 4.5 0 4 2.5 8 5 8 1 0 1.5-.5 2-.5s1 .5 2 .5c2.5 0 5-4 5-8C19 6.5 13.5 6.5 12 8zM12 8c0-2 .5-3.5 2.5-4.5',
  vegetable:
    'M14.5 9.5c2 2 1 4-1 6s-7 4.5-9 5c.5-2 3-7 5-9s3-4 5-2zM14.5 9.5L17 7M15 8.5c-.5-2 .5-4 2-5M15.7 9.2c2 .5 4-.5 5-2M10 13l1.5 1.5',
  water: 'M12 3.5c3.5 4 6 7 6 10.5a6 6 0 0 1-12 0c0-3.5 2.5-6.5 6-10.5zM9 14.5a3 3 0 0 0 2.5 3',
  soda: 'M7 7.5h10l-1.2 13H8.2zM6 7.5h12M12 7.5l1-4h3M7.6 12.5h8.8',
  juice: 'M6.5 8h11l-1.3 12.5H7.8zM12 8l2-4.5M17 8a3 3 0 1 0-4.5-2.8M7 12.5c2-1 3 1 5 0s3-1 4.8 0',
  beer: 'M6 9h9v11.5H6zM15 11h2a2 2 0 0 1 2 2v2.5a2 2 0 0 1-2 2h-2M6 9c-2-1-1.5-4 1-4 1-2 5-2 5.5 0C15 4.5 16.5 7.5 15 9M9 12.5v4.5M12 12.5v4.5',
  wine: 'M7.5 3.5h9c.5 5-1 9-4.5 9s-5-4-4.5-9zM12 12.5v8M8.5 20.5h7M7.5 8h9',
  cocktail: 'M4 5h16l-8 8.5zM12 13.5v7M8.5 20.5h7M7.5 8.7h9M15 5l2-2.5',
  bottle: 'M10 3.5h4v4c0 1.5 2.5 2 2.5 5v8h-9v-8c0-3 2.5-3.5 2.5-5zM7.5 13.5h9',
  grain: 'M6.5 8h11v12.5h-11zM7.5 4h9v4h-9zM9.5 12h5v4.5h-5z',
  can: 'M6 6v12c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5V6M12 8.5c3.3 0 6-1.1 6-2.5s-2.7-2.5-6-2.5S6 4.6 6 6s2.7 2.5 6 2.5zM6 11.5c1.5 1.5 10.5 1.5 12 0',
  cookie:
    'M12 20a8 8 0 1 0-3-15.4 8 8 0 0 0 3 15.4zM9 9v.1M14.5 8.5v.1M8.5 14v.1M13 13v.1M16 14.5v.1',
  candy:
    'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM15 10l4.5-3.5.5 4.5-4.5 1M9 14l-4.5 3.5L4 13l4.5-1',
  clean: 'M8 10h6v10.5H8zM9.5 10V7H13v3M13 4.5H8v2.5h6M16.5 4v.1M18.5 6v.1M18.5 2.8v.1M8 14h6',
  soap: 'M4 12.5h16v4a3.5 3.5 0 0 1-3.5 3.5h-9A3.5 3.5 0 0 1 4 16.5zM8 8.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM13.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  baby: 'M8.5 9h7v10a1.5 1.5 0 0 1-1.5 1.5h-4A1.5 1.5 0 0 1 8.5 19zM8 6.5h8V9H8zM10.5 6.5c0-2 .5-3 1.5-3s1.5 1 1.5 3M12 13h3.5M12 16.5h3.5',
  pet: 'M12 12c-2.5 0-5 2.5-5 5 0 1.5 1 2.5 2.5 2.5 1 0 1.5-.5 2.5-.5s1.5.5 2.5.5c1.5 0 2.5-1 2.5-2.5 0-2.5-2.5-5-5-5zM6 11.5v.1M9.5 7.5v.1M14.5 7.5v.1M18 11.5v.1',
  frozen: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3',
  basket: 'M4 10h16l-1.7 9.5H5.7zM8 10l3-6M16 10l-3-6M9.5 13.5v3M14.5 13.5v3',
};

function Glyph({ icon, name, size }: { icon: string; name: string; size: number }) {
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
