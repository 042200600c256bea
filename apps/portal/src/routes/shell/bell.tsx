import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { notices } from '../../api/notice-queries';
import { t } from '../../strings/en';

const MOST_SHOWN = 99;

/** Leads to the notices, and says how many are new. A number that cannot be read is left out: the page will say why. */
export function Bell() {
  const { data: unseen = 0 } = useQuery(notices.unseen());
  return (
    <Link to="/notices" className="portal-bell" aria-label={t.shell.notices(unseen, MOST_SHOWN + 1)}>
      <IconBell size={19} stroke={1.7} aria-hidden />
      {unseen > 0 ? <span className="portal-bell-count numbers" aria-hidden>{unseen > MOST_SHOWN ? `${MOST_SHOWN}+` : unseen}</span> : null}
    </Link>
  );
}
