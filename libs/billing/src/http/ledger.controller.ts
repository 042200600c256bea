import { encodeId, parseId, toSafeNumber } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { type JournalView, LedgerQueries } from '@fairlead/ledger';
import { ACCOUNT_KINDS, type AccountKind, JOURNAL_KINDS, type JournalKind } from '@fairlead/ledger/contracts';
import { ApiPage, ListQuery, MoneyDto, moneyDto, type Page } from '@fairlead/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';

class TrialBalanceLineResponse {
  @ApiProperty() currency: string;
  @ApiProperty({ type: 'integer', description: 'Minor units' }) debit: number;
  @ApiProperty({ type: 'integer', description: 'Minor units' }) credit: number;
  @ApiProperty({ type: 'integer', description: 'Must be 0' }) difference: number;
}

class TrialBalanceResponse {
  @ApiProperty({ type: [TrialBalanceLineResponse] }) data: TrialBalanceLineResponse[];
}

class AccountsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ACCOUNT_KINDS }) @IsOptional() @IsIn(ACCOUNT_KINDS) kind?: AccountKind;
  @ApiPropertyOptional() @IsOptional() @IsString() advertiser_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() affiliate_id?: string;
}

class JournalsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: JOURNAL_KINDS }) @IsOptional() @IsIn(JOURNAL_KINDS) kind?: JournalKind;
  @ApiPropertyOptional() @IsOptional() @IsString() account_id?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'What caused it' }) @IsOptional() @IsUUID() source_id?: string;
}

class LedgerAccountResponse {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'stripe:balance:USD' }) code: string;
  @ApiProperty({ enum: ACCOUNT_KINDS }) kind: string;
  @ApiProperty({ type: String, nullable: true }) advertiser_id: string | null;
  @ApiProperty({ type: String, nullable: true }) affiliate_id: string | null;
  @ApiProperty({ type: MoneyDto, description: 'Sum of its postings; credit is positive' }) balance: MoneyDto;
}

class PostingResponse {
  @ApiProperty() account_id: string;
  @ApiProperty() account_code: string;
  @ApiProperty({ type: MoneyDto, description: 'Credit is positive' }) amount: MoneyDto;
}

class JournalResponse {
  @ApiProperty() id: string;
  @ApiProperty({ enum: JOURNAL_KINDS }) kind: string;
  @ApiProperty({ example: 'commission' }) source_type: string;
  @ApiProperty({ format: 'uuid' }) source_id: string;
  @ApiProperty({ format: 'date-time' }) posted_at: string;
  @ApiProperty({ format: 'date-time' }) effective_at: string;
  @ApiProperty({ type: String, nullable: true }) memo: string | null;
  @ApiProperty() actor: string;
  @ApiProperty() content_hash: string;
  @ApiProperty({ type: [PostingResponse] }) postings: PostingResponse[];
}

/** The books, for staff. They live here because the ledger itself knows no callers. */
@ApiTags('ledger')
@ApiBearerAuth()
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(private readonly queries: LedgerQueries) {}

  @Get('trial-balance')
  @ApiOkResponse({ type: TrialBalanceResponse })
  async trialBalance(@CurrentCaller() caller: Caller): Promise<TrialBalanceResponse> {
    const lines = await this.queries.trialBalance(caller.context);
    return {
      data: lines.map((line) => ({
        currency: line.currency, debit: toSafeNumber(line.debitMinor), credit: toSafeNumber(line.creditMinor), difference: toSafeNumber(line.differenceMinor),
      })),
    };
  }

  @Get('accounts')
  @ApiPage(LedgerAccountResponse)
  async accounts(@CurrentCaller() caller: Caller, @Query() query: AccountsQuery): Promise<Page<LedgerAccountResponse>> {
    const page = await this.queries.listAccounts(
      caller.context,
      {
        ...(query.kind === undefined ? {} : { kind: query.kind }),
        ...(query.advertiser_id === undefined ? {} : { advertiserId: parseId('advertiser', query.advertiser_id) }),
        ...(query.affiliate_id === undefined ? {} : { affiliateId: parseId('affiliate', query.affiliate_id) }),
      },
      query,
    );
    return {
      ...page,
      data: page.data.map((account) => ({
        id: encodeId('ledgerAccount', account.id), code: account.code, kind: account.kind, advertiser_id: account.advertiserId && encodeId('advertiser', account.advertiserId),
        affiliate_id: account.affiliateId && encodeId('affiliate', account.affiliateId), balance: moneyDto(account.balanceMinor, account.currency),
      })),
    };
  }

  @Get('journals')
  @ApiPage(JournalResponse)
  async journals(@CurrentCaller() caller: Caller, @Query() query: JournalsQuery): Promise<Page<JournalResponse>> {
    const page = await this.queries.listJournals(
      caller.context,
      {
        ...(query.kind === undefined ? {} : { kind: query.kind }),
        ...(query.source_id === undefined ? {} : { sourceId: query.source_id }),
        ...(query.account_id === undefined ? {} : { accountId: parseId('ledgerAccount', query.account_id) }),
      },
      query,
    );
    return { ...page, data: page.data.map(presentJournal) };
  }

  @Get('journals/:id')
  @ApiOkResponse({ type: JournalResponse })
  async journal(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<JournalResponse> {
    return presentJournal(await this.queries.getJournal(caller.context, parseId('journal', id)));
  }
}

function presentJournal(journal: JournalView): JournalResponse {
  return {
    id: encodeId('journal', journal.id), kind: journal.kind, source_type: journal.source.type, source_id: journal.source.id, posted_at: journal.postedAt.toISOString(),
    effective_at: journal.effectiveAt.toISOString(), memo: journal.memo, actor: journal.actor, content_hash: journal.contentHash,
    postings: journal.postings.map((posting) => ({
      account_id: encodeId('ledgerAccount', posting.accountId), account_code: posting.accountCode, amount: moneyDto(posting.amountMinor, posting.currency),
    })),
  };
}
