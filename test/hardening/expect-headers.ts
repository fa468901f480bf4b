/** What every answer carries, of whatever kind. */
const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'x-permitted-cross-domain-policies': 'none',
};
const never = [
  'x-powered-by',
  'server',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'etag-weak',
];

/** What is wrong with the headers of one answer; empty when all is well. */
export function faultsIn(header: (name: string) => string | null | undefined, cache: string): string[] {
  const faults: string[] = [];
  const expect = (name: string, wanted: string): void => {
    const found = header(name) ?? '';
    if (found !== wanted) faults.push(`${name}: ${found || 'absent'}, not ${wanted}`);
  };
  for (const [name, wanted] of Object.entries(always)) expect(name, wanted);
  expect('cache-control', cache);
  for (const name of never) if (header(name)) faults.push(`${name}: ${header(name)}`);
  const policy = header('content-security-policy') ?? '';
  for (const directive of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ]) {
    if (!policy.split(';').includes(directive)) faults.push(`no ${directive}`);
  }
  if (/unsafe|\*|ws:(?!\/\/)|wss:(?!\/\/)|https?:(?!\/\/)/.test(policy)) faults.push(`open: ${policy}`);
  const powers = header('permissions-policy') ?? '';
  for (const power of ['camera', 'microphone', 'geolocation', 'display-capture', 'browsing-topics', 'payment']) {
    if (!powers.includes(`${power}=()`)) faults.push(`${power} may be asked for`);
  }
  return faults;
}
