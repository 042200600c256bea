import type { ChannelKind } from '@fairlead/affiliates/contracts';
import type { Currency } from '@fairlead/kernel';
import type { ApprovalMode, CommissionPlan, OfferVisibility } from '@fairlead/offers/contracts';

/** Every demo user signs in with it. */
export const DEMO_PASSWORD = 'fairlead-demo';
export const DEMO_DOMAIN = 'demo.fairlead.test';
/** Days of history that the demo network has. */
export const HISTORY_DAYS = 60;
/** The offer that is paused towards the end, and the day on which it is. */
export const PAUSED = { offer: 'Kumo Cloud trial', day: 54 } as const;

export const ADVERTISERS = [
  { name: 'Northwind Outdoor', country: 'US' }, { name: 'Atelier Mirabel', country: 'FR' }, { name: 'Kumo Software', country: 'JP' },
] as const;

/** Offers by the index of their advertiser. Order values are major-unit ranges of a plausible basket. */
export interface DemoOffer {
  readonly advertiser: number;
  readonly name: string;
  readonly landingUrl: string;
  readonly currency: Currency;
  readonly commission: CommissionPlan;
  readonly networkFeeBps: number;
  readonly windowDays: number;
  readonly holdDays: number;
  readonly approval: ApprovalMode;
  readonly visibility: OfferVisibility;
  readonly goals: readonly string[];
  readonly deepLinkHosts: readonly string[];
  readonly dailyConversionCap: number | null;
  readonly basket: readonly [number, number];
  /** Conversions per counted click. */
  readonly conversionRate: number;
  readonly weight: number;
}

export const OFFERS: readonly DemoOffer[] = [
  { advertiser: 0, name: 'Northwind tents and packs', landingUrl: 'https://northwind.example/trail?aff={affiliate_id}', currency: 'USD', commission: { type: 'percent', rateBps: 800 }, networkFeeBps: 2500, windowDays: 30, holdDays: 14, approval: 'auto', visibility: 'public', goals: ['sale'], deepLinkHosts: ['northwind.example', '*.northwind.example'], dailyConversionCap: null, basket: [39, 420], conversionRate: 0.07, weight: 10 },
  { advertiser: 0, name: 'Northwind trail club membership', landingUrl: 'https://northwind.example/club', currency: 'USD', commission: { type: 'flat', amountMinor: 1_200n }, networkFeeBps: 2500, windowDays: 30, holdDays: 7, approval: 'manual', visibility: 'public', goals: ['lead', 'sale'], deepLinkHosts: [], dailyConversionCap: null, basket: [0, 0], conversionRate: 0.06, weight: 5 },
  { advertiser: 0, name: 'Northwind winter clearance', landingUrl: 'https://northwind.example/winter', currency: 'USD', commission: { type: 'percent', rateBps: 1_250 }, networkFeeBps: 2000, windowDays: 7, holdDays: 14, approval: 'auto', visibility: 'approval', goals: ['sale'], deepLinkHosts: ['northwind.example'], dailyConversionCap: 1, basket: [25, 180], conversionRate: 0.16, weight: 4 },
  { advertiser: 1, name: 'Mirabel leather goods', landingUrl: 'https://mirabel.example/cuir?src={source_id}', currency: 'EUR', commission: { type: 'percent', rateBps: 1_000 }, networkFeeBps: 3000, windowDays: 45, holdDays: 21, approval: 'manual', visibility: 'public', goals: ['sale'], deepLinkHosts: ['mirabel.example', '*.mirabel.example'], dailyConversionCap: null, basket: [60, 640], conversionRate: 0.05, weight: 8 },
  { advertiser: 1, name: 'Mirabel newsletter sign-ups', landingUrl: 'https://mirabel.example/lettre', currency: 'EUR', commission: { type: 'flat', amountMinor: 250n }, networkFeeBps: 2000, windowDays: 14, holdDays: 3, approval: 'auto', visibility: 'public', goals: ['lead'], deepLinkHosts: [], dailyConversionCap: null, basket: [0, 0], conversionRate: 0.12, weight: 5 },
  { advertiser: 1, name: 'Mirabel private sale', landingUrl: 'https://mirabel.example/prive', currency: 'EUR', commission: { type: 'percent', rateBps: 1_500 }, networkFeeBps: 2000, windowDays: 30, holdDays: 14, approval: 'manual', visibility: 'private', goals: ['sale'], deepLinkHosts: [], dailyConversionCap: null, basket: [120, 900], conversionRate: 0.05, weight: 2 },
  { advertiser: 2, name: 'Kumo Notes annual plan', landingUrl: 'https://kumo.example/notes?cid={click_id}', currency: 'JPY', commission: { type: 'percent', rateBps: 2_000 }, networkFeeBps: 1500, windowDays: 60, holdDays: 30, approval: 'auto', visibility: 'public', goals: ['sale'], deepLinkHosts: ['kumo.example'], dailyConversionCap: null, basket: [3_600, 19_800], conversionRate: 0.06, weight: 6 },
  { advertiser: 2, name: 'Kumo Cloud trial', landingUrl: 'https://kumo.example/cloud', currency: 'JPY', commission: { type: 'flat', amountMinor: 800n }, networkFeeBps: 1500, windowDays: 30, holdDays: 7, approval: 'manual', visibility: 'approval', goals: ['lead'], deepLinkHosts: [], dailyConversionCap: null, basket: [0, 0], conversionRate: 0.09, weight: 3 },
];

