import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import { type MailView, ReadMails } from '../application/read-mails.query';
import { MAIL_STATES, type MailState } from '../contracts';

class MailsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: MAIL_STATES }) @IsOptional() @IsIn(MAIL_STATES) state?: string;
  @ApiPropertyOptional({ description: 'An e-mail address' }) @IsOptional() @IsEmail() to?: string;
}

class MailResponse {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'reset_password' }) template: string;
  @ApiProperty() to: string;
  @ApiProperty() subject: string;
  @ApiProperty({ enum: MAIL_STATES, description: '`kept`: no mail server is configured, this outbox is all there is' }) state: MailState;
  @ApiProperty() attempts: number;
  @ApiProperty({ type: String, nullable: true }) last_error: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) sent_at: string | null;
}

class MailDetailResponse extends MailResponse {
  @ApiProperty() text: string;
  @ApiProperty({ description: 'Show it in a sandboxed frame' }) html: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the file that went with it; the file itself is not kept' }) file_name: string | null;
  @ApiProperty({ description: 'Whether the secret of a link was left out' }) secret_hidden: boolean;
}

/** Mail that the network wrote, for administrators. */
@ApiTags('mails')
@ApiBearerAuth()
@Controller('api/v1/mails')
export class MailsController {
  constructor(private readonly readMails: ReadMails) {}

  @Get()
  @ApiPage(MailResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: MailsQuery): Promise<Page<MailResponse>> {
    const rows = await this.readMails.list(caller.context, { before: cursorId(query), limit: query.limit, state: query.state, recipient: query.to });
    return toPage(rows, query.limit, present);
  }

  @Get(':id')
  @ApiOkResponse({ type: MailDetailResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<MailDetailResponse> {
    const mail = await this.readMails.get(caller.context, parseId('mail', id));
    return { ...present(mail), text: mail.textBody, html: mail.htmlBody, file_name: mail.fileName, secret_hidden: mail.secretHidden };
  }
}

function present(mail: MailView): MailResponse {
  return {
    id: encodeId('mail', mail.id), template: mail.template, to: mail.recipient, subject: mail.subject, state: mail.state, attempts: mail.attempts,
    last_error: mail.lastError, created_at: mail.createdAt.toISOString(), sent_at: mail.sentAt?.toISOString() ?? null,
  };
}
