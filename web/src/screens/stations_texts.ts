// The texts of the stations' editor, which are loaded with their screen. The same rules as in i18n/es.ts.

import { language } from '../state/preferences';

const es = {
  back: 'Volver a ajustes',
  title: 'Estaciones',
  intro:
    'Dónde se prepara lo que se pide en esta sucursal: cocina, barra, parrilla… Cada una tiene su pantalla y sus comandas.',
  stations: 'Estaciones de esta sucursal',
  none: 'Todavía no hay ninguna: lo que se envía no llega a ninguna pantalla.',
  add: 'Estación nueva',
  edit: 'Cambiar estación',
  name: 'Nombre',
  warn: 'Avisar a los (minutos)',
  late: 'Va tarde a los (minutos)',
  save: 'Guardar',
  remove: 'Quitar estación',
  times: 'Aviso {warn} min · tarde {late} min',
  routes: 'Qué se prepara dónde',
  routes_hint:
    'Cada categoría va a una estación. Un producto puede ir a otra: se elige en su ficha.',
  nowhere: 'En ninguna',
};

const en: typeof es = {
  back: 'Back to settings',
  title: 'Stations',
  intro:
    'Where orders of this branch are prepared: kitchen, bar, grill… Each has its own screen and its own tickets.',
  stations: 'Stations of this branch',
  none: 'There are none yet: what is sent reaches no screen.',
  add: 'New station',
  edit: 'Change station',
  name: 'Name',
  warn: 'Warn after (minutes)',
  late: 'Late after (minutes)',
  save: 'Save',
  remove: 'Remove station',
  times: 'Warning {warn} min · late {late} min',
  routes: 'What is prepared where',
  routes_hint:
    'Each category goes to a station. A product may go to another: choose it in its sheet.',
  nowhere: 'Nowhere',
};

/** The text of a key in the language in use. */
export function st(key: keyof typeof es, parameters: Record<string, string | number> = {}): string {
  const text: string = (language.value === 'en' ? en : es)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
