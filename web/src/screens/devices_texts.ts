// The texts of the board of devices, which are loaded with its screen. The same rules as in i18n/es.ts.

import { language } from '../state/preferences';

const es = {
  title: 'Equipos',
  intro: 'Cada tablet y teléfono de la empresa: cuándo se vio por última vez y cuánto le falta.',
  back: 'Volver a ajustes',
  loading: 'Preguntando al servidor…',
  none: 'Todavía no hay ningún equipo',
  offline: 'Sin servidor. Esto es lo que sabe este equipo, hasta {since}.',
  offline_never: 'Sin servidor. Esto es lo que sabe este equipo.',
  retry: 'Preguntar otra vez',
  own: 'Este equipo',
  revoked: 'De baja desde {time}',
  connected: 'Conectado ahora',
  seen: 'Visto {time}',
  seen_never: 'Nunca visto',
  heard: 'Lo último que llegó de él: {time}',
  heard_never: 'Aún no llegó nada de él',
  up_to_date: 'Al día',
  behind_one: 'Le falta 1 operación',
  behind: 'Le faltan {n} operaciones',
  unsent_one: '1 sin enviar',
  unsent: '{n} sin enviar',
  version: 'Versión {version}',
  clock_ahead: 'Reloj {n} min adelantado',
  clock_behind: 'Reloj {n} min atrasado',
  unsigned: 'Sin firma: conviene inscribirlo otra vez',
  enrolled: 'Inscrito {time}',
  no_register: 'Sin caja',
  stop: 'Dar de baja',
  stop_title: '¿Dar de baja {name}?',
  stop_text:
    'El equipo deja de vender en cuanto hable con el servidor. Lo que no haya enviado se queda en él y se puede guardar. No hay vuelta atrás: para usarlo otra vez hay que inscribirlo de nuevo.',
  stop_unsent: 'Cuando se vio por última vez le quedaban {n} operaciones sin enviar.',
  stop_done: '{name} está de baja',
  keep: 'Dejarlo como está',
  add: 'Inscribir un equipo',
  add_title: 'Inscribir un equipo',
  add_where: 'En qué caja va a estar',
  add_show: 'Mostrar el código',
  add_scan: 'Lee este código con la cámara del equipo nuevo, o abre {address} y escribe el código.',
  add_until: 'Sirve una vez, hasta las {time}.',
  add_code: 'Código',
  add_again: 'Otro código',
  alone: 'Cuánto vende un equipo sin el servidor',
  alone_hint:
    'Pasado ese tiempo puede terminar lo que está abierto, pero no empieza ventas hasta hablar con él.',
  days: '{n} días',
  add_offline: 'Para inscribir o dar de baja un equipo hace falta el servidor.',
};

const en: typeof es = {
  title: 'Devices',
  intro: 'Every tablet and phone of the company: when it was last seen and how much it lacks.',
  back: 'Back to settings',
  loading: 'Asking the server…',
  none: 'There is no device yet',
  offline: 'No server. This is what this device knows, until {since}.',
  offline_never: 'No server. This is what this device knows.',
  retry: 'Ask again',
  own: 'This device',
  revoked: 'Stopped since {time}',
  connected: 'Connected now',
  seen: 'Seen {time}',
  seen_never: 'Never seen',
  heard: 'The last that came from it: {time}',
  heard_never: 'Nothing has come from it yet',
  up_to_date: 'Up to date',
  behind_one: '1 operation behind',
  behind: '{n} operations behind',
  unsent_one: '1 not sent',
  unsent: '{n} not sent',
  version: 'Version {version}',
  clock_ahead: 'Clock {n} min ahead',
  clock_behind: 'Clock {n} min behind',
  unsigned: 'Without a signature: better enrol it again',
  enrolled: 'Enrolled {time}',
  no_register: 'No register',
  stop: 'Stop it',
  stop_title: 'Stop {name}?',
  stop_text:
    'The device stops selling as soon as it speaks with the server. What it has not sent stays on it and can be saved. There is no way back: to use it again it has to be enrolled anew.',
  stop_unsent: 'When it was last seen, {n} operations were not sent.',
  stop_done: '{name} is stopped',
  keep: 'Leave it',
  add: 'Enrol a device',
  add_title: 'Enrol a device',
  add_where: 'At which register it will stand',
  add_show: 'Show the code',
  add_scan: 'Read this code with the new device’s camera, or open {address} and type the code.',
  add_until: 'It works once, until {time}.',
  add_code: 'Code',
  add_again: 'Another code',
  alone: 'How long a device sells without the server',
  alone_hint:
    'After that it may finish what is open, but begins no sale until it has spoken with the server.',
  days: '{n} days',
  add_offline: 'To enrol or stop a device, the server is needed.',
};

/** The text of a key in the language in use. */
export function d(key: keyof typeof es, parameters: Record<string, string | number> = {}): string {
  const text: string = (language.value === 'en' ? en : es)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}

/** "1 operación", "12 operaciones". */
export function counted(key: 'behind' | 'unsent', n: number): string {
  return n === 1 ? d(`${key}_one`) : d(key, { n });
}
