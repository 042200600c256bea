/** Kinds of channels. */
export const channelKinds = { site: 'Website', youtube: 'YouTube', instagram: 'Instagram', tiktok: 'TikTok', podcast: 'Podcast', newsletter: 'Newsletter', app: 'App', other: 'Other' } as const;

export function channelKindName(kind: string): string {
  return kind in channelKinds ? channelKinds[kind as keyof typeof channelKinds] : kind;
}
