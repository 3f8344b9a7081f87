// What the shell's modules find in a page as soon as they are loaded.
const kept = new Map<string, string>();

Object.assign(globalThis, {
  document: { documentElement: { dataset: {}, lang: '' } },
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  },
});
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['es-PE', 'es'] } });
