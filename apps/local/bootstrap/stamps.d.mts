export function lockStamp(root: string): string;
export function sourceStamp(root: string): string;
export function portalStamp(root: string): string;
export function readStamp(file: string): string | undefined;
