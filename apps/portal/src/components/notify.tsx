import { notifications } from '@mantine/notifications';
import { errorText, isUnverified, ResendMail } from './states';

/** Says briefly that something worked. */
export function tellDone(message: string): void {
  notifications.show({ message, color: 'teal', withCloseButton: false, autoClose: 4_000 });
}

/** Says that a small action failed; forms show their errors themselves. */
export function tellFailure(error: unknown): void {
  if (isUnverified(error)) notifications.show({ message: <>{errorText(error)}<br /><ResendMail /></>, color: 'red', autoClose: false });
  else notifications.show({ message: errorText(error), color: 'red', autoClose: 8_000 });
}
