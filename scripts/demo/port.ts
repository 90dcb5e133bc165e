import { type AddressInfo, createServer } from 'node:net';

/** The port wished for, or a free one where it is taken. */
export async function choosePort(host: string, wished: number): Promise<number> {
  return (await tryPort(host, wished)) ?? (await tryPort(host, 0)) ?? wished;
}

async function tryPort(host: string, port: number): Promise<number | undefined> {
  const server = createServer();
  const found = await new Promise<number | undefined>((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return found;
}