/** Creators with the channel they are known for; the first two are the demo logins. */
export const AFFILIATES: readonly { readonly name: string; readonly country: string; readonly channels: readonly (readonly [ChannelKind, string])[] }[] = [
  { name: 'Trail Notes by Mia', country: 'US', channels: [['site', 'https://trailnotes.example'], ['youtube', 'https://youtube.example/@trailnotes'], ['newsletter', 'https://trailnotes.example/letter']] },
  { name: 'Sac à Dos', country: 'FR', channels: [['instagram', 'https://instagram.example/sacados'], ['site', 'https://sacados.example']] },
  { name: 'Gearhead Weekly', country: 'US', channels: [['newsletter', 'https://gearhead.example']] },
  { name: 'Peak & Pine', country: 'CA', channels: [['youtube', 'https://youtube.example/@peakandpine']] },
  { name: 'La Petite Valise', country: 'FR', channels: [['site', 'https://petitevalise.example']] },
  { name: 'Tokyo Desk', country: 'JP', channels: [['youtube', 'https://youtube.example/@tokyodesk']] },
  { name: 'Northern Loops', country: 'US', channels: [['instagram', 'https://instagram.example/northernloops']] },
  { name: 'Budget Backpacker', country: 'GB', channels: [['site', 'https://budgetbackpacker.example']] },
  { name: 'Cuir et Cie', country: 'BE', channels: [['site', 'https://cuiretcie.example']] },
  { name: 'Slow Luggage', country: 'DE', channels: [['newsletter', 'https://slowluggage.example']] },
  { name: 'Deal Ridge', country: 'US', channels: [['site', 'https://dealridge.example']] },
  { name: 'Hannah Outside', country: 'DE', channels: [['youtube', 'https://youtube.example/@hannahoutside']] },
  { name: 'Notebook Nerds', country: 'JP', channels: [['site', 'https://notebooknerds.example']] },
  { name: 'Everyday Carry Club', country: 'US', channels: [['instagram', 'https://instagram.example/edcclub']] },
  { name: 'Sunday Summit', country: 'AT', channels: [['newsletter', 'https://sundaysummit.example']] },
  { name: 'Mode Lente', country: 'FR', channels: [['instagram', 'https://instagram.example/modelente']] },
  { name: 'Camp Kitchen Tales', country: 'US', channels: [['youtube', 'https://youtube.example/@campkitchen']] },
  { name: 'Two Wheels North', country: 'SE', channels: [['site', 'https://twowheelsnorth.example']] },
  { name: 'Productive Panda', country: 'SG', channels: [['newsletter', 'https://productivepanda.example']] },
  { name: 'Coupon Harbour', country: 'GB', channels: [['site', 'https://couponharbour.example']] },
  { name: 'Wild Weekends', country: 'US', channels: [['instagram', 'https://instagram.example/wildweekends']] },
  { name: 'Kaiteki Life', country: 'JP', channels: [['youtube', 'https://youtube.example/@kaiteki']] },
  { name: 'The Packing List', country: 'IE', channels: [['site', 'https://packinglist.example']] },
  { name: 'Atelier Stories', country: 'IT', channels: [['instagram', 'https://instagram.example/atelierstories']] },
  { name: 'Campfire Codes', country: 'US', channels: [['site', 'https://campfirecodes.example']] },
];

/** Browsers, and two crawlers that the redirect filters. */
export const USER_AGENTS = [
  ['desktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'],
  ['desktop', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15'],
  ['mobile', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'],
  ['mobile', 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'],
  ['tablet', 'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/604.1'],
] as const;
export const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
