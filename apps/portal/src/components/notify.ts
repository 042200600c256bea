import { notifications } from '@mantine/notifications';
import { errorText } from './states';

/** Says briefly that something worked. */
export function tellDone(message: string): void {
  notifications.show({ message, color: 'teal', withCloseButton: false, autoClose: 4_000 });
}

/** Says that a small action failed; forms show their errors themselves. */
export function tellFailure(error: unknown): void {
  notifications.show({ message: errorText(error), color: 'red', autoClose: 8_000 });
}
