/** Whose a password is, for what keeps passwords in a browser. */
export function UserName({ is }: { is: string }) {
  return <input type="hidden" name="username" autocomplete="username" value={is} />;
}
