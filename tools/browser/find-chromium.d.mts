export function findChromium(env?: NodeJS.ProcessEnv, say?: (text: string) => void): string;
export const CHROMIUM_FLAGS: string[];
