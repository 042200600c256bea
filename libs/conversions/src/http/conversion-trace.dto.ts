import { encodeId } from '@fairlead/kernel';
import { MoneyDto, moneyDto } from '@fairlead/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { ConversionTrace } from '../application/read-conversions.query';
import { ConversionResponse, presentConversion, publicClickId } from './conversion.dto';

class TraceHistoryEntry {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ description: '`user:<uuid>` or `system:<name>`; only the kind for the other side' }) actor: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

class TraceReversal {
  @ApiProperty() id: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ type: MoneyDto }) reversed_total: MoneyDto;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

class TraceClick {
  @ApiProperty() id: string;
  @ApiProperty() link_id: string;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty() status: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) subs: Record<string, string>;
  @ApiProperty({ type: String, nullable: true }) referrer: string | null;
  @ApiProperty({ type: String, nullable: true }) country: string | null;
  @ApiProperty() device: string;
}

class TraceTerms {
  @ApiProperty() id: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ format: 'date-time' }) valid_from: string;
  @ApiProperty({ type: 'integer' }) attribution_window_days: number;
  @ApiProperty({ type: 'integer' }) hold_days: number;
}

/** Everything that a conversion rests on and that became of it. */
export class ConversionTraceResponse {
  @ApiProperty({ type: ConversionResponse }) conversion: ConversionResponse;
  @ApiProperty({ type: TraceTerms }) terms: TraceTerms;
  @ApiProperty({ type: TraceClick, nullable: true }) click: TraceClick | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Facts that the decision at intake rested on' }) evidence: Record<string, unknown>;
  @ApiProperty({ type: [TraceHistoryEntry] }) history: TraceHistoryEntry[];
  @ApiProperty({ type: [TraceReversal] }) reversals: TraceReversal[];
}

export function presentConversionTrace(trace: ConversionTrace, forAffiliate: boolean): ConversionTraceResponse {
  const { conversion, click, terms } = trace;
  const { click: evidenceClick, ...facts } = conversion.evidence;
  return {
    conversion: presentConversion(conversion, forAffiliate),
    terms: {
      id: encodeId('offerTerms', terms.id), version: terms.version, valid_from: terms.validFrom.toISOString(), attribution_window_days: terms.attributionWindowDays,
      hold_days: terms.holdDays,
    },
    click: click && {
      id: publicClickId(conversion) ?? '', link_id: encodeId('link', click.linkId), occurred_at: click.occurredAt.toISOString(), status: click.status, reason: click.reason,
      subs: { ...click.subs }, referrer: click.referrer, country: click.country, device: click.device,
    },
    evidence: { ...facts, click: withoutKeys(evidenceClick) },
    history: trace.history.map((entry) => ({
      from: entry.fromStatus, to: entry.toStatus, reason: entry.reason, actor: forAffiliate ? (entry.actor.split(':')[0] ?? '') : entry.actor, at: entry.changedAt.toISOString(),
    })),
    reversals: trace.reversals.map((reversal) => ({
      id: encodeId('reversal', reversal.id), amount: moneyDto(reversal.amountMinor, conversion.currency), reversed_total: moneyDto(reversal.reversedTotalMinor, conversion.currency),
      reason: reversal.reason, at: reversal.createdAt.toISOString(),
    })),
  };
}

/** Internal keys of the evidence are shown in their public form elsewhere. */
function withoutKeys(evidenceClick: unknown): unknown {
  if (typeof evidenceClick !== 'object' || evidenceClick === null) return null;
  return Object.fromEntries(Object.entries(evidenceClick).filter(([key]) => key !== 'nonce' && key !== 'public_id' && key !== 'link_id'));
}
