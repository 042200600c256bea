import { t } from '../strings/en';
import { PageHeader } from './page-header';
import { ErrorState } from './states';

/** Stands for a whole page whose thing could not be read: with a heading and a name in the tab, as every page has. */
export function PageFailure(props: { readonly error: unknown; readonly retry?: () => void }) {
  return <><PageHeader title={t.shared.errors.page} /><ErrorState {...props} /></>;
}
