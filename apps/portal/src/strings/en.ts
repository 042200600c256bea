import { account } from './account';
import { advertiser } from './advertiser';
import { affiliate } from './affiliate';
import { conversions } from './conversions';
import { duty } from './duty';
import { finance } from './finance';
import { mails } from './mails';
import { publicPages } from './public';
import { shared } from './shared';
import { shell } from './shell';
import { staff } from './staff';
import { suspension } from './suspension';
import { team } from './team';

/** Every text of the portal, in English. Components hold none. */
export const t = { account, shared, shell, public: publicPages, affiliate, advertiser, conversions, finance, staff, team, suspension, mails, duty };
