export type PortalPage = readonly [name: string, path: string];
export type PortalRole = 'affiliate' | 'advertiser' | 'finance' | 'admin';
type Ids = Readonly<Record<string, string | undefined>>;

export const PUBLIC_PAGES: readonly PortalPage[];
export const PAGES: Readonly<Record<PortalRole, readonly PortalPage[]>>;
export function findIds(get: (path: string) => Promise<readonly any[] | null>): Promise<Ids>;
export function withIds(pages: readonly PortalPage[], ids: Ids): PortalPage[];
