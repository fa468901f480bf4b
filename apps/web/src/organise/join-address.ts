/** The address that leads to a page with a code; the code in the fragment, which browsers never send to a server. */
export function codeAddress(page: '/join' | '/staff/join', code: string): string {
  return `${location.origin}${page}#${encodeURIComponent(code)}`;
}
