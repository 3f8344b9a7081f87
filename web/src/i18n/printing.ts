import { language } from '../state/preferences';

// The texts of the print queue. They come with its board, not with the first screen.

const es = {
  title: 'Cola de impresión',
  back: 'Volver a cocina',
  printers: 'Impresoras',
  no_printers: 'El servidor no tiene impresoras todavía.',
  printers_unknown: 'Sin conexión con el servidor: no se sabe cómo están las impresoras.',
  'printer.closed': 'Imprime',
  'printer.open': 'Parada un minuto: no responde',
  'printer.half_open': 'Se prueba con un papel',
  'printer.gone': 'El servidor ya no la tiene',
  stations: 'Qué imprime cada estación',
  no_stations: 'Esta tienda no tiene estaciones.',
  printer: 'Impresora',
  fallback: 'Si falla',
  none: 'Ninguna',
  to_screen: 'En pantalla',
  columns: 'Caracteres',
  jobs: 'Papeles',
  no_jobs: 'Nada en la cola',
  no_jobs_text: 'Lo que se envía a una estación con impresora aparece aquí.',
  'state.waiting': 'Espera',
  'state.sending': 'Imprimiendo',
  'state.screen': 'Sin impresora: léelo aquí',
  'state.printed': 'Impreso',
  'state.settled': 'Atendido',
  copy: 'Copia',
  attempts: '{n} intentos',
  maybe: 'Puede estar en papel',
  see: 'Ver',
  pdf: 'PDF',
  reprint: 'Imprimir otra vez',
  move: 'Otra impresora…',
  settle: 'Ya está atendido',
  move_title: '¿En qué impresora?',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Print queue',
  back: 'Back to the kitchen',
  printers: 'Printers',
  no_printers: 'The hub has no printers yet.',
  printers_unknown: 'No connection to the hub: nobody knows how the printers are.',
  'printer.closed': 'Prints',
  'printer.open': 'Paused for a minute: no answer',
  'printer.half_open': 'Being tried with one paper',
  'printer.gone': 'The hub no longer has it',
  stations: 'What each station prints on',
  no_stations: 'This shop has no stations.',
  printer: 'Printer',
  fallback: 'When it fails',
  none: 'None',
  to_screen: 'On the screen',
  columns: 'Characters',
  jobs: 'Papers',
  no_jobs: 'Nothing in the queue',
  no_jobs_text: 'What is sent to a station with a printer appears here.',
  'state.waiting': 'Waiting',
  'state.sending': 'Printing',
  'state.screen': 'No printer: read it here',
  'state.printed': 'Printed',
  'state.settled': 'Taken care of',
  copy: 'Copy',
  attempts: '{n} attempts',
  maybe: 'May be on paper',
  see: 'See',
  pdf: 'As PDF',
  reprint: 'Print again',
  move: 'Another printer…',
  settle: 'Taken care of it',
  move_title: 'On which printer?',
};

export const printingTexts = { es, en };

export function tp(key: Key, parameters: Record<string, string | number> = {}): string {
  const text: string = printingTexts[language.value][key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
