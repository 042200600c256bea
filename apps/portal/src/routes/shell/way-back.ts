/** Where to go on after signing in. */
export function wayBack({ pathname, href }: { readonly pathname: string; readonly href: string }): { back?: string } {
  return pathname === '/' || pathname === '/sign-in' ? {} : { back: href };
}
