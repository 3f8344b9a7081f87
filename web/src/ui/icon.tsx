/** Drawn for Mostrador: 24 units, round joints, one stroke weight. */
const icons = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  up: 'M6 15l6-6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M4.5 12.5l5 5L19.5 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5',
  backspace: 'M8.5 5.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5M14 11v5',
  cash: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 10v4M18 10v4',
  card: 'M3 6.5h18v11H3zM3 10.5h18M6.5 14.5h4',
  printer: 'M7 9V4h10v5M7 17H4V9.5h16V17h-3M7 14h10v6H7z',
  receipt: 'M6 3.5v17l2-1.5 2 1.5 2-1.5 2 1.5 2-1.5 2 1.5v-17zM9 8h6M9 11.5h6M9 15h3.5',
  drawer: 'M4 13h16v7H4zM6.5 13l1.5-8h8l1.5 8M10.5 16.5h3M10.5 8.5h3',
  gear: 'M4 7h9M17 7h3M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 17h3M11 17h9M9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  people:
    'M9 11a3.25 3.25 0 1 0 0-6.5A3.25 3.25 0 0 0 9 11zM3 19.5c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M16 5a3 3 0 0 1 0 5.6M17.5 14.2c2.2.7 3.5 2.5 3.5 5.3',
  counter:
    'M4 10.5V20h16v-9.5M3 6l1.5-2.5h15L21 6v1.5a2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0zM8 15h8',
  online: 'M4.5 10.5a11 11 0 0 1 15 0M7.5 13.8a6.6 6.6 0 0 1 9 0M10.5 17a2.2 2.2 0 0 1 3 0',
  offline:
    'M4.5 10.5a11 11 0 0 1 4-2.4M12.5 7.5a11 11 0 0 1 7 3M7.5 13.8a6.6 6.6 0 0 1 4-1.8M10.5 17a2.2 2.2 0 0 1 3 0M4 4l16 16',
  alert: 'M12 4L2.5 20h19zM12 10v4.5M12 17.2v.1',
  download: 'M12 4v11M7 10.5l5 5 5-5M4 20h16',
  shield: 'M12 3.5l7.5 2.5v5.5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6zM8.5 12l2.5 2.5 4.5-5',
  keypad:
    'M5 5h3v3H5zM10.5 5h3v3h-3zM16 5h3v3h-3zM5 10.5h3v3H5zM10.5 10.5h3v3h-3zM16 10.5h3v3h-3zM10.5 16h3v3h-3z',
  barcode: 'M4 5v14M7 5v14M10.5 5v10M13.5 5v10M17 5v14M20 5v14M10.5 18.5h3',
  tag: 'M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5zM8 8.1h.1',
  torch: 'M8 3.5h8v3l-2 3.5v10.5h-4V10L8 6.5zM8 6.5h8M12 13v2',
  sound: 'M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9.5l5 5M20.5 9.5l-5 5',
  camera: 'M3.5 8h4l1.5-2.5h6L16.5 8h4v11h-17zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  chart: 'M4 20h16M6.5 20v-6M12 20V5M17.5 20v-9',
  box: 'M12 3.5l8 4v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9',
  inbox: 'M4 13.5l2.5-9h11l2.5 9V20H4zM4 13.5h4.5a3.5 3.5 0 0 0 7 0H20',
  table: 'M3 9.5h18M5.5 9.5V19M18.5 9.5V19M9 6.5h6M12 9.5V19M9.5 19h5',
  ticket:
    'M3.5 8h17v2.5a1.5 1.5 0 0 0 0 3V16h-17v-2.5a1.5 1.5 0 0 0 0-3zM13.5 8.5v1.5M13.5 11.5v1M13.5 14v1.5',
  pot: 'M5 10h14v7a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM2.5 12H5M19 12h2.5M9 7c0-1.5 1-1.5 1-3M14 7c0-1.5 1-1.5 1-3',
  move: 'M4 8h13M13.5 4.5L17 8l-3.5 3.5M20 16H7M10.5 12.5L7 16l3.5 3.5',
  merge: 'M5 4.5v4l7 5v6M19 4.5v4l-7 5M9 16.5l3 3 3-3',
  split: 'M12 20v-6l-7-5V4.5M12 14l7-5V4.5M2.5 7L5 4.5 7.5 7M16.5 7L19 4.5 21.5 7',
  send: 'M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4',
  update: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.5M20 4.5v5h-5',
} as const;

export type IconName = keyof typeof icons;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return <Stroke path={icons[name]} size={size} />;
}

export function Stroke({ path, size }: { path: string; size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
