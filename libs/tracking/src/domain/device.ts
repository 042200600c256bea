import type { Device } from '../contracts';

/** The kind of device that a user agent names; `other` when it names none. */
export function deviceOf(userAgent: string): Device {
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  if (/Mobi|iPhone|iPod|Android/i.test(userAgent)) return 'mobile';
  return /Windows NT|Macintosh|X11|CrOS/i.test(userAgent) ? 'desktop' : 'other';
}
