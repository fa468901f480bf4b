import { createServer } from 'node:net';
import { codeOf } from './complaint.mjs';

/**
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<{ port: number } | { refused: string }>} the port that could be had (and was given back), or the system's code
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve({ refused: codeOf(error) ?? 'unknown' }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const had = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ port: had }));
    });
  });
}

/**
 * Why a port cannot be listened on at one of some addresses. An address family that this machine lacks is passed over.
 * @param {number} port
 * @param {string[]} hosts the first is the one that is needed
 * @returns {Promise<string | undefined>} EADDRINUSE, EACCES and the like, or undefined when it is free
 */
export async function whyPortIsRefused(port, hosts) {
  for (const host of new Set(hosts)) {
    const result = await tryPort(port, host);
    if ('port' in result) continue;
    if (['EADDRINUSE', 'EACCES'].includes(result.refused) || host === hosts[0]) return result.refused;
  }
  return undefined;
}

/**
 * A free loopback port: the preferred one when it is free.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function freeLoopbackPort(preferred) {
  if (preferred !== undefined) {
    const result = await tryPort(preferred, '127.0.0.1');
    if ('port' in result) return result.port;
  }
  const result = await tryPort(0, '127.0.0.1');
  if ('port' in result) return result.port;
  throw new Error(`No free port on 127.0.0.1 (${result.refused})`);
}
