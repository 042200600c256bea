/** Tells password managers whose password a form is about; people do not see it. */
export function UsernameField({ email = '' }: { readonly email?: string }) {
  return <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />;
}
