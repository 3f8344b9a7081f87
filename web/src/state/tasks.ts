import { effect, signal } from '@preact/signals';
import { client } from '../core/client';
import type { TaskView } from '../core/commands';
import { device } from './device';
import { may, reportReading } from './session';

/** Counts what may have opened or settled a task. */
const changes = signal(0);
/** A burst of changes (a pull) is looked at once, when it is over; a sale in between does not wait for it. */
const QUIET_MS = 700;

/** The open discrepancies, for those who may settle them; null until they were read. */
export const openTasks = signal<TaskView[] | null>(null);

export function tasksMayHaveChanged(): void {
  changes.value++;
}

export function showTasks(tasks: TaskView[]): void {
  openTasks.value = tasks;
}

let timer = 0;
let looked = false;
effect(() => {
  void changes.value;
  const person = device.value?.person?.id;
  clearTimeout(timer);
  if (person === undefined || !may('settle_tasks')) {
    openTasks.value = null;
    looked = false;
    return;
  }
  timer = window.setTimeout(read, looked ? QUIET_MS : 0);
});

function read(): void {
  looked = true;
  client.call('tasks.list', {}).then(({ tasks }) => showTasks(tasks), reportReading);
}
