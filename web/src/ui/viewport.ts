import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 45rem)');

/** A phone: the sale is a sheet over the products instead of a column beside them. */
export const narrow = signal(query.matches);
query.addEventListener('change', () => {
  narrow.value = query.matches;
});
