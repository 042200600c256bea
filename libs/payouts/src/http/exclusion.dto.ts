import { type Currency, encodeId } from '@fairlead/kernel';
import { MoneyDto, moneyDto } from '@fairlead/platform';
import { ApiProperty } from '@nestjs/swagger';
import { type Exclusion, EXCLUSION_REASONS, type ExclusionReason } from '../contracts';

/** A balance that a batch leaves out. */
export class ExclusionResponse {
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ enum: EXCLUSION_REASONS, description: '`destination_cooling`: the payout account was changed, and nothing new is paid to it for some days' }) reason: ExclusionReason;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the reason ends by itself; of `destination_cooling` only' }) until: string | null;
}

export function presentExclusion({ affiliateId, amountMinor, reason, until }: Exclusion, currency: Currency): ExclusionResponse {
  return { affiliate_id: encodeId('affiliate', affiliateId), amount: moneyDto(BigInt(amountMinor), currency), reason, until: until ?? null };
}
