import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A network printer: keeps what each connection sent. */
export class NetworkPrinter {
  readonly jobs: Buffer[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((socket) => {
      const parts: Buffer[] = [];
      socket.on('data', (part) => parts.push(part));
      socket.on('end', () => this.jobs.push(Buffer.concat(parts)));
    });
  }

  async start(port = 0): Promise<number> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
