import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that a browser can paint. */
const emptyPage = '<!doctype html><html lang="en"><title>Empty</title><p>Empty</p></html>';

/** A plain node server whose every answer is an empty page: what opening anything at all costs on this machine. */
export function startEmptyServer(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(emptyPage);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const stop = () =>
        new Promise<void>((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections();
        });
      resolve({ origin: `http://127.0.0.1:${port}`, stop });
    });
  });
}
