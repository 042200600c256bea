import type { components } from '@fairlead/client';

type Schemas = components['schemas'];

export type Money = Schemas['MoneyDto'];
export type Offer = Schemas['OfferResponse'];
export type CommissionPlan = Schemas['CommissionDto'];
export type Enrolment = Schemas['EnrolmentResponse'];
export type OfferRouting = Schemas['OfferRoutingResponse'];
export type TrackingDomain = Schemas['TrackingDomainResponse'];
export type SmartLink = Schemas['SmartLinkResponse'];
export type Link = Schemas['LinkResponse'];
export type NewLink = Schemas['CreateLinkRequest'];
export type Click = Schemas['ClickResponse'];
export type Conversion = Schemas['ConversionResponse'];
export type ConversionTrace = Schemas['ConversionTraceResponse'];
export type Commission = Schemas['CommissionResponse'];
export type CommissionTrace = Schemas['CommissionTraceResponse'];
export type Balance = Schemas['BalanceResponse'];
export type Payout = Schemas['PayoutResponse'];
export type PayoutDestination = Schemas['PayoutDestinationResponse'];
export type Batch = Schemas['BatchResponse'];
export type BatchDetail = Schemas['BatchDetailResponse'];
export type Exclusion = Schemas['ExclusionResponse'];
export type Journal = Schemas['JournalResponse'];
export type LedgerAccount = Schemas['LedgerAccountResponse'];
export type InboundEvent = Schemas['InboundEventResponse'];
export type PromoCode = Schemas['PromoCodeResponse'];
export type Channel = Schemas['ChannelResponse'];
export type Funding = Schemas['FundingResponse'];
export type OperationsState = Schemas['OperationsResponse'];
export type DeadDelivery = Schemas['DeadDeliveryResponse'];
export type NetworkUser = Schemas['NetworkUserResponse'];
export type Reconciliation = Schemas['ReconciliationResponse'];
export type Setting = Schemas['SettingResponse'];
export type Notice = Schemas['NoticeResponse'];
export type Adjustment = Schemas['AdjustmentResponse'];
export type AdjustmentDetail = Schemas['AdjustmentDetailResponse'];
export type SavedReport = Schemas['SavedReportResponse'];
export type AuditEvent = Schemas['AuditEventResponse'];
export type Advertiser = Schemas['AdvertiserResponse'];
export type Affiliate = Schemas['AffiliateResponse'];
export type Mail = Schemas['MailResponse'];
export type Member = Schemas['MemberResponse'];
export type Invitation = Schemas['InvitationResponse'];

/** One page of a list of the API. */
export interface Page<Row> {
  readonly data: Row[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}
