import { effect, signal, type Signal } from '@preact/signals';

export const languages = ['es', 'en'] as const;
export const themes = ['auto', 'light', 'dark'] as const;
export const papers = ['mm58', 'mm80'] as const;
const switches = ['on', 'off'] as const;
export type Language = (typeof languages)[number];
export type Theme = (typeof themes)[number];
type Switch = (typeof switches)[number];
export type Paper = (typeof papers)[number];

/** What this device's people chose about how the screens look; nothing of the shop depends on it. */
export const language = remembered<Language>('language', languages, browserLanguage());
export const theme = remembered<Theme>('theme', themes, 'auto');
export const paper = remembered<Paper>('paper', papers, 'mm80');
/** Whether a scanned code is heard. */
export const scanSound = remembered<Switch>('scan-sound', switches, 'on');

/** Whether a new ticket is heard in the kitchen, and whether its letters are read from across it. */
export const kitchenSound = remembered<Switch>('kitchen-sound', switches, 'on');
export const kitchenLarge = remembered<Switch>('kitchen-large', switches, 'on');

effect(() => {
  document.documentElement.lang = language.value;
});
effect(() => {
  if (theme.value === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
});

/** The tenant's language, unless somebody chose one here or this browser asks for one that we speak. */
export function adoptLanguage(tag: string): void {
  const asked =
    localStorage.getItem('language') !== null || navigator.languages.map(primary).some(isLanguage);
  const tenants = primary(tag);
  if (!asked && isLanguage(tenants)) language.value = tenants;
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem('language', chosen);
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem('theme', chosen);
}

export function choosePaper(chosen: Paper): void {
  paper.value = chosen;
  localStorage.setItem('paper', chosen);
}

export const switchScanSound = () => flip('scan-sound', scanSound);
export const switchKitchenSound = () => flip('kitchen-sound', kitchenSound);
export const switchKitchenLarge = () => flip('kitchen-large', kitchenLarge);

function flip(key: string, setting: Signal<Switch>): void {
  setting.value = setting.value === 'on' ? 'off' : 'on';
  localStorage.setItem(key, setting.value);
}

function remembered<T extends string>(key: string, known: readonly T[], fallback: T): Signal<T> {
  const kept = localStorage.getItem(key);
  return signal(known.find((value) => value === kept) ?? fallback);
}

function browserLanguage(): Language {
  return navigator.languages.map(primary).find(isLanguage) ?? 'es';
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function isLanguage(tag: string): tag is Language {
  return (languages as readonly string[]).includes(tag);
}
