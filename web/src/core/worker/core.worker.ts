// The worker of one tab. It answers its page from its own core when it leads, from another tab's when not.

import type { StartOptions, ToPage, ToWorker } from '../messages';
import { CoreHost } from './leader';
import { becomeLeader, Router } from './router';

let router: Router | null = null;

const toPage = (message: ToPage): void => self.postMessage(message);

async function start({ name, fresh = false }: StartOptions): Promise<void> {
  const started = new Router(name, toPage);
  router = started;
  await becomeLeader(name);
  const host = new CoreHost((event) => started.publish(event));
  await host.open(name, fresh);
  started.lead(host);
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ('start' in data) return start(data.start);
  const answer = await router?.ask(data.ask);
  if (answer !== undefined) toPage({ id: data.id, answer });
};
