import { signal } from '@preact/signals';
import { CoreError, coreError, errorBody } from '../core/errors';
import { errorText } from '../i18n';

export interface Message {
  id: number;
  text: string;
  tone: 'plain' | 'danger';
  action: { label: string; run: () => void } | null;
}

const SHOWN_MS = 5000;
let nextId = 1;

/** What the shell has to say for a moment, oldest first. */
export const messages = signal<Message[]>([]);

export function notify(
  text: string,
  tone: Message['tone'] = 'plain',
  action: Message['action'] = null,
): void {
  const message = { id: nextId++, text, tone, action };
  messages.value = [...messages.value.filter((other) => other.text !== text), message];
  if (!action) setTimeout(() => dismiss(message.id), SHOWN_MS);
}

export function dismiss(id: number): void {
  messages.value = messages.value.filter((message) => message.id !== id);
}

/** Says in words why something was refused. */
export function report(thrown: unknown): void {
  console.error(thrown); // for whoever looks: the code and the core's own detail
  notify(errorText(asCoreError(thrown)), 'danger');
}

export function asCoreError(thrown: unknown): CoreError {
  if (thrown instanceof CoreError) return thrown;
  const body = errorBody(thrown);
  return coreError(body.code, body.detail);
}
