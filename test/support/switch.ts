import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that a test can cut: who comes meanwhile is refused, who is there is cut off. */
export interface Switch {
  port: number;
  on(): Promise<void>;
  off(): Promise<void>;
}

export async function startSwitch(target: string): Promise<Switch> {
  const { hostname, port: to } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  const on = async () => {
    if (server !== null) return;
    const made = createServer((from) => {
      const onward = connect(Number(to), hostname);
      for (const [one, other] of [
        [from, onward],
        [onward, from],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve));
    const address = made.address();
    port = typeof address === 'object' && address ? address.port : 0;
    server = made;
  };
  await on();
  return {
    get port() {
      return port;
    },
    on,
    off: async () => {
      const closing = server;
      for (const one of sockets) one.destroy();
      if (closing) await new Promise((resolve) => closing.close(resolve));
      server = null;
    },
  };
}
