// The floor: what the browser needs to make 40 KiB durable, with nothing on top.
import { randomBytes, serve, times } from './workload.js';

let file;

serve({
  async open() {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('raw', { create: true });
    file = await handle.createSyncAccessHandle();
    file.write(randomBytes(40 * 1024), { at: 0 });
    file.flush();
  },
  sales({ from, count }) {
    const block = randomBytes(40 * 1024);
    return times(from, count, () => {
      file.write(block, { at: 0 });
      file.flush();
    });
  },
});
