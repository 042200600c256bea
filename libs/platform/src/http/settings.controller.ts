import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { FairleadConfig } from '../config/fairlead-config';
import { SETTING_GROUPS, type SettingGroup, shownSettings } from '../config/shown-settings';

class SettingResponse {
  @ApiProperty({ enum: SETTING_GROUPS }) group: SettingGroup;
  @ApiProperty({ description: 'The environment variable that sets it', example: 'EMAIL_VERIFICATION' }) name: string;
  @ApiProperty({ type: String, nullable: true, description: 'As it is in force, in the unit that the name says; null where nothing is set. Of secrets only that they are set' }) value: string | null;
}

class SettingsResponse {
  @ApiProperty({ type: [SettingResponse] }) data: SettingResponse[];
}

/** What the answering process runs with. Settings are changed in the environment and take effect at a restart. */
@ApiTags('settings')
@ApiBearerAuth()
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly config: FairleadConfig) {}

  @Get()
  @ApiOkResponse({ type: SettingsResponse })
  list(): SettingsResponse {
    return { data: shownSettings(this.config) };
  }
}
