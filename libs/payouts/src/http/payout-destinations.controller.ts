import { Clock, encodeId } from '@fairlead/kernel';
import type { PayoutDestinationView } from '@fairlead/affiliates';
import { COOLING_REASONS, type CoolingReason, PAYOUT_DESTINATION_STATUSES, type PayoutDestinationStatus } from '@fairlead/affiliates/contracts';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { PayoutDestinations } from '../application/payout-destinations.service';
import { isCooling } from '../domain/cool-down';

class DestinationCoolDownResponse {
  @ApiProperty({ format: 'date-time', description: 'When the account, or the bank account or card behind it, was changed last' }) changed_at: string;
  @ApiProperty({ format: 'date-time', description: 'New payouts begin here' }) until: string;
  @ApiProperty({ enum: COOLING_REASONS, description: 'The longer one follows a change of a password, or a second factor that was turned off or got round by a recovery code, within the 7 days before' })
  reason: CoolingReason;
}

class PayoutDestinationResponse {
  @ApiProperty() id: string;
  @ApiProperty({ enum: PAYOUT_DESTINATION_STATUSES, description: 'Only active is paid' }) status: PayoutDestinationStatus;
  @ApiProperty({ example: 'acct_1' }) stripe_account_id: string;
  @ApiProperty({ type: [String], description: 'What Stripe still wants to know' }) requirements: string[];
  @ApiProperty({ format: 'date-time', description: 'When Stripe was last asked' }) checked_at: string;
  @ApiProperty({ type: DestinationCoolDownResponse, nullable: true, description: 'While nothing new is paid to it because it was changed' }) cool_down: DestinationCoolDownResponse | null;
}

class PayoutDestinationListResponse {
  @ApiProperty({ type: [PayoutDestinationResponse] }) data: PayoutDestinationResponse[];
}

class OnboardingLinkResponse {
  @ApiProperty({ description: 'Single use, minutes of life' }) url: string;
  @ApiProperty({ format: 'date-time' }) expires_at: string;
}

/** Where the calling affiliate is paid to: one Stripe connected account. */
@ApiTags('payout-destinations')
@ApiBearerAuth()
@Controller('api/v1/payout-destinations')
export class PayoutDestinationsController {
  constructor(private readonly destinations: PayoutDestinations, private readonly clock: Clock) {}

  /** Empty until the affiliate connects one. */
  @Get()
  @ApiOkResponse({ type: PayoutDestinationListResponse })
  async list(@CurrentCaller() caller: Caller): Promise<PayoutDestinationListResponse> {
    return { data: (await this.destinations.list(caller.context, caller.organizationId)).map((view) => this.present(view)) };
  }

  /** Connects to Stripe; a second call gives the same destination. */
  @Post()
  @ApiCreatedResponse({ type: PayoutDestinationResponse })
  async connect(@CurrentCaller() caller: Caller): Promise<PayoutDestinationResponse> {
    return this.present(await this.destinations.connect(caller.context, caller.organizationId, caller.email));
  }

  @Get('current')
  @ApiOkResponse({ type: PayoutDestinationResponse })
  async current(@CurrentCaller() caller: Caller): Promise<PayoutDestinationResponse> {
    return this.present(await this.destinations.own(caller.context, caller.organizationId));
  }

  @Post('current/onboarding-link')
  @ApiCreatedResponse({ type: OnboardingLinkResponse })
  async onboardingLink(@CurrentCaller() caller: Caller): Promise<OnboardingLinkResponse> {
    const link = await this.destinations.onboardingLink(caller.context, caller.organizationId);
    return { url: link.url, expires_at: link.expiresAt.toISOString() };
  }

  /** Asks Stripe again, for who does not want to wait for the webhook. */
  @Post('current/refresh')
  @HttpCode(200)
  @ApiOkResponse({ type: PayoutDestinationResponse })
  async refresh(@CurrentCaller() caller: Caller): Promise<PayoutDestinationResponse> {
    const destination = await this.destinations.own(caller.context, caller.organizationId);
    await this.destinations.refresh(destination.stripeAccountId);
    return this.present(await this.destinations.own(caller.context, caller.organizationId));
  }

  private present(view: PayoutDestinationView): PayoutDestinationResponse {
    return {
      id: encodeId('payoutDestination', view.id), status: view.status, stripe_account_id: view.stripeAccountId, requirements: view.requirements,
      checked_at: view.checkedAt.toISOString(), cool_down: isCooling(view, this.clock.now()) ? presentCoolDown(view) : null,
    };
  }
}

function presentCoolDown({ changedAt, coolsUntil, coolsBecause }: PayoutDestinationView): DestinationCoolDownResponse | null {
  return changedAt && coolsUntil && coolsBecause ? { changed_at: changedAt.toISOString(), until: coolsUntil.toISOString(), reason: coolsBecause } : null;
}
