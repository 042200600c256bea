/** Something the person at the terminal can act on; shown as one line without a stack. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
