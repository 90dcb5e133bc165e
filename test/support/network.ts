import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The network between a browser and the service, at the mercy of a test. */
export interface Network {
  address: string;
  /** What to do with a request: pass it, cut it off before it arrives, or after, so that its answer is lost. */
  rule: (request: IncomingMessage) => 'pass' | 'cut' | 'lose';
  stop(): Promise<void>;
}

export async function startNetwork(target: string): Promise<Network> {
  const { hostname, port } = new URL(target);
  const server = createServer((from, to) => {
    const rule = network.rule(from);
    if (rule === 'cut') return void from.socket.destroy();
    const { method, url: path, headers } = from;
    const on = request({ hostname, port, method, path, headers }, (answer) => {
      if (rule === 'lose') {
        // All of it, so that the service has done what it was asked to do.
        answer.resume().on('end', () => from.socket.destroy());
        return;
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    on.on('error', () => from.socket.destroy());
    from.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const network: Network = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule: () => 'pass',
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return network;
}
