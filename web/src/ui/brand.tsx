/** The mark: an "m" of two arches standing on a counter. The same drawing is public/icons/mostrador.svg. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" fill="none" aria-hidden="true">
      <rect width="64" height="64" rx="15" fill="#0e5a4a" />
      <path
        d="M16.5 42V27.5a7.75 7.75 0 0 1 15.5 0V42M32 27.5a7.75 7.75 0 0 1 15.5 0V42"
        stroke="#fffefb"
        stroke-width="6.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <rect x="9" y="43.5" width="46" height="7.5" rx="3.75" fill="#f0b429" />
    </svg>
  );
}

export function Brand() {
  return (
    <span class="brand">
      <Mark size={44} />
      <span class="brand__word">Mostrador</span>
    </span>
  );
}
