/** Where an affiliate promotes. */
export const CHANNEL_KINDS = ['site', 'youtube', 'instagram', 'tiktok', 'podcast', 'newsletter', 'app', 'other'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Whether money can be sent to a payout destination now. Only `active` is paid. */
export const PAYOUT_DESTINATION_STATUSES = ['onboarding', 'active', 'restricted', 'closed'] as const;
export type PayoutDestinationStatus = (typeof PAYOUT_DESTINATION_STATUSES)[number];

/** Why nothing new is paid to a destination for a while: it changed, perhaps soon after a password or a second factor of its people did. */
export const COOLING_REASONS = ['account_changed', 'account_changed_after_security_change'] as const;
export type CoolingReason = (typeof COOLING_REASONS)[number];
